import type { IntlShape } from "react-intl";

const day = 86_400_000;

/** The calendar day that it is in a zone, as `2026-11-27`. */
export function today(zone: string, now: Date = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(now);
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);

export type Urgency = "overdue" | "today" | "soon" | "later";

export function urgency(due: string, now: string, done = false): Urgency {
  const days = daysBetween(now, due);
  if (done) return "later";
  return days < 0 ? "overdue" : days === 0 ? "today" : days <= 2 ? "soon" : "later";
}

/** A date as briefly as it stays clear: heute, morgen, Fr 27., 27. Nov., 27. Nov. 2027. */
export function shortDate(intl: IntlShape, date: string, now: string): string {
  const days = daysBetween(now, date);
  const utc = `${date}T00:00:00Z`;
  if (Math.abs(days) <= 1)
    return new Intl.RelativeTimeFormat(intl.locale, { numeric: "auto" }).format(days, "day");
  if (days > 1 && days < 14 && date.slice(0, 7) === now.slice(0, 7)) {
    const weekday = intl.formatDate(utc, { weekday: "short", timeZone: "UTC" }).replace(/\.$/, "");
    const dayOfMonth = intl.formatDate(utc, { day: "numeric", timeZone: "UTC" });
    return `${weekday} ${dayOfMonth}${intl.locale.startsWith("de") ? "." : ""}`;
  }
  const year = date.slice(0, 4) === now.slice(0, 4) ? {} : { year: "numeric" as const };
  return intl.formatDate(utc, { day: "numeric", month: "short", ...year, timeZone: "UTC" });
}

export const longDate = (intl: IntlShape, date: string): string =>
  intl.formatDate(`${date}T00:00:00Z`, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });

const steps = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 7],
] as const;

/** A moment seen from now: gerade eben, vor 20 Sekunden, vor 3 Tagen; further away as a date. */
export function ago(intl: IntlShape, at: string, now: number): string {
  let amount = Math.max(0, (now - Date.parse(at)) / 1000);
  if (amount < 5) return intl.formatMessage({ id: "time.now" });
  for (const [unit, size] of steps) {
    if (amount < size) return intl.formatRelativeTime(-Math.floor(amount), unit, { numeric: "auto" });
    amount /= size;
  }
  return intl.formatDate(at, { day: "numeric", month: "short", year: "numeric" });
}
