import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import { ArrowUndo16Regular } from "@fluentui/react-icons/svg/arrow-undo";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import { Choice } from "../shared/Choice";
import { Empty } from "../shared/Empty";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { Waiting } from "../shared/Waiting";
import { restoreCard } from "./commands";
import { accessQuery, archiveQuery, boardQuery, trashQuery } from "./queries";

const route = getRouteApi("/boards/$board/archive");

const useStyles = makeStyles({
  page: { blockSize: "100%", overflowY: "auto", boxSizing: "border-box", padding: "8px 24px 24px" },
  head: {
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    minBlockSize: "44px",
    marginBlockEnd: "8px",
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: { listStyleType: "none", margin: 0, padding: 0, maxInlineSize: "720px" },
  row: {
    display: "flex",
    alignItems: "center",
    columnGap: "12px",
    minBlockSize: "44px",
    paddingBlock: "4px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  number: {
    minInlineSize: "64px",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: "tabular-nums",
  },
  name: {
    flexGrow: 1,
    minInlineSize: 0,
    overflowWrap: "anywhere",
    color: "inherit",
    textDecorationLine: "none",
    ":hover": { textDecorationLine: "underline" },
  },
});

/** Cards that were put away; each has a way back. */
export function ArchivePage() {
  const styles = useStyles();
  const intl = useIntl();
  const { board: id } = route.useParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const sentence = useSentence();
  const online = useOnline();
  const { data: board } = useSuspenseQuery(boardQuery(id));
  const { data: access } = useSuspenseQuery(accessQuery(id));
  const [place, setPlace] = useState<"archive" | "trash">("archive");
  const { data: archived } = useSuspenseQuery(archiveQuery(id));
  const { data: trashed } = useQuery({ ...trashQuery(id), enabled: place === "trash" });
  const cards = place === "archive" ? archived : trashed;
  const restore = useMutation({
    mutationFn: ({ card, command }: { card: string; title: string; command: string }) =>
      restoreCard(id, card).send(command),
    onSuccess: async (_, { title, card }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: archiveQuery(id).queryKey }),
        client.invalidateQueries({ queryKey: trashQuery(id).queryKey }),
        client.invalidateQueries({ queryKey: boardQuery(id).queryKey, exact: true }),
      ]);
      notify({
        intent: "success",
        title: intl.formatMessage({ id: "card.restored" }, { title }),
        actions: [
          {
            text: intl.formatMessage({ id: "action.open-card" }),
            run: () => void navigate({ to: "/boards/$board", params: { board: id }, search: { card } }),
          },
        ],
      });
    },
    onError: (error) =>
      notify({ intent: "error", title: intl.formatMessage({ id: "refused" }), text: sentence(error) }),
  });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Button
          appearance="subtle"
          icon={<ArrowLeft20Regular />}
          aria-label={intl.formatMessage({ id: "board.back" }, { name: board.name })}
          onClick={() => void navigate({ to: "/boards/$board", params: { board: id } })}
        />
        <h1 className={styles.title}>
          <FormattedMessage id="archive.title" values={{ name: board.name }} />
        </h1>
      </header>
      <Choice
        name={intl.formatMessage({ id: "archive.place" })}
        chosen={place}
        options={[
          { value: "archive", text: intl.formatMessage({ id: "archive.archive" }) },
          { value: "trash", text: intl.formatMessage({ id: "archive.trash" }) },
        ]}
        choose={setPlace}
      />
      {cards === undefined ? (
        <Waiting />
      ) : cards.length === 0 ? (
        <Empty
          motif="archive"
          title={intl.formatMessage({
            id: place === "archive" ? "archive.empty.title" : "trash.empty.title",
          })}
          text={intl.formatMessage({ id: place === "archive" ? "archive.empty" : "trash.empty" })}
        />
      ) : (
        <ul className={styles.list}>
          {cards.map((card) => (
            <li key={card.id} className={styles.row}>
              <span className={styles.number}>{`${board.key}-${card.number}`}</span>
              <Link
                to="/boards/$board"
                params={{ board: id }}
                search={{ card: card.id }}
                className={styles.name}
              >
                {card.title}
              </Link>
              {access.canEdit && (
                <Button
                  size="small"
                  icon={<ArrowUndo16Regular />}
                  disabledFocusable={!online || (restore.isPending && restore.variables.card === card.id)}
                  aria-label={intl.formatMessage({ id: "archive.restore-name" }, { title: card.title })}
                  onClick={() =>
                    restore.mutate({ card: card.id, title: card.title, command: newCommandId() })
                  }
                >
                  <FormattedMessage id="action.restore" />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
