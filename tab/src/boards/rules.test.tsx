import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { json, renderTab, violations, type Sent } from "../testing/render";
import { annaId, benId, boardId, entryOf } from "../testing/samples";
import type { Rule } from "./rules";

const clara = { id: "aaaaaaaa-0000-4000-8000-000000000003", name: "Clara Weber", active: true };

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  name: `Regel ${id}`,
  on: true,
  maker: annaId,
  trigger: { kind: "cardEnters", column: "doing" },
  conditions: [],
  actions: [{ kind: "askForApproval", person: benId }],
  removed: false,
  ...more,
});

const kept = [
  rule("r1", { name: "Freigabe" }),
  rule("r2", {
    name: "Eilt",
    on: false,
    trigger: { kind: "dueIn", days: 2 },
    conditions: [
      { kind: "label", not: true, label: "ozg" },
      { kind: "assigned", not: false },
    ],
    actions: [
      { kind: "setPriority", priority: "urgent" },
      { kind: "move", column: "gone" },
      { kind: "remind", to: "assignees" },
    ],
  }),
  rule("r3", { name: "Früher", removed: true }),
];

/** The server's answers: the rules, their log, people. */
const answers =
  (rules: readonly Rule[], more?: (sent: Sent) => Response | undefined) =>
  (sent: Sent): Response | undefined =>
    more?.(sent) ??
    (sent.method === "GET" && sent.path === `/api/boards/${boardId}/rules`
      ? json(200, rules)
      : sent.path === "/api/people"
        ? json(200, [clara])
        : sent.method === "POST" || sent.method === "PUT"
          ? json(200, rule("new"))
          : sent.method === "DELETE"
            ? new Response(null, { status: 204 })
            : undefined);

async function open(options: Parameters<typeof renderTab>[0] = {}) {
  const tab = await renderTab(options);
  await tab.user.click(screen.getByRole("button", { name: "Mehr zu diesem Board" }));
  await tab.user.click(await screen.findByRole("menuitem", { name: "Regeln" }));
  return { ...tab, dialog: await screen.findByRole("dialog") };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("rules", () => {
  it("are said in sentences, switched and removed", async () => {
    const { user, sent, dialog } = await open({ answer: answers(kept) });
    const list = await within(dialog).findByRole("list");
    const [first, second] = within(list).getAllByRole("listitem");
    expect(first).toHaveTextContent("Wenn eine Karte in In Arbeit kommt: Freigabe bei Ben Schulz anfordern.");
    expect(second).toHaveTextContent(
      "Wenn eine Karte in 2 Arbeitstagen fällig ist und sie das Label OZG nicht hat und jemand zugewiesen ist: " +
        "Priorität auf Dringend setzen, nach nicht mehr da verschieben, die Zugewiesenen erinnern.",
    );
    expect(within(list).queryByText("Früher")).not.toBeInTheDocument();
    expect(await violations(dialog)).toEqual([]);

    await user.click(within(dialog).getByRole("switch", { name: "Regel „Eilt“ eingeschaltet" }));
    await user.click(within(dialog).getByRole("button", { name: "Regel „Freigabe“ entfernen" }));
    await waitFor(() =>
      expect(sent.map(({ method, path }) => [method, path.split("/").at(-1)])).toEqual([
        ["PUT", "r2"],
        ["DELETE", "r1"],
      ]),
    );
    expect(sent[0]?.body).toMatchObject({ name: "Eilt", on: true, conditions: kept[1]?.conditions });
  });

  it("begin with one that is offered, completed in the editor", async () => {
    const { user, sent, dialog } = await open({ answer: answers([]) });
    await user.click(await within(dialog).findByRole("button", { name: /^Wenn eine Karte in .* anfordern/ }));
    expect(within(dialog).getByRole("heading", { name: "Neue Regel" })).toBeInTheDocument();
    expect(await violations(dialog)).toEqual([]);

    await user.click(within(dialog).getByRole("button", { name: "Speichern" }));
    expect(within(dialog).getByText(/Es fehlt noch eine Angabe/)).toBeInTheDocument();
    expect(sent).toEqual([]);

    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Spalte" }), "Fertig");
    await user.click(within(dialog).getByRole("combobox", { name: "Person" }));
    await user.click(await screen.findByRole("option", { name: /Clara Weber/ }));
    await user.click(within(dialog).getByRole("button", { name: "Bedingung hinzufügen" }));
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Bedingung 1" }), "label");
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Ja oder nein" }), "not");
    await user.click(within(dialog).getByRole("button", { name: "Weitere Aktion" }));
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Aktion 2" }), "addChecklist");
    await user.type(
      within(dialog).getByRole("textbox", { name: "Ein Punkt je Zeile" }),
      "Prüfen{Enter}{Enter}Zeichnen",
    );
    expect(within(dialog).getByRole("status")).toHaveTextContent(
      "Wenn eine Karte in Fertig kommt und sie das Label OZG nicht hat: " +
        "Freigabe bei Clara Weber anfordern, Prüfen und Zeichnen auf die Checkliste setzen.",
    );
    await user.click(within(dialog).getByRole("button", { name: "Speichern" }));
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({
        name: "Freigabe anfordern",
        on: true,
        trigger: { kind: "cardEnters", column: "done" },
        conditions: [{ kind: "label", not: true, label: "ozg" }],
        actions: [
          { kind: "askForApproval", person: clara.id },
          { kind: "addChecklist", items: ["Prüfen", "Zeichnen"] },
        ],
      }),
    );
  });

  it("keep what was entered where the server refuses it", async () => {
    const { user, dialog } = await open({
      answer: answers(kept, ({ method }) =>
        method === "PUT"
          ? json(409, { code: "boards.column-not-found", detail: "Diese Spalte gibt es nicht mehr." })
          : undefined,
      ),
    });
    await user.click(await within(dialog).findByRole("button", { name: "Regel „Freigabe“ bearbeiten" }));
    const name = within(dialog).getByRole("textbox", { name: "Name" });
    await user.type(name, " neu");
    await user.click(within(dialog).getByRole("button", { name: "Speichern" }));
    expect((await screen.findAllByText("Diese Spalte gibt es nicht mehr.")).length).toBeGreaterThan(0);
    expect(name).toHaveValue("Freigabe neu");
  });

  it("tell what they did and why not", async () => {
    const { user, dialog } = await open({
      answer: answers(kept, ({ path }) =>
        path.endsWith("/rules/runs")
          ? json(200, [
              {
                sequence: 9,
                at: "2026-11-23T08:00:00Z",
                rule: "r3",
                card: "k1",
                cardKey: "BÜ-1",
                cardTitle: "Terminbuchung",
                steps: [
                  { action: "addLabel", result: "done" },
                  {
                    action: "move",
                    result: "refused",
                    code: "boards.column-full",
                    reason: "Die Spalte ist voll.",
                  },
                ],
              },
            ])
          : undefined,
      ),
    });
    await user.click(await within(dialog).findByRole("tab", { name: "Protokoll" }));
    expect(
      await within(dialog).findByText("Verschieben: nicht möglich. Die Spalte ist voll."),
    ).toBeInTheDocument();
    expect(within(dialog).getByText(/^Früher/)).toBeInTheDocument();
    expect(within(dialog).getByRole("link", { name: "BÜ-1 Terminbuchung" })).toBeInTheDocument();
    expect(await violations(dialog)).toEqual([]);
  });

  it("are only read by somebody who doesn't own the board", async () => {
    const { dialog } = await open({ canEdit: false, answer: answers(kept) });
    expect(await within(dialog).findByText("Freigabe")).toBeInTheDocument();
    expect(within(dialog).queryByRole("switch")).not.toBeInTheDocument();
    expect(within(dialog).queryByRole("tab")).not.toBeInTheDocument();
    expect(within(dialog).queryByRole("button", { name: "Neue Regel" })).not.toBeInTheDocument();
  });
});

