import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SchemaApprovalDetail, SchemaApprovalView } from "../api/schema";
import { json, renderTab, violations } from "../testing/render";
import { annaId, benId, boardId } from "../testing/samples";
import { approvalQuery, approvalsQuery } from "./queries";

const approval = (id: string, more: Partial<SchemaApprovalView> = {}): SchemaApprovalView => ({
  id,
  revision: 3,
  state: "open",
  type: "approval",
  subject: "Musterbescheid",
  unit: "",
  author: benId,
  askedAt: "2026-11-23T08:00:00Z",
  on: { board: boardId, boardName: "Bürgerservice", card: "k1", cardKey: "BÜ-1" },
  tasks: [{ kind: "closing", step: 1 }],
  settled: 0,
  seats: 1,
  waitsFor: [annaId],
  ...more,
});

const detailOf = (view: SchemaApprovalView, text?: string): SchemaApprovalDetail => ({
  approval: view,
  comment: "Bitte bis Freitag.",
  lead: [benId],
  informed: [],
  noted: [],
  fourEyes: true,
  silenceConsents: false,
  versions: [
    {
      number: 3,
      kind: "first",
      by: benId,
      at: view.askedAt,
      subject: view.subject,
      text: "",
      attachments: [],
      points: [],
      hash: "",
      frozen: true,
    },
  ],
  stages: [
    {
      order: "parallel",
      quorum: { kind: "all" },
      reached: true,
      seats: [
        {
          number: 1,
          role: "closing",
          unit: "",
          points: [],
          needsAgreement: false,
          holders: [annaId],
          steps: [
            {
              number: 1,
              version: 3,
              holders: [annaId],
              state: view.state === "open" ? "open" : "rejected",
              talkCalled: false,
              ...(text === undefined
                ? {}
                : { decision: { by: annaId, at: view.askedAt, answer: "rejected", version: 3, text } }),
            },
          ],
        },
      ],
    },
  ],
  dissents: [],
  moves: [],
});

const open = (list: readonly SchemaApprovalView[], answer?: Parameters<typeof renderTab>[0]) =>
  renderTab({
    path: "/approvals",
    seed: (client) => {
      client.setQueryData(approvalsQuery("forMe").queryKey, list);
      for (const each of list)
        client.setQueryData(
          approvalQuery(each.id, `${each.revision}`).queryKey,
          detailOf(each, each.state === "open" ? undefined : "§ 4 fehlt."),
        );
    },
    ...answer,
  });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("approvals", () => {
  it("stand open ones first, with who asks and why; axe finds nothing", async () => {
    const { container } = await open([
      approval("a1", { state: "rejected", tasks: [], subject: "Satzung" }),
      approval("a2"),
    ]);
    expect(screen.getAllByRole("heading", { level: 3 }).map((each) => each.textContent)).toEqual([
      "Musterbescheid",
      "Satzung",
    ]);
    expect(screen.getByText("Begründung: § 4 fehlt.")).toBeInTheDocument();
    expect(screen.getByText("1 wartet auf Sie")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("are given with the version that was seen", async () => {
    const { user, sent } = await open([approval("a2")], {
      answer: ({ method }) =>
        method === "POST" ? json(200, approval("a2", { state: "approved", tasks: [] })) : json(200, []),
    });
    await user.click(screen.getByRole("button", { name: "Musterbescheid freigeben" }));
    await waitFor(() =>
      expect(sent).toMatchObject([
        { path: "/api/approvals/a2/steps/1/answer", body: { version: 3, answer: "signed" } },
      ]),
    );
  });

  it("are rejected only with a reason", async () => {
    const { user, sent } = await open([approval("a2")], {
      answer: ({ method }) => json(200, method === "POST" ? approval("a2") : []),
    });
    await user.click(screen.getByRole("button", { name: "Musterbescheid ablehnen" }));
    const form = within(
      screen.getByRole("textbox", { name: /Warum nicht/ }).closest("form") ?? document.body,
    );
    await user.click(form.getByRole("button", { name: "Ablehnen" }));
    expect(form.getByText("Bitte ausfüllen.")).toBeInTheDocument();
    expect(sent).toEqual([]);
    await user.type(form.getByRole("textbox"), "Anlage fehlt");
    await user.click(form.getByRole("button", { name: "Ablehnen" }));
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({ version: 3, answer: "rejected", text: "Anlage fehlt" }),
    );
  });

  it("show the server's sentence when somebody was faster", async () => {
    const { user } = await open([approval("a2")], {
      answer: ({ method }) =>
        method === "POST"
          ? json(409, { code: "approvals.already-decided", detail: "Schon entschieden." })
          : undefined,
    });
    await user.click(screen.getByRole("button", { name: "Musterbescheid freigeben" }));
    expect(await screen.findByText("Schon entschieden.")).toBeInTheDocument();
  });

  it("say what belongs here while there is nothing", async () => {
    await open([]);
    expect(screen.getByRole("heading", { name: "Nichts wartet auf Sie" })).toBeInTheDocument();
  });
});
