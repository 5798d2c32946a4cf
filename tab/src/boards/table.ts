import type { IntlShape } from "react-intl";
import type { SchemaFieldView } from "../api/schema";
import type { Directory } from "../shared/people";
import { listOf, type Board, type Card } from "./board";
import { valueOf } from "./ownFields";
import { grouped, groupings, type Grouping } from "./grouping";
import { priorities } from "./search";

const usual = [
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
export type UsualField = (typeof usual)[number];

/** A column of the table: a usual fact, or a field of the board's own by its id. */
export type TableField = UsualField | `values.${string}`;

/** The columns that the table of a board has. */
export const columnsOf = (board: Pick<Board, "fields">): readonly TableField[] => [
  ...usual,
  ...board.fields.map(({ id }) => `values.${id}` as const),
];

/** The board's own field that a column shows; undefined for a usual one. */
export const ownFieldOf = (board: Pick<Board, "fields">, field: TableField): SchemaFieldView | undefined =>
  field.startsWith("values.") ? board.fields.find(({ id }) => field === `values.${id}`) : undefined;

export const isUsual = (field: TableField): field is UsualField => !field.startsWith("values.");

export type Sort = { readonly field: TableField; readonly down: boolean };

/** "due" sorts upwards, "-due" downwards. */
export function sortOf(board: Pick<Board, "fields">, text: string | undefined): Sort | undefined {
  const down = text?.startsWith("-") ?? false;
  const name = text?.replace(/^-/, "");
  const field = columnsOf(board).find((each) => each === name);
  return field === undefined ? undefined : { field, down };
}

export const groupingOf = (text: string | undefined): Grouping | undefined =>
  groupings.find((each) => each === text);

export type TableRow =
  | { readonly kind: "group"; readonly key: string; readonly name: string; readonly count: number }
  | { readonly kind: "card"; readonly key: string; readonly card: Card };

type About = { readonly board: Board; readonly people: Directory; readonly intl: IntlShape };

/** What a cell sorts by; undefined always comes last. */
function sortValue(card: Card, field: TableField, about: About): string | number | undefined {
  const { board, people } = about;
  if (!isUsual(field)) {
    const own = ownFieldOf(board, field);
    const value = own === undefined ? undefined : valueOf(card, own.id);
    if (own === undefined || value === undefined) return undefined;
    return own.kind === "number"
      ? Number(value)
      : own.kind === "choice"
        ? own.choices?.findIndex((choice) => choice.id === value)
        : own.kind === "person"
          ? people[value]?.name
          : value;
  }
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
