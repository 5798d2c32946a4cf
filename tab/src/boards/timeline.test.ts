import { describe, expect, it } from "vitest";
import { sampleBoard, sampleCard } from "../testing/samples";
import { boardOf } from "./board";
import { axisOf, datedCards, periodOf, pulled, ticksOf } from "./timeline";

const card = (start?: string, due?: string) =>
  sampleCard("c", "ideas", "a", { ...(start && { start }), ...(due && { due }) });

describe("a timeline", () => {
  it("takes a card from its start to its due date, in whichever order they are", () => {
    expect(periodOf(card("2026-11-02", "2026-11-20"))).toEqual({ from: "2026-11-02", to: "2026-11-20" });
    expect(periodOf(card("2026-11-20", "2026-11-02"))).toEqual({ from: "2026-11-02", to: "2026-11-20" });
    expect(periodOf(card(undefined, "2026-11-02"))).toEqual({ from: "2026-11-02", to: "2026-11-02" });
    expect(periodOf(card())).toBeUndefined();
  });

  it("covers all cards in whole months, but no date of another century", () => {
    expect(axisOf([card("2026-09-14", "2027-02-03")], "2026-11-23")).toEqual({
      from: "2026-09-01",
      to: "2027-02-28",
    });
    expect(axisOf([card("1926-09-14", "2126-02-03")], "2026-11-23")).toEqual({
      from: "2025-11-01",
      to: "2029-11-30",
    });
  });

  it("sorts cards by where they begin", () => {
    const board = boardOf(
      sampleBoard({
        cards: [
          sampleCard("late", "ideas", "a", { due: "2026-12-24" }),
          sampleCard("never", "ideas", "b"),
          sampleCard("early", "doing", "a", { start: "2026-11-01", due: "2027-01-01" }),
        ],
      }),
    );
    expect(datedCards(board).map((each) => each.id)).toEqual(["early", "late"]);
  });

  it("ticks months and Mondays at their place", () => {
    const ticks = ticksOf({ from: "2026-11-01", to: "2026-12-31" }, "months");
    expect(ticks.months).toEqual([
      { day: "2026-11-01", at: 0 },
      { day: "2026-12-01", at: 240 },
    ]);
    expect(ticks.weeks[0]).toEqual({ day: "2026-11-02", at: 8 });
    expect(ticksOf({ from: "2026-11-01", to: "2026-12-31" }, "quarters").weeks).toEqual([]);
  });

  it.each([
    ["both", 3, "2026-11-05", "2026-11-13"],
    ["from", 3, "2026-11-05", "2026-11-10"],
    ["from", 30, "2026-11-10", "2026-11-10"],
    ["to", -30, "2026-11-02", "2026-11-02"],
    ["to", 1, "2026-11-02", "2026-11-11"],
  ] as const)("pulled by %s for %i days", (grip, days, from, to) => {
    expect(pulled({ from: "2026-11-02", to: "2026-11-10" }, grip, days)).toEqual({ from, to });
  });
});
