import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { json, renderTab, violations, type Sent } from "../testing/render";
import { boardId, sampleBoard, sampleCard } from "../testing/samples";

const board = sampleBoard({
  cards: [
    ...sampleBoard().cards,
    sampleCard("k4", "ideas", "z", { title: "Aktenplan", number: 4, start: "2026-11-02", due: "2026-11-30" }),
  ],
});

const open = (search: string, more: Parameters<typeof renderTab>[0] = {}) =>
  renderTab({ board, path: `/boards/${boardId}${search}`, ...more });

const taken = ({ method, path }: Sent) =>
  method === "PATCH" || (method === "POST" && path.endsWith("/move"))
    ? json(200, sampleCard("k1", "doing", "a"))
    : undefined;

beforeEach(() => {
  // What is far from the view is not drawn; here everything is near.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1200);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const titlesInTable = async () =>
  (await screen.findAllByRole("row"))
    .map((row) => within(row).queryByRole("link")?.textContent)
    .filter((title) => title !== undefined);

describe("the table", () => {
  it("sorts by a column, and says so in the address", async () => {
    const { user } = await open("?view=table");
    expect(await titlesInTable()).toEqual(["Terminbuchung", "Bauantrag", "Aktenplan", "Kita-Portal"]);
    await user.click(screen.getByRole("button", { name: "Titel" }));
    await waitFor(async () =>
      expect(await titlesInTable()).toEqual(["Aktenplan", "Bauantrag", "Kita-Portal", "Terminbuchung"]),
    );
    expect(screen.getByRole("columnheader", { name: "Titel" })).toHaveAttribute("aria-sort", "ascending");
    expect(location.search).toBe("?view=table&sort=title");
    await user.click(screen.getByRole("button", { name: "Titel" }));
    await waitFor(() => expect(location.search).toBe("?view=table&sort=-title"));
  });

  it("groups, with the size of each group", async () => {
    await open("?view=table&group=column");
    expect((await screen.findAllByRole("rowheader")).map((each) => each.textContent)).toEqual([
      "Ideen 3 Karten",
      "In Arbeit 1 Karte",
    ]);
  });

  it("has a head that the keys reach and sort by", async () => {
    const { user } = await open("?view=table");
    await screen.findAllByRole("row");
    screen.getByRole("gridcell", { name: "Terminbuchung" }).focus();
    await user.keyboard("{ArrowUp}");
    expect(screen.getByRole("button", { name: "Titel" })).toHaveFocus();
    await user.keyboard("{ArrowRight}{ArrowLeft}{Enter}");
    await waitFor(() => expect(location.search).toBe("?view=table&sort=title"));
    expect(screen.getByRole("button", { name: "Titel" })).toHaveFocus();
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(screen.getByRole("gridcell", { name: "Aktenplan" })).toHaveFocus());
    await user.tab({ shift: true });
    expect(screen.getByRole("button", { name: "Titel" })).toHaveFocus();
  });

  it("is walked by arrows and edited by Enter", async () => {
    const { user, sent } = await open("?view=table", { answer: taken });
    await screen.findAllByRole("row");
    screen.getAllByRole("gridcell", { name: "Terminbuchung" })[0]?.focus();
    await user.keyboard("{Enter}");
    const field = screen.getByRole("textbox", { name: "Titel: Terminbuchung" });
    await user.clear(field);
    await user.type(field, "Termine{Enter}");
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ fields: { title: { value: "Termine" } } }));
    await waitFor(() => expect(screen.getByRole("gridcell", { name: "Termine" })).toHaveFocus());
    await user.keyboard("{ArrowRight}{Enter}");
    await user.selectOptions(screen.getByRole("combobox", { name: "Spalte: Termine" }), "Fertig");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(sent[1]?.body).toEqual({ column: "done" }));
  });

  it("has the board's own fields as columns, sorted by what they say and edited in place", async () => {
    const own = sampleBoard({
      fields: [
        {
          id: "f1",
          name: "Art",
          kind: "choice",
          choices: [
            { id: "b", name: "Zuletzt genannt" },
            { id: "a", name: "Antrag" },
          ],
        },
      ],
      cards: [
        sampleCard("k1", "ideas", "m", { title: "Eins", values: [{ field: "f1", value: "a" }] }),
        sampleCard("k2", "ideas", "n", { title: "Zwei", number: 2, values: [{ field: "f1", value: "b" }] }),
      ],
    });
    const { user, sent } = await open("?view=table", { board: own, answer: taken });
    await screen.findAllByRole("row");
    await user.click(screen.getByRole("button", { name: "Art" }));
    await waitFor(async () => expect(await titlesInTable()).toEqual(["Zwei", "Eins"]));
    expect(location.search).toBe("?view=table&sort=values.f1");
    screen.getByRole("gridcell", { name: "Antrag" }).focus();
    await user.keyboard("{Enter}");
    await user.selectOptions(screen.getByRole("combobox", { name: "Art: Eins" }), "Zuletzt genannt");
    await user.keyboard("{Enter}");
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({ seen: 10, fields: { values: [{ field: "f1", value: "b" }] } }),
    );
  });

  it("has nothing that axe objects to", async () => {
    const { container } = await open("?view=table&group=person");
    await screen.findAllByRole("row");
    expect(await violations(container)).toEqual([]);
  });
});

