import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { plannerQuery } from "../planner/queries";
import { json, renderTab, violations, type Sent } from "../testing/render";
import { annaId, benId, boardId, sampleBoard } from "../testing/samples";
import { boardsQuery } from "./queries";

const offered = vi.hoisted(() => vi.fn());
vi.mock(import("../shell/teams"), async (original) => ({ ...(await original()), offerTab: offered }));

const done = ({ method }: Sent) => (method === "GET" ? undefined : new Response(null, { status: 204 }));

/** Opens one dialog from the board's menu. */
async function open(item: string, name: string, options: Parameters<typeof renderTab>[0] = {}) {
  const tab = await renderTab(options);
  await tab.user.click(screen.getByRole("button", { name: "Mehr zu diesem Board" }));
  await tab.user.click(await screen.findByRole("menuitem", { name: item }));
  return { ...tab, dialog: await screen.findByRole("dialog", { name }) };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("members", () => {
  it("change their role, leave and come", async () => {
    const clara = "aaaaaaaa-0000-4000-8000-000000000003";
    const { user, sent, dialog } = await open("Mitglieder", "Mitglieder", {
      answer: (entry) =>
        entry.path === "/api/people"
          ? json(200, [{ id: clara, name: "Clara Weber", active: true }])
          : done(entry),
    });
    expect(await violations(dialog)).toEqual([]);
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Rolle von Ben Schulz" }), "Liest");
    await user.click(within(dialog).getByRole("button", { name: "Ben Schulz entfernen" }));
    await user.click(within(dialog).getByRole("combobox", { name: "Person hinzufügen" }));
    await user.click(await screen.findByRole("option", { name: /Clara Weber/ }));
    await waitFor(() =>
      expect(sent.map(({ method, path, body }) => [method, path.split("/").at(-1), body])).toEqual([
        ["PUT", benId, { role: "viewer" }],
        ["DELETE", benId, undefined],
        ["PUT", clara, { role: "editor" }],
      ]),
    );
  });

  it("are only shown to somebody who doesn't own the board", async () => {
    const { dialog } = await open("Mitglieder", "Mitglieder", { canEdit: false });
    expect(within(dialog).getByText("Besitzt")).toBeInTheDocument();
    expect(within(dialog).queryByRole("combobox")).not.toBeInTheDocument();
  });
});

describe("labels", () => {
  it("get another name and colour, and new ones come", async () => {
    const { user, sent, dialog } = await open("Labels", "Labels", {
      answer: (entry) =>
        entry.method === "POST" ? json(200, { id: "new", name: "Neu", colour: "red" }) : done(entry),
    });
    expect(await violations(dialog)).toEqual([]);
    const name = within(dialog).getByRole("textbox", { name: "Name von OZG" });
    await user.clear(name);
    await user.type(name, "Onlinedienst{Enter}");
    await user.type(within(dialog).getByRole("textbox", { name: "Neues Label" }), "Neu");
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Farbe von Neu" }), "Rot");
    await user.click(within(dialog).getByRole("button", { name: "Hinzufügen" }));
    await waitFor(() =>
      expect(sent.map(({ method, body }) => [method, body])).toEqual([
        ["PUT", { name: "Onlinedienst", colour: "blue" }],
        ["POST", { name: "Neu", colour: "red" }],
      ]),
    );
  });
});

describe("export", () => {
  it("hands over the file that was asked for, under its own name", async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    const { user, dialog } = await open("Exportieren und abonnieren", "Exportieren und abonnieren", {
      canEdit: false,
      answer: ({ path, query }) =>
        path.endsWith("/export")
          ? query === "?format=xlsx"
            ? new Response("x", {
                headers: { "content-disposition": "attachment; filename*=UTF-8''B%C3%BCrgerservice.xlsx" },
              })
            : json(503, { code: "unavailable", detail: "Gerade nicht." })
          : json(200, {}),
    });
    await user.click(within(dialog).getByRole("button", { name: "Karten als Excel herunterladen" }));
    await waitFor(() => expect(saved).toEqual(["Bürgerservice.xlsx"]));
    await user.click(within(dialog).getByRole("button", { name: "Alles als JSON herunterladen" }));
    expect(await within(dialog).findByText("Gerade nicht.")).toBeInTheDocument();
    expect(await violations(dialog)).toEqual([]);
  });

  it("gives a calendar's secret address once, renews and revokes it", async () => {
    let made = 0;
    const { user, sent, dialog } = await open("Exportieren und abonnieren", "Exportieren und abonnieren", {
      answer: ({ method }) =>
        method === "POST"
          ? json(200, { since: "2026-11-26T08:00:00Z", path: `/calendar/secret${++made}.ics` })
          : method === "DELETE"
            ? new Response(null, { status: 204 })
            : json(200, {}),
    });
    await user.click(await within(dialog).findByRole("button", { name: "Adresse erstellen" }));
    const address = await within(dialog).findByRole("textbox", { name: "Ihre geheime Adresse" });
    expect(address).toHaveValue(`${location.origin}/calendar/secret1.ics`);
    expect(await violations(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Kopieren" }));
    expect(await navigator.clipboard.readText()).toBe(`${location.origin}/calendar/secret1.ics`);
    await user.click(within(dialog).getByRole("button", { name: "Neue Adresse, die alte endet" }));
    await waitFor(() => expect(address).toHaveValue(`${location.origin}/calendar/secret2.ics`));
    await user.click(within(dialog).getByRole("button", { name: "Adresse widerrufen" }));
    expect(await within(dialog).findByRole("button", { name: "Adresse erstellen" })).toBeInTheDocument();
    expect(within(dialog).queryByRole("textbox")).not.toBeInTheDocument();
    expect(sent.map(({ method }) => method)).toEqual(["POST", "POST", "DELETE"]);
  });

  it("says since when there is an address that it can't show again", async () => {
    const { dialog } = await open("Exportieren und abonnieren", "Exportieren und abonnieren", {
      answer: () => json(200, { since: "2026-11-03T08:00:00Z" }),
    });
    expect(await within(dialog).findByText(/seit Dienstag, 3. November 2026/)).toBeInTheDocument();
    expect(within(dialog).queryByRole("textbox")).not.toBeInTheDocument();
  });
});

describe("Planner", () => {
  it("is linked to a new plan of a group, after saying who will see it", async () => {
    const { user, sent, dialog } = await open("Planner", "Mit Planner verbinden", {
      answer: ({ method, path }) =>
        path === "/api/planner/groups"
          ? json(200, [{ id: "g1", name: "Bürgerservice" }])
          : path.endsWith("/plans")
            ? json(200, [])
            : method === "POST"
              ? json(201, {
                  state: "active",
                  plan: { id: "p", title: "Plan" },
                  group: { id: "g1", name: "G" },
                })
              : undefined,
    });
    expect(dialog).toHaveTextContent("Anna Müller und Ben Schulz");
    await within(dialog).findByRole("option", { name: "Bürgerservice" });
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Gruppe" }), "Bürgerservice");
    expect(await violations(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole("radio", { name: "Neuer Plan" }));
    await user.click(within(dialog).getByRole("button", { name: "Verbinden" }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ group: "g1", newPlan: "Bürgerservice" }));
  });

  it("says why it can't be linked", async () => {
    const { user, dialog } = await open("Planner", "Mit Planner verbinden", {
      seed: (client) => client.setQueryData(plannerQuery(boardId).queryKey, null),
      answer: ({ path }) =>
        path === "/api/planner/groups"
          ? json(503, { code: "graph-unavailable", detail: "Planner antwortet nicht." })
          : undefined,
    });
    expect(await within(dialog).findByText("Planner antwortet nicht.")).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });
});

describe("a tab in a channel", () => {
  it("is set up by choosing a board", async () => {
    const { user, container } = await renderTab({
      path: "/config",
      seed: (client) =>
        client.setQueryData(boardsQuery.queryKey, [
          {
            id: boardId,
            name: sampleBoard().name,
            key: "BÜ",
            visibility: "members",
            role: "owner",
            cards: 3,
            changedAt: "2026-11-23T08:00:00Z",
            template: false,
            archived: false,
          },
        ]),
    });
    expect(await violations(container)).toEqual([]);
    expect(offered).toHaveBeenLastCalledWith(undefined);
    await user.selectOptions(screen.getByRole("combobox", { name: "Board" }), "Bürgerservice");
    expect(offered).toHaveBeenLastCalledWith({ path: `/boards/${boardId}`, name: "Bürgerservice" });
  });
});

describe("a new card", () => {
  it("can be added in every view", async () => {
    const { user, sent } = await renderTab({
      path: `/boards/${boardId}?view=workload`,
      answer: ({ method }) => (method === "POST" ? json(201, { id: annaId }) : undefined),
    });
    await user.click(screen.getByRole("button", { name: "Neue Karte" }));
    const dialog = await screen.findByRole("dialog", { name: "Neue Karte" });
    expect(await violations(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Hinzufügen" }));
    expect(within(dialog).getByText("Bitte ausfüllen.")).toBeInTheDocument();
    await user.type(within(dialog).getByRole("textbox", { name: "Titel" }), "Neues");
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Spalte" }), "In Arbeit");
    await user.click(within(dialog).getByRole("button", { name: "Hinzufügen" }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ column: "doing", title: "Neues" }));
  });
});

it("Ctrl+Z takes the last own change back, once", async () => {
  const { user, sent } = await renderTab({
    answer: ({ path }) =>
      path.endsWith("/undo")
        ? new Response(null, { status: 204 })
        : path.endsWith("/move")
          ? json(200, {})
          : undefined,
  });
  screen.getByRole("link", { name: "Terminbuchung" }).focus();
  await user.keyboard(" {ArrowRight} ");
  await waitFor(() => expect(sent).toHaveLength(1));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(sent[1]?.body).toEqual({ command: sent[0]?.command }));
  await user.keyboard("{Control>}z{/Control}");
  expect(sent).toHaveLength(2);
});
