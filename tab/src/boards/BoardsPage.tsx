import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { ArrowImport20Regular } from "@fluentui/react-icons/svg/arrow-import";
import { Globe16Regular } from "@fluentui/react-icons/svg/globe";
import { LockClosed16Regular } from "@fluentui/react-icons/svg/lock-closed";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { ago } from "../shared/dates";
import { Empty } from "../shared/Empty";
import { useOnline } from "../shared/live";
import { useNow } from "../shared/useNow";
import { boardsQuery } from "./queries";

const CreateBoardDialog = lazy(() =>
  import("./CreateBoardDialog").then((module) => ({ default: module.CreateBoardDialog })),
);

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

/** All boards that the person may read, the liveliest first. */
export function BoardsPage() {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const online = useOnline();
  const now = useNow();
  const { data: boards } = useSuspenseQuery(boardsQuery);
  const [creating, setCreating] = useState(false);
  const byChange = boards.toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
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
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>
          <FormattedMessage id="boards.title" />
        </h1>
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
      {boards.length === 0 ? (
        <Empty
          motif="board"
          title={intl.formatMessage({ id: "boards.empty.title" })}
          text={intl.formatMessage({ id: "boards.empty" })}
          action={create}
        />
      ) : (
        <ul className={styles.list}>
          {byChange.map((board) => (
            <li key={board.id} className={styles.board}>
              <div className={styles.line}>
                <h2 className={styles.name}>
                  <Link to="/boards/$board" params={{ board: board.id }} className={styles.link}>
                    {board.name}
                  </Link>
                </h2>
                <span className={styles.key}>{board.key}</span>
              </div>
              <p className={styles.purpose}>{board.purpose}</p>
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
          ))}
        </ul>
      )}
      {creating && (
        <Suspense fallback={null}>
          <CreateBoardDialog close={() => setCreating(false)} />
        </Suspense>
      )}
    </div>
  );
}
