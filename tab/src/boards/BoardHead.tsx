import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { MoreHorizontal20Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { PlugDisconnected16Regular } from "@fluentui/react-icons/svg/plug-disconnected";
import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { PlannerChip } from "../planner/PlannerChip";
import { Faces } from "../shared/Face";
import { useLiveState, useOnline } from "../shared/live";
import type { Directory } from "../shared/people";
import type { Access, Board } from "./board";
import type { BoardDialogName } from "./BoardMenu";
import { useSession } from "./session";

const BoardMenu = lazy(() => import("./BoardMenu").then((module) => ({ default: module.BoardMenu })));
const NewCardDialog = lazy(() =>
  import("./NewCardDialog").then((module) => ({ default: module.NewCardDialog })),
);
const BoardDialog = lazy(() => import("./BoardDialog").then((module) => ({ default: module.BoardDialog })));
const MembersDialog = lazy(() =>
  import("./MembersDialog").then((module) => ({ default: module.MembersDialog })),
);
const LabelsDialog = lazy(() =>
  import("./LabelsDialog").then((module) => ({ default: module.LabelsDialog })),
);
const CopyDialog = lazy(() => import("./CopyDialog").then((module) => ({ default: module.CopyDialog })));
const ExportDialog = lazy(() =>
  import("./ExportDialog").then((module) => ({ default: module.ExportDialog })),
);
const RulesDialog = lazy(() => import("./RulesDialog").then((module) => ({ default: module.RulesDialog })));
const FieldsDialog = lazy(() =>
  import("./FieldsDialog").then((module) => ({ default: module.FieldsDialog })),
);
const TemplatesDialog = lazy(() =>
  import("./TemplatesDialog").then((module) => ({ default: module.TemplatesDialog })),
);
const PlannerDialog = lazy(() =>
  import("../planner/PlannerDialog").then((module) => ({ default: module.PlannerDialog })),
);

const useStyles = makeStyles({
  head: {
    display: "flex",
    alignItems: "center",
    columnGap: "16px",
    rowGap: "4px",
    minBlockSize: "52px",
    paddingInline: "24px",
    paddingBlock: "8px 4px",
    boxSizing: "border-box",
    "@media (max-width: 639px)": { paddingInline: "16px", columnGap: "8px" },
  },
  title: {
    margin: 0,
    minInlineSize: "4em",
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  facts: {
    "@media (min-width: 768px)": { flexShrink: 0 },
    display: "flex",
    alignItems: "center",
    columnGap: "12px",
    minInlineSize: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: "nowrap",
  },
  members: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: "6px",
    minInlineSize: 0,
    color: tokens.colorNeutralForeground2,
    fontWeight: tokens.fontWeightRegular,
    "@media (max-width: 767px)": { display: "none" },
  },
  faces: { display: "contents" },
  here: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: "6px",
    "@media (max-width: 767px)": { display: "none" },
  },
  dot: {
    inlineSize: "8px",
    blockSize: "8px",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorPaletteLightGreenBackground3,
    "@media (forced-colors: active)": { backgroundColor: "Highlight" },
  },
  broken: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: "4px",
    color: tokens.colorStatusWarningForeground3,
    // What is back at once needs no word.
    animationName: { from: { opacity: 0 }, to: { opacity: 0 } },
    animationDuration: "1s",
  },
  brokenWords: { "@media (max-width: 639px)": { display: "none" } },
  space: { flexGrow: 1 },
  add: { flexShrink: 0, "@media (max-width: 639px)": { minInlineSize: "32px", paddingInline: "6px" } },
  addWords: { "@media (max-width: 639px)": { display: "none" } },
});

