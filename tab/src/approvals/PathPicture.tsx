import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowRight20Regular } from "@fluentui/react-icons/svg/arrow-right";
import { Fragment } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaApprovalSeatView, SchemaApprovalStageView, SchemaApprovalState } from "../api/schema";
import { longDate } from "../shared/dates";
import type { Directory } from "../shared/people";
import { nameOf, seatName, stageRule, stateOf, stateWords, stepOf, toneOf, whoWords } from "./path";
import { StateSign } from "./StateSign";

const narrow = "@media (max-width: 639px)";

const useStyles = makeStyles({
  figure: { margin: 0, overflowX: "auto", paddingBlock: "4px" },
  stages: {
    display: "flex",
    alignItems: "stretch",
    columnGap: "8px",
    [narrow]: { flexDirection: "column", rowGap: "4px" },
  },
  arrow: {
    alignSelf: "center",
    flexShrink: 0,
    color: tokens.colorNeutralForeground3,
    display: "flex",
    [narrow]: { transform: "rotate(90deg)" },
  },
  stage: {
    display: "flex",
    flexDirection: "column",
    justifyContent: "center",
    rowGap: "6px",
    flexGrow: 1,
    flexBasis: "180px",
    minInlineSize: "150px",
    maxInlineSize: "260px",
    padding: "8px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { maxInlineSize: "none", flexBasis: "auto" },
  },
  now: {
    border: `2px solid ${tokens.colorBrandStroke1}`,
    padding: "7px",
    "@media (forced-colors: active)": { border: "2px solid Highlight" },
  },
  rule: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  seat: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    rowGap: "4px",
    padding: "8px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    overflowWrap: "anywhere",
  },
  past: { border: `1px dashed ${tokens.colorNeutralStroke1}` },
  unit: { fontWeight: tokens.fontWeightSemibold },
  who: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  end: {
    display: "flex",
    flexDirection: "column",
    justifyContent: "center",
    alignItems: "flex-start",
    rowGap: "4px",
    flexShrink: 0,
    maxInlineSize: "160px",
    overflowWrap: "anywhere",
  },
});

/** The way of a request from its author to its end; the list beside it says the same in words. */
export function PathPicture(props: {
  author: string;
  stages: readonly SchemaApprovalStageView[];
  /** Absent while it is only thought of. */
  state?: SchemaApprovalState;
  people: Directory;
}) {
  const { author, stages, state, people } = props;
  const styles = useStyles();
  const intl = useIntl();
  const waiting = stages.flatMap(({ seats }) => seats).filter((seat) => stateOf(seat) === "open");
  const summary =
    waiting.length === 0
      ? intl.formatMessage({ id: "approval.picture" }, { stages: stages.length })
      : intl.formatMessage(
          { id: "approval.picture-waits" },
          { stages: stages.length, who: intl.formatList(waiting.map((seat) => seatName(intl, seat))) },
        );
  return (
    <figure className={styles.figure} role="img" aria-label={summary}>
      <div className={styles.stages}>
        <div className={styles.end}>
          <span className={styles.unit}>{nameOf(intl, people, author)}</span>
          <span className={styles.who}>
            <FormattedMessage id="approval.role.author" />
          </span>
        </div>
        {stages.map((stage) => (
          <Fragment key={stage.seats[0]?.number}>
            <Arrow />
            <Stage stage={stage} people={people} over={state !== undefined && state !== "open"} />
          </Fragment>
        ))}
        {state !== undefined && (
          <>
            <Arrow />
            <div className={styles.end}>
              <StateSign tone={toneOfOutcome(state)}>
                <FormattedMessage id={`approval.state.${state}`} />
              </StateSign>
            </div>
          </>
        )}
      </div>
    </figure>
  );
}

export const toneOfOutcome = (state: SchemaApprovalState) =>
  state === "open" ? "open" : state === "approved" ? "good" : state === "rejected" ? "bad" : "quiet";

function Arrow() {
  const styles = useStyles();
  return (
    <span className={styles.arrow}>
      <ArrowRight20Regular aria-hidden="true" />
    </span>
  );
}

function Stage(props: { stage: SchemaApprovalStageView; people: Directory; over: boolean }) {
  const { stage, people, over } = props;
  const styles = useStyles();
  const intl = useIntl();
  const now = !over && stage.reached && stage.seats.some((seat) => stateOf(seat) === "open");
  const rule = stageRule(intl, stage);
  return (
    <div className={mergeClasses(styles.stage, now && styles.now)}>
      {rule !== "" && <span className={styles.rule}>{rule}</span>}
      {stage.seats.map((seat) => (
        <SeatBox key={seat.number} seat={seat} people={people} />
      ))}
    </div>
  );
}

function SeatBox({ seat, people }: { seat: SchemaApprovalSeatView; people: Directory }) {
  const styles = useStyles();
  const intl = useIntl();
  const state = stateOf(seat);
  const due = stepOf(seat)?.decision == null ? (stepOf(seat)?.due ?? seat.due) : undefined;
  return (
    <div className={mergeClasses(styles.seat, toneOf(state) === "quiet" && styles.past)}>
      <span className={styles.unit}>{seatName(intl, seat)}</span>
      <span className={styles.who}>{whoWords(intl, seat, people)}</span>
      {due != null && (
        <span className={styles.who}>
          <FormattedMessage id="approval.until" values={{ date: longDate(intl, due) }} />
        </span>
      )}
      <StateSign tone={toneOf(state)}>{stateWords(intl, seat, state)}</StateSign>
    </div>
  );
}
