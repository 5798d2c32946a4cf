import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import de from "../texts/de.json";
import en from "../texts/en.json";
import { ago, daysBetween, longDate, shortDate, today, urgency } from "./dates";

const german = createIntl({ locale: "de", messages: de });
const english = createIntl({ locale: "en", messages: en });

describe("dates", () => {
  it("the day is that of the organisation, not of the machine", () => {
    const lateEvening = new Date("2026-11-22T23:30:00Z");
    expect(today("Europe/Berlin", lateEvening)).toBe("2026-11-23");
    expect(today("America/New_York", lateEvening)).toBe("2026-11-22");
  });

  it("days are counted over the change of summer time", () => {
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    expect(daysBetween("2026-03-01", "2026-02-28")).toBe(-1);
  });

  it.each([
    ["2026-11-23", "heute", "today"],
    ["2026-11-24", "morgen", "tomorrow"],
    ["2026-11-22", "gestern", "yesterday"],
    ["2026-11-27", "Fr 27.", "Fri 27"],
    ["2026-12-01", "1. Dez.", "Dec 1"],
    ["2026-11-02", "2. Nov.", "Nov 2"],
    ["2027-01-15", "15. Jan. 2027", "Jan 15, 2027"],
  ])("%s is said as %s", (date, deutsch, englisch) => {
    expect(shortDate(german, date, "2026-11-23")).toBe(deutsch);
    expect(shortDate(english, date, "2026-11-23")).toBe(englisch);
  });

  it("is said in full for listeners", () => {
    expect(longDate(german, "2026-11-27")).toBe("Freitag, 27. November 2026");
  });

  it.each([
    ["2026-11-22", false, "overdue"],
    ["2026-11-23", false, "today"],
    ["2026-11-25", false, "soon"],
    ["2026-11-30", false, "later"],
    ["2026-11-22", true, "later"],
  ] as const)("%s (done: %s) is %s", (due, done, expected) => {
    expect(urgency(due, "2026-11-23", done)).toBe(expected);
  });

  it.each([
    [2, "gerade eben"],
    [20, "vor 20 Sekunden"],
    [130, "vor 2 Minuten"],
    [7_300, "vor 2 Stunden"],
    [90_000, "gestern"],
  ])("%i seconds ago", (seconds, words) => {
    const now = Date.parse("2026-11-23T12:00:00Z");
    expect(ago(german, new Date(now - seconds * 1000).toISOString(), now)).toBe(words);
  });
});
