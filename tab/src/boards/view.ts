import type { Directory } from "../shared/people";
import type { Board, CardEdit, Label, Place } from "./board";
import type { BoardSearch } from "./search";

/** What the page does for its views; stable for as long as the board is open. */
export type BoardActions = {
  readonly open: (card: string) => void;
  readonly openMenu: (card: string, target: HTMLElement) => void;
  readonly openMove: (card: string) => void;
  readonly openKeys: () => void;
  /** What has the same `step` is taken back together. */
  readonly move: (card: string, place: Place, step?: string) => void;
  readonly save: (card: string, edit: CardEdit, step?: string) => void;
  /** Tells where a card stands on this board. */
  readonly say: (board: Board, card: string) => void;
  /** Changes the address; `replace` leaves no step for the Back button. */
  readonly show: (change: Partial<Record<keyof BoardSearch, unknown>>, replace?: boolean) => void;
};

/** What every view of a board is given. */
export type ViewProps = {
  readonly board: Board;
  /** The board through the filter: the same cards, lists only with those that are shown. */
  readonly shown: Board;
  readonly labels: Readonly<Record<string, Label>>;
  readonly people: Directory;
  readonly today: string;
  readonly canEdit: boolean;
  readonly search: BoardSearch;
  readonly actions: BoardActions;
};
