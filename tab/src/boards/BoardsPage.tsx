import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { ArrowImport20Regular } from "@fluentui/react-icons/svg/arrow-import";
import { ArrowSync20Regular } from "@fluentui/react-icons/svg/arrow-sync";
import { ArrowUndo16Regular } from "@fluentui/react-icons/svg/arrow-undo";
import { Globe16Regular } from "@fluentui/react-icons/svg/globe";
import { LockClosed16Regular } from "@fluentui/react-icons/svg/lock-closed";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import type { SchemaBoardSummary } from "../api/schema";
import { Choice } from "../shared/Choice";
import { ago } from "../shared/dates";
import { Empty } from "../shared/Empty";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { meQuery } from "../shared/people";
import { useNow } from "../shared/useNow";
import { Waiting } from "../shared/Waiting";
import { bringBackBoard } from "./commands";
import { archivedBoardsQuery, boardsQuery } from "./queries";
import { boardShelves, type BoardShelf } from "./search";

const route = getRouteApi("/boards");

const CreateBoardDialog = lazy(() =>
  import("./CreateBoardDialog").then((module) => ({ default: module.CreateBoardDialog })),
);

const CopyDialog = lazy(() => import("./CopyDialog").then((module) => ({ default: module.CopyDialog })));

const useStyles = makeStyles({
  page: { blockSize: "100%", overflowY: "auto", boxSizing: "border-box", padding: "8px 24px 24px" },
  head: {
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    minBlockSize: "44px",
    marginBlockEnd: "8px",
    flexWrap: "wrap",
    rowGap: "4px",
  },
  title: {
    margin: 0,
    flexGrow: 1,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(280px, 100%), 1fr))",
    gap: "12px",
  },
  board: {
    position: "relative",
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
    minBlockSize: "116px",
    boxSizing: "border-box",
    padding: "14px 16px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow2,
    ":hover": { boxShadow: tokens.shadow8 },
  },
  line: { display: "flex", alignItems: "baseline", columnGap: "8px" },
  name: {
    margin: 0,
    flexGrow: 1,
    minInlineSize: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: "anywhere",
  },
  link: {
    color: "inherit",
    textDecorationLine: "none",
    outlineStyle: "none",
    "::after": { content: '""', position: "absolute", inset: 0, borderRadius: tokens.borderRadiusXLarge },
    ":focus-visible::after": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  key: {
    flexShrink: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: "tabular-nums",
  },
  purpose: {
    margin: 0,
    flexGrow: 1,
    color: tokens.colorNeutralForeground2,
    display: "-webkit-box",
    // Deprecated by name, but the one way to cut after some lines that every browser knows.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    WebkitBoxOrient: "vertical",
    WebkitLineClamp: "2",
    overflow: "hidden",
  },
  shelves: { marginBlockEnd: "12px" },
  // Above the link that covers the whole board.
  action: { position: "relative", zIndex: 1, alignSelf: "flex-start", marginBlockStart: "4px" },
  facts: {
    display: "flex",
    alignItems: "center",
    columnGap: "6px",
    paddingBlockStart: "6px",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** All boards that the person may read, the liveliest first; and on shelves of their own templates and what was put away. */
export function BoardsPage() {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const online = useOnline();
  const { show = "current" } = route.useSearch();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: boards } = useSuspenseQuery(boardsQuery);
  const archived = useQuery({ ...archivedBoardsQuery, enabled: show === "archived" });
  const [creating, setCreating] = useState(false);
  const [template, setTemplate] = useState<SchemaBoardSummary>();
  const shown =
    show === "archived" ? archived.data : boards.filter((board) => board.template === (show === "templates"));
  const byChange = shown?.toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
  const create = (
    <Button
      appearance="primary"
      icon={<Add20Regular />}
      disabledFocusable={!online}
      onClick={() => setCreating(true)}
    >
      <FormattedMessage id="boards.create" />
    </Button>
  );
  const empty = {
    current: { motif: "board", title: "boards.empty.title", text: "boards.empty" },
    templates: { motif: "board", title: "boards.no-templates.title", text: "boards.no-templates" },
    archived: { motif: "archive", title: "boards.none-archived.title", text: "boards.none-archived" },
  } as const;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>
          <FormattedMessage id="boards.title" />
        </h1>
        {me.roles.includes("administrator") && (
          <Button
            appearance="subtle"
            icon={<ArrowSync20Regular />}
            onClick={() => void navigate({ to: "/planner" })}
          >
            <FormattedMessage id="planner.links" />
          </Button>
        )}
        <Button
          appearance="subtle"
          icon={<ArrowImport20Regular />}
          disabledFocusable={!online}
          onClick={() => void navigate({ to: "/boards/import" })}
        >
          <FormattedMessage id="boards.import" />
        </Button>
        {boards.length > 0 && create}
      </header>
      <div className={styles.shelves}>
        <Choice<BoardShelf>
          name={intl.formatMessage({ id: "boards.shelves" })}
          chosen={show}
          options={boardShelves.map((value) => ({
            value,
            text: intl.formatMessage({ id: `boards.shelf.${value}` }),
          }))}
          choose={(shelf) =>
            void navigate({
              to: "/boards",
              search: shelf === "current" ? {} : { show: shelf },
              replace: true,
            })
          }
        />
      </div>
      {byChange === undefined ? (
        <Waiting />
      ) : byChange.length === 0 ? (
        <Empty
          motif={empty[show].motif}
          title={intl.formatMessage({ id: empty[show].title })}
          text={intl.formatMessage({ id: empty[show].text })}
          action={show === "current" ? create : undefined}
        />
      ) : (
        <ul className={styles.list}>
          {byChange.map((board) => (
            <BoardItem key={board.id} board={board}>
              {show === "templates" && (
                <Button
                  size="small"
                  className={styles.action}
                  disabledFocusable={!online}
                  aria-label={intl.formatMessage({ id: "copy.from-template" }, { name: board.name })}
                  onClick={() => setTemplate(board)}
                >
                  <FormattedMessage id="copy.from-template-menu" />
                </Button>
              )}
              {show === "archived" && board.role === "owner" && <BringBack board={board} />}
            </BoardItem>
          ))}
        </ul>
      )}
      <Suspense fallback={null}>
        {creating && (
          <CreateBoardDialog
            templates={boards.filter((board) => board.template)}
            close={() => setCreating(false)}
          />
        )}
        {template !== undefined && (
          <CopyDialog
            board={template}
            canCopyMembers={template.role === "owner"}
            close={() => setTemplate(undefined)}
          />
        )}
      </Suspense>
    </div>
  );
}

