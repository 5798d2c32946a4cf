import { Badge, Button, makeStyles, tokens } from "@fluentui/react-components";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, done } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaPlannerConflictView } from "../api/schema";
import type { Board } from "../boards/board";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import type { Directory } from "../shared/people";
import { Waiting } from "../shared/Waiting";
import { conflictsQuery } from "./queries";
import { fieldName, valueText } from "./values";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  conflict: {
    display: "flex",
    flexDirection: "column",
    rowGap: "6px",
    paddingBlock: "12px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: "anywhere",
  },
  head: { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: "8px" },
  link: {
    color: "inherit",
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: "none",
    ":hover": { textDecorationLine: "underline" },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  small: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  both: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(220px, 100%), 1fr))",
    gap: "8px",
    margin: 0,
    "& dt": { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
    "& dd": { margin: 0, whiteSpace: "pre-wrap" },
  },
  value: {
    padding: "8px 10px",
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    maxBlockSize: "30vh",
    overflowY: "auto",
  },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

/** What was edited on both sides: which value stayed, which gave way, and the one click that takes the other. */
export function Conflicts(props: { board: Board; people: Directory; canEdit: boolean }) {
  const { board, people, canEdit } = props;
  const styles = useStyles();
  const sentence = useSentence();
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    conflictsQuery(board.id),
  );
  if (error !== null && data === undefined) return <p role="alert">{sentence(error)}</p>;
  if (data === undefined) return <Waiting />;
  const conflicts = data.pages.flatMap((page) => page.conflicts);
  if (conflicts.length === 0)
    return (
      <p className={styles.quiet}>
        <FormattedMessage id="planner.conflict.none" />
      </p>
    );
  return (
    <>
      <ul className={styles.list}>
        {conflicts.map((conflict) => (
          <Conflict key={conflict.id} view={conflict} board={board} people={people} canEdit={canEdit} />
        ))}
      </ul>
      {hasNextPage && (
        <Button
          appearance="subtle"
          disabledFocusable={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          <FormattedMessage id="planner.log.more" />
        </Button>
      )}
    </>
  );
}

function Conflict(props: {
  view: SchemaPlannerConflictView;
  board: Board;
  people: Directory;
  canEdit: boolean;
}) {
  const { view, board, people, canEdit } = props;
  const { conflict, state } = view;
  const styles = useStyles();
  const intl = useIntl();
  const online = useOnline();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const settle = useMutation({
    mutationFn: ({ how, command }: { how: "restore" | "keep"; command: string }) =>
      done(
        api.POST(`/api/boards/{board}/planner/conflicts/{conflict}/${how}`, {
          params: { path: { board: board.id, conflict: view.id }, header: as(command) },
        }),
      ),
    onSuccess: async (_, { how }) => {
      notify({ intent: "success", title: intl.formatMessage({ id: `planner.conflict.${how}.done` }) });
      await client.invalidateQueries({ queryKey: conflictsQuery(board.id).queryKey });
    },
    onError: (failed) =>
      notify({ intent: "error", title: intl.formatMessage({ id: "refused" }), text: sentence(failed) }),
  });
  const run = (how: "restore" | "keep") => settle.mutate({ how, command: newCommandId() });
  const name = view.title ?? intl.formatMessage({ id: "history.gone" });
  const field = fieldName(intl, conflict.field);
  const value = (text: string | null | undefined) => valueText(intl, board, people, conflict.field, text);
  const waits = !online || settle.isPending;
  const open = state === "open";
  return (
    <li className={styles.conflict}>
      <div className={styles.head}>
        {conflict.card == null ? (
          <b>{name}</b>
        ) : (
          <Link
            to="/boards/$board"
            params={{ board: board.id }}
            search={{ card: conflict.card }}
            className={styles.link}
          >
            {name}
          </Link>
        )}
        <span>{field}</span>
        <Badge appearance="tint" color={open ? "warning" : state === "kept" ? "informative" : "success"}>
          <FormattedMessage id={`planner.conflict.${state}`} />
        </Badge>
        <time dateTime={view.at} className={styles.small}>
          {intl.formatDate(view.at, { dateStyle: "short", timeStyle: "short" })}
        </time>
      </div>
      <dl className={styles.both}>
        <div>
          <dt>
            <FormattedMessage
              id={open ? "planner.conflict.on-board" : "planner.conflict.stays"}
              values={{ side: conflict.winner }}
            />
          </dt>
          <dd className={styles.value}>{value(conflict.kept)}</dd>
        </div>
        <div>
          <dt>
            <FormattedMessage
              id={open ? "planner.conflict.in-planner" : "planner.conflict.gave-way"}
              values={{ side: conflict.winner }}
            />
          </dt>
          <dd className={styles.value}>{value(conflict.lost)}</dd>
        </div>
      </dl>
      {!conflict.orderKnown && !open && (
        <span className={styles.small}>
          <FormattedMessage id="planner.conflict.order-unknown" />
        </span>
      )}
      {canEdit && view.canRestore && (state === "kept" || open) && (
        <div className={styles.actions}>
          <Button
            size="small"
            disabledFocusable={waits}
            aria-label={intl.formatMessage({ id: "planner.conflict.restore-name" }, { name, field })}
            onClick={() => run("restore")}
          >
            <FormattedMessage id={open ? "planner.conflict.take-planner" : "planner.conflict.restore"} />
          </Button>
          {open && (
            <Button size="small" disabledFocusable={waits} onClick={() => run("keep")}>
              <FormattedMessage id="planner.conflict.take-board" />
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
