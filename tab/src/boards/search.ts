/** The ways to look at the cards of one board; the last one looks at all of them over time. */
export const views = ["board", "table", "calendar", "timeline", "workload", "flow"] as const;
export type View = (typeof views)[number];

export const dues = ["overdue", "today", "week", "none"] as const;
export type DueFilter = (typeof dues)[number];

export const priorities = ["urgent", "important", "medium", "low"] as const;
export type Priority = (typeof priorities)[number];

/** Stand for the reader and for nobody in a filter that others may open too. */
export const myself = "me";
export const nobody = "none";

/** Which cards are shown; each view of the board obeys it. */
export type Filter = {
  readonly text?: string;
  readonly people?: readonly string[];
  readonly labels?: readonly string[];
  readonly due?: DueFilter;
  readonly priorities?: readonly Priority[];
  readonly departments?: readonly string[];
};

export const laneKinds = ["person", "department", "label", "priority", "parent"] as const;
export type LaneKind = (typeof laneKinds)[number];

/** What the address of a board says: the view, its filter and order, and the open card. */
export type BoardSearch = Filter & {
  readonly view?: View;
  readonly card?: string;
  readonly lanes?: LaneKind;
  readonly sort?: string;
  readonly group?: string;
  /** The day that a calendar or timeline begins at. */
  readonly from?: string;
  readonly span?: string;
};

const oneOf = <T extends string>(options: readonly T[], value: unknown): T | undefined =>
  options.find((option) => option === value);

const words = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const list = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.map(String)
    : typeof value === "string"
      ? value.split(",").filter(Boolean).map(withCommas)
      : [];

/** Commas part the items of a list, so those inside of an item are written otherwise. */
const withoutCommas = (item: unknown): string => String(item).replaceAll("%", "%25").replaceAll(",", "%2C");
const withCommas = (item: string): string => item.replaceAll("%2C", ",").replaceAll("%25", "%");

const filled = <T>(items: readonly T[]): readonly T[] | undefined => (items.length === 0 ? undefined : items);

const day = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;

/** Where the list of boards looks: those in use, those that others begin like, those that were put away. */
export const boardShelves = ["current", "templates", "archived"] as const;
export type BoardShelf = (typeof boardShelves)[number];

/** What a board's history tells of. */
export const historyTopics = ["all", "cards", "board"] as const;
export type HistoryTopic = (typeof historyTopics)[number];

export function historySearch(search: Record<string, unknown>): { about?: HistoryTopic; person?: string } {
  const about = oneOf(historyTopics, search["about"]);
  return withoutGaps({ about: about === "all" ? undefined : about, person: words(search["person"]) });
}

/** Reads an address. What this version doesn't know is left out, so that old links open. */
export function boardSearch(search: Record<string, unknown>): BoardSearch {
  const known = {
    view: oneOf(views, search["view"]),
    card: words(search["card"]),
    text: words(search["text"]),
    people: filled(list(search["people"])),
    labels: filled(list(search["labels"])),
    due: oneOf(dues, search["due"]),
    priorities: filled(priorities.filter((each) => list(search["priorities"]).includes(each))),
    departments: filled(list(search["departments"])),
    lanes: oneOf(laneKinds, search["lanes"]),
    sort: words(search["sort"]),
    group: words(search["group"]),
    from: day(search["from"]),
    span: words(search["span"]),
  };
  return withoutGaps(known);
}

/** The same without what is undefined: an address says only what it means. */
export function withoutGaps<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in values) {
    const value = values[key];
    if (isGiven(value)) kept[key] = value;
  }
  return kept;
}

const isGiven = <T>(value: T): value is Exclude<T, undefined> => value !== undefined;

/** An address as people can read it: names and plain values, lists with commas. */
export function searchText(search: Record<string, unknown>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (Array.isArray(value)) parts.set(name, value.map(withoutCommas).join(","));
    else if (typeof value === "string") parts.set(name, value);
  }
  const text = parts.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

export const parseSearch = (text: string): Record<string, unknown> =>
  Object.fromEntries(new URLSearchParams(text));