describe("a card", () => {
  const card = `/api/boards/${boardId}/cards/k2`;
  const details = {
    card: { id: "k2" },
    checklist: [],
    links: [],
    comments: [],
    archived: false,
    createdAt: "2026-11-01T08:00:00Z",
    sequence: 10,
  };

  it("says which rule changed it, and that one reminded", async () => {
    const by = { kind: "rule" as const, rule: "r3" };
    await renderTab({
      path: `/boards/${boardId}?card=k2`,
      answer: answers(kept, ({ path }) =>
        path === card
          ? json(200, details)
          : path === `${card}/history`
            ? json(200, {
                sequence: 10,
                entries: [
                  entryOf(
                    9,
                    {
                      kind: "rule.ran",
                      card: "k2",
                      rule: "r3",
                      steps: [
                        { action: "move", result: "done" },
                        { action: "remind", result: "done" },
                      ],
                    },
                    { actor: by },
                  ),
                  entryOf(
                    8,
                    { kind: "rule.ran", card: "k2", rule: "r3", steps: [{ action: "move", result: "done" }] },
                    { actor: by },
                  ),
                  entryOf(7, { kind: "card.archived", card: "k2" }, { actor: by }),
                ],
              })
            : undefined,
      ),
    });
    const stream = await screen.findByRole("region", { name: "Kommentare und Verlauf" });
    await waitFor(() => expect(within(stream).getAllByText("Regel „Früher“")).toHaveLength(2));
    expect(stream).toHaveTextContent("hat erinnert");
  });

  it("reminds whoever asks for it", async () => {
    let days: number | undefined;
    const { user, sent } = await renderTab({
      path: `/boards/${boardId}?card=k2`,
      answer: answers(kept, ({ method, path, body }) => {
        if (path === card) return json(200, details);
        if (path !== `${card}/reminder`) return undefined;
        if (method === "PUT") days = (body as { days: number }).days;
        return json(200, days === undefined ? {} : { days, on: "2026-11-19" });
      }),
    });
    const choice = await screen.findByRole("combobox", { name: "Mich an die Karte erinnern" });
    await user.selectOptions(choice, "2 Arbeitstage vorher erinnern");
    expect(
      await screen.findByText("Im Chat am Donnerstag, 19. November 2026. Nur für Sie."),
    ).toBeInTheDocument();
    expect(sent.map(({ method, body }) => [method, body])).toEqual([["PUT", { days: 2 }]]);
  });
});
