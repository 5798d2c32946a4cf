import { makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useMemo, useState } from "react";
import { drawn, listOf, type Board, type Place } from "./board";
import { BoardStrip } from "./BoardStrip";
import { placeBeyondFilter } from "./filter";
import { useSession } from "./session";
import { useBoardDrop } from "./useBoardDrop";
import { useBoardKeys, type Held } from "./useBoardKeys";
import { useTouchDrag } from "./useTouchDrag";
import type { ViewProps } from "./view";

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
  const shown = useMemo(
    () =>
      held === undefined
        ? props.shown
        : drawn(props.shown, [{ kind: "move", card: held.card, ...held.place }]),
    [props.shown, held],
  );
  useStopOnBoard(shown);

  const move = (card: string, place: Place) =>
    actions.move(card, placeBeyondFilter(board, props.shown, card, place));
  const drop = (card: string, place: Place) => {
    const cards = selection.with(card);
    for (const each of cards) move(each, place);
    if (cards.length > 1) selection.clear();
    else actions.say(drawn(shown, [{ kind: "move", card, ...place }]), card);
  };
  useBoardDrop(shown, drop);
  const strip = useBoardKeys({ board: shown, canEdit, held, setHeld, move, actions });
  useTouchDrag({ strip, board: shown, canEdit, drop });

  return (
    <div ref={strip} className={styles.strip}>
      <BoardStrip {...props} shown={shown} held={held?.card} />
    </div>
  );
}

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
