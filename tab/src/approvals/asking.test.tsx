import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { seatOf, stageOf } from "../testing/approvals";
import { json, renderTab, violations, type Sent } from "../testing/render";
import { annaId, benId, people } from "../testing/samples";
import { deputiesQuery, templatesQuery } from "./queries";

afterEach(() => {
  vi.unstubAllGlobals();
});

const found = ({ path }: Sent) => (path === "/api/people" ? json(200, people) : undefined);

describe("asking for an approval", () => {
  const template = {
    id: "t1",
    name: "Satzung ändern",
    type: "statute",
    bulkAllowed: false,
    archived: false,
    path: {
      stages: [
        {
          order: "parallel" as const,
          quorum: { kind: "all" as const },
          seats: [
            {
              role: "coSigner" as const,
              unit: "Amt 20",
              points: [],
              needsAgreement: false,
              holders: [annaId],
            },
            { role: "coSigner" as const, unit: "Amt 30", points: [], needsAgreement: false, holders: [] },
          ],
        },
      ],
      fourEyes: "always" as const,
      above: 0,
      silenceConsents: false,
      informed: [],
    },
  };

  it("fills the open seats of a template and shows the way before anything is sent", async () => {
    const { user, sent, container } = await renderTab({
      path: "/approvals/new",
      seed: (client) => client.setQueryData(templatesQuery.queryKey, [template]),
      answer: (entry) =>
        entry.path === "/api/approvals/preview"
          ? json(200, {
              stages: [
                stageOf([
                  seatOf(1, "coSigner", "Amt 20"),
                  seatOf(2, "coSigner", "Amt 30", {
                    holders: [benId],
                    dueWords: "Letzter Tag ist Freitag.",
                  }),
                ]),
              ],
              lead: [annaId],
              informed: [],
              fourEyes: true,
            })
          : found(entry),
    });
    await user.selectOptions(screen.getByRole("combobox", { name: "Vorlage" }), "Satzung ändern");
    await user.click(screen.getByRole("button", { name: "Anfordern" }));
    expect(screen.getAllByText("Bitte ausfüllen.")).toHaveLength(2);
    expect(sent).toEqual([]);
    await user.type(screen.getByRole("textbox", { name: /Betreff/ }), "Marktsatzung");
    await user.click(screen.getByRole("combobox", { name: "Amt 30" }));
    await user.click(await screen.findByRole("option", { name: /Ben Schulz/ }));
    const preview = within(await screen.findByRole("region", { name: "So geht es seinen Weg" }));
    expect(preview.getByRole("img")).toBeInTheDocument();
    expect(preview.getByText("Letzter Tag ist Freitag.")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Anfordern" }));
    await waitFor(() =>
      expect(sent.at(-1)).toMatchObject({
        path: "/api/approvals",
        body: { template: "t1", subject: "Marktsatzung", holders: [{ seat: 2, people: [benId] }] },
      }),
    );
  });
});

describe("deputies", () => {
  it("are named from a day to a day, and end", async () => {
    const { user, sent, container } = await renderTab({
      path: "/approvals/deputies",
      seed: (client) =>
        client.setQueryData(deputiesQuery.queryKey, [
          {
            id: "d1",
            principal: annaId,
            deputy: benId,
            kind: "absence",
            from: "2026-12-21",
            to: "2027-01-03",
            upTo: 5000,
          },
        ]),
      answer: (entry) => (entry.method === "GET" ? found(entry) : new Response(null, { status: 204 })),
    });
    const mine = within(screen.getByRole("region", { name: "Wer mich vertritt" }));
    expect(mine.getByRole("listitem")).toHaveTextContent(
      "Abwesenheit, Montag, 21. Dezember 2026 bis Sonntag, 3. Januar 2027 · bis 5.000,00 €",
    );
    expect(screen.getByText("Zurzeit niemanden.")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    await user.click(mine.getByRole("button", { name: "Vertretung durch Ben Schulz beenden" }));
    await user.click(screen.getByRole("button", { name: "Benennen" }));
    expect(screen.getAllByText("Bitte ausfüllen.")).toHaveLength(2);
    await user.click(screen.getByRole("combobox", { name: /Wer vertritt Sie/ }));
    await user.click(await screen.findByRole("option", { name: /Ben Schulz/ }));
    await user.type(screen.getByLabelText(/Letzter Tag/), "2027-03-01");
    await user.click(screen.getByRole("button", { name: "Benennen" }));
    await waitFor(() =>
      expect(sent).toMatchObject([
        { method: "DELETE", path: "/api/approvals/deputies/d1" },
        { method: "POST", body: { deputy: benId, kind: "absence", to: "2027-03-01" } },
      ]),
    );
  });
});

describe("templates", () => {
  it("are written stage by stage, with seats that are open or held", async () => {
    const { user, sent, container } = await renderTab({
      path: "/approvals/templates",
      seed: (client) => client.setQueryData(templatesQuery.queryKey, []),
      answer: (entry) => (entry.method === "POST" ? json(201, {}) : found(entry)),
    });
    await user.click(screen.getByRole("button", { name: "Neue Vorlage" }));
    await user.click(screen.getByRole("button", { name: "Speichern" }));
    expect(screen.getAllByText("Bitte ausfüllen.")).toHaveLength(2);
    await user.type(screen.getByRole("textbox", { name: /^Name/ }), "Vergabe");
    await user.type(screen.getByRole("textbox", { name: /Kürzel/ }), "vergabe");
    const first = within(screen.getByRole("group", { name: "Stufe 1" }));
    await user.type(first.getByRole("textbox", { name: "Amt oder Sachgebiet" }), "Amt 20");
    await user.type(first.getByRole("spinbutton", { name: "Frist (freiwillig)" }), "5");
    await user.click(first.getByRole("combobox", { name: "Wer wird gefragt?" }));
    await user.click(await screen.findByRole("option", { name: /Ben Schulz/ }));
    expect(await violations(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Speichern" }));
    const open = { unit: "", points: [], needsAgreement: false, holders: [], participation: null };
    await waitFor(() =>
      expect(sent[0]?.body).toMatchObject({
        name: "Vergabe",
        type: "vergabe",
        path: {
          stages: [
            {
              seats: [
                {
                  ...open,
                  role: "coSigner",
                  unit: "Amt 20",
                  frist: { length: 5, unit: "workingDay", begin: "event" },
                  holders: [benId],
                },
              ],
            },
            { seats: [{ ...open, role: "closing" }] },
          ],
          fourEyes: "always",
        },
      }),
    );
  });
});
