import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { SchemaPlannerConflictView, SchemaPlannerLinkView, SchemaPlannerLog } from "../api/schema";
import { json, renderTab, violations } from "../testing/render";
import { annaId, boardId, sampleBoard } from "../testing/samples";
import { linksQuery, plannerQuery } from "./queries";

const link = (more: Partial<SchemaPlannerLinkView> = {}): SchemaPlannerLinkView => ({
  group: { id: "g", name: "Bürgerservice" },
  plan: { id: "p", title: "Bürgerservice 2027" },
  state: "active",
  lastSync: new Date(Date.now() - 3_000).toISOString(),
  lagSeconds: 3,
  problem: null,
  requests: 1234,
  conflicts: 2,
  first: null,
  pausedBy: null,
  linkedBy: annaId,
  linkedAt: "2026-11-12T09:00:00Z",
  ...more,
});

const first = sampleBoard().cards[0];
const log: SchemaPlannerLog = {
  more: false,
  days: 30,
  writes: [
    {
      id: "01990000-0000-7000-8000-000000000001",
      at: "2026-11-26T09:00:00Z",
      kind: "changeTask",
      card: first?.id ?? null,
      column: null,
      values: [{ field: "progress", before: "0", after: "50" }],
      answer: "overtaken",
    },
  ],
};

const conflict = (id: number, state: SchemaPlannerConflictView["state"]): SchemaPlannerConflictView => ({
  id,
  at: "2026-11-26T09:00:00Z",
  title: first?.title ?? null,
  conflict: {
    card: first?.id ?? null,
    column: null,
    field: "title",
    winner: "board",
    kept: "Vom Board",
    lost: "Aus Planner",
    orderKnown: false,
    label: null,
    part: null,
    asked: state === "open",
    boardBy: null,
    boardAt: null,
    plannerAfter: null,
    plannerUntil: null,
  },
  state,
  canRestore: true,
  by: null,
  settledAt: null,
});

const page = (
  known: SchemaPlannerLinkView | null,
  canEdit = true,
  conflicts: SchemaPlannerConflictView[] = [],
) =>
  renderTab({
    path: `/boards/${boardId}/planner`,
    canEdit,
    seed: (client) => client.setQueryData(plannerQuery(boardId).queryKey, known),
    answer: ({ path, method }) =>
      path.endsWith("/log")
        ? json(200, log)
        : path.endsWith("/conflicts")
          ? json(200, { conflicts, more: false })
          : path.endsWith("/rules")
            ? json(200, {
                usual: "later",
                fields: [{ field: "title", policy: "ask" }],
                deletesArchived: false,
              })
            : method === "GET"
              ? json(200, known)
              : json(200, known),
  });

