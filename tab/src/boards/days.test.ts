import { describe, expect, it } from "vitest";
import { addDays, addMonths, startOfWeek, weekNumber, weeksOf } from "./days";

describe("days", () => {
  it.each([
    ["2026-03-28", 1, "2026-03-29"],
    ["2026-03-29", 1, "2026-03-30"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-03-01", -1, "2026-02-28"],
  ])("%s and %i days is %s", (date, days, result) => {
    expect(addDays(date, days)).toBe(result);
  });

  it.each([
    ["2026-11-23", "2026-11-23"],
    ["2026-11-29", "2026-11-23"],
    ["2026-01-01", "2025-12-29"],
  ])("the week of %s begins on Monday, %s", (date, monday) => {
    expect(startOfWeek(date)).toBe(monday);
  });

  it.each([
    ["2026-01-01", 1],
    ["2025-12-29", 1],
    ["2026-12-31", 53],
    ["2027-01-03", 53],
    ["2026-11-23", 48],
  ])("%s is in week %i", (date, week) => {
    expect(weekNumber(date)).toBe(week);
  });

  it("a month is whole weeks, also over the turn of the year", () => {
    expect(weeksOf("2026-11-23", "month").map((week) => week[0])).toEqual([
      "2026-10-26",
      "2026-11-02",
      "2026-11-09",
      "2026-11-16",
      "2026-11-23",
      "2026-11-30",
    ]);
    expect(weeksOf("2026-02-14", "month")).toHaveLength(5);
    expect(weeksOf("2026-12-15", "month").at(-1)?.at(-1)).toBe("2027-01-03");
    expect(weeksOf("2026-11-25", "week")).toEqual([
      Array.from({ length: 7 }, (_, day) => `2026-11-${23 + day}`),
    ]);
    expect(addMonths("2026-12-15", 1)).toBe("2027-01-01");
  });
});
