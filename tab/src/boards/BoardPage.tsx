import { makeStyles } from "@fluentui/react-components";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Suspense, lazy, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import { announce } from "../shared/announce";
import { today } from "../shared/dates";
import { useOnline } from "../shared/live";
import { useNotify } from "../shared/notices";
import { meQuery, useDirectory } from "../shared/people";
import { Waiting } from "../shared/Waiting";
import { drawn, listOf, peopleOf, type Board, type Place } from "./board";
import { BoardHead } from "./BoardHead";
import type { OpenMenu } from "./CardMenu";
import { archiveCard, editCard, moveCard, restoreCard } from "./commands";
import { filtering, matcherOf, withoutTemplates } from "./filter";
import { accessQuery, boardQuery } from "./queries";
import { boardSearch, withoutGaps, type BoardSearch, type View } from "./search";
import { SelectionBar } from "./SelectionBar";
import { SessionProvider, useSession } from "./session";
import { StripView } from "./StripView";
import { useLiveBoard } from "./useLiveBoard";
import { useUndo } from "./useUndo";
import type { BoardActions, ViewProps } from "./view";
import { ViewBar } from "./ViewBar";

const ArchivedBar = lazy(() => import("./ArchivedBar").then((module) => ({ default: module.ArchivedBar })));
const CardMenu = lazy(() => import("./CardMenu").then((module) => ({ default: module.CardMenu })));
const CardPanel = lazy(() => import("./CardPanel").then((module) => ({ default: module.CardPanel })));
const MoveDialog = lazy(() => import("./MoveDialog").then((module) => ({ default: module.MoveDialog })));
const Shortcuts = lazy(() => import("./Shortcuts").then((module) => ({ default: module.Shortcuts })));
const AskDialog = lazy(() =>
  import("../approvals/AskDialog").then((module) => ({ default: module.AskDialog })),
);

/** The board itself is there at once; the other ways to look at it come when somebody wants them. */
const viewOf: Readonly<Record<View, React.ComponentType<ViewProps>>> = {
  board: StripView,
  table: lazy(() => import("./TableView").then((module) => ({ default: module.TableView }))),
  calendar: lazy(() => import("./CalendarView").then((module) => ({ default: module.CalendarView }))),
  timeline: lazy(() => import("./TimelineView").then((module) => ({ default: module.TimelineView }))),
  workload: lazy(() => import("./WorkloadView").then((module) => ({ default: module.WorkloadView }))),
  flow: lazy(() => import("./FlowView").then((module) => ({ default: module.FlowView }))),
};

const route = getRouteApi("/boards/$board");

const useStyles = makeStyles({
  page: { blockSize: "100%", display: "flex", flexDirection: "column" },
  body: { flexGrow: 1, minBlockSize: 0, display: "flex", position: "relative" },
  view: { flexGrow: 1, minInlineSize: 0, display: "flex", flexDirection: "column", position: "relative" },
});

export function BoardPage() {
  const { board } = route.useParams();
  return (
    <SessionProvider key={board} board={board}>
      <OpenBoard />
    </SessionProvider>
  );
}

type Dialog =
  | { readonly kind: "move"; readonly cards: readonly string[] }
  | { readonly kind: "ask"; readonly card: string }
  | { readonly kind: "keys" };

