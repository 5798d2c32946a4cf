import type {
  SchemaApprovalDetail,
  SchemaApprovalSeatView,
  SchemaApprovalStageView,
  SchemaApprovalView,
} from "../api/schema";
import { annaId, benId, boardId } from "./samples";

/** Asked by Ben, waits for Anna's closing signature. */
export const approvalOf = (id: string, more: Partial<SchemaApprovalView> = {}): SchemaApprovalView => ({
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

export const seatOf = (
  number: number,
  role: SchemaApprovalSeatView["role"],
  unit: string,
  more: Partial<SchemaApprovalSeatView> = {},
): SchemaApprovalSeatView => ({
  number,
  role,
  unit,
  points: [],
  needsAgreement: false,
  holders: [annaId],
  steps: [],
  ...more,
});

export const stageOf = (
  seats: readonly SchemaApprovalSeatView[],
  more: Partial<SchemaApprovalStageView> = {},
): SchemaApprovalStageView => ({ order: "parallel", quorum: { kind: "all" }, reached: true, seats, ...more });

/** Two units co-sign at the same time, one of them has refused; then Anna closes. */
export const detailOf = (
  approval: SchemaApprovalView,
  more: Partial<SchemaApprovalDetail> = {},
): SchemaApprovalDetail => ({
  approval,
  comment: "Bitte bis Freitag.",
  lead: [benId],
  informed: [],
  noted: [],
  fourEyes: true,
  silenceConsents: false,
  versions: [
    version(1, "Die Gebühr beträgt 10 Euro."),
    { ...version(2, "Die Gebühr beträgt 12 Euro."), kind: "substantive" },
  ],
  stages: [
    stageOf([
      seatOf(1, "coSigner", "Amt 20", {
        area: "Haushalt",
        steps: [
          {
            number: 1,
            version: 2,
            holders: [annaId],
            state: "open",
            due: "2026-11-27",
            dueWords: "Letzter Tag ist Freitag, 27. November 2026, bis 24 Uhr.",
            talkCalled: false,
          },
        ],
      }),
      seatOf(2, "coSigner", "Amt 30", {
        holders: [benId],
        steps: [
          {
            number: 2,
            version: 2,
            holders: [benId],
            state: "dissentNoted",
            talkCalled: true,
            decision: {
              by: benId,
              at: "2026-11-24T08:00:00Z",
              answer: "refused",
              version: 2,
              text: "§ 4 fehlt.",
            },
          },
        ],
      }),
    ]),
    stageOf([seatOf(3, "closing", "", { holders: [annaId] })], { reached: false }),
  ],
  dissents: [2],
  moves: [
    {
      kind: "answer",
      step: 1,
      answers: ["signed", "remark", "change", "refused", "notCompetent", "nothing"],
    },
  ],
  ...more,
});

const version = (number: number, text: string): SchemaApprovalDetail["versions"][number] => ({
  number,
  kind: "first",
  by: benId,
  at: "2026-11-23T08:00:00Z",
  subject: "Musterbescheid",
  text,
  attachments: [],
  points: [],
  hash: "abc",
  frozen: true,
});