/** One line: what it is, two or three facts, the one thing to do, and the rest behind "…". */
export function BoardHead(props: {
  board: Board;
  people: Directory;
  access: Access;
  openKeys: () => void;
  openCard: (card: string) => void;
}) {
  const { board, people, access, openKeys, openCard } = props;
  const styles = useStyles();
  const intl = useIntl();
  const online = useOnline();
  const live = useLiveState();
  const [open, setOpen] = useState<BoardDialogName>();
  const [menu, setMenu] = useState<HTMLElement>();
  const [adding, setAdding] = useState(false);
  const close = () => setOpen(undefined);
  // Of a board that was put away the owner may only bring it back.
  const memberAccess = board.archived ? { ...access, canManage: false } : access;
  const { present } = useSession();
  const others = useSyncExternalStore(present.subscribe, present.get);
  const here = [...new Set(others.map((each) => each.person))];
  const hereNames = intl.formatList(
    here.map((id) => people[id]?.name ?? intl.formatMessage({ id: "person.unknown" })),
  );
  const addCard = () => {
    const first = document.querySelector<HTMLElement>("[data-add-card]");
    first?.scrollIntoView({ block: "nearest", inline: "center" });
    if (first === null) setAdding(true);
    else first.click();
  };
  return (
    <header className={styles.head}>
      <h1 className={styles.title} title={board.name}>
        {board.name}
      </h1>
      <div className={styles.facts}>
        {board.template && <FormattedMessage id="board.is-template" />}
        <Button
          appearance="transparent"
          size="small"
          className={styles.members}
          onClick={() => setOpen("members")}
        >
          <span aria-hidden="true" className={styles.faces}>
            <Faces ids={board.members.map((member) => member.person)} people={people} limit={4} />
          </span>
          <FormattedMessage
            id="board.members-count"
            values={{ count: board.members.length, units: board.units.length }}
          />
          <span className="only-heard">
            <FormattedMessage id="board.members-open" />
          </span>
        </Button>
        {here.length > 0 && (
          <span className={styles.here} role="status" title={hereNames}>
            <span className={styles.dot} aria-hidden="true" />
            <span aria-hidden="true">
              <FormattedMessage id="presence.here" values={{ count: here.length }} />
            </span>
            <span className="only-heard">
              <FormattedMessage id="presence.names" values={{ names: hereNames }} />
            </span>
          </span>
        )}
        <PlannerChip board={board.id} />
        {online && live === "disconnected" && (
          <span className={styles.broken} role="status" title={intl.formatMessage({ id: "state.not-live" })}>
            <PlugDisconnected16Regular aria-hidden="true" />
            <span className={styles.brokenWords}>
              <FormattedMessage id="state.reconnecting" />
            </span>
            <span className="only-heard">
              <FormattedMessage id="state.not-live" />
            </span>
          </span>
        )}
      </div>
      <span className={styles.space} />
      {access.canEdit && board.columns.length > 0 && (
        <Button
          appearance="primary"
          icon={<Add20Regular />}
          className={styles.add}
          disabledFocusable={!online}
          onClick={addCard}
          aria-label={intl.formatMessage({ id: "card.new" })}
        >
          <span className={styles.addWords}>
            <FormattedMessage id="card.add-short" />
          </span>
        </Button>
      )}
      <Button
        appearance="subtle"
        icon={<MoreHorizontal20Regular />}
        aria-haspopup="menu"
        aria-label={intl.formatMessage({ id: "board.more" })}
        onClick={(event) => setMenu(event.currentTarget)}
      />
      <Suspense fallback={null}>
        {menu !== undefined && (
          <BoardMenu
            board={board}
            access={access}
            target={menu}
            close={() => setMenu(undefined)}
            open={setOpen}
            openKeys={openKeys}
          />
        )}
        {adding && <NewCardDialog board={board} close={() => setAdding(false)} />}
        {open === "board" && <BoardDialog board={board} close={close} />}
        {open === "members" && (
          <MembersDialog board={board} people={people} access={memberAccess} close={close} />
        )}
        {open === "labels" && <LabelsDialog board={board} close={close} />}
        {open === "copy" && <CopyDialog board={board} canCopyMembers={access.canManage} close={close} />}
        {open === "export" && <ExportDialog board={board} close={close} />}
        {open === "rules" && (
          <RulesDialog board={board} people={people} access={memberAccess} close={close} />
        )}
        {open === "fields" && <FieldsDialog board={board} close={close} />}
        {open === "templates" && (
          <TemplatesDialog
            board={board}
            canEdit={access.canEdit && online}
            close={close}
            openCard={openCard}
          />
        )}
        {open === "planner" && <PlannerDialog board={board} people={people} close={close} />}
      </Suspense>
    </header>
  );
}
