import type { IntlShape } from "react-intl";
import type { Directory } from "../shared/people";
import type { Board, Card, CardEdit } from "./board";
import { priorities } from "./search";

export const groupings = ["column", "person", "department", "label", "priority", "parent"] as const;
export type Grouping = (typeof groupings)[number];

export type Group = { readonly key: string; readonly name: string; readonly cards: readonly Card[] };

type About = { readonly board: Board; readonly people: Directory; readonly intl: IntlShape };

/** What a card has in common with others; a card with several persons or labels stands with its equals. */
export function keyOf(card: Card, by: Grouping): string {
  switch (by) {
    case "column":
      return card.column;
    case "person":
      return card.assignees.toSorted().join("+");
    case "label":
      return card.labels.toSorted().join("+");
    case "priority":
      return card.priority ?? "";
    case "department":
      return card.department ?? "";
    case "parent":
      return card.parent ?? "";
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
    case "department":
      return key === "" ? intl.formatMessage({ id: "filter.no-department" }) : key;
    case "parent":
      return key === ""
        ? intl.formatMessage({ id: "filter.no-parent" })
        : (board.cards[key]?.title ?? intl.formatMessage({ id: "history.gone" }));
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

/** What makes a card one of a group, undefined for columns: a card gets there by moving. */
export function editInto(by: Grouping, key: string): CardEdit | undefined {
  const parts = key.split("+").filter(Boolean);
  switch (by) {
    case "column":
      return undefined;
    case "person":
      return { assignees: { value: parts } };
    case "label":
      return { labels: { value: parts } };
    case "priority":
      return { priority: { value: priorities.find((each) => each === key) ?? null } };
    case "department":
      return { department: { value: key === "" ? null : key } };
    case "parent":
      return { parent: { value: key === "" ? null : key } };
    default:
      return by satisfies never;
  }
}
