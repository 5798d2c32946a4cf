import { daysBetween } from "../shared/dates";
import { listOf, type Board, type Card } from "./board";
import { addDays, addMonths, startOfMonth, startOfWeek } from "./days";

export const zooms = ["weeks", "months", "quarters"] as const;
export type Zoom = (typeof zooms)[number];

/** Pixels a day. */
export const scale: Readonly<Record<Zoom, number>> = { weeks: 24, months: 8, quarters: 3 };

/** From its first to its last day, both of them worked on; a card with one date is that day. */
export type Period = { readonly from: string; readonly to: string };

export function periodOf(card: Card): Period | undefined {
  const from = card.start ?? card.due;
  const to = card.due ?? card.start;
  if (from == null || to == null) return undefined;
  return from <= to ? { from, to } : { from: to, to: from };
}

/** Cards with a date, the earliest first. */
export const datedCards = (shown: Board): readonly Card[] =>
  shown.columns
    .flatMap((column) => listOf(shown, column.id))
    .map((card) => ({ card, period: periodOf(card) }))
    .filter(({ period }) => period !== undefined)
    .sort((a, b) => {
      const [left, right] = [a.period?.from ?? "", b.period?.from ?? ""];
      return left < right ? -1 : left > right ? 1 : a.card.number - b.card.number;
    })
    .map(({ card }) => card);

const most = { before: 366, after: 1096 };

/** What the axis covers: all cards, today, and some air; a date typed wrong by a century stretches nothing. */
export function axisOf(cards: readonly Card[], today: string): Period {
  let from = addDays(today, -14);
  let to = addDays(today, 60);
  for (const card of cards) {
    const period = periodOf(card);
    if (period === undefined) continue;
    if (period.from < from) from = period.from;
    if (period.to > to) to = period.to;
  }
  const [least, last] = [addDays(today, -most.before), addDays(today, most.after)];
  return {
    from: startOfMonth(from < least ? least : from),
    to: addDays(addMonths(to > last ? last : to, 1), -1),
  };
}

export type Tick = { readonly day: string; readonly at: number };

export function ticksOf(
  axis: Period,
  zoom: Zoom,
): { readonly months: readonly Tick[]; readonly weeks: readonly Tick[] } {
  const at = (day: string) => daysBetween(axis.from, day) * scale[zoom];
  const months: Tick[] = [];
  for (let day = axis.from; day <= axis.to; day = addMonths(day, 1)) months.push({ day, at: at(day) });
  const weeks: Tick[] = [];
  if (zoom !== "quarters")
    for (let day = addDays(startOfWeek(axis.from), 7); day <= axis.to; day = addDays(day, 7))
      weeks.push({ day, at: at(day) });
  return { months, weeks };
}

/** Which part of a bar is pulled. */
export type Grip = "both" | "from" | "to";

/** The period after pulling by some days; an end never passes the other. */
export function pulled(period: Period, grip: Grip, days: number): Period {
  const from = grip === "to" ? period.from : addDays(period.from, days);
  const to = grip === "from" ? period.to : addDays(period.to, days);
  if (from <= to) return { from, to };
  return grip === "from" ? { from: to, to } : { from, to: from };
}
