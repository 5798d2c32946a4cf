import { daysBetween } from "../shared/dates";
import type { Directory } from "../shared/people";
import { listOf, type Board, type Card } from "./board";

export const spans = ["overdue", "week", "month", "later", "none"] as const;
export type Span = (typeof spans)[number];

/** Open work of one department: how many cards and hours, and when they are due. Never of one person. */
export type Load = {
  /** Undefined: no department is in charge, and nobody's own is known. */
  readonly department: string | undefined;
  readonly cards: number;
  readonly hours: number;
  readonly due: Readonly<Record<Span, number>>;
};

const week = 7;
const month = 28;

function spanOf(card: Card, today: string): Span {
  if (card.due == null) return "none";
  const days = daysBetween(today, card.due);
  return days < 0 ? "overdue" : days < week ? "week" : days < month ? "month" : "later";
}

/** The department in charge, or else those of the persons who do it. */
function departmentsOf(card: Card, people: Directory): readonly (string | undefined)[] {
  if (card.department != null) return [card.department];
  const own = new Set(card.assignees.map((id) => people[id]?.department ?? undefined));
  return own.size === 0 ? [undefined] : [...own];
}

/** The open cards by department, the fullest first; a card of two departments is work for both. */
export function workload(shown: Board, people: Directory, today: string): readonly Load[] {
  type Sum = { cards: number; hours: number; due: Record<Span, number> };
  const sums = new Map<string | undefined, Sum>();
  for (const column of shown.columns) {
    if (column.done) continue;
    for (const card of listOf(shown, column.id)) {
      if (card.progress === 100) continue;
      const departments = departmentsOf(card, people);
      for (const department of departments) {
        const sum = sums.get(department) ?? {
          cards: 0,
          hours: 0,
          due: { overdue: 0, week: 0, month: 0, later: 0, none: 0 },
        };
        sum.cards += 1;
        sum.hours += (card.estimate ?? 0) / departments.length;
        sum.due[spanOf(card, today)] += 1;
        sums.set(department, sum);
      }
    }
  }
  return [...sums]
    .map(([department, sum]) => ({ department, ...sum }))
    .sort((a, b) =>
      (a.department === undefined) === (b.department === undefined)
        ? b.cards - a.cards
        : a.department === undefined
          ? 1
          : -1,
    );
}
