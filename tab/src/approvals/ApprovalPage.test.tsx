import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SchemaApprovalDetail } from "../api/schema";
import { approvalOf, detailOf } from "../testing/approvals";
import { json, renderTab, violations } from "../testing/render";
import { annaId, benId } from "../testing/samples";
import { approvalQuery } from "./queries";

const open = (detail: SchemaApprovalDetail, options?: Parameters<typeof renderTab>[0]) =>
  renderTab({
    path: "/approvals/a1",
    seed: (client) => client.setQueryData(approvalQuery("a1").queryKey, detail),
    ...options,
  });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("one approval", () => {
  it("shows its path as a picture and in words, and dissent on top", async () => {
    const { container } = await open(detailOf(approvalOf("a1")));
    expect(
      screen.getByRole("img", { name: "Weg mit 2 Stufen; jetzt gefragt: Amt 20, Haushalt" }),
    ).toBeInTheDocument();
    const words = screen.getByRole("region", { name: "Weg" });
    expect(words).toHaveTextContent("Letzter Tag ist Freitag, 27. November 2026, bis 24 Uhr.");
    expect(words).toHaveTextContent("Ben Schulz: Nicht mitgezeichnet");
    expect(words).toHaveTextContent("Noch nicht gefragt");
    expect(screen.getByRole("region", { name: "Nicht alle sind einverstanden" })).toHaveTextContent(
      "Amt 30 (Ben Schulz): „§ 4 fehlt.“",
    );
    expect(await violations(container)).toEqual([]);
  });

  it("takes a refusal only with a reason", async () => {
    const { user, sent } = await open(detailOf(approvalOf("a1")), {
      answer: ({ method }) => (method === "POST" ? json(200, detailOf(approvalOf("a1"))) : undefined),
    });
    const asked = await screen.findByRole("region", { name: "Ihre Mitzeichnung: Amt 20, Haushalt" });
    await user.click(within(asked).getByRole("button", { name: "Anders antworten" }));
    expect(screen.getAllByRole("menuitem").map((each) => each.textContent)).toEqual([
      "Mit Änderung mitzeichnen",
      "Nicht mitzeichnen",
      "Nicht zuständig",
      "Fehlanzeige",
    ]);
    await user.click(screen.getByRole("menuitem", { name: "Nicht mitzeichnen" }));
    await user.click(within(asked).getByRole("button", { name: "Nicht mitzeichnen" }));
    expect(within(asked).getByText("Bitte ausfüllen.")).toBeInTheDocument();
    expect(sent).toEqual([]);
    await user.type(within(asked).getByRole("textbox"), "Haushaltsmittel fehlen");
    await user.click(within(asked).getByRole("button", { name: "Nicht mitzeichnen" }));
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({ version: 2, answer: "refused", text: "Haushaltsmittel fehlen" }),
    );
  });

  it("answers for whom the reader stands in, and says what the server refused", async () => {
    const { user, sent } = await open(
      detailOf(approvalOf("a1"), { moves: [{ kind: "answer", step: 1, for: benId, answers: ["signed"] }] }),
      {
        answer: ({ method }) =>
          method === "POST"
            ? json(409, { code: "approvals.step-over", detail: "Schon beantwortet." })
            : undefined,
      },
    );
    const asked = await screen.findByRole("region", {
      name: "Ihre Mitzeichnung: Amt 20, Haushalt, in Vertretung von Ben Schulz",
    });
    await user.click(within(asked).getByRole("button", { name: "Mitzeichnen" }));
    expect(await screen.findByText("Schon beantwortet.")).toBeInTheDocument();
    expect(sent[0]?.body).toEqual({ version: 2, answer: "signed", for: benId });
  });

  it("offers nothing to whoever may do nothing", async () => {
    await open(detailOf(approvalOf("a1"), { moves: [] }));
    expect(screen.queryByRole("button", { name: /zeichnen/i })).not.toBeInTheDocument();
  });

  it("deals with a refusal: talk, superior, new version, each with what it asks for", async () => {
    const { user, sent } = await open(
      detailOf(approvalOf("a1", { on: null }), {
        moves: [
          { kind: "callTalk", step: 2 },
          { kind: "noteDissent", step: 2 },
          { kind: "decideEscalation", step: 2 },
          { kind: "revise" },
          { kind: "withdraw" },
        ],
      }),
      { answer: ({ method }) => (method === "POST" ? json(200, {}) : undefined) },
    );
    const others = () => within(screen.getByRole("group", { name: "Was Sie noch tun können" }));
    await screen.findByRole("group", { name: "Was Sie noch tun können" });
    await user.click(others().getByRole("button", { name: "Abweichende Meinung vermerken: Amt 30" }));
    await waitFor(() => expect(sent).toHaveLength(1));

    await user.click(others().getByRole("button", { name: "Als Vorgesetzte/r entscheiden: Amt 30" }));
    const decide = within(screen.getByRole("region", { name: "Als Vorgesetzte/r entscheiden: Amt 30" }));
    await user.click(decide.getByRole("radio", { name: /Es geht weiter/ }));
    await user.click(decide.getByRole("button", { name: "Als Vorgesetzte/r entscheiden" }));
    expect(decide.getByText("Bitte ausfüllen.")).toBeInTheDocument();
    await user.type(decide.getByRole("textbox", { name: /Begründung/ }), "Vertretbar");
    await user.click(decide.getByRole("button", { name: "Als Vorgesetzte/r entscheiden" }));
    await waitFor(() => expect(sent).toHaveLength(2));

    await user.click(await screen.findByRole("button", { name: "Neue Version" }));
    const revise = within(screen.getByRole("region", { name: "Neue Version" }));
    await user.type(revise.getByRole("textbox", { name: "Was gezeichnet wird" }), " Ab Januar.");
    await user.click(revise.getByRole("radio", { name: /In der Sache/ }));
    await user.click(revise.getByRole("button", { name: "Neue Version" }));
    await waitFor(() => expect(sent).toHaveLength(3));
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      ["/api/approvals/a1/steps/2/note-dissent", {}],
      ["/api/approvals/a1/steps/2/decide-escalation", { goesOn: true, text: "Vertretbar" }],
      [
        "/api/approvals/a1/revise",
        {
          kind: "substantive",
          subject: "Musterbescheid",
          text: "Die Gebühr beträgt 12 Euro. Ab Januar.",
          attachments: [],
          takesOver: [],
        },
      ],
    ]);
  });

  it("leaves the content of a card to the card", async () => {
    await open(detailOf(approvalOf("a1"), { moves: [{ kind: "revise" }, { kind: "withdraw" }] }));
    expect(await screen.findByRole("button", { name: "Zurückziehen" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Neue Version" })).not.toBeInTheDocument();
  });

  it("puts two versions side by side, with the words that changed", async () => {
    const { user } = await open(detailOf(approvalOf("a1")));
    await user.selectOptions(
      screen.getByRole("combobox", { name: "Mit einer früheren Version vergleichen" }),
      "Vergleichen mit Version 1",
    );
    expect(within(screen.getByRole("region", { name: "Version 1" })).getByText("10")).toHaveProperty(
      "tagName",
      "DEL",
    );
    expect(within(screen.getByRole("region", { name: "Version 2" })).getByText("12")).toHaveProperty(
      "tagName",
      "INS",
    );
  });

  it("tells what happened, in words", async () => {
    const entry = (sequence: number, kind: string, data: object, more: object = {}) => ({
      sequence,
      at: "2026-11-24T08:00:00Z",
      kind,
      version: 2,
      contentHash: "abc",
      data: JSON.stringify({ kind, ...data }),
      previous: "",
      hash: "def",
      ...more,
    });
    const { user } = await open(detailOf(approvalOf("a1")), {
      answer: ({ path }) =>
        path.endsWith("/record")
          ? json(200, {
              approval: "a1",
              head: "0f0f",
              findings: [],
              entries: [
                entry(1, "started", {}, { by: benId }),
                entry(2, "step-opened", { step: 1, seat: 1, holders: [annaId] }),
                entry(3, "answered", { step: 2, answer: "refused" }, { by: benId, text: "§ 4 fehlt." }),
                entry(4, "something-new", {}),
              ],
            })
          : undefined,
    });
    await user.click(screen.getByRole("button", { name: "Was geschah" }));
    const list = await within(await screen.findByRole("region", { name: "Protokoll" })).findByRole("list");
    const [started, opened, answered, unknown] = within(list).getAllByRole("listitem");
    expect(started).toHaveTextContent("AngefordertBen Schulz");
    expect(opened).toHaveTextContent("Amt 20, Haushalt wird gefragt: Anna Müller");
    expect(answered).toHaveTextContent("Amt 30: Nicht mitgezeichnet„§ 4 fehlt.“");
    expect(unknown).toHaveTextContent("Etwas, das diese Seite noch nicht kennt");
  });
});
