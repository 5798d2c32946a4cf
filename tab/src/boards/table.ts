import type { IntlShape } from "react-intl";
import type { Directory } from "../shared/people";
import { listOf, type Board, type Card } from "./board";
import { grouped, groupings, type Grouping } from "./grouping";
import { priorities } from "./search";

export const fields = [
  "number",
  "title",
  "column",
  "assignees",
  "labels",
  "due",
  "start",
  "priority",
  "department",
  "estimate",
  "progress",
] as const;
export type TableField = (typeof fields)[number];

export type Sort = { readonly field: TableField; readonly down: boolean };

/** "due" sorts upwards, "-due" downwards. */
export function sortOf(text: string | undefined): Sort | undefined {
  const down = text?.startsWith("-") ?? false;
  const name = text?.replace(/^-/, "");
  const field = fields.find((each) => each === name);
  return field === undefined ? undefined : { field, down };
}

export const groupingOf = (text: string | undefined): Grouping | undefined =>
  groupings.find((each) => each === text);

export type TableRow =
  | { readonly kind: "group"; readonly key: string; readonly name: string; readonly count: number }
  | { readonly kind: "card"; readonly key: string; readonly card: Card };

type About = { readonly board: Board; readonly people: Directory; readonly intl: IntlShape };

/** What a cell sorts by; undefined always comes last. */
function sortValue(card: Card, field: TableField, { board, people }: About): string | number | undefined {
  switch (field) {
    case "number":
      return card.number;
    case "title":
      return card.title;
    case "column":
      return board.columns.findIndex((column) => column.id === card.column);
    case "assignees":
      return card.assignees.map((id) => people[id]?.name ?? "").sort()[0];
    case "labels":
      return board.labels.find((label) => card.labels.includes(label.id))?.name;
    case "due":
      return card.due ?? undefined;
    case "start":
      return card.start ?? undefined;
    case "priority":
      return card.priority == null ? undefined : priorities.indexOf(card.priority);
    case "department":
      return card.department ?? undefined;
    case "estimate":
      return card.estimate ?? undefined;
    case "progress":
      return card.progress;
    default:
      return field satisfies never;
  }
}

/** All shown cards, sorted and grouped; the board's own order where nothing else is asked. */
export function rowsOf(
  shown: Board,
  sort: Sort | undefined,
  group: Grouping | undefined,
  about: About,
): readonly TableRow[] {
  let cards: readonly Card[] = shown.columns.flatMap((column) => listOf(shown, column.id));
  if (sort !== undefined) {
    const collator = new Intl.Collator(about.intl.locale, { numeric: true });
    const direction = sort.down ? -1 : 1;
    cards = cards
      .map((card) => ({ card, value: sortValue(card, sort.field, about) }))
      .sort((a, b) => {
        if (a.value === undefined || b.value === undefined)
          return (a.value === undefined ? 1 : 0) - (b.value === undefined ? 1 : 0);
        return (
          direction *
          (typeof a.value === "number" && typeof b.value === "number"
            ? a.value - b.value
            : collator.compare(String(a.value), String(b.value)))
        );
      })
      .map(({ card }) => card);
  }
  const row = (card: Card): TableRow => ({ kind: "card", key: card.id, card });
  if (group === undefined) return cards.map(row);
  return grouped(cards, group, about).flatMap(({ key, name, cards: own }): readonly TableRow[] => [
    { kind: "group", key: `group ${key}`, name, count: own.length },
    ...own.map(row),
  ]);
}
