import type { IntlShape } from "react-intl";
import type { Directory } from "../shared/people";
import type { Board, Card } from "./board";
import { priorities } from "./search";

export const groupings = ["column", "person", "label", "priority"] as const;
export type Grouping = (typeof groupings)[number];

export type Group = { readonly key: string; readonly name: string; readonly cards: readonly Card[] };

type About = { readonly board: Board; readonly people: Directory; readonly intl: IntlShape };

/** What a card has in common with others; a card with several persons or labels stands with its equals. */
function keyOf(card: Card, by: Grouping): string {
  switch (by) {
    case "column":
      return card.column;
    case "person":
      return card.assignees.toSorted().join("+");
    case "label":
      return card.labels.toSorted().join("+");
    case "priority":
      return card.priority ?? "";
    default:
      return by satisfies never;
  }
}

function nameOf(key: string, by: Grouping, { board, people, intl }: About): string {
  const parts = key.split("+");
  switch (by) {
    case "column":
      return board.columns.find((column) => column.id === key)?.name ?? "";
    case "person":
      return key === ""
        ? intl.formatMessage({ id: "filter.nobody" })
        : intl.formatList(
            parts.map((id) => people[id]?.name ?? intl.formatMessage({ id: "person.unknown" })),
          );
    case "label":
      return key === ""
        ? intl.formatMessage({ id: "filter.no-label" })
        : intl.formatList(
            board.labels
              .filter((label) => parts.includes(label.id))
              .map((label) => label.name || intl.formatMessage({ id: "label.unnamed" })),
          );
    case "priority":
      return intl.formatMessage({ id: `priority.${priorities.find((each) => each === key) ?? "none"}` });
    default:
      return by satisfies never;
  }
}

/** Cards by what they have in common, in an order that people expect; those without it come last. */
export function grouped(cards: readonly Card[], by: Grouping, about: About): readonly Group[] {
  const byKey = new Map<string, Card[]>();
  for (const card of cards) {
    const key = keyOf(card, by);
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [card]);
    else list.push(card);
  }
  const groups = [...byKey].map(([key, list]) => ({ key, name: nameOf(key, by, about), cards: list }));
  const rank = ({ key }: Group): number =>
    by === "column"
      ? about.board.columns.findIndex((column) => column.id === key)
      : key === ""
        ? Infinity
        : by === "priority"
          ? priorities.findIndex((priority) => priority === key)
          : 0;
  return groups.sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left === right ? a.name.localeCompare(b.name, about.intl.locale) : left - right;
  });
}