function OpenBoard() {
  const styles = useStyles();
  const session = useSession();
  const { board: id, pending, focus, selection } = session;
  const search = route.useSearch();
  const { card: open, view = "board" } = search;
  const online = useOnline();
  useLiveBoard(session, open);

  const { data: confirmed } = useSuspenseQuery(boardQuery(id));
  const { data: access } = useSuspenseQuery(accessQuery(id));
  const { data: me } = useSuspenseQuery(meQuery);
  const drafts = useSyncExternalStore(pending.subscribe, pending.get);
  const board = useMemo(() => withoutTemplates(drawn(confirmed, drafts)), [confirmed, drafts]);
  const people = useDirectory(usePeopleIds(confirmed));
  const labels = useMemo(
    () => Object.fromEntries(confirmed.labels.map((label) => [label.id, label])),
    [confirmed.labels],
  );
  const day = useToday(me.organisation.timeZone);
  const shown = useShown(board, search, { people, me: me.person.id, today: day });

  const [menu, setMenu] = useState<OpenMenu>();
  const [dialog, setDialog] = useState<Dialog>();
  const canEdit = access.canEdit && online;
  useUndo(canEdit);
  const archive = useArchive();
  const actions = useActions(
    useCallback((card: string, target: HTMLElement) => setMenu({ card, target }), []),
    useCallback((cards: readonly string[]) => setDialog({ kind: "move", cards }), []),
    useCallback(() => setDialog({ kind: "keys" }), []),
  );

  const leave = () => {
    actions.show({ card: undefined });
    if (open !== undefined && board.cards[open] !== undefined) focus.want(open);
  };
  const closeDialog = () => {
    setDialog(undefined);
    const back =
      dialog?.kind === "ask" ? dialog.card : dialog?.kind === "move" ? dialog.cards[0] : focus.stop;
    // The dialog holds the focus until it is gone.
    if (back !== undefined && open === undefined) requestAnimationFrame(() => focus.want(back));
  };
  const moveAll = (cards: readonly string[], place: Place) => {
    const step = newCommandId();
    for (const card of inBoardOrder(board, cards)) actions.move(card, place, step);
    selection.clear();
    const [first] = cards;
    if (first !== undefined && cards.length === 1)
      actions.say(drawn(board, [{ kind: "move", card: first, ...place }]), first);
  };

  const Shown = viewOf[view];
  return (
    <div className={styles.page}>
      <BoardHead
        board={board}
        people={people}
        access={access}
        openKeys={actions.openKeys}
        openCard={actions.open}
      />
      {board.archived && (
        <Suspense fallback={null}>
          <ArchivedBar canManage={access.canManage} />
        </Suspense>
      )}
      <ViewBar
        board={board}
        shown={shown}
        people={people}
        me={me.person.id}
        search={search}
        canShare={access.canEdit}
        actions={actions}
      />
      <div className={styles.body}>
        <div className={styles.view}>
          <Suspense fallback={<Waiting />}>
            <Shown
              board={board}
              shown={shown}
              labels={labels}
              people={people}
              today={day}
              canEdit={canEdit}
              search={search}
              actions={actions}
            />
          </Suspense>
          <SelectionBar
            board={board}
            people={people}
            canEdit={canEdit}
            openMove={(cards) => setDialog({ kind: "move", cards })}
            actions={actions}
          />
        </div>
        {open !== undefined && (
          <Suspense fallback={null}>
            <CardPanel
              key={open}
              card={open}
              board={board}
              shown={shown}
              access={access}
              people={people}
              today={day}
              close={leave}
              show={actions.open}
              askApproval={() => setDialog({ kind: "ask", card: open })}
              archive={archive}
            />
          </Suspense>
        )}
      </div>
      <Suspense fallback={null}>
        {menu !== undefined && board.cards[menu.card] !== undefined && (
          <CardMenu
            menu={menu}
            board={board}
            access={access}
            canEdit={canEdit}
            close={() => setMenu(undefined)}
            open={actions.open}
            move={(card, place) => {
              actions.move(card, place);
              focus.want(card);
            }}
            moveTo={(card) => setDialog({ kind: "move", cards: selection.with(card) })}
            askApproval={(card) => setDialog({ kind: "ask", card })}
            archive={archive}
          />
        )}
        {dialog?.kind === "move" && (
          <MoveDialog
            board={board}
            cards={dialog.cards}
            close={closeDialog}
            move={(place) => moveAll(dialog.cards, place)}
          />
        )}
        {dialog?.kind === "ask" && <AskDialog board={id} card={dialog.card} close={closeDialog} />}
        {dialog?.kind === "keys" && <Shortcuts close={closeDialog} />}
      </Suspense>
    </div>
  );
}

/** The cards as they stand on the board, column by column. */
function inBoardOrder(board: Board, cards: readonly string[]): readonly string[] {
  const wanted = new Set(cards);
  return board.columns.flatMap((column) =>
    listOf(board, column.id)
      .map((card) => card.id)
      .filter((card) => wanted.has(card)),
  );
}

