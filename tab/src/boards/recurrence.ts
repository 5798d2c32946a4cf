import type { IntlShape } from "react-intl";
import type { SchemaDayOfWeek, SchemaRecurrenceUnit, SchemaRecurrenceView } from "../api/schema";
import { longDate } from "../shared/dates";

export type Recurrence = SchemaRecurrenceView;

export const units: readonly SchemaRecurrenceUnit[] = ["day", "workingDay", "week", "month", "year"];

/** As a German week goes. */
export const weekdays: readonly SchemaDayOfWeek[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

/** 5 January 2026 was a Monday. */
export const weekdayName = (intl: IntlShape, day: SchemaDayOfWeek): string =>
  intl.formatDate(Date.UTC(2026, 0, 5 + weekdays.indexOf(day)), { weekday: "long", timeZone: "UTC" });

/** @param month 1 to 12. */
export const monthName = (intl: IntlShape, month: number): string =>
  intl.formatDate(Date.UTC(2026, month - 1, 1), { month: "long", timeZone: "UTC" });

/** "Jeden Monat am ersten Arbeitstag, bis …" */
export function recurrenceWords(intl: IntlShape, recurrence: Recurrence): string {
  const words = withoutEnd(intl, recurrence);
  return recurrence.until == null
    ? words
    : intl.formatMessage({ id: "recurrence.until" }, { words, date: longDate(intl, recurrence.until) });
}

function withoutEnd(intl: IntlShape, { every, interval, weekdays: on, day, workingDay, month }: Recurrence) {
  const place =
    workingDay == null
      ? day === -1
        ? intl.formatMessage({ id: "recurrence.on-last-day" })
        : intl.formatMessage({ id: "recurrence.on-day" }, { day: day ?? 1 })
      : workingDay === -1
        ? intl.formatMessage({ id: "recurrence.on-last-working-day" })
        : intl.formatMessage({ id: "recurrence.on-working-day" }, { day: workingDay });
  switch (every) {
    case "day":
    case "workingDay":
      return intl.formatMessage({ id: `recurrence.${every}` }, { interval });
    case "week":
      return intl.formatMessage(
        { id: "recurrence.week" },
        {
          interval,
          days: intl.formatList(
            weekdays.filter((each) => on?.includes(each)).map((each) => weekdayName(intl, each)),
          ),
        },
      );
    case "month":
      return intl.formatMessage({ id: "recurrence.month" }, { interval, place });
    case "year":
      return intl.formatMessage(
        { id: "recurrence.year" },
        { interval, month: monthName(intl, month ?? 1), place },
      );
    default:
      return every satisfies never;
  }
}
