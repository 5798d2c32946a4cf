import { useThemeClassName } from "@fluentui/react-components";
import { useEffect, useEffectEvent, type RefObject } from "react";
import { listOf, placeOf, samePlace, type Board, type Place } from "./board";
import { useTileStyles } from "./CardTile.styles";

const holdMs = 350;
const wobble = 10;
/** Near an edge the board scrolls below the finger, this many pixels a frame. */
const edge = 48;
const pace = 12;
const between = 12;

type Point = { readonly x: number; readonly y: number };

type Carried = {
  readonly card: string;
  readonly source: HTMLElement;
  readonly preview: HTMLElement;
  readonly line: HTMLElement;
  readonly offset: Point;
  at: Point;
  place: Place | undefined;
  frame: number;
};

/** The place under a finger: before the first card of the column whose middle is below it. */
export function placeAt(board: Board, column: HTMLElement, y: number, card: string): Place | undefined {
  const id = column.dataset["column"];
  if (id === undefined) return undefined;
  const others = [...column.querySelectorAll<HTMLElement>("[data-card]")].filter(
    (tile) => tile.dataset["card"] !== card,
  );
  const below = others.find((tile) => {
    const { top, height } = tile.getBoundingClientRect();
    return y < top + height / 2;
  });
  const before = below?.dataset["card"];
  if (before !== undefined || others.length === 0) return { column: id, before };
  // Below the last card that is drawn; in a long column others may follow it.
  const list = listOf(board, id).filter((each) => each.id !== card);
  const last = list.findIndex((each) => each.id === others.at(-1)?.dataset["card"]);
  return { column: id, before: list[last + 1]?.id };
}

/**
 * Dragging by touch: a long press picks the card up. Browsers inside of apps don't start their own drag on touch,
 * so this one does not ask them; a short movement stays a scroll.
 */
