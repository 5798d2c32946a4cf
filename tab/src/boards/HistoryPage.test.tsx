import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SchemaBoardHistoryPage, SchemaColumnView } from "../api/schema";
import { json, renderTab, violations } from "../testing/render";
import { annaId, benId, boardId, entryOf, sampleCard } from "../testing/samples";

const doing: SchemaColumnView = {
  id: "doing",
  name: "In Arbeit",
  rank: "b",
  limitIsHard: false,
  done: false,
};

const page: SchemaBoardHistoryPage = {
  entries: [
    entryOf(9, { kind: "column.edited", column: { ...doing, limit: 5 }, before: { ...doing, name: "Dran" } }),
    entryOf(8, {
      kind: "card.moved",
      card: "k1",
      column: "doing",
      rank: "a",
      fromColumn: "ideas",
      fromRank: "m",
    }),
    entryOf(7, { kind: "board.member-set", person: annaId, role: "owner", before: "viewer" }),
    entryOf(
      6,
      { kind: "card.erased", card: "gone" },
      { at: "2026-11-20T08:00:00Z", actor: { kind: "rule" } },
    ),
    entryOf(
      5,
      {
        kind: "board.edited",
        after: { name: { value: "Bürgerservice" } },
        before: { name: { value: "Test" } },
      },
      { at: "2026-11-20T07:00:00Z" },
    ),
  ],
  cards: [{ id: "k1", number: 1, title: "Terminbuchung" }],
};

const rows = () => screen.getAllByRole("listitem").filter((row) => row.closest("ol") !== null);

const open = (path: string, asked: string[], answer: SchemaBoardHistoryPage) =>
  renderTab({
    path: `/boards/${boardId}/history${path}`,
    answer: (sent) => {
      if (!sent.path.endsWith("/history")) return undefined;
      asked.push(sent.query);
      return json(200, sent.query.includes("before") ? { entries: [], cards: [] } : answer);
    },
  });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the history of a board", () => {
  it("tells who did what to which card, day by day, with what was there before and after", async () => {
    const { container } = await open("", [], page);
    expect(await screen.findByRole("heading", { name: "Montag, 23. November 2026" })).toBeInTheDocument();
    expect(screen.getByRole("heading", { name: "Freitag, 20. November 2026" })).toBeInTheDocument();
    await waitFor(() =>
      expect(rows()[0]).toHaveTextContent("Ben Schulz hat die Spalte „In Arbeit“ geändert"),
    );
    expect(rows()[0]).toHaveTextContent("Name:Dran→In Arbeit");
    expect(rows()[0]).toHaveTextContent("Höchstens so viele Karten:5");
    expect(rows()[1]).toHaveTextContent("hat von Ideen nach In Arbeit verschoben");
    expect(
      within(rows()[1] as HTMLElement).getByRole("link", { name: "BÜ-1 Terminbuchung" }),
    ).toHaveAttribute("href", `/boards/${boardId}?card=k1`);
    expect(rows()[2]).toHaveTextContent("hat die Rolle von „Anna Müller“ geändert");
    expect(rows()[2]).toHaveTextContent("Rolle:Liest→Besitzt");
    expect(rows()[3]).toHaveTextContent("Regel hat die Karte endgültig gelöscht");
    expect(rows()[3]).toHaveTextContent("Karte, die es nicht mehr gibt");
    expect(rows()[4]).toHaveTextContent("Name:Test→Bürgerservice");
    expect(await violations(container)).toEqual([]);
  });

  it("is asked for cards or for one person, by an address", async () => {
    const asked: string[] = [];
    const { user } = await open("", asked, page);
    await user.click(await screen.findByRole("tab", { name: "Karten" }));
    await waitFor(() => expect(location.search).toBe("?about=cards"));
    await user.selectOptions(screen.getByRole("combobox", { name: "Wer" }), "Ben Schulz");
    await waitFor(() => expect(location.search).toBe(`?about=cards&person=${benId}`));
    await waitFor(() => expect(asked.at(-1)).toBe(`?cards=true&person=${benId}`));
  });

  it("goes back page by page to the beginning", async () => {
    const asked: string[] = [];
    const full: SchemaBoardHistoryPage = {
      entries: Array.from({ length: 50 }, (_, at) =>
        entryOf(100 - at, { kind: "card.created", card: sampleCard("k1", "ideas", "m") }),
      ),
      cards: [],
    };
    const { user } = await open("", asked, full);
    await user.click(await screen.findByRole("button", { name: "Ältere zeigen" }));
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: "Ältere zeigen" })).not.toBeInTheDocument(),
    );
    expect(asked).toEqual(["", "?before=51"]);
    expect(rows()).toHaveLength(50);
  });

  it("says when there is nothing for a choice", async () => {
    await open(`?person=${annaId}`, [], { entries: [], cards: [] });
    expect(await screen.findByText("Nichts zu zeigen")).toBeInTheDocument();
  });
});
