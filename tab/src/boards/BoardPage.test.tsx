import { screen, waitFor, within } from "@testing-library/react";
import { memo, type ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { json, renderTab, violations, type Sent } from "../testing/render";
import { annaId, benId, boardId, entryOf, sampleBoard, sampleCard } from "../testing/samples";
import type { ColumnProps } from "./BoardColumn";
import type { TileProps } from "./CardTile";

/** What is inside of a memoised component. */
type Inside<P> = { type: (props: P) => ReactNode };

const drawn = vi.hoisted(() => ({ cards: new Array<string>(), columns: new Array<string>() }));

vi.mock(import("./CardTile"), async (original) => {
  const module = await original();
  return {
    ...module,
    CardTile: memo(function Counted(props: TileProps) {
      drawn.cards.push(props.card.id);
      return (module.CardTile as unknown as Inside<TileProps>).type(props);
    }),
  };
});
vi.mock(import("./BoardColumn"), async (original) => {
  const module = await original();
  return {
    ...module,
    BoardColumn: memo(function Counted(props: ColumnProps) {
      drawn.columns.push(props.column.id);
      return (module.BoardColumn as unknown as Inside<ColumnProps>).type(props);
    }),
  };
});

const column = (name: string) => screen.getByRole("region", { name: new RegExp(name) });
const titles = (name: string) =>
  within(column(name))
    .queryAllByRole("heading", { level: 3 })
    .map((heading) => heading.textContent);
const card = (title: string) => screen.getByRole("link", { name: title });

const taken = ({ method, path }: Sent) =>
  method === "POST" && path.endsWith("/move") ? json(200, sampleCard("k1", "doing", "a")) : undefined;

beforeEach(() => {
  drawn.cards.length = 0;
  drawn.columns.length = 0;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a board", () => {
  it("shows columns with their counts and limits, and cards with their facts in words", async () => {
    await renderTab({
      board: sampleBoard({ cards: [...sampleBoard().cards, sampleCard("k4", "doing", "z")] }),
    });
    expect(titles("Ideen")).toEqual(["Terminbuchung", "Bauantrag"]);
    expect(column("In Arbeit")).toHaveTextContent("mehr als die vereinbarten 1");
    const tile = within(column("Ideen"));
    expect(tile.getByText("3 von 8 erledigt")).toBeInTheDocument();
    expect(tile.getByText("Überfällig seit Samstag, 21. November 2026")).toBeInTheDocument();
    expect(tile.getByText("Freigabe offen")).toBeInTheDocument();
    expect(tile.getByRole("img", { name: "Ben Schulz" })).toBeInTheDocument();
    expect(tile.getByText("OZG")).toBeInTheDocument();
  });

  it("has nothing that axe objects to", async () => {
    const { container } = await renderTab();
    expect(await violations(container)).toEqual([]);
  });

  it("moves a card by keyboard, says so at each step, and keeps the focus on it", async () => {
    const { user, sent, said } = await renderTab({ answer: taken });
    card("Terminbuchung").focus();
    await user.keyboard(" ");
    expect(said()).toContain("Terminbuchung ist aufgenommen");
    await user.keyboard("{ArrowRight}");
    expect(said()).toBe("Terminbuchung, 1 von 2 in In Arbeit");
    expect(titles("In Arbeit")).toEqual(["Terminbuchung", "Kita-Portal"]);
    expect(card("Terminbuchung")).toHaveFocus();
    await user.keyboard("{ArrowDown}");
    expect(said()).toBe("Terminbuchung, 2 von 2 in In Arbeit");
    expect(sent).toEqual([]);
    await user.keyboard(" ");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      path: `/api/boards/${boardId}/cards/k1/move`,
      body: { column: "doing" },
    });
    expect(sent[0]?.command).toMatch(/^[0-9a-f-]{14}7/);
    expect(card("Terminbuchung")).toHaveFocus();
  });

  it("brings a carried card back on Escape, and sends nothing", async () => {
    const { user, sent, said } = await renderTab();
    card("Terminbuchung").focus();
    await user.keyboard(" {ArrowRight}{Escape}");
    expect(said()).toBe("Terminbuchung ist wieder am alten Platz");
    expect(titles("Ideen")).toEqual(["Terminbuchung", "Bauantrag"]);
    expect(sent).toEqual([]);
  });

  it("goes from card to card with the arrows, and has one stop for the Tab key", async () => {
    const { user } = await renderTab();
    card("Terminbuchung").focus();
    await user.keyboard("{ArrowDown}");
    expect(card("Bauantrag")).toHaveFocus();
    await user.keyboard("{ArrowRight}");
    expect(card("Kita-Portal")).toHaveFocus();
    const stops = screen
      .getAllByRole("link")
      .filter((link) => link.closest("article") !== null && link.tabIndex === 0);
    expect(stops).toEqual([card("Kita-Portal")]);
  });

  it("puts a refused card back and shows the server's sentence", async () => {
    const { user } = await renderTab({
      answer: ({ path }) =>
        path.endsWith("/move") ? json(409, { code: "stale", detail: "Das hat sich geändert." }) : undefined,
    });
    card("Terminbuchung").focus();
    await user.keyboard(" {ArrowRight} ");
    await waitFor(() => expect(titles("Ideen")).toEqual(["Terminbuchung", "Bauantrag"]));
    expect(
      await screen.findByText("Das hat sich geändert.", {
        selector: "[class*=ToastBody], [class*=fui-ToastBody]",
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Noch einmal" })).toBeInTheDocument();
    expect(document.querySelector("body > [role=alert]")).toHaveTextContent("Das hat sich geändert.");
  });

  it("shows what others do, and draws one card and two columns for it", async () => {
    const { tell } = await renderTab();
    drawn.cards.length = 0;
    drawn.columns.length = 0;
    await tell(
      entryOf(11, {
        kind: "card.moved",
        card: "k2",
        column: "doing",
        rank: "a",
        fromColumn: "ideas",
        fromRank: "n",
      }),
    );
    expect(titles("In Arbeit")).toEqual(["Bauantrag", "Kita-Portal"]);
    expect(new Set(drawn.cards)).toEqual(new Set(["k2"]));
    expect(drawn.columns.toSorted()).toEqual(["doing", "ideas"]);
  });

  it("keeps an own move drawn until its echo, and doesn't draw it twice", async () => {
    const { user, sent, tell } = await renderTab({ answer: taken });
    card("Terminbuchung").focus();
    await user.keyboard(" {ArrowRight} ");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(titles("In Arbeit")).toEqual(["Terminbuchung", "Kita-Portal"]);
    await tell(
      entryOf(
        11,
        { kind: "card.moved", card: "k1", column: "doing", rank: "a", fromColumn: "ideas", fromRank: "m" },
        { command: sent[0]?.command ?? "", actor: { kind: "person", person: annaId } },
      ),
    );
    expect(titles("In Arbeit")).toEqual(["Terminbuchung", "Kita-Portal"]);
    expect(titles("Ideen")).toEqual(["Bauantrag"]);
  });

  it("adds cards one after the other", async () => {
    let answered = 0;
    const { user, sent } = await renderTab({
      answer: ({ method, path }) =>
        method === "POST" && path.endsWith("/cards")
          ? json(201, sampleCard(`n${answered++}`, "ideas", "z"))
          : undefined,
    });
    await user.click(screen.getByRole("button", { name: "Karte in Ideen hinzufügen" }));
    await user.keyboard("Erste{Enter}Zweite{Enter}");
    expect(titles("Ideen")).toEqual(["Terminbuchung", "Bauantrag", "Erste", "Zweite"]);
    await waitFor(() =>
      expect(sent.map((each) => each.body)).toEqual([
        { column: "ideas", title: "Erste" },
        { column: "ideas", title: "Zweite" },
      ]),
    );
    await user.keyboard("{Escape}");
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Karte in Ideen hinzufügen" })).toHaveFocus(),
    );
  });

  it("asks with a dialog where a card goes", async () => {
    const { user, sent } = await renderTab({ answer: taken });
    card("Terminbuchung").focus();
    await user.keyboard("m");
    const dialog = await screen.findByRole("dialog", { name: "„Terminbuchung“ verschieben" });
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Spalte" }), "In Arbeit");
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Platz" }), "2. am Ende");
    await user.click(within(dialog).getByRole("button", { name: "Verschieben" }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ column: "doing" }));
  });

  it("lists the keys under ?", async () => {
    const { user } = await renderTab();
    card("Terminbuchung").focus();
    await user.keyboard("?");
    expect(await violations(await screen.findByRole("dialog", { name: "Tastenkürzel" }))).toEqual([]);
  });

  it("offers somebody who only reads nothing that changes it", async () => {
    const { user } = await renderTab({ canEdit: false });
    expect(screen.queryByRole("button", { name: /hinzufügen|Neue Karte/ })).not.toBeInTheDocument();
    card("Terminbuchung").focus();
    await user.keyboard(" {ArrowRight}");
    expect(titles("Ideen")).toEqual(["Terminbuchung", "Bauantrag"]);
    await user.click(screen.getByRole("button", { name: "Menü von Terminbuchung" }));
    expect((await screen.findAllByRole("menuitem")).map((item) => item.textContent)).toEqual([
      "Öffnen",
      "Link kopieren",
    ]);
  });

  it("asks for approval from a card's menu", async () => {
    const asked = { id: "f9" };
    const { user, sent } = await renderTab({
      answer: ({ method, path }) =>
        path === "/api/people"
          ? json(200, [{ id: benId, name: "Ben Schulz", department: "Bürgerservice", active: true }])
          : method === "POST" && path.endsWith("/approvals")
            ? json(201, asked)
            : undefined,
    });
    await user.click(screen.getByRole("button", { name: "Menü von Terminbuchung" }));
    await user.click(await screen.findByRole("menuitem", { name: "Freigabe anfordern" }));
    const dialog = await screen.findByRole("dialog", { name: "Freigabe anfordern" });
    await user.click(within(dialog).getByRole("button", { name: "Anfordern" }));
    expect(within(dialog).getByText("Bitte ausfüllen.")).toBeInTheDocument();
    await user.click(within(dialog).getByRole("combobox", { name: /Wer soll freigeben/ }));
    await user.click(await screen.findByRole("option", { name: /Ben Schulz/ }));
    await user.type(within(dialog).getByRole("textbox", { name: "Worum geht es?" }), "Bitte ansehen");
    await user.click(within(dialog).getByRole("button", { name: "Anfordern" }));
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({
        on: { board: boardId, card: "k1" },
        holders: [{ seat: 1, people: [benId] }],
        comment: "Bitte ansehen",
      }),
    );
  });
});
