import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SchemaApprovalView } from "../api/schema";
import { json, renderTab, violations } from "../testing/render";
import { annaId, benId, boardId } from "../testing/samples";
import { approvalsQuery } from "./queries";

const approval = (id: string, more: Partial<SchemaApprovalView> = {}): SchemaApprovalView => ({
  id,
  revision: 3,
  state: "open",
  board: boardId,
  boardName: "Bürgerservice",
  card: "k1",
  cardKey: "BÜ-1",
  cardTitle: "Musterbescheid",
  requester: benId,
  approver: annaId,
  comment: "Bitte bis Freitag.",
  askedAt: "2026-11-23T08:00:00Z",
  canDecide: true,
  ...more,
});

const open = (list: readonly SchemaApprovalView[], answer?: Parameters<typeof renderTab>[0]) =>
  renderTab({
    path: "/approvals",
    seed: (client) => client.setQueryData(approvalsQuery("forMe").queryKey, list),
    ...answer,
  });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("approvals", () => {
  it("stand open ones first, with who asks and why; axe finds nothing", async () => {
    const { container } = await open([
      approval("a1", { state: "rejected", canDecide: false, reason: "§ 4 fehlt.", cardTitle: "Satzung" }),
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

  it("are given with the revision that was seen", async () => {
    const { user, sent } = await open([approval("a2")], {
      answer: ({ method }) =>
        method === "POST"
          ? json(200, approval("a2", { state: "approved", canDecide: false }))
          : json(200, []),
    });
    await user.click(screen.getByRole("button", { name: "Musterbescheid freigeben" }));
    await waitFor(() =>
      expect(sent).toMatchObject([
        { path: "/api/approvals/a2/decision", body: { revision: 3, answer: "approve" } },
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
      expect(sent[0]?.body).toEqual({ revision: 3, answer: "reject", reason: "Anlage fehlt" }),
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
