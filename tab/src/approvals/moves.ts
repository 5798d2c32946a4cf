import type {
  SchemaApprovalAnswer,
  SchemaApprovalDetail,
  SchemaApprovalMove,
  SchemaApprovalMoveKind,
} from "../api/schema";

/** One thing to press: a move, and for answers which one. */
export type Way = { readonly move: SchemaApprovalMove; readonly answer?: SchemaApprovalAnswer };

/** What a person has made up their mind to do. */
export type Reply = Way & {
  readonly text?: string;
  readonly people?: readonly string[];
  readonly goesOn?: boolean;
  /** How a change is to be taken: of form, or of substance. */
  readonly kind?: "editorial" | "substantive";
  readonly content?: {
    readonly subject: string;
    readonly text: string;
    readonly takesOver: readonly number[];
  };
};

type Text = "required" | "optional" | "none";

/** Whether words go with it; where they are optional the person may leave the box empty. */
export function textOf({ move: { kind }, answer }: Way): Text {
  switch (kind) {
    case "answer":
    case "close":
      return answer === undefined ? "none" : textOfAnswer(answer);
    case "withdraw":
    case "decideEscalation":
    case "declineChange":
      return "required";
    case "takeBack":
    case "callTalk":
    case "declareBias":
      return "optional";
    case "noteDissent":
    case "escalate":
    case "reassign":
    case "drop":
    case "confirm":
    case "revise":
    case "acknowledge":
      return "none";
    default:
      return kind satisfies never;
  }
}

function textOfAnswer(answer: SchemaApprovalAnswer): Text {
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

const withMore: readonly SchemaApprovalMoveKind[] = [
  "reassign",
  "escalate",
  "decideEscalation",
  "confirm",
  "revise",
];

/** Whether it is done by pressing alone. */
export const isPlain = (way: Way): boolean => textOf(way) === "none" && !withMore.includes(way.move.kind);

/** The answers that a step takes from one person, in the order of the server. */
export type Asked = { readonly move: SchemaApprovalMove; readonly ways: readonly Way[] };

const answers = (move: SchemaApprovalMove) => move.kind === "answer" || move.kind === "close";

/** What is asked of the reader, for themselves first and then for whomever they stand in. */
export const askedOf = (moves: readonly SchemaApprovalMove[]): readonly Asked[] =>
  moves
    .filter(answers)
    .toSorted((a, b) => Number(a.for != null) - Number(b.for != null))
    .map((move) => ({ move, ways: (move.answers ?? []).map((answer) => ({ move, answer })) }));

/** What else the reader may do. The content of a card is the card's own, and is changed there. */
export const othersOf = ({ moves, approval }: SchemaApprovalDetail): readonly Way[] =>
  moves
    .filter((move) => !answers(move) && !(move.kind === "revise" && approval.on != null))
    .map((move) => ({ move }));
