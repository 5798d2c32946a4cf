import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SchemaImportPreview } from "../api/schema";
import { json, renderTab, violations, type Sent } from "../testing/render";
import { annaId, boardId } from "../testing/samples";

const preview = (more: Partial<SchemaImportPreview> = {}): SchemaImportPreview => ({
  name: "Ohne Titel",
  counts: {
    columns: 2,
    archivedColumns: 0,
    labels: 0,
    cards: 3,
    archivedCards: 0,
    checklistItems: 0,
    comments: 0,
    links: 0,
    assignments: 1,
    fields: 1,
  },
  columns: [
    { name: "Offen", archived: false, cards: 2, archivedCards: 0 },
    { name: "Fertig", archived: false, cards: 1, archivedCards: 0 },
  ],
  members: [{ name: "Anna Müller", person: annaId, match: "name", role: "editor", cards: 1 }],
  notes: [
    {
      kind: "changed",
      code: "card-date-unreadable",
      text: "Diese Datumsangaben sind nicht lesbar und entfallen.",
      count: 1,
      examples: ["Zeile 7: 31.02.2026"],
    },
  ],
  fields: [{ name: "Aktenzeichen", kind: "text", cards: 2 }],
  table: {
    encoding: "UTF-8",
    delimiter: ";",
    headingLine: 1,
    rows: 3,
    columns: [
      { heading: "Aufgabe", use: "title", filled: 3, examples: ["Bauantrag"] },
      { heading: "Stand", use: "column", filled: 3, examples: ["Offen", "Fertig"] },
      { heading: "Aktenzeichen", use: "field", filled: 2, examples: ["12.3"] },
    ],
  },
  ...more,
});

async function open(answer: (sent: Sent) => Response | undefined) {
  const tab = await renderTab({ path: "/boards/import", answer });
  return { ...tab, file: () => screen.getByLabelText("Datei wählen", { selector: "input" }) };
}

const csv = new File(["Aufgabe;Stand;Aktenzeichen\nBauantrag;Offen;12.3\n"], "Vorhaben 2026.csv");

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("an import", () => {
  it("says what can be read, and how one gets there", async () => {
    const { container } = await open(() => undefined);
    for (const kind of ["Planner", "Excel oder CSV", "Trello", "Board von hier"])
      expect(screen.getByText(kind, { selector: "dt" })).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("of a table shows what becomes of it, lets its columns be something else, and takes it over so", async () => {
    const { user, sent, file, said, container, router } = await open(({ path, query, method }) =>
      path === "/api/boards/imports/table"
        ? query.includes("dryRun=true")
          ? json(200, preview())
          : json(201, { board: { id: boardId, name: "Bauamt" }, imported: preview() })
        : method === "GET"
          ? undefined
          : json(404),
    );
    await user.upload(file(), csv);
    expect(await screen.findByRole("heading", { name: "Das wird daraus" })).toBeInTheDocument();
    expect(said()).toBe("Gelesen: 3 Karten in 2 Spalten");
    expect(screen.getByText(/Gelesen als UTF-8, getrennt durch „;“/)).toBeInTheDocument();
    expect(screen.getByText("Zeile 7: 31.02.2026")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);

    const name = screen.getByRole("textbox", { name: "Name des Boards" });
    expect(name).toHaveValue("Vorhaben 2026");
    await user.clear(name);
    await user.type(name, "Bauamt");
    await user.selectOptions(
      screen.getByRole("combobox", { name: "Was aus Spalte 3 „Aktenzeichen“ wird" }),
      "Nummer",
    );
    await waitFor(() => expect(sent).toHaveLength(2));
    await user.click(await screen.findByRole("button", { name: "3 Karten übernehmen" }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/boards/${boardId}`));
    expect(sent.map(({ query }) => query)).toEqual([
      "?dryRun=true",
      "?dryRun=true&columns=title%2Ccolumn%2Cnumber",
      "?dryRun=false&name=Bauamt&columns=title%2Ccolumn%2Cnumber",
    ]);
    expect(sent[2]?.body).toBe(await csv.text());
  });

  it("that is refused says which line is wrong, and takes nothing over", async () => {
    const { user, sent, file, container } = await open(() =>
      json(400, { code: "import.quote-open", detail: "Die Anführungszeichen in Zeile 12 enden nicht." }),
    );
    await user.upload(file(), csv);
    expect(
      await within(container).findByText("Die Anführungszeichen in Zeile 12 enden nicht."),
    ).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /übernehmen/ })).not.toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  it("with columns that don't fit can't be taken over until they do", async () => {
    const { user, file, container } = await open(({ query }) =>
      query.includes("columns=field")
        ? json(400, { code: "import.columns-wrong", detail: "Eine Spalte muss der Titel sein." })
        : json(200, preview()),
    );
    await user.upload(file(), csv);
    const title = await screen.findByRole("combobox", { name: "Was aus Spalte 1 „Aufgabe“ wird" });
    await user.selectOptions(title, "Eigenes Feld");
    expect(await within(container).findByText("Eine Spalte muss der Titel sein.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "3 Karten übernehmen" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await user.selectOptions(title, "Titel");
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "3 Karten übernehmen" })).not.toHaveAttribute(
        "aria-disabled",
        "true",
      ),
    );
  });

  it("of our own export and of Trello's goes where it belongs", async () => {
    const { user, sent, file } = await open(({ path }) =>
      json(200, preview({ name: path.endsWith("/trello") ? "Aus Trello" : "Von hier", table: null })),
    );
    await user.upload(file(), new File(['{"format":"workspace.board","version":1}'], "a.json"));
    expect(await screen.findByRole("heading", { name: "Von hier" })).toBeInTheDocument();
    await user.upload(file(), new File(['{"name":"Aus Trello","lists":[]}'], "b.json"));
    expect(await screen.findByRole("heading", { name: "Aus Trello" })).toBeInTheDocument();
    expect(within(document.body).queryByRole("combobox")).not.toBeInTheDocument();
    expect(sent.map(({ path }) => path)).toEqual([
      "/api/boards/imports/workspace",
      "/api/boards/imports/trello",
    ]);
  });
});
