import type { IntlShape } from "react-intl";
import type { SchemaApprovalDetail, SchemaApprovalRecordEntry } from "../api/schema";
import type { Directory } from "../shared/people";
import { nameOf, seatName } from "./path";

type Entry = SchemaApprovalRecordEntry;

const told = [
  "started",
  "step-opened",
  "answered",
  "closing-answered",
  "step-ended",
  "lapsed",
  "taken-back",
  "change-declined",
  "talk-called",
  "escalated",
  "superior-decided",
  "dissent-noted",
  "passed-up",
  "reassigned",
  "seat-dropped",
  "version-made",
  "version-confirmed",
  "bias-declared",
  "acknowledged",
  "ended",
] as const;

const answers = [
  "signed",
  "remark",
  "change",
  "refused",
  "notCompetent",
  "nothing",
  "returned",
  "rejected",
] as const;

const outcomes = ["approved", "rejected", "withdrawn"] as const;

/** One fact of an entry as it was written; what is not there is undefined. */
function fact(data: unknown, name: string): unknown {
  if (typeof data !== "object" || data === null) return undefined;
  return Object.entries(data).find(([key]) => key === name)?.[1];
}

function dataOf(entry: Entry): unknown {
  try {
    return JSON.parse(entry.data);
  } catch {
    return undefined; // it was changed by hand; the findings say so
  }
}

const peopleNamed = (data: unknown): readonly string[] => {
  const holders: unknown = fact(data, "holders");
  const listed: readonly unknown[] = Array.isArray(holders) ? holders : [];
  return [...listed, fact(data, "superior")].filter((id) => typeof id === "string");
};

/** Everybody whom entries name. */
export const peopleIn = (entries: readonly Entry[]): readonly string[] =>
  [
    ...new Set(
      entries.flatMap((entry) => [
        ...[entry.by, entry.for].filter((id) => id != null),
        ...peopleNamed(dataOf(entry)),
      ]),
    ),
  ].sort();

/** What an entry of the record says to a person. */
export function entryWords(
  intl: IntlShape,
  entry: Entry,
  detail: SchemaApprovalDetail,
  people: Directory,
): string {
  const kind = told.find((each) => each === entry.kind);
  if (kind === undefined) return intl.formatMessage({ id: "approval.log.other" });
  const data = dataOf(entry);
  const step = fact(data, "step");
  const seats = detail.stages.flatMap((stage) => stage.seats);
  const seat =
    seats.find(({ number }) => number === fact(data, "seat")) ??
    seats.find(({ steps }) => steps.some(({ number }) => number === step));
  const who = intl.formatList(peopleNamed(data).map((id) => nameOf(intl, people, id)));
  const answer = answers.find((each) => each === fact(data, "answer"));
  const outcome = outcomes.find((each) => each === fact(data, "outcome"));
  return intl.formatMessage(
    { id: `approval.log.${kind}` },
    {
      seat: seat === undefined ? "" : seatName(intl, seat),
      who,
      answer:
        answer === undefined
          ? ""
          : intl.formatMessage({
              id:
                kind === "closing-answered" && answer === "signed"
                  ? "approval.step.closed"
                  : answer === "change"
                    ? "approval.step.changeProposed"
                    : `approval.step.${answer}`,
            }),
      outcome: outcome === undefined ? "" : intl.formatMessage({ id: `approval.state.${outcome}` }),
    },
  );
}
