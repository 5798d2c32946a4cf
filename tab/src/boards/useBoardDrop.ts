import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { useEffect, useEffectEvent } from "react";
import { listOf, placeOf, samePlace, type Board, type Place } from "./board";
import { cardDrag } from "./CardTile";

type Target = { readonly data: Record<string | symbol, unknown> };

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The place that a drop means: before or after the card under the pointer, or the end of the column. */
export function droppedPlace(board: Board, card: string, targets: readonly Target[]): Place | undefined {
  const over = targets.find((target) => target.data["type"] === cardDrag);
  const other = board.cards[text(over?.data["card"]) ?? ""];
  if (over !== undefined && other !== undefined) {
    if (other.id === card) return undefined;
    const list = listOf(board, other.column);
    const at = list.findIndex((each) => each.id === other.id);
    const after = list.slice(at + 1).find((each) => each.id !== card);
    return {
      column: other.column,
      before: extractClosestEdge(over.data) === "bottom" ? after?.id : other.id,
    };
  }
  const column = text(targets.find((target) => target.data["type"] === "column")?.data["column"]);
  return column === undefined ? undefined : { column, before: undefined };
}

/** The lane under the pointer, where the board has lanes. */
const droppedLane = (targets: readonly Target[]): string | undefined =>
  text(targets.find((target) => target.data["type"] === "column")?.data["lane"]);

/** The board decides what a drop means, since the dragged card may not be mounted any more. */
export function useBoardDrop(
  board: Board,
  drop: (card: string, place: Place, lane: string | undefined) => void,
): void {
  const dropped = useEffectEvent((card: string, targets: readonly Target[]) => {
    const place = droppedPlace(board, card, targets);
    const lane = droppedLane(targets);
    if (place !== undefined && (lane !== undefined || !samePlace(place, placeOf(board, card))))
      drop(card, place, lane);
  });
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data["type"] === cardDrag,
        onDrop: ({ source, location }) => {
          const card = text(source.data["card"]);
          if (card !== undefined) dropped(card, location.current.dropTargets);
        },
      }),
    [],
  );
}
