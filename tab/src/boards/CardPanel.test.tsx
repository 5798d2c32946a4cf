import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { json, renderTab, violations } from "../testing/render";
import { annaId, benId, boardId, entryOf, sampleBoard, sampleCard } from "../testing/samples";
import type { Card } from "./board";
import { cardQuery, historyQuery } from "./queries";

const card = sampleBoard().cards[1] ?? sampleCard("k2", "ideas", "n");

const open = (more: Partial<Card> = {}, answer?: Parameters<typeof renderTab>[0]) =>
  renderTab({
    path: `/boards/${boardId}?card=k2`,
    board: sampleBoard({
      cards: sampleBoard().cards.map((each) => (each.id === "k2" ? { ...each, ...more } : each)),
    }),
    seed: (client) => {
      client.setQueryData(cardQuery(boardId, "k2").queryKey, {
        card,
        description: "Siehe **Satzung** und https://example.org",
        checklist: [
          { id: "c1", title: "Gebühr prüfen", done: true },
          { id: "c2", title: "Aushang", done: false },
        ],
        links: [{ id: "l1", title: "Plan.pdf", url: "https://example.org/plan" }],
        comments: [
          { id: "m1", person: annaId, text: "Passt so.", at: "2026-11-20T08:00:00Z", removed: false },
        ],
        archived: false,
        createdAt: "2026-11-01T08:00:00Z",
        sequence: 10,
      });
      client.setQueryData(historyQuery(boardId, "k2").queryKey, {
        pageParams: [undefined],
        pages: [
          {
            sequence: 10,
            entries: [
              entryOf(9, {
                kind: "card.edited",
                card: "k2",
                after: { title: { value: "Bauantrag" }, due: { value: "2026-11-21" } },
                before: { title: { value: "Antrag" }, due: { value: null } },
                overrode: ["title"],
              }),
              entryOf(
                8,
                {
                  kind: "card.moved",
                  card: "k2",
                  column: "ideas",
                  rank: "n",
                  fromColumn: "doing",
                  fromRank: "a",
                },
                { actor: { kind: "planner" } },
              ),
            ],
          },
        ],
      });
    },
    ...answer,
  });

