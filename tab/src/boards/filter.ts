import { daysBetween } from "../shared/dates";
import type { Directory } from "../shared/people";
import { listOf, type Board, type Card, type Place } from "./board";
import { myself, nobody, type Filter } from "./search";

export type Matcher = (card: Card) => boolean;

const plain = (text: string): string =>
  text.toLocaleLowerCase("de").normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ß", "ss");

/** What a filter asks of a card; undefined when it asks nothing. */
export function matcherOf(
  filter: Filter,
  about: Pick<Board, "columns" | "labels" | "key" | "fields"> & {
    people: Directory;
    me: string;
    today: string;
  },
): Matcher | undefined {
  const { people, me, today } = about;
  const checks: Matcher[] = [];
  const words = plain(filter.text ?? "")
    .split(/\s+/)
    .filter(Boolean);
  if (words.length > 0) {
    const labels = Object.fromEntries(about.labels.map(({ id, name }) => [id, plain(name)]));
    // What the board's own fields say, in words where the card has only an id.
    const answers = Object.fromEntries(
      about.fields.flatMap(({ id, kind, choices }) =>
        kind === "person"
          ? Object.values(people).map((person) => [`${id} ${person.id}`, person.name])
          : (choices ?? []).map((choice) => [`${id} ${choice.id}`, choice.name]),
      ),
    );
    const names: Record<string, string> = {};
    const nameOf = (id: string) => (names[id] ??= plain(people[id]?.name ?? ""));
    checks.push((card) => {
      const text = [
        plain(card.title),
        plain(`${about.key}-${card.number}`),
        ...card.labels.map((id) => labels[id] ?? ""),
        ...card.assignees.map(nameOf),
        ...(card.values ?? []).map(({ field, value }) => plain(answers[`${field} ${value}`] ?? value)),
      ].join("\n");
      return words.every((word) => text.includes(word));
    });
  }
  if (filter.people !== undefined) {
    const wanted = new Set(filter.people.map((id) => (id === myself ? me : id)));
    checks.push((card) =>
      card.assignees.length === 0 ? wanted.has(nobody) : card.assignees.some((id) => wanted.has(id)),
    );
  }
  if (filter.labels !== undefined) {
    const wanted = new Set(filter.labels);
    checks.push((card) =>
      card.labels.length === 0 ? wanted.has(nobody) : card.labels.some((id) => wanted.has(id)),
    );
  }
  if (filter.priorities !== undefined) {
    const wanted = new Set<string>(filter.priorities);
    checks.push((card) => card.priority != null && wanted.has(card.priority));
  }
  if (filter.departments !== undefined) {
    const wanted = new Set(filter.departments);
    checks.push((card) => wanted.has(card.department ?? nobody));
  }
  if (filter.due !== undefined) {
    const { due } = filter;
    const done = new Set(about.columns.filter((column) => column.done).map((column) => column.id));
    checks.push((card) => {
      if (card.due == null) return due === "none";
      const days = daysBetween(today, card.due);
      const open = card.progress < 100 && !done.has(card.column);
      return due === "overdue"
        ? open && days < 0
        : due === "today"
          ? days === 0
          : due === "week" && days >= 0 && days < 7;
    });
  }
  return checks.length === 0 ? undefined : (card) => checks.every((check) => check(card));
}

/**
 * A board through a filter. Lists that did not change since the last time are the same arrays again, so that a move
 * redraws two columns with a filter as without.
 */
export function filtering(matches: Matcher): (board: Board) => Board {
  const known = new WeakMap<readonly Card[], readonly Card[]>();
  const through = (cards: readonly Card[]) => {
    const list = known.get(cards) ?? (cards.every(matches) ? cards : cards.filter(matches));
    known.set(cards, list);
    return list;
  };
  return (board) => ({
    ...board,
    lists: Object.fromEntries(Object.entries(board.lists).map(([column, cards]) => [column, through(cards)])),
  });
}

/** The board as work: patterns for new cards stand aside. */
export const withoutTemplates = filtering((card) => !card.template);

/** "Last" of what is shown is not last of all: the place right after the last card that is shown. */
export function placeBeyondFilter(board: Board, shown: Board, card: string, place: Place): Place {
  if (board.lists === shown.lists || place.before !== undefined) return place;
  const last = listOf(shown, place.column).findLast((each) => each.id !== card);
  if (last === undefined) return place;
  const list = listOf(board, place.column).filter((each) => each.id !== card);
  return { ...place, before: list[list.findIndex((each) => each.id === last.id) + 1]?.id };
}
