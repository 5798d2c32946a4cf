import { makeStyles, tokens } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Suspense, lazy, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useIntl } from "react-intl";
import { announce } from "../shared/announce";
import { today } from "../shared/dates";
import { useOnline } from "../shared/live";
import { useNotify } from "../shared/notices";
import { meQuery, useDirectory } from "../shared/people";
import { drawn, listOf, peopleOf, type Board, type Draft, type Place } from "./board";
import { BoardHead } from "./BoardHead";
import { BoardStrip } from "./BoardStrip";
import { archiveCard, moveCard, restoreCard } from "./commands";
import { CardMenu, type OpenMenu } from "./CardMenu";
import { accessQuery, boardQuery } from "./queries";
import { SessionProvider, useSession } from "./session";
import { useBoardDrop } from "./useBoardDrop";
import { useBoardKeys, type Held } from "./useBoardKeys";
import { useLiveBoard } from "./useLiveBoard";
import { useTouchDrag } from "./useTouchDrag";

const CardPanel = lazy(() => import("./CardPanel").then((module) => ({ default: module.CardPanel })));
const MoveDialog = lazy(() => import("./MoveDialog").then((module) => ({ default: module.MoveDialog })));
const Shortcuts = lazy(() => import("./Shortcuts").then((module) => ({ default: module.Shortcuts })));
const AskDialog = lazy(() =>
  import("../approvals/AskDialog").then((module) => ({ default: module.AskDialog })),
);

const route = getRouteApi("/boards/$board");

const useStyles = makeStyles({
  page: { blockSize: "100%", display: "flex", flexDirection: "column" },
  body: { flexGrow: 1, minBlockSize: 0, display: "flex", position: "relative" },
  strip: {
    flexGrow: 1,
    minInlineSize: 0,
    display: "flex",
    color: tokens.colorNeutralForeground1,
  },
});

export function BoardPage() {
  const { board } = route.useParams();
  return (
    <SessionProvider key={board} board={board}>
      <OpenBoard />
    </SessionProvider>
  );
}

type Dialog = { readonly kind: "move" | "ask"; readonly card: string } | { readonly kind: "keys" };