describe("the calendar", () => {
  it("shows cards on their day, and carries one to another by keyboard", async () => {
    const { user, sent, said, container } = await open("?view=calendar&from=2026-11-01", { answer: taken });
    const card = await screen.findByRole("link", { name: /Bauantrag/ });
    expect(card.closest("td")).toHaveAttribute("data-day", "2026-11-21");
    expect(await violations(container)).toEqual([]);
    card.focus();
    await user.keyboard(" {ArrowDown}{ArrowRight}");
    expect(said()).toBe("Sonntag, 29. November 2026");
    expect(screen.getByRole("link", { name: /Bauantrag/ }).closest("td")).toHaveAttribute(
      "data-day",
      "2026-11-29",
    );
    await user.keyboard(" ");
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ fields: { due: { value: "2026-11-29" } } }));
    expect(said()).toBe("Bauantrag ist jetzt fällig am Sonntag, 29. November 2026");
  });

  it("turns the page in the address", async () => {
    const { user } = await open("?view=calendar&from=2026-11-01");
    await user.click(await screen.findByRole("button", { name: "Nächster Monat" }));
    expect(await screen.findByRole("heading", { name: "Dezember 2026" })).toBeInTheDocument();
    expect(location.search).toBe("?view=calendar&from=2026-12-01");
  });
});

describe("the timeline", () => {
  it("shows cards with a date as bars, and pulls an end by keyboard", async () => {
    const { user, sent, container } = await open("?view=timeline", { answer: taken });
    const bar = await screen.findByRole("button", {
      name: /^Aktenplan, Montag, 2\. November 2026 bis Montag, 30\. November 2026/,
    });
    expect(screen.getByText("2 Karten ohne Datum")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    bar.focus();
    await user.keyboard(" {Shift>}{ArrowRight}{ArrowRight}{/Shift} ");
    await waitFor(() =>
      expect(sent[0]?.body).toMatchObject({
        fields: { start: { value: "2026-11-02" }, due: { value: "2026-12-02" } },
      }),
    );
  });
});

describe("the workload", () => {
  it("counts by department in a table", async () => {
    const { container } = await open("?view=workload");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("row", { name: /^Bürgerservice 1/ })).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });
});

describe("the flow", () => {
  const flow = {
    from: "2026-11-02",
    to: "2026-11-03",
    columns: [
      { id: "ideas", name: "Ideen", done: false },
      { id: "done", name: "Fertig", done: true },
    ],
    days: [
      { day: "2026-11-02", cards: [3, 0], putAway: 0, created: 3, done: 0 },
      { day: "2026-11-03", cards: [1, 2], putAway: 0, created: 0, done: 2 },
    ],
    weeks: [{ monday: "2026-11-02", created: 3, done: 2 }],
    lead: { cards: 2, median: 1.5, percentile85: 4 },
    cycle: { cards: 2, median: 1, percentile85: 2 },
  };

  it("is drawn with its finding as title, and told in tables with the same figures", async () => {
    const { user, container } = await open("?view=flow", { answer: () => json(200, flow) });
    expect(
      await screen.findByRole("heading", { name: "Die offene Arbeit nimmt ab: von 3 auf 1 Karte" }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole("heading", { name: "Die Hälfte der fertigen Karten brauchte höchstens 1,5 Tage" }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole("img", { name: /^Flächen|^Zwei Balken/ })).toHaveLength(2);
    for (const summary of screen.getAllByText("Zahlen als Tabelle")) await user.click(summary);
    const cells = (name: string) =>
      within(screen.getByRole("table", { name }))
        .getAllByRole("row")
        .map((row) => row.textContent);
    expect(cells("Karten je Spalte über die Zeit")).toEqual([
      "Abend desIdeenFertig",
      "3. Nov. 202612",
      "2. Nov. 202630",
    ]);
    expect(cells("Neu und fertig je Woche")).toEqual(["Woche abNeuFertig", "2. Nov. 202632"]);
    expect(await violations(container)).toEqual([]);
  });

  it("takes its period from the address, and has no filter", async () => {
    const asked: string[] = [];
    const { user } = await open("?view=flow&text=antrag&span=52w", {
      answer: ({ query }) => {
        asked.push(query);
        return json(200, { ...flow, lead: null, cycle: null });
      },
    });
    expect(await screen.findByText("In diesem Zeitraum wurde keine Karte fertig")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Filter/ })).not.toBeInTheDocument();
    await user.selectOptions(screen.getByRole("combobox", { name: "Zeitraum" }), "4 Wochen");
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(location.search).toBe("?view=flow&text=antrag&span=4w");
    const [year = 0, month = 0] = asked.map((query) => Date.parse(query.replace("?from=", "")));
    expect((month - year) / 86_400_000).toBe(48 * 7);
  });

  it("says when there is nothing yet", async () => {
    await open("?view=flow", {
      answer: () => json(200, { ...flow, days: flow.days.map((day) => ({ ...day, cards: [0, 0] })) }),
    });
    expect(await screen.findByText("Noch keine Karten in diesem Zeitraum")).toBeInTheDocument();
  });

  it("says when it can't be had", async () => {
    await open("?view=flow", { answer: () => json(503, { code: "unavailable", detail: "Gerade nicht." }) });
    expect(await screen.findByText("Gerade nicht.")).toBeInTheDocument();
  });
});