const panel = () => screen.findByRole("complementary", { name: "Karte Bauantrag" });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a card's panel", () => {
  it("shows what the card is about, and its history with before and after", async () => {
    await open();
    const view = within(await panel());
    expect(view.getByText("BÜ-2")).toBeInTheDocument();
    expect(view.getByText("Satzung").tagName).toBe("STRONG");
    expect(view.getByRole("link", { name: "Plan.pdf" })).toHaveAttribute("rel", "noreferrer");
    expect(view.getByText("Passt so.")).toBeInTheDocument();
    expect(view.getByText("Antrag").tagName).toBe("DEL");
    expect(view.getByText(/überschrieb eine Änderung/)).toBeInTheDocument();
    expect(view.getByText("In Planner")).toBeInTheDocument();
    expect(view.getByText(/hat von In Arbeit nach Ideen verschoben/)).toBeInTheDocument();
    expect(view.getByRole("button", { name: "Fällig: Sa., 21. November 2026" })).toBeInTheDocument();
  });

  it("has nothing that axe objects to", async () => {
    await open();
    expect(await violations(await panel())).toEqual([]);
  });

  it("saves the title when it is left, with what was seen", async () => {
    const { user, sent } = await open(
      {},
      {
        answer: ({ method }) =>
          method === "PATCH" ? json(200, { ...card, title: "Bauantrag digital" }) : undefined,
      },
    );
    const title = within(await panel()).getByRole("textbox", { name: "Titel" });
    await user.clear(title);
    await user.type(title, "Bauantrag digital{Enter}");
    await waitFor(() =>
      expect(sent).toMatchObject([
        {
          method: "PATCH",
          path: `/api/boards/${boardId}/cards/k2`,
          body: { seen: 10, fields: { title: { value: "Bauantrag digital" } } },
        },
      ]),
    );
    expect(screen.getByRole("link", { name: "Bauantrag digital" })).toBeInTheDocument();
    expect(await screen.findByText("Gespeichert")).toBeInTheDocument();
  });

  it("leaves the title as it was on Escape, and when it is emptied", async () => {
    const { user, sent } = await open();
    const title = within(await panel()).getByRole("textbox", { name: "Titel" });
    await user.type(title, " mehr{Escape}");
    expect(title).toHaveValue("Bauantrag");
    await user.clear(title);
    await user.tab();
    expect(title).toHaveValue("Bauantrag");
    expect(sent).toEqual([]);
  });

  it("takes somebody off, and clears a date", async () => {
    const { user, sent } = await open(
      {},
      { answer: ({ method }) => (method === "PATCH" ? json(200, card) : undefined) },
    );
    const view = within(await panel());
    await user.click(view.getByRole("button", { name: "Ben Schulz nicht mehr zuweisen" }));
    await user.click(view.getByRole("button", { name: /^Fällig:/ }));
    await user.clear(view.getByLabelText("Fällig"));
    await user.tab();
    await waitFor(() =>
      expect(sent.map((each) => each.body)).toEqual([
        { seen: 10, fields: { assignees: { value: [] } } },
        { seen: 10, fields: { due: { value: null } } },
      ]),
    );
  });

  it("ticks an item at once, and takes it back when the server refuses", async () => {
    const { user } = await open(
      {},
      { answer: () => json(409, { code: "boards.card-archived", detail: "Die Karte liegt im Archiv." }) },
    );
    const item = within(await panel()).getByRole("checkbox", { name: "Aushang" });
    await user.click(item);
    await waitFor(() => expect(item).not.toBeChecked());
    expect(await screen.findAllByText("Die Karte liegt im Archiv.")).not.toHaveLength(0);
  });

  it("keeps a comment that could not be sent", async () => {
    const { user } = await open(
      {},
      { answer: () => json(403, { code: "not-allowed", detail: "Nicht erlaubt." }) },
    );
    const field = within(await panel()).getByRole("textbox", { name: "Kommentar schreiben" });
    await user.type(field, "Bitte prüfen");
    await user.click(within(await panel()).getByRole("button", { name: "Senden" }));
    await waitFor(() => expect(field).toHaveValue("Bitte prüfen"));
  });

  it("closes on Escape and gives the focus back to its card", async () => {
    const { user, router } = await open();
    await waitFor(async () => expect(await panel()).toHaveFocus());
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("complementary")).not.toBeInTheDocument());
    expect(router.state.location.search).toEqual({});
    await waitFor(() => expect(screen.getByRole("link", { name: "Bauantrag" })).toHaveFocus());
  });

  it("goes to the card above", async () => {
    const { user, router } = await open();
    await user.click(within(await panel()).getByRole("button", { name: "Vorige Karte" }));
    await waitFor(() => expect(router.state.location.search).toEqual({ card: "k1" }));
  });

  it("says who may be assigned when asked", async () => {
    const { user, sent } = await open(
      { assignees: [] },
      {
        answer: ({ method, path }) =>
          path === "/api/people"
            ? json(200, [
                { id: benId, name: "Ben Schulz", active: true },
                { id: "gone", name: "Alt", active: false },
              ])
            : method === "PATCH"
              ? json(200, card)
              : undefined,
      },
    );
    await user.click(within(await panel()).getByRole("button", { name: "Person zuweisen" }));
    await user.type(within(await panel()).getByRole("combobox", { name: "Person zuweisen" }), "be");
    const listbox = within(await screen.findByRole("listbox"));
    expect(listbox.getAllByRole("option").map((option) => option.textContent)).toEqual(["BSBen Schulz"]);
    await user.click(screen.getByRole("option", { name: "Ben Schulz" }));
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({ seen: 10, fields: { assignees: { value: [benId] } } }),
    );
  });
});