function OpenBoard() {
  const styles = useStyles();
  const intl = useIntl();
  const session = useSession();
  const { board: id, pending, focus, run } = session;
  const { card: open } = route.useSearch();
  const navigate = useNavigate();
  const notify = useNotify();
  const online = useOnline();
  useLiveBoard(session);

  const { data: confirmed } = useSuspenseQuery(boardQuery(id));
  const { data: access } = useSuspenseQuery(accessQuery(id));
  const { data: me } = useSuspenseQuery(meQuery);
  const drafts = useSyncExternalStore(pending.subscribe, pending.get);
  const [held, setHeld] = useState<Held>();
  const board = useMemo(() => drawn(confirmed, withHeld(drafts, held)), [confirmed, drafts, held]);
  const people = useDirectory(usePeopleIds(confirmed));
  const labels = useMemo(
    () => Object.fromEntries(confirmed.labels.map((label) => [label.id, label])),
    [confirmed.labels],
  );
  const day = useToday(me.organisation.timeZone);

  const [menu, setMenu] = useState<OpenMenu>();
  const [dialog, setDialog] = useState<Dialog>();
  const canEdit = access.canEdit && online;

  const say = useCallback(
    (shown: Board, card: string) => {
      const where = shown.cards[card];
      const column = shown.columns.find((each) => each.id === where?.column);
      if (where === undefined || column === undefined) return;
      const list = listOf(shown, column.id);
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
    [intl],
  );
  const move = useCallback((card: string, place: Place) => void run(moveCard(id, card, place)), [run, id]);
  const archive = useCallback(
    (card: string, title: string) => {
      void run(archiveCard(id, card)).then(() => {
        notify({
          intent: "success",
          title: intl.formatMessage({ id: "card.archived" }, { title }),
          actions: [
            {
              text: intl.formatMessage({ id: "action.undo" }),
              run: () => void run(restoreCard(id, card)),
            },
          ],
        });
      });
    },
    [run, id, intl, notify],
  );
  const show = useCallback(
    (card: string | undefined) =>
      void navigate({
        to: "/boards/$board",
        params: { board: id },
        search: card === undefined ? {} : { card },
      }),
    [navigate, id],
  );
  const actions = useMemo(
    () => ({ openMenu: (card: string, target: HTMLElement) => setMenu({ card, target }) }),
    [],
  );

  useStopOnBoard(board);
  const drop = (card: string, place: Place) => {
    move(card, place);
    say(drawn(board, [{ kind: "move", card, ...place }]), card);
  };
  useBoardDrop(board, drop);
  const strip = useBoardKeys({
    board,
    canEdit,
    held,
    setHeld,
    move,
    say,
    openMove: (card) => setDialog({ kind: "move", card }),
    openKeys: () => setDialog({ kind: "keys" }),
  });

  useTouchDrag({ strip, board, canEdit, drop });

  const leave = () => {
    show(undefined);
    if (open !== undefined && board.cards[open] !== undefined) focus.want(open);
  };
  const closeDialog = () => {
    setDialog(undefined);
    const back = dialog?.kind === "keys" ? focus.stop : dialog?.card;
    // The dialog holds the focus until it is gone.
    if (back !== undefined && open === undefined) requestAnimationFrame(() => focus.want(back));
  };

  return (
    <div className={styles.page}>
      <BoardHead board={board} people={people} access={access} openKeys={() => setDialog({ kind: "keys" })} />
      <div className={styles.body}>
        <div ref={strip} className={styles.strip}>
          <BoardStrip
            board={board}
            labels={labels}
            people={people}
            today={day}
            canEdit={canEdit}
            held={held?.card}
            actions={actions}
          />
        </div>
        {open !== undefined && (
          <Suspense fallback={null}>
            <CardPanel
              key={open}
              card={open}
              board={board}
              access={access}
              people={people}
              today={day}
              close={leave}
              show={show}
              askApproval={() => setDialog({ kind: "ask", card: open })}
              archive={archive}
            />
          </Suspense>
        )}
      </div>
      {menu !== undefined && board.cards[menu.card] !== undefined && (
        <CardMenu
          menu={menu}
          board={board}
          access={access}
          canEdit={canEdit}
          close={() => setMenu(undefined)}
          open={show}
          move={(card, place) => {
            move(card, place);
            focus.want(card);
          }}
          moveTo={(card) => setDialog({ kind: "move", card })}
          askApproval={(card) => setDialog({ kind: "ask", card })}
          archive={archive}
        />
      )}
      <Suspense fallback={null}>
        {dialog?.kind === "move" && (
          <MoveDialog
            board={board}
            card={dialog.card}
            close={closeDialog}
            move={(place) => {
              drop(dialog.card, place);
            }}
          />
        )}
        {dialog?.kind === "ask" && <AskDialog board={id} card={dialog.card} close={closeDialog} />}
        {dialog?.kind === "keys" && <Shortcuts close={closeDialog} />}
      </Suspense>
    </div>
  );
}

const withHeld = (drafts: readonly Draft[], held: Held | undefined): readonly Draft[] =>
  held === undefined ? drafts : [...drafts, { kind: "move", card: held.card, ...held.place }];

/** The same array for as long as the same people are on the board. */
function usePeopleIds(board: Board): readonly string[] {
  const key = useMemo(() => peopleOf(board).join(), [board]);
  return useMemo(() => (key === "" ? [] : key.split(",")), [key]);
}

/** The Tab key always finds a card: the one last visited, or the first of the board. */
function useStopOnBoard(board: Board): void {
  const { focus } = useSession();
  useEffect(() => {
    if (focus.stop !== undefined && board.cards[focus.stop] !== undefined) {
      // A card that others moved is a new element now; whoever was on it stays on it.
      if (document.activeElement === document.body && focus.following) focus.want(focus.stop);
      return;
    }
    const first = board.columns
      .map((column) => listOf(board, column.id)[0])
      .find((card) => card !== undefined);
    focus.at(first?.id);
  }, [board, focus]);
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
