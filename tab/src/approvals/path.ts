import type { IntlShape } from "react-intl";
import type {
  SchemaApprovalDetail,
  SchemaApprovalSeatView,
  SchemaApprovalStageView,
  SchemaApprovalStepView,
  SchemaStepState,
} from "../api/schema";
import type { Directory } from "../shared/people";

/** How a seat stands: the state of its last step, or that nobody was asked yet. */
export type SeatState = SchemaStepState | "waiting";

export type Tone = "open" | "good" | "bad" | "care" | "quiet";

/** The last asking of a seat. */
export const stepOf = (seat: SchemaApprovalSeatView): SchemaApprovalStepView | undefined => seat.steps.at(-1);

export const stateOf = (seat: SchemaApprovalSeatView): SeatState => stepOf(seat)?.state ?? "waiting";

export function toneOf(state: SeatState): Tone {
  switch (state) {
    case "open":
      return "open";
    case "signed":
    case "remark":
    case "changeTakenOver":
    case "nothing":
    case "deemedConsent":
      return "good";
    case "refused":
    case "rejected":
      return "bad";
    case "changeProposed":
    case "changeDeclined":
    case "dissentNoted":
    case "notCompetent":
    case "returned":
      return "care";
    case "silent":
    case "takenBack":
    case "reassigned":
    case "dropped":
    case "superseded":
    case "notNeeded":
    case "waiting":
      return "quiet";
    default:
      return state satisfies never;
  }
}

/** The state in words; whoever closes signs, all others co-sign. */
export const stateWords = (intl: IntlShape, seat: SchemaApprovalSeatView, state: SeatState): string =>
  intl.formatMessage({
    id: seat.role === "closing" && state === "signed" ? "approval.step.closed" : `approval.step.${state}`,
  });

/** For whom a seat speaks: "Amt 20, Haushalt", "Personalrat". */
export function seatName(
  intl: IntlShape,
  seat: Pick<SchemaApprovalSeatView, "role" | "unit" | "area" | "participation">,
): string {
  const unit =
    seat.participation != null
      ? intl.formatMessage({ id: `approval.office.${seat.participation.office}` })
      : seat.unit;
  const parts = [unit, seat.area ?? ""].filter((part) => part !== "");
  return parts.length > 0
    ? parts.join(", ")
    : intl.formatMessage({
        id: seat.role === "closing" ? "approval.role.closing" : "approval.role.coSigner",
      });
}

export function nameOf(intl: IntlShape, people: Directory, id: string | null | undefined): string {
  return (id == null ? undefined : people[id]?.name) ?? intl.formatMessage({ id: "person.unknown" });
}

/** "Ada und Bo", or "Ada für Bo" where a deputy has answered. */
export function whoWords(intl: IntlShape, seat: SchemaApprovalSeatView, people: Directory): string {
  const step = stepOf(seat);
  const decision = step?.decision;
  if (decision == null)
    return intl.formatList(
      (step?.holders ?? seat.holders).map((id) => nameOf(intl, people, id)),
      { type: "disjunction" },
    );
  return signedBy(intl, people, decision);
}

export const signedBy = (
  intl: IntlShape,
  people: Directory,
  decision: { readonly by: string; readonly for?: string | null; readonly form?: string | null },
): string => {
  const name = nameOf(intl, people, decision.by);
  const form = decision.form === "inVertretung" ? "i.V. " : decision.form === "imAuftrag" ? "i.A. " : "";
  return decision.for == null
    ? `${form}${name}`
    : intl.formatMessage(
        { id: "approval.for-other" },
        { name: `${form}${name}`, principal: nameOf(intl, people, decision.for) },
      );
};

/** How a stage is asked, and when it is done. */
export function stageRule(intl: IntlShape, stage: SchemaApprovalStageView): string {
  const { quorum, seats, order } = stage;
  if (seats.length === 1) return "";
  const how = intl.formatMessage({ id: `approval.order.${order}` });
  const enough =
    quorum.kind === "all"
      ? ""
      : intl.formatMessage(
          { id: `approval.quorum.${quorum.kind}` },
          { needed: quorum.needed ?? 1, seats: seats.length },
        );
  return [how, enough].filter((part) => part !== "").join(" · ");
}

/** Everybody whom the path names. */
export const peopleOnPath = (stages: readonly SchemaApprovalStageView[]): readonly string[] =>
  stages.flatMap(({ seats }) =>
    seats.flatMap((seat) => [
      ...seat.holders,
      ...seat.steps.flatMap((step) => [
        ...step.holders,
        ...[step.decision?.by, step.decision?.for, step.superior].filter((id) => id != null),
      ]),
    ]),
  );

/** Everybody whom an approval names. */
export const peopleOf = ({ approval, lead, informed, versions, stages, moves }: SchemaApprovalDetail) =>
  [
    ...new Set([
      approval.author,
      ...lead,
      ...informed,
      ...versions.flatMap(({ by }) => by ?? []),
      ...peopleOnPath(stages),
      ...moves.flatMap((move) => move.for ?? []),
    ]),
  ].sort();
