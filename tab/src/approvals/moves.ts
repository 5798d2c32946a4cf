import type { SchemaApprovalAnswer, SchemaApprovalMove } from "../api/schema";

/** One thing to press: a move, and which answer. */
export type Way = { readonly move: SchemaApprovalMove; readonly answer: SchemaApprovalAnswer };

/** What a person has made up their mind to say. */
export type Reply = Way & { readonly text?: string };

type Text = "required" | "optional" | "none";

/** Whether words go with an answer; where they are optional the person may leave the box empty. */
export function textOf(answer: SchemaApprovalAnswer): Text {
  switch (answer) {
    case "remark":
    case "change":
    case "refused":
    case "returned":
    case "rejected":
      return "required";
    case "notCompetent":
    case "nothing":
      return "optional";
    case "signed":
      return "none";
    default:
      return answer satisfies never;
  }
}

/** The answers that a step takes from one person, in the order of the server. */
export type Asked = { readonly move: SchemaApprovalMove; readonly ways: readonly Way[] };

/** What is asked of the reader, for themselves first and then for whomever they stand in. */
export const askedOf = (moves: readonly SchemaApprovalMove[]): readonly Asked[] =>
  moves
    .filter(({ kind }) => kind === "answer" || kind === "close")
    .toSorted((a, b) => Number(a.for != null) - Number(b.for != null))
    .map((move) => ({ move, ways: (move.answers ?? []).map((answer) => ({ move, answer })) }));
