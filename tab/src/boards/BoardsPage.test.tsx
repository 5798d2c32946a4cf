import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SchemaBoardSummary } from "../api/schema";
import { json, renderTab, violations } from "../testing/render";
import { boardId, sampleBoard } from "../testing/samples";
import { boardsQuery } from "./queries";

const summary = (id: string, name: string, more: Partial<SchemaBoardSummary> = {}): SchemaBoardSummary => ({
  id,
  name,
  key: "BÜ",
  visibility: "members",
  role: "owner",
  cards: 3,
  changedAt: "2026-11-23T08:00:00Z",
  template: false,
  archived: false,
  ...more,
});

const current = [summary(boardId, "Bürgerservice"), summary("t1", "Onlinedienst", { template: true })];
const archived = [
  summary("a1", "Alter Plan", { archived: true }),
  summary("a2", "Fremder Plan", { archived: true, role: "viewer", changedAt: "2026-11-20T08:00:00Z" }),
];

const open = (path: string, more: Parameters<typeof renderTab>[0] = {}) =>
  renderTab({
    path,
    seed: (client) => client.setQueryData(boardsQuery.queryKey, current),
    ...more,
    answer: (sent) =>
      more.answer?.(sent) ??
      (sent.path === "/api/boards"
        ? json(200, sent.query === "?archived=true" ? archived : current)
        : undefined),
  });

const names = () => screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the list of boards", () => {
  it("has shelves for templates and for what was put away, each with an address", async () => {
    const { user, container } = await open("/boards");
    expect(names()).toEqual(["Bürgerservice"]);
    expect(await violations(container)).toEqual([]);
    await user.click(screen.getByRole("tab", { name: "Vorlagen" }));
    await waitFor(() => expect(names()).toEqual(["Onlinedienst"]));
    expect(location.search).toBe("?show=templates");
    await user.keyboard("{ArrowRight}");
    await waitFor(() => expect(names()).toEqual(["Alter Plan", "Fremder Plan"]));
    expect(await violations(container)).toEqual([]);
  });

  it("gives a board that was put away back to whoever owns it", async () => {
    const { user, sent } = await open("/boards?show=archived", {
      answer: ({ method }) => (method === "POST" ? new Response(null, { status: 204 }) : undefined),
    });
    await user.click(await screen.findByRole("button", { name: "Alter Plan zurückholen" }));
    expect(screen.queryByRole("button", { name: "Fremder Plan zurückholen" })).not.toBeInTheDocument();
    await waitFor(() => expect(sent.map(({ path }) => path)).toEqual(["/api/boards/a1/restore"]));
  });

  it("makes a new board like a template", async () => {
    const { user, sent } = await open("/boards", {
      answer: ({ method }) => (method === "POST" ? json(201, { id: boardId }) : undefined),
    });
    await user.click(screen.getByRole("button", { name: "Neues Board" }));
    const empty = await screen.findByRole("dialog", { name: "Neues Board" });
    expect(await violations(empty)).toEqual([]);
    await user.selectOptions(within(empty).getByRole("combobox", { name: "Beginnen mit" }), "Onlinedienst");
    const dialog = await screen.findByRole("dialog", { name: "Neues Board aus „Onlinedienst“" });
    expect(await violations(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Anlegen" }));
    expect(within(dialog).getByText("Bitte ausfüllen.")).toBeInTheDocument();
    await user.type(within(dialog).getByRole("textbox", { name: "Name" }), "Wohngeld");
    await user.click(within(dialog).getByRole("checkbox", { name: "Mit Karten" }));
    await user.click(within(dialog).getByRole("button", { name: "Anlegen" }));
    await waitFor(() =>
      expect(sent.map(({ path, body }) => [path, body])).toEqual([
        ["/api/boards/t1/copy", { name: "Wohngeld", cards: false, members: false }],
      ]),
    );
  });
});

describe("a board", () => {
  const menu = async (item: string, options: Parameters<typeof renderTab>[0] = {}) => {
    const tab = await open(`/boards/${boardId}`, options);
    await tab.user.click(screen.getByRole("button", { name: "Mehr zu diesem Board" }));
    await tab.user.click(await screen.findByRole("menuitem", { name: item }));
    return tab;
  };

  it("is copied with its cards and members", async () => {
    const { user, sent } = await menu("Board kopieren", {
      answer: ({ method }) =>
        method === "POST"
          ? json(409, { code: "not-allowed", detail: "Das darf nur, wem es gehört." })
          : undefined,
    });
    const dialog = await screen.findByRole("dialog", { name: "„Bürgerservice“ kopieren" });
    expect(within(dialog).getByRole("textbox", { name: "Name" })).toHaveValue("Bürgerservice (Kopie)");
    await user.click(within(dialog).getByRole("checkbox", { name: "Mit Mitgliedern" }));
    await user.click(within(dialog).getByRole("button", { name: "Anlegen" }));
    expect(await within(dialog).findByText("Das darf nur, wem es gehört.")).toBeInTheDocument();
    expect(sent[0]?.body).toEqual({ name: "Bürgerservice (Kopie)", cards: true, members: true });
  });

  it("can be offered as a template by its owner", async () => {
    const { user, sent } = await menu("Board bearbeiten", {
      answer: ({ method }) => (method === "PATCH" ? json(200, {}) : undefined),
    });
    const dialog = await screen.findByRole("dialog", { name: "Board bearbeiten" });
    await user.click(within(dialog).getByRole("checkbox", { name: "Als Vorlage für neue Boards anbieten" }));
    await user.click(within(dialog).getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ seen: 10, template: { value: true } }));
  });

  it("is put away, with the way back at hand", async () => {
    const { user, sent, router } = await menu("Board ablegen", {
      answer: ({ method }) => (method === "POST" ? new Response(null, { status: 204 }) : undefined),
    });
    await waitFor(() => expect(router.state.location.pathname).toBe("/boards"));
    await user.click(await screen.findByRole("button", { name: "Rückgängig" }));
    await waitFor(() =>
      expect(sent.map(({ path }) => path.split("/").at(-1))).toEqual(["archive", "restore"]),
    );
  });

  it("that was put away says so, and can only be brought back", async () => {
    const { user, sent, container } = await open(`/boards/${boardId}`, {
      board: sampleBoard({ archived: true }),
      answer: ({ method }) => (method === "POST" ? new Response(null, { status: 204 }) : undefined),
    });
    expect(await screen.findByText(/Dieses Board ist abgelegt/)).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Mehr zu diesem Board" }));
    const items = (await screen.findAllByRole("menuitem")).map((item) => item.textContent);
    expect(items).not.toContain("Board bearbeiten");
    expect(items).not.toContain("Board ablegen");
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "Zurückholen" }));
    await waitFor(() => expect(sent[0]?.path).toBe(`/api/boards/${boardId}/restore`));
  });
});