/** The board through the filter of its address. */
function useShown(
  board: Board,
  search: BoardSearch,
  about: { people: ViewProps["people"]; me: string; today: string },
): Board {
  const { text, people: who, labels, due, priorities, departments } = search;
  const { people, me, today } = about;
  const { columns, labels: known, key, fields } = board;
  const through = useMemo(() => {
    const matches = matcherOf(withoutGaps({ text, people: who, labels, due, priorities, departments }), {
      columns,
      labels: known,
      key,
      fields,
      people,
      me,
      today,
    });
    return matches === undefined ? undefined : filtering(matches);
  }, [text, who, labels, due, priorities, departments, columns, known, key, fields, people, me, today]);
  return useMemo(() => through?.(board) ?? board, [through, board]);
}

/** Everything that views ask of the page, the same functions for as long as the board is open. */
function useActions(
  openMenu: BoardActions["openMenu"],
  openMoveOf: (cards: readonly string[]) => void,
  openKeys: () => void,
): BoardActions {
  const intl = useIntl();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const { board: id, run, selection } = useSession();
  return useMemo(() => {
    const show: BoardActions["show"] = (change, replace = false) =>
      void navigate({
        to: "/boards/$board",
        params: { board: id },
        search: (now) => boardSearch({ ...now, ...change }),
        replace,
      });
    return {
      show,
      openMenu,
      openKeys,
      open: (card) => show({ card }),
      openMove: (card) => openMoveOf(selection.with(card)),
      move: (card, place, step = newCommandId()) => {
        const before = client.getQueryData(boardQuery(id).queryKey);
        void run({ ...moveCard(id, card, place), step });
        const column = before?.columns.find((each) => each.id === place.column);
        if (before === undefined || column?.limit == null || column.limitIsHard) return;
        if (before.cards[card]?.column === place.column) return;
        const count = listOf(withoutTemplates(before), place.column).length + 1;
        if (count > column.limit)
          notify({
            intent: "warning",
            title: intl.formatMessage(
              { id: "column.full.title" },
              { column: column.name, count, limit: column.limit },
            ),
            text: intl.formatMessage({ id: "column.full" }),
          });
      },
      save: (card, edit, step = newCommandId()) => {
        const seen = client.getQueryData(boardQuery(id).queryKey)?.sequence ?? 0;
        void run({ ...editCard(id, card, seen, edit), step });
      },
      say: (board, card) => {
        const where = board.cards[card];
        const column = board.columns.find((each) => each.id === where?.column);
        if (where === undefined || column === undefined) return;
        const list = listOf(board, column.id);
        announce(
          intl.formatMessage(
            { id: "said.place" },
            {
              title: where.title,
              place: list.findIndex((each) => each.id === card) + 1,
              count: list.length,
              column: column.name,
            },
          ),
        );
      },
    };
  }, [intl, client, navigate, notify, id, run, selection, openMenu, openMoveOf, openKeys]);
}

/** Puts a card away, with the way back at hand. */
function useArchive(): (card: string, title: string) => void {
  const intl = useIntl();
  const notify = useNotify();
  const { board, run } = useSession();
  return useCallback(
    (card, title) => {
      void run(archiveCard(board, card)).then(() => {
        notify({
          intent: "success",
          title: intl.formatMessage({ id: "card.archived" }, { title }),
          actions: [
            {
              text: intl.formatMessage({ id: "action.undo" }),
              run: () => void run(restoreCard(board, card)),
            },
          ],
        });
      });
    },
    [run, board, intl, notify],
  );
}

/** The same array for as long as the same people are on the board. */
function usePeopleIds(board: Board): readonly string[] {
  const key = useMemo(() => peopleOf(board).join(), [board]);
  return useMemo(() => (key === "" ? [] : key.split(",")), [key]);
}

const minute = 60_000;

/** The day in the organisation's zone; a board that is open over midnight notices. */
function useToday(zone: string): string {
  const [day, setDay] = useState(() => today(zone));
  useEffect(() => {
    const timer = window.setInterval(() => setDay(today(zone)), minute);
    return () => window.clearInterval(timer);
  }, [zone]);
  return day;
}