export function useTouchDrag(props: {
  strip: RefObject<HTMLElement | null>;
  board: Board;
  canEdit: boolean;
  drop: (card: string, place: Place) => void;
}): void {
  const { strip, board, canEdit, drop } = props;
  const theme = useThemeClassName();
  const { preview: previewClass, line: lineClass } = useTileStyles();

  const pickUp = useEffectEvent((source: HTMLElement, at: Point): Carried | undefined => {
    const card = source.dataset["card"];
    const copy = source.cloneNode(true);
    if (!canEdit || card === undefined || !(copy instanceof HTMLElement)) return undefined;
    const box = source.getBoundingClientRect();
    const preview = document.createElement("div");
    preview.className = theme;
    preview.setAttribute("aria-hidden", "true");
    Object.assign(preview.style, {
      position: "fixed",
      inset: "0 auto auto 0",
      zIndex: "1000",
      pointerEvents: "none",
      background: "none",
    });
    copy.classList.add(...previewClass.split(" "));
    Object.assign(copy.style, { inlineSize: `${box.width}px`, margin: "0" });
    preview.append(copy);
    const line = document.createElement("div");
    line.className = theme;
    Object.assign(line.style, {
      position: "fixed",
      zIndex: "999",
      inset: "auto",
      display: "none",
      pointerEvents: "none",
    });
    const stroke = document.createElement("div");
    stroke.className = lineClass;
    line.append(stroke);
    document.body.append(preview, line);
    source.style.opacity = "0.4";
    return {
      card,
      source,
      preview,
      line,
      offset: { x: at.x - box.left, y: at.y - box.top },
      at,
      place: undefined,
      frame: 0,
    };
  });

  const follow = useEffectEvent((carried: Carried) => {
    const { at, offset, preview, line } = carried;
    preview.style.transform = `translate(${at.x - offset.x}px, ${at.y - offset.y}px)`;
    const under = document.elementFromPoint(at.x, at.y);
    const column = under?.closest<HTMLElement>("[data-column]") ?? columnNear(strip.current, at);
    carried.place = column === undefined ? undefined : placeAt(board, column, at.y, carried.card);
    scrollNear(strip.current, column, at);
    if (column === undefined || carried.place === undefined) {
      line.style.display = "none";
      return;
    }
    const tiles = [...column.querySelectorAll<HTMLElement>("[data-card]")];
    const before = tiles.find((tile) => tile.dataset["card"] === carried.place?.before);
    const last = tiles.at(-1);
    const y =
      before !== undefined
        ? before.getBoundingClientRect().top - 5
        : last !== undefined
          ? last.getBoundingClientRect().bottom + 3
          : column.getBoundingClientRect().top + 44;
    const { left, width } = column.getBoundingClientRect();
    Object.assign(line.style, {
      display: "block",
      left: `${left + 8}px`,
      top: `${y}px`,
      width: `${width - 16}px`,
    });
  });

  const putDown = useEffectEvent((carried: Carried, dropped: boolean) => {
    carried.preview.remove();
    carried.line.remove();
    carried.source.style.opacity = "";
    const { card, place } = carried;
    if (dropped && place !== undefined && !samePlace(place, placeOf(board, card))) drop(card, place);
  });

  useEffect(() => {
    const element = strip.current;
    if (element === null) return undefined;
    let timer: number | undefined;
    let start: Point | undefined;
    let carried: Carried | undefined;

    const tick = () => {
      if (carried === undefined) return;
      follow(carried);
      carried.frame = requestAnimationFrame(tick);
    };
    const end = (dropped: boolean) => {
      window.clearTimeout(timer);
      start = undefined;
      if (carried === undefined) return;
      cancelAnimationFrame(carried.frame);
      putDown(carried, dropped);
      carried = undefined;
    };
    const onStart = (event: TouchEvent) => {
      end(false);
      const touch = event.touches[0];
      const { target } = event;
      if (event.touches.length !== 1 || touch === undefined || !(target instanceof Element)) return;
      const tile = target.closest<HTMLElement>("[data-card]");
      if (tile === null || target.closest("button") !== null) return;
      const at = { x: touch.clientX, y: touch.clientY };
      start = at;
      timer = window.setTimeout(() => {
        carried = pickUp(tile, at);
        tick();
      }, holdMs);
    };
    const onMove = (event: TouchEvent) => {
      const touch = event.touches[0];
      if (touch === undefined || start === undefined) return;
      if (carried === undefined) {
        if (Math.hypot(touch.clientX - start.x, touch.clientY - start.y) > wobble) end(false);
        return;
      }
      event.preventDefault(); // the finger carries now, it does not scroll
      carried.at = { x: touch.clientX, y: touch.clientY };
    };
    const onEnd = (event: TouchEvent) => {
      if (carried !== undefined) event.preventDefault(); // and no click follows
      end(true);
    };
    const onCancel = () => end(false);
    const onNative = (event: Event) => {
      if (start === undefined) return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener("touchstart", onStart, { passive: true });
    element.addEventListener("touchmove", onMove, { passive: false });
    element.addEventListener("touchend", onEnd, { passive: false });
    element.addEventListener("touchcancel", onCancel);
    element.addEventListener("dragstart", onNative, { capture: true });
    element.addEventListener("contextmenu", onNative, { capture: true });
    return () => {
      end(false);
      element.removeEventListener("touchstart", onStart);
      element.removeEventListener("touchmove", onMove);
      element.removeEventListener("touchend", onEnd);
      element.removeEventListener("touchcancel", onCancel);
      element.removeEventListener("dragstart", onNative, { capture: true });
      element.removeEventListener("contextmenu", onNative, { capture: true });
    };
  }, [strip]);
}

/** Between two columns the nearer one is meant. */
function columnNear(strip: HTMLElement | null, { x }: Point): HTMLElement | undefined {
  return [...(strip?.querySelectorAll<HTMLElement>("[data-column]") ?? [])].find((column) => {
    const { left, right } = column.getBoundingClientRect();
    return x > left - between && x < right + between;
  });
}

/** Brings what is beyond the edge into reach while the finger stays near it. */
function scrollNear(strip: HTMLElement | null, column: HTMLElement | undefined, { x, y }: Point): void {
  const sideways = strip?.querySelector<HTMLElement>("[data-strip]");
  if (sideways != null) {
    const { left, right } = sideways.getBoundingClientRect();
    if (x > right - edge) sideways.scrollLeft += pace;
    else if (x < left + edge) sideways.scrollLeft -= pace;
  }
  const list = column?.querySelector<HTMLElement>("[data-cards]");
  if (list != null) {
    const { top, bottom } = list.getBoundingClientRect();
    if (y > bottom - edge) list.scrollTop += pace;
    else if (y < top + edge) list.scrollTop -= pace;
  }
}
