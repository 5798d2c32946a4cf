/** Days as the server writes them, `2026-11-27`; arithmetic in UTC, so that no clock change loses one. */
const msOfDay = 86_400_000;

const stamp = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export const addDays = (date: string, days: number): string =>
  new Date(stamp(date) + days * msOfDay).toISOString().slice(0, 10);

/** Monday is the first day of the week. */
export const startOfWeek = (date: string): string =>
  addDays(date, -((new Date(stamp(date)).getUTCDay() + 6) % 7));

export const startOfMonth = (date: string): string => `${date.slice(0, 7)}-01`;

export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** Whole weeks that hold a week or a month. */
export function weeksOf(anchor: string, span: "week" | "month"): readonly (readonly string[])[] {
  const weeks: string[][] = [];
  let monday = startOfWeek(span === "week" ? anchor : startOfMonth(anchor));
  do {
    const first = monday;
    weeks.push(Array.from({ length: 7 }, (_, day) => addDays(first, day)));
    monday = addDays(monday, 7);
  } while (span === "month" && monday.slice(0, 7) === anchor.slice(0, 7));
  return weeks;
}

/** The number of a week as German calendars count it: the first one holds the first Thursday. */
export function weekNumber(date: string): number {
  const thursday = addDays(startOfWeek(date), 3);
  const first = stamp(`${thursday.slice(0, 4)}-01-01`);
  return Math.floor((stamp(thursday) - first) / msOfDay / 7) + 1;
}
