import { describe, expect, it } from "vitest";
import { annaId, benId, sampleBoard, sampleCard } from "../testing/samples";
import { boardOf, listOf } from "./board";
import { filtering, matcherOf, placeBeyondFilter } from "./filter";
import { boardSearch, parseSearch, searchText, type Filter } from "./search";

const board = boardOf(
  sampleBoard({
    cards: [
      sampleCard("a", "ideas", "a", {
        title: "Straßenfest",
        number: 7,
        assignees: [annaId],
        due: "2026-11-20",
      }),
      sampleCard("b", "ideas", "b", {
        title: "Bauantrag",
        assignees: [benId],
        labels: ["ozg"],
        due: "2026-11-23",
      }),
      sampleCard("c", "ideas", "c", { title: "Kita-Portal", priority: "urgent", due: "2026-11-28" }),
      sampleCard("d", "done", "d", { title: "Bürgerbüro", due: "2026-11-01", assignees: [annaId, benId] }),
    ],
  }),
);
const about = {
  ...board,
  people: {
    [annaId]: { id: annaId, name: "Anna Müller", active: true },
    [benId]: { id: benId, name: "Ben Schulz", active: true },
  },
  me: annaId,
  today: "2026-11-23",
};
const found = (filter: Filter) => {
  const matches = matcherOf(filter, about);
  return Object.keys(board.cards)
    .filter((id) => matches?.(board.cards[id] ?? sampleCard("", "", "")) ?? true)
    .join("");
};

describe("a filter", () => {
  it.each<[string, Filter, string]>([
    ["nothing asked", {}, "abcd"],
    ["words anywhere, in any order", { text: "antrag BAU" }, "b"],
    ["umlauts and ß as people type them", { text: "strassen" }, "a"],
    ["umlauts without dots", { text: "burger" }, "d"],
    ["the number", { text: "bü-7" }, "a"],
    ["names of persons", { text: "schulz" }, "bd"],
    ["names of labels", { text: "ozg" }, "b"],
    ["me", { people: ["me"] }, "ad"],
    ["me or nobody", { people: ["me", "none"] }, "acd"],
    ["a person by id", { people: [benId] }, "bd"],
    ["a label", { labels: ["ozg"] }, "b"],
    ["no label", { labels: ["none"] }, "acd"],
    ["overdue, but not what is done", { due: "overdue" }, "a"],
    ["today", { due: "today" }, "b"],
    ["within seven days", { due: "week" }, "bc"],
    ["priority", { priorities: ["urgent", "low"] }, "c"],
    ["everything at once", { text: "bau", people: [benId], due: "week" }, "b"],
  ])("by %s", (_, filter, cards) => {
    expect(found(filter)).toBe(cards);
  });

  it("gives the same array for a list that did not change", () => {
    const through = filtering((card) => card.assignees.length > 0);
    const [first, second] = [through(board), through({ ...board, sequence: 11 })];
    expect(listOf(second, "ideas")).toBe(listOf(first, "ideas"));
    expect(listOf(first, "ideas").map((card) => card.id)).toEqual(["a", "b"]);
  });

  it("puts a card after the last one that is shown, not after all", () => {
    const shown = filtering((card) => card.id !== "c")(board);
    expect(placeBeyondFilter(board, shown, "d", { column: "ideas", before: undefined })).toEqual({
      column: "ideas",
      before: "c",
    });
    expect(placeBeyondFilter(board, shown, "d", { column: "ideas", before: "b" }).before).toBe("b");
  });
});

describe("an address", () => {
  it("says a filter in words that survive the way through a link", () => {
    const search = { view: "table", text: "12", people: ["me", benId], due: "week" } as const;
    const text = searchText(search);
    expect(text).toBe(`?view=table&text=12&people=me,${benId}&due=week`);
    expect(boardSearch(parseSearch(text))).toEqual(search);
  });

  it("keeps commas and percents inside of a name", () => {
    const search = { departments: ["Jugend, Familie", "100 % digital", "a%2Cb"] };
    expect(boardSearch(parseSearch(searchText(search)))).toEqual(search);
  });

  it("forgets what it does not know", () => {
    expect(boardSearch({ view: "3d", due: "someday", people: "", from: "yesterday", card: 7 })).toEqual({});
  });
});
