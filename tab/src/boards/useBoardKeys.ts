import { useEffect, useEffectEvent, useRef, type RefObject } from "react";
import { useIntl } from "react-intl";
import { announce } from "../shared/announce";
import { drawn, neighbour, placeOf, samePlace, stepped, type Board, type Place, type Step } from "./board";
import { useSession } from "./session";
import type { BoardActions } from "./view";

/** A card carried by keyboard: where it came from, and where it would be put down. */
export type Held = { readonly card: string; readonly origin: Place; readonly place: Place };

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};

export const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest("input, textarea, select, [role='combobox'], [role='menu']") !== null);

/**
 * The board by keyboard: arrows go between cards; Space picks one up, arrows carry it, Space puts it down, Escape
 * brings it back; M opens "Move to…", X chooses. Nothing of it works while somebody types.
 */
export function useBoardKeys(props: {
  board: Board;
  canEdit: boolean;
  held: Held | undefined;
  setHeld: (held: Held | undefined) => void;
  move: (card: string, place: Place) => void;
  actions: BoardActions;
}): RefObject<HTMLDivElement | null> {
  const { board, canEdit, held, setHeld, move, actions } = props;
  const intl = useIntl();
  const { focus, selection } = useSession();
  const element = useRef<HTMLDivElement>(null);

  const carry = (card: string, step: Step) => {
    const place = stepped(board, card, step);
    if (held === undefined || place === undefined) return;
    setHeld({ ...held, place });
    focus.want(card);
    actions.say(drawn(board, [{ kind: "move", card, ...place }]), card);
  };

  const pickUp = (card: string) => {
    const origin = placeOf(board, card);
    if (origin === undefined) return;
    setHeld({ card, origin, place: origin });
    announce(intl.formatMessage({ id: "said.picked-up" }, { title: board.cards[card]?.title ?? "" }));
  };

  const putDown = (moving: Held) => {
    setHeld(undefined);
    if (!samePlace(moving.origin, moving.place)) move(moving.card, moving.place);
    focus.want(moving.card);
    announce(intl.formatMessage({ id: "said.dropped" }, { title: board.cards[moving.card]?.title ?? "" }));
  };

  const bringBack = (moving: Held) => {
    setHeld(undefined);
    focus.want(moving.card);
    announce(intl.formatMessage({ id: "said.cancelled" }, { title: board.cards[moving.card]?.title ?? "" }));
  };

  const onCard = (event: KeyboardEvent, card: string): boolean => {
    const step = steps[event.key];
    if (held?.card === card) {
      if (step !== undefined) carry(card, step);
      else if (event.key === " " || event.key === "Enter") putDown(held);
      else if (event.key === "Escape") bringBack(held);
      else return false;
      return true;
    }
    if (step !== undefined) {
      const next = neighbour(board, card, step);
      if (next !== undefined) focus.want(next);
      return true;
    }
    if (!canEdit) return false;
    if (event.key === " ") pickUp(card);
    else if (event.key.toLowerCase() === "m") actions.openMove(card);
    else if (event.key.toLowerCase() === "x") selection.toggle(card);
    else return false;
    return true;
  };

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target))
      return;
    const { target } = event;
    const link = target instanceof Element && target.matches("[data-card] a") ? target : null;
    const card = link?.closest("[data-card]")?.getAttribute("data-card") ?? undefined;
    if (card !== undefined && onCard(event, card)) {
      event.preventDefault();
      return;
    }
    if (event.key === "?") {
      event.preventDefault();
      actions.openKeys();
    } else if (event.key === "Escape") {
      selection.clear();
    } else if (event.key.toLowerCase() === "n") {
      const column = target instanceof Element ? target.closest("[data-column]") : null;
      const adder = (column ?? element.current)?.querySelector<HTMLElement>("[data-add-card]");
      if (adder == null) return;
      event.preventDefault();
      adder.click();
    }
  });

  const onFocusOut = useEffectEvent((event: FocusEvent) => {
    // Leaving by the person's own doing has somewhere to go, or happens while the card is still there.
    const left = event.target instanceof Element && event.target.isConnected;
    focus.follow(event.relatedTarget === null && !left);
    if (
      held !== undefined &&
      event.relatedTarget instanceof Element &&
      event.relatedTarget.closest("[data-card]") === null
    )
      bringBack(held);
  });

  useEffect(() => {
    const board = element.current;
    const focusIn = () => focus.follow(true);
    document.addEventListener("keydown", onKeyDown);
    board?.addEventListener("focusin", focusIn);
    board?.addEventListener("focusout", onFocusOut);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      board?.removeEventListener("focusin", focusIn);
      board?.removeEventListener("focusout", onFocusOut);
    };
  }, [focus]);
  return element;
}