function BoardItem({ board, children }: { board: SchemaBoardSummary; children: ReactNode }) {
  const styles = useStyles();
  const intl = useIntl();
  const now = useNow();
  return (
    <li className={styles.board}>
      <div className={styles.line}>
        <h2 className={styles.name}>
          <Link to="/boards/$board" params={{ board: board.id }} className={styles.link}>
            {board.name}
          </Link>
        </h2>
        <span className={styles.key}>{board.key}</span>
      </div>
      <p className={styles.purpose}>{board.purpose}</p>
      {children}
      <div className={styles.facts}>
        {board.visibility === "members" ? (
          <LockClosed16Regular aria-label={intl.formatMessage({ id: "board.visibility.members" })} />
        ) : (
          <Globe16Regular aria-label={intl.formatMessage({ id: "board.visibility.organisation" })} />
        )}
        <span>
          <FormattedMessage id="boards.cards" values={{ count: board.cards }} />
        </span>
        <span aria-hidden="true">·</span>
        <span>{ago(intl, board.changedAt, now)}</span>
      </div>
    </li>
  );
}

function BringBack({ board }: { board: SchemaBoardSummary }) {
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const navigate = useNavigate();
  const online = useOnline();
  const notify = useNotify();
  const sentence = useSentence();
  const bringBack = useMutation({
    mutationFn: (command: string) => bringBackBoard(board.id).send(command),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: boardsQuery.queryKey });
      notify({
        intent: "success",
        title: intl.formatMessage({ id: "boards.brought-back" }, { name: board.name }),
        actions: [
          {
            text: intl.formatMessage({ id: "boards.open" }),
            run: () => void navigate({ to: "/boards/$board", params: { board: board.id } }),
          },
        ],
      });
    },
    onError: (error) =>
      notify({ intent: "error", title: intl.formatMessage({ id: "refused" }), text: sentence(error) }),
  });
  return (
    <Button
      size="small"
      className={styles.action}
      icon={<ArrowUndo16Regular />}
      disabledFocusable={!online || bringBack.isPending}
      aria-label={intl.formatMessage({ id: "archive.restore-name" }, { title: board.name })}
      onClick={() => bringBack.mutate(newCommandId())}
    >
      <FormattedMessage id="action.restore" />
    </Button>
  );
}
