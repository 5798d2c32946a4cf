import { tokens } from "@fluentui/react-components";
import type { SchemaFlowView } from "../api/schema";
import { labelColour, type LabelColourName } from "../shared/labels";
import { addDays } from "./days";

/** Periods to look back over, in weeks; the first is the usual one. */
export const flowSpans = ["12w", "4w", "26w", "52w"] as const;
export type FlowSpan = (typeof flowSpans)[number];

export const flowSpan = (span: string | undefined): FlowSpan =>
  flowSpans.find((each) => each === span) ?? flowSpans[0];

export const weeksIn = (span: FlowSpan): number => Number.parseInt(span, 10);

/** The first day of a period that ends today. */
export const flowFrom = (today: string, span: FlowSpan): string => addDays(today, 1 - 7 * weeksIn(span));

/** A board younger than the period has nothing to show of the time before: it begins on the eve of its first card. */
export function sinceFirstCard(flow: SchemaFlowView): SchemaFlowView {
  const first = flow.days.findIndex((day) => day.putAway > 0 || day.cards.some((cards) => cards > 0));
  const days = flow.days.slice(Math.max(0, first - 1));
  const eve = days[0]?.day ?? flow.from;
  return { ...flow, days, weeks: flow.weeks.filter((week) => addDays(week.monday, 6) >= eve) };
}

/** One band of the cumulative flow; `values` has one figure a day. */
export type Band = {
  readonly id: string;
  /** Undefined: finished cards that lie in the archive. */
  readonly name: string | undefined;
  readonly colour: string;
  readonly values: readonly number[];
};

const colours: readonly LabelColourName[] = [
  "blue",
  "yellow",
  "purple",
  "teal",
  "orange",
  "pink",
  "sky",
  "brown",
];

/** From the first column at the top down to what is finished at the bottom, as the picture stacks them. */
export function bandsOf(flow: SchemaFlowView): readonly Band[] {
  const bands = flow.columns.map((column, i) => ({
    id: column.id,
    name: column.name,
    done: column.done,
    colour: labelColour(column.done ? "green" : (colours[i % colours.length] ?? "blue")).bar,
    values: flow.days.map((day) => day.cards[i] ?? 0),
  }));
  const away = {
    id: "away",
    name: undefined,
    colour: tokens.colorNeutralForeground3,
    values: flow.days.map((day) => day.putAway),
  };
  const shown = [...bands.filter((band) => !band.done), ...bands.filter((band) => band.done), away];
  return shown.filter((band) => band.values.some((value) => value > 0));
}

/** Cards that are not finished in the evening of a day. */
const openOn = (flow: SchemaFlowView, day: SchemaFlowView["days"][number] | undefined): number =>
  flow.columns.reduce((sum, column, i) => sum + (column.done ? 0 : (day?.cards[i] ?? 0)), 0);

/** What the picture of a period says. */
export type Finding = {
  readonly trend: "grows" | "shrinks" | "steady";
  readonly before: number;
  readonly now: number;
  readonly created: number;
  readonly done: number;
};

export function findingOf(flow: SchemaFlowView): Finding {
  const [before, now] = [openOn(flow, flow.days[0]), openOn(flow, flow.days.at(-1))];
  return {
    trend: now > before ? "grows" : now < before ? "shrinks" : "steady",
    before,
    now,
    created: flow.weeks.reduce((sum, week) => sum + week.created, 0),
    done: flow.weeks.reduce((sum, week) => sum + week.done, 0),
  };
}

/** The end of a scale from zero: the next 1, 2 or 5 with zeros, so that its half can be read too. */
export function scaleEnd(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const steps = [1, 2, 4, 6, 8, 10].map((step) => step * power);
  return steps.find((step) => step >= most) ?? most;
}

export const picture = { width: 1_000, height: 300 } as const;

/** The outlines of bands that lie on one another, as SVG paths; the first band is at the top. */
export function outlines(bands: readonly Band[], end: number): readonly string[] {
  const days = bands[0]?.values.length ?? 0;
  const x = (day: number) => round(days < 2 ? day * picture.width : (day / (days - 1)) * picture.width);
  const y = (cards: number) => round(picture.height - (cards / end) * picture.height);
  // A single day is as wide as the picture.
  const at = days === 1 ? [0, 0] : Array.from({ length: days }, (_, day) => day);
  const below = at.map(() => 0);
  return bands
    .toReversed()
    .map((band) => {
      const bottom = below.map((cards, i) => `${x(days === 1 ? i : (at[i] ?? 0))} ${y(cards)}`);
      at.forEach((day, i) => (below[i] = (below[i] ?? 0) + (band.values[day] ?? 0)));
      const top = below.map((cards, i) => `${x(days === 1 ? i : (at[i] ?? 0))} ${y(cards)}`);
      return `M${top.join("L")}L${bottom.toReversed().join("L")}Z`;
    })
    .toReversed();
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Days whose names stand below the picture: at most six, evenly spread. */
export function marks(days: number): readonly number[] {
  const most = Math.min(6, days);
  return most < 2 ? [0] : Array.from({ length: most }, (_, i) => Math.round((i * (days - 1)) / (most - 1)));
}