describe("the page of a link", () => {
  it("says how it stands and what went over it", async () => {
    const { container } = await page(link());
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Planner: Bürgerservice");
    expect(screen.getByText("Beide Seiten sind auf einem Stand")).toBeInTheDocument();
    expect(screen.getByText("1.234")).toBeInTheDocument();
    expect(await screen.findByText("Fortschritt: 0 % → 50 %")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: first?.title ?? "" })).toBeInTheDocument();
    expect(screen.getByText(/In Planner war jemand schneller/)).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("shows how far the first comparison is", async () => {
    const { container } = await page(link({ lastSync: null, first: { done: 60, total: 120 } }));
    const bar = screen.getByRole("progressbar", { name: "Erster Abgleich mit Planner" });
    expect(bar).toHaveAttribute("aria-valuenow", "60");
    expect(bar).toHaveAttribute("aria-valuemax", "120");
    expect(screen.getByText(/60 von 120 zusammengeführt/)).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("is paused and ended by hand", async () => {
    const { user, sent } = await page(link());
    await user.click(screen.getByRole("button", { name: "Anhalten" }));
    await user.click(screen.getByRole("button", { name: "Jetzt abgleichen" }));
    await user.click(screen.getByRole("button", { name: "Verbindung lösen" }));
    await waitFor(() =>
      expect(sent.map(({ method, path }) => [method, path])).toEqual([
        ["POST", `/api/boards/${boardId}/planner/pause`],
        ["POST", `/api/boards/${boardId}/planner/sync`],
        ["DELETE", `/api/boards/${boardId}/planner`],
      ]),
    );
  });

  it("goes on after a pause by a person, and says why it rests", async () => {
    const { user, sent } = await page(
      link({
        state: "paused",
        pausedBy: annaId,
        problem: { code: "planner.paused-by-person", detail: "Jemand hat den Abgleich angehalten." },
      }),
    );
    expect(screen.getByText("Jemand hat den Abgleich angehalten.")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Noch einmal versuchen" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Fortsetzen" }));
    await waitFor(() => expect(sent[0]?.path).toBe(`/api/boards/${boardId}/planner/resume`));
  });

  it("shows a reader everything and lets them change nothing", async () => {
    await page(link(), false);
    expect(screen.getByText("Bürgerservice 2027")).toBeInTheDocument();
    for (const name of ["Anhalten", "Jetzt abgleichen", "Verbindung lösen"])
      expect(screen.queryByRole("button", { name })).not.toBeInTheDocument();
  });

  it("shows both values of a conflict and takes the other with one click", async () => {
    const { user, sent, container } = await page(link(), true, [conflict(7, "kept"), conflict(5, "open")]);
    const title = first?.title ?? "";
    const [kept, open] = await screen.findAllByRole("button", {
      name: `${title}: anderen Wert für Titel übernehmen`,
    });
    expect(screen.getAllByText("Aus Planner")).toHaveLength(2);
    expect(screen.getByText("Wartet auf Sie")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    if (kept !== undefined) await user.click(kept);
    if (open !== undefined) await user.click(open);
    await user.click(screen.getByRole("button", { name: "Wert vom Board nehmen" }));
    await user.selectOptions(
      screen.getByRole("combobox", { name: "Wenn beide Seiten dasselbe Feld ändern" }),
      "Jedes Mal fragen",
    );
    await waitFor(() =>
      expect(sent.map(({ method, path }) => [method, path])).toEqual([
        ["POST", `/api/boards/${boardId}/planner/conflicts/7/restore`],
        ["POST", `/api/boards/${boardId}/planner/conflicts/5/restore`],
        ["POST", `/api/boards/${boardId}/planner/conflicts/5/keep`],
        ["PUT", `/api/boards/${boardId}/planner/rules`],
      ]),
    );
  });

  it("has rules for single fields, folded away, and lets archived cards take their tasks with them", async () => {
    const { user, sent, container } = await page(link());
    const folded = await screen.findByText("Einzelne Felder anders regeln (1 Ausnahme)");
    expect(screen.queryByRole("combobox", { name: "Titel" })).not.toBeVisible();
    await user.click(folded);
    expect(screen.getByRole("combobox", { name: "Titel" })).toHaveValue("ask");
    const ready = () => waitFor(() => expect(screen.getByRole("combobox", { name: "Titel" })).toBeEnabled());
    await user.selectOptions(screen.getByRole("combobox", { name: "Fällig" }), "Planner gilt");
    await ready();
    await user.selectOptions(screen.getByRole("combobox", { name: "Titel" }), "Wie oben");
    await ready();
    await user.click(screen.getByRole("checkbox", { name: "Archivierte Karten in Planner löschen" }));
    const own = { field: "title", policy: "ask" };
    await waitFor(() =>
      expect(sent.map(({ body }) => body)).toEqual([
        { usual: "later", fields: [own, { field: "due", policy: "planner" }], deletesArchived: false },
        { usual: "later", fields: [], deletesArchived: false },
        { usual: "later", fields: [own], deletesArchived: true },
      ]),
    );
    expect(await violations(container)).toEqual([]);
  });

  it("offers the linking where there is no link", async () => {
    const { user } = await page(null);
    await user.click(screen.getByRole("button", { name: "Mit Planner verbinden" }));
    expect(await screen.findByRole("dialog", { name: "Mit Planner verbinden" })).toBeInTheDocument();
  });
});

describe("all links of the organisation", () => {
  it("stand in a table, each with a way to try again", async () => {
    const paused = link({
      state: "paused",
      problem: { code: "planner.plan-gone", detail: "Den Plan gibt es in Planner nicht mehr." },
    });
    const rows = [
      { board: boardId, boardName: "Bürgerservice", link: paused },
      { board: annaId, boardName: "Digitalrat", link: link() },
    ];
    const { user, sent, container } = await renderTab({
      path: "/planner",
      seed: (client) => client.setQueryData(linksQuery.queryKey, rows),
      answer: ({ method }) => json(200, method === "GET" ? rows : paused),
    });
    const row = screen.getByRole("row", { name: /Bürgerservice Plan/ });
    expect(within(row).getByText("Den Plan gibt es in Planner nicht mehr.")).toBeInTheDocument();
    await user.click(within(row).getByRole("button", { name: "Bürgerservice jetzt abgleichen" }));
    await waitFor(() => expect(sent[0]?.path).toBe(`/api/planner/links/${boardId}/sync`));
    expect(await violations(container)).toEqual([]);
  });
});
