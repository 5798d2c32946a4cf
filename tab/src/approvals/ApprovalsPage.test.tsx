import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SchemaApprovalView } from "../api/schema";
import { today } from "../shared/dates";
import { approvalOf, detailOf, seatOf, stageOf } from "../testing/approvals";
import { json, renderTab, violations } from "../testing/render";
import { benId } from "../testing/samples";
import { approvalQuery, approvalsQuery } from "./queries";

/** Nothing but Anna's closing signature. */
const closing = (view: SchemaApprovalView) =>
  detailOf(view, {
    stages: [
      stageOf([
        seatOf(1, "closing", "", {
          steps: [{ number: 1, version: 2, holders: [], state: "open", talkCalled: false }],
        }),
      ]),
    ],
    dissents: [],
    moves: [{ kind: "close", step: 1, answers: ["signed", "returned", "rejected"] }],
  });

const open = (list: readonly SchemaApprovalView[], options?: Parameters<typeof renderTab>[0]) =>
  renderTab({
    path: "/approvals",
    seed: (client) => {
      client.setQueryData(approvalsQuery("forMe").queryKey, list);
      for (const each of list)
        client.setQueryData(approvalQuery(each.id, `${each.revision}`).queryKey, closing(each));
    },
    ...options,
  });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the inbox", () => {
  it("is grouped by the day that is due, and says what is asked and for whom", async () => {
    const day = today("Europe/Berlin");
    const { container } = await open([
      approvalOf("a1", { subject: "Satzung", state: "rejected", tasks: [] }),
      approvalOf("a2", { subject: "Vergabe", seats: 4, settled: 1 }),
      approvalOf("a3", {
        tasks: [{ kind: "coSigner", step: 1, unit: "Amt 20", area: "Haushalt", due: day, for: benId }],
      }),
    ]);
    expect(screen.getAllByRole("heading", { level: 2 }).map((each) => each.textContent)).toEqual([
      "Heute fällig (1)",
      "Später (1)",
      "Beendet (1)",
    ]);
    expect(
      screen.getByText("Ihre Mitzeichnung: Amt 20, Haushalt, in Vertretung von Ben Schulz", { exact: false }),
    ).toHaveTextContent("bis heute");
    expect(screen.getByText("1 von 4 erledigt")).toBeInTheDocument();
    expect(screen.getByText(/ersetzt keine Schriftform \(§ 3a VwVfG\)/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Vergabe" })).toHaveAttribute("href", "/approvals/a2");
    expect(await violations(container)).toEqual([]);
  });

  it("takes the answer where the row stands, on the version that was seen", async () => {
    const { user, sent, container } = await open([approvalOf("a2")], {
      answer: ({ method }) => (method === "POST" ? json(200, closing(approvalOf("a2"))) : undefined),
    });
    await user.click(screen.getByRole("button", { name: "Auf „Musterbescheid“ antworten" }));
    const asked = await screen.findByRole("region", { name: "Ihre Schlusszeichnung" });
    expect(await violations(container)).toEqual([]);
    await user.click(within(asked).getByRole("button", { name: "Zeichnen" }));
    await waitFor(() =>
      expect(sent).toMatchObject([
        { path: "/api/approvals/a2/steps/1/answer", body: { version: 2, answer: "signed" } },
      ]),
    );
  });

  it("says that nothing is there, box by box", async () => {
    const { user } = await open([], { answer: () => json(200, []) });
    expect(screen.getByText("Nichts wartet auf Sie")).toBeInTheDocument();
    await user.click(screen.getByRole("tab", { name: "In Vertretung" }));
    expect(await screen.findByText("Nichts in Vertretung")).toBeInTheDocument();
  });
});
