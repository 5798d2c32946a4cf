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

/** Takes part with her department alone. */
const evaId = "aaaaaaaa-0000-4000-8000-000000000003";

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

  it("puts an item elsewhere by keyboard, says where it is, and takes it back when the server refuses", async () => {
    const { user, sent, said } = await open(
      {},
      {
        answer: ({ body }) =>
          Object.is((body as { before?: string } | undefined)?.before, "c1")
            ? new Response(null, { status: 204 })
            : json(409, { code: "boards.card-archived", detail: "Die Karte liegt im Archiv." }),
      },
    );
    const view = within(await panel());
    const items = () => view.getAllByRole("checkbox").map((each) => each.closest("li")?.dataset["item"]);
    view.getByRole("checkbox", { name: "Aushang" }).focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(items()).toEqual(["c2", "c1"]);
    expect(view.getByRole("checkbox", { name: "Aushang" })).toHaveFocus();
    expect(said()).toBe("Aushang, 1 von 2");
    await waitFor(() =>
      expect(sent.map(({ path, body }) => [path.split("/").slice(-2).join("/"), body])).toEqual([
        ["c2/move", { before: "c1" }],
      ]),
    );
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await screen.findAllByText("Die Karte liegt im Archiv.");
    expect(items()).toEqual(["c2", "c1"]);
  });

  it("edits the title of an item where it stands", async () => {
    const { user, sent } = await open({}, { answer: () => new Response(null, { status: 204 }) });
    const view = within(await panel());
    view.getByRole("checkbox", { name: "Aushang" }).focus();
    await user.keyboard("{F2}");
    const title = view.getByRole("textbox", { name: "Titel von Aushang" });
    expect(title).toHaveFocus();
    expect(await violations(await panel())).toEqual([]);
    await user.type(title, " im Rathaus{Enter}");
    expect(view.getByRole("checkbox", { name: "Aushang" })).toHaveFocus();
    await waitFor(() => expect(sent[0]?.body).toEqual({ title: { value: "Aushang im Rathaus" } }));
  });

  it("changes the address and title of a link, and wants https", async () => {
    const { user, sent } = await open(
      {},
      { answer: ({ method }) => (method === "PUT" ? json(200, { id: "l1" }) : undefined) },
    );
    const view = within(await panel());
    await user.click(view.getByRole("button", { name: "Plan.pdf bearbeiten" }));
    const address = view.getByRole("textbox", { name: /Adresse/ });
    await user.clear(address);
    await user.type(address, "http://example.org{Enter}");
    expect(view.getByText("Eine Adresse, die mit https:// beginnt.")).toBeInTheDocument();
    await user.clear(address);
    await user.type(address, "https://example.org/neu{Enter}");
    await waitFor(() =>
      expect(sent.map(({ method, body }) => [method, body])).toEqual([
        ["PUT", { url: "https://example.org/neu", title: "Plan.pdf" }],
      ]),
    );
    await waitFor(() => expect(view.getByRole("button", { name: "Plan.pdf bearbeiten" })).toHaveFocus());
  });

  it("comes again on days that are said before, with an end", async () => {
    const asked: unknown[] = [];
    const { user, sent } = await open(
      {},
      {
        answer: ({ method, path, body }) => {
          if (path.endsWith("/recurrence/preview")) {
            asked.push(body);
            return json(200, { days: ["2026-12-01", "2027-01-04"] });
          }
          return method === "PATCH" ? json(200, card) : undefined;
        },
      },
    );
    await user.click(within(await panel()).getByRole("button", { name: "Wiederholung: Keine" }));
    const dialog = await screen.findByRole("dialog", { name: "„Bauantrag“ wiederholen" });
    await user.click(within(dialog).getByRole("spinbutton", { name: "Alle" }));
    expect(await within(dialog).findByText("Dienstag, 1. Dezember 2026")).toBeInTheDocument();
    expect(within(dialog).getByRole("status")).toHaveTextContent("Jeden Monat am ersten Arbeitstag");
    expect(await violations(dialog)).toEqual([]);
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Schritt" }), "Wochen");
    await user.click(within(dialog).getByRole("checkbox", { name: "Montag" }));
    await user.click(within(dialog).getByRole("button", { name: "Speichern" }));
    expect(within(dialog).getByRole("alert")).toHaveTextContent("Wählen Sie mindestens einen Wochentag.");
    await user.click(within(dialog).getByRole("checkbox", { name: "Freitag" }));
    await user.type(within(dialog).getByLabelText("Endet am"), "2027-03-31");
    expect(within(dialog).getByRole("status")).toHaveTextContent(
      "Jede Woche am Freitag, bis Mittwoch, 31. März 2027",
    );
    expect(await violations(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Speichern" }));
    const weekly = { every: "week", interval: 1, weekdays: ["friday"], until: "2027-03-31" };
    await waitFor(() =>
      expect(sent.find(({ method }) => method === "PATCH")?.body).toEqual({
        seen: 10,
        fields: { recurrence: { value: weekly } },
      }),
    );
    expect(asked[0]).toEqual({ every: "month", interval: 1, workingDay: 1 });
    expect(asked).toContainEqual(weekly);
  });

  it("keeps values of the board's own fields, each by its kind", async () => {
    const fields = [
      { id: "f1", name: "Aktenzeichen", kind: "text" as const },
      { id: "f2", name: "Kosten", kind: "number" as const },
      { id: "f3", name: "Art", kind: "choice" as const, choices: [{ id: "a", name: "Antrag" }] },
      { id: "f4", name: "Ansprechperson", kind: "person" as const },
    ];
    const { user, sent } = await open(
      { values: [{ field: "f3", value: "gone" }] },
      {
        board: sampleBoard({
          fields,
          cards: sampleBoard().cards.map((each) =>
            each.id === "k2" ? { ...each, values: [{ field: "f3", value: "gone" }] } : each,
          ),
        }),
        answer: ({ method, path }) =>
          method === "PATCH"
            ? json(200, card)
            : path.endsWith("/people")
              ? json(200, [{ id: evaId, name: "Eva Kaya", department: "Bürgerservice", active: true }])
              : undefined,
      },
    );
    const view = within(await panel());
    await user.click(view.getByRole("button", { name: "Kosten: –" }));
    await user.type(view.getByRole("spinbutton", { name: "Kosten" }), "12.5{Enter}");
    expect(view.getByRole("button", { name: "Kosten: 12,5" })).toHaveFocus();
    const kind = view.getByRole("combobox", { name: "Art" });
    expect(kind).toHaveDisplayValue("nicht mehr da");
    await user.selectOptions(kind, "Antrag");
    await user.click(view.getByRole("combobox", { name: "Ansprechperson" }));
    await user.click(await screen.findByRole("option", { name: /Eva Kaya/ }));
    await waitFor(() =>
      expect(sent.map(({ body }) => body)).toEqual(
        [
          { field: "f2", value: "12.5" },
          { field: "f3", value: "a" },
          { field: "f4", value: evaId },
        ].map((value) => ({ seen: 10, fields: { values: [value] } })),
      ),
    );
    expect(await violations(await panel())).toEqual([]);
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