describe("every view", () => {
  it("obeys one filter, which stays when the view changes", async () => {
    const { user } = await open("?view=table");
    await user.click(screen.getByRole("button", { name: "Filter" }));
    await user.type(await screen.findByRole("searchbox"), "antrag");
    await waitFor(async () => expect(await titlesInTable()).toEqual(["Bauantrag"]));
    expect(screen.getByText("1 von 4 Karten")).toBeInTheDocument();
    await user.click(screen.getByRole("link", { name: "Board" }));
    await waitFor(() => expect(location.search).toBe("?text=antrag"));
    const tiles = await screen.findAllByRole("article");
    expect(tiles.map((tile) => within(tile).getByRole("heading").textContent)).toEqual(["Bauantrag"]);
    await user.click(screen.getByRole("button", { name: "Zurücksetzen" }));
    await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(4));
    expect(location.search).toBe("");
  });
});

describe("the board", () => {
  it("has lanes that can be closed", async () => {
    const { user, container } = await open("?lanes=person");
    const lane = await screen.findByRole("region", { name: "Ben Schulz" });
    expect(within(lane).getByRole("link", { name: "Bauantrag" })).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    await user.click(within(lane).getByRole("button", { name: /Ben Schulz/ }));
    expect(within(lane).queryByRole("link")).not.toBeInTheDocument();
  });

  it("moves all chosen cards at once", async () => {
    const { user, sent } = await open("", { answer: taken });
    screen.getByRole("link", { name: "Terminbuchung" }).focus();
    await user.keyboard("x{ArrowDown}x");
    expect(screen.getByRole("toolbar", { name: "Ausgewählte Karten" })).toHaveTextContent(
      "2 Karten ausgewählt",
    );
    await user.keyboard("m");
    const dialog = await screen.findByRole("dialog", { name: "2 Karten verschieben" });
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Spalte" }), "Fertig");
    await user.click(within(dialog).getByRole("button", { name: "Verschieben" }));
    await waitFor(() => expect(sent.map((each) => each.path.split("/").at(-2))).toEqual(["k1", "k2"]));
    expect(screen.queryByRole("toolbar")).not.toBeInTheDocument();
  });

  it("warns when a column takes more than was agreed, and says why", async () => {
    const { user } = await open("", { answer: taken });
    screen.getByRole("link", { name: "Terminbuchung" }).focus();
    await user.keyboard(" {ArrowRight} ");
    expect(
      await screen.findByText("„In Arbeit“ hat jetzt 2 von höchstens 1 Karten", {
        selector: "[class*=ToastTitle]",
      }),
    ).toBeInTheDocument();
  });

  it("puts a column aside and remembers it", async () => {
    const { user } = await open("");
    await user.click(screen.getByRole("button", { name: "Menü der Spalte Ideen" }));
    await user.click(await screen.findByRole("menuitem", { name: "Einklappen" }));
    expect(await screen.findByRole("button", { name: "Ideen ausklappen" })).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Terminbuchung" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Ideen ausklappen" }));
    expect(await screen.findByRole("link", { name: "Terminbuchung" })).toBeInTheDocument();
  });
});
