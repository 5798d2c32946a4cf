import { makeStyles, tokens } from "@fluentui/react-components";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { newCommandId } from "../api/commandId";
import { Waiting } from "../shared/Waiting";
import { drawn, listOf, placeOf, samePlace, type Board, type Place } from "./board";
import { BoardStrip } from "./BoardStrip";
import { placeBeyondFilter } from "./filter";
import { editInto, keyOf, type Grouping } from "./grouping";
import { useSession } from "./session";
import { useBoardDrop } from "./useBoardDrop";
import { useBoardKeys, type Held } from "./useBoardKeys";
import { useTouchDrag } from "./useTouchDrag";
import type { ViewProps } from "./view";

const LanesStrip = lazy(() => import("./LanesStrip").then((module) => ({ default: module.LanesStrip })));

const useStyles = makeStyles({
  strip: {
    flexGrow: 1,
    minInlineSize: 0,
    minBlockSize: 0,
    display: "flex",
    color: tokens.colorNeutralForeground1,
  },
});

/** Columns with cards, and the hands on them: mouse, touch, keyboard. */
export function StripView(props: ViewProps) {
  const { board, canEdit, actions } = props;
  const styles = useStyles();
  const { selection } = useSession();
  const [held, setHeld] = useState<Held>();
  const { lanes } = props.search;
  const shown = useMemo(() => {
    const laid = lanes === undefined ? props.shown : byLane(props.shown, lanes);
    return held === undefined ? laid : drawn(laid, [{ kind: "move", card: held.card, ...held.place }]);
  }, [props.shown, lanes, held]);
  useStopOnBoard(shown);

  const move = (card: string, place: Place, step?: string) =>
    actions.move(card, placeBeyondFilter(board, props.shown, card, place), step);
  const drop = (card: string, place: Place, lane?: string) => {
    const cards = selection.with(card);
    const step = newCommandId();
    for (const each of cards) {
      const now = board.cards[each];
      if (!samePlace(place, placeOf(shown, each))) move(each, place, step);
      const edit = lanes === undefined || lane === undefined ? undefined : editInto(lanes, lane);
      if (lanes !== undefined && edit !== undefined && now !== undefined && keyOf(now, lanes) !== lane)
        actions.save(each, edit, step);
    }
    if (cards.length > 1) selection.clear();
    else actions.say(drawn(shown, [{ kind: "move", card, ...place }]), card);
  };
  useBoardDrop(shown, drop);
  const strip = useBoardKeys({ board: shown, canEdit, held, setHeld, move, actions });
  useTouchDrag({ strip, board: shown, canEdit, drop });

  return (
    <div ref={strip} className={styles.strip}>
      {lanes === undefined ? (
        <BoardStrip {...props} shown={shown} held={held?.card} />
      ) : (
        <Suspense fallback={<Waiting />}>
          <LanesStrip {...props} shown={shown} held={held?.card} by={lanes} />
        </Suspense>
      )}
    </div>
  );
}

/** The lists lane by lane, so that the keys go from card to card as the eye does. */
const byLane = (board: Board, by: Grouping): Board => ({
  ...board,
  lists: Object.fromEntries(
    Object.entries(board.lists).map(([column, cards]) => [
      column,
      cards
        .map((card) => ({ card, key: keyOf(card, by) }))
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
        .map(({ card }) => card),
    ]),
  ),
});

/** The Tab key always finds a card: the one last visited, or the first of the board. */
function useStopOnBoard(board: Board): void {
  const { focus } = useSession();
  useEffect(() => {
    const stop = focus.stop === undefined ? undefined : board.cards[focus.stop];
    if (stop !== undefined && listOf(board, stop.column).some((card) => card.id === stop.id)) {
      // A card that others moved is a new element now; whoever was on it stays on it.
      if (document.activeElement === document.body && focus.following) focus.want(stop.id);
      return;
    }
    const first = board.columns
      .map((column) => listOf(board, column.id)[0])
      .find((card) => card !== undefined);
    focus.at(first?.id);
  }, [board, focus]);
}
