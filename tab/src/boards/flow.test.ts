import { describe, expect, it } from "vitest";
import type { SchemaFlowView } from "../api/schema";
import { bandsOf, findingOf, flowFrom, flowSpan, marks, outlines, scaleEnd, sinceFirstCard } from "./flow";

const flow: SchemaFlowView = {
  from: "2026-11-01",
  to: "2026-11-03",
  columns: [
    { id: "ideas", name: "Ideen", done: false },
    { id: "empty", name: "Prüfung", done: false },
    { id: "done", name: "Fertig", done: true },
  ],
  days: [
    { day: "2026-11-01", cards: [2, 0, 0], putAway: 0, created: 2, done: 0 },
    { day: "2026-11-02", cards: [3, 0, 1], putAway: 0, created: 2, done: 1 },
    { day: "2026-11-03", cards: [3, 0, 1], putAway: 1, created: 1, done: 1 },
  ],
  weeks: [{ monday: "2026-10-26", created: 5, done: 2 }],
};

describe("the picture of a flow", () => {
  it("stacks columns from the first down to what lies finished in the archive, without empty ones", () => {
    expect(bandsOf(flow).map((band) => [band.name, band.values])).toEqual([
      ["Ideen", [2, 3, 3]],
      ["Fertig", [0, 1, 1]],
      [undefined, [0, 0, 1]],
    ]);
  });

  it("draws each band on top of the ones below", () => {
    const [top, bottom] = outlines(
      [
        { id: "a", name: "a", colour: "", values: [1, 1] },
        { id: "b", name: "b", colour: "", values: [0, 2] },
      ],
      3,
    );
    expect(bottom).toBe("M0 300L1000 100L1000 300L0 300Z");
    expect(top).toBe("M0 200L1000 0L1000 100L0 300Z");
  });

  it("of a single day is as wide as of many", () => {
    expect(outlines([{ id: "a", name: "a", colour: "", values: [3] }], 3)).toEqual([
      "M0 0L1000 0L1000 300L0 300Z",
    ]);
  });

  it("says whether open work grows", () => {
    expect(findingOf(flow)).toEqual({ trend: "grows", before: 2, now: 3, created: 5, done: 2 });
    expect(findingOf({ ...flow, days: flow.days.toReversed() }).trend).toBe("shrinks");
    expect(findingOf({ ...flow, days: [] })).toMatchObject({ trend: "steady", now: 0 });
  });

  it("of a young board begins on the eve of its first card", () => {
    const before = ["2026-10-18", "2026-10-19", "2026-10-31"].map((day) => ({
      day,
      cards: [0, 0, 0],
      putAway: 0,
      created: 0,
      done: 0,
    }));
    const empty = { monday: "2026-10-19", created: 0, done: 0 };
    const young = sinceFirstCard({ ...flow, days: [...before, ...flow.days], weeks: [empty, ...flow.weeks] });
    expect(young.days.map((day) => day.day)).toEqual([
      "2026-10-31",
      "2026-11-01",
      "2026-11-02",
      "2026-11-03",
    ]);
    expect(young.weeks).toEqual(flow.weeks);
    expect(sinceFirstCard(flow)).toEqual(flow);
  });

  it.each([
    [0, 2],
    [2, 2],
    [3, 4],
    [11, 20],
    [61, 80],
    [5_000, 6_000],
  ])("has a scale that %i fits on and that can be halved", (most, end) => {
    expect(scaleEnd(most)).toBe(end);
  });

  it("names at most six days, the first and the last among them", () => {
    expect(marks(1)).toEqual([0]);
    expect(marks(3)).toEqual([0, 1, 2]);
    expect(marks(84)).toEqual([0, 17, 33, 50, 66, 83]);
  });
});

it("a period ends today, and is twelve weeks where the address says nothing known", () => {
  expect(flowSpan("week")).toBe("12w");
  expect(flowFrom("2026-11-28", "4w")).toBe("2026-11-01");
});
