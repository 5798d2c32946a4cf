import { makeStyles, tokens } from "@fluentui/react-components";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaApprovalSeatView, SchemaApprovalStageView, SchemaApprovalStepView } from "../api/schema";
import { longDate } from "../shared/dates";
import type { Directory } from "../shared/people";
import { nameOf, seatName, signedBy, stageRule, stateOf, stateWords, toneOf } from "./path";
import { StateSign } from "./StateSign";

const useStyles = makeStyles({
  stages: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    display: "flex",
    flexDirection: "column",
    rowGap: "12px",
  },
  name: { margin: "0 0 4px", fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
  },
  seats: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  seat: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    rowGap: "2px",
    paddingInlineStart: "12px",
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: "anywhere",
  },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px" },
  unit: { fontWeight: tokens.fontWeightSemibold },
  text: { whiteSpace: "pre-wrap", color: tokens.colorNeutralForeground2 },
});

/** The path in words: stage by stage, whom it asks, what they said, on which version. */
export function PathList({
  stages,
  people,
}: {
  stages: readonly SchemaApprovalStageView[];
  people: Directory;
}) {
  const styles = useStyles();
  const intl = useIntl();
  return (
    <ol className={styles.stages}>
      {stages.map((stage, at) => (
        <li key={stage.seats[0]?.number}>
          <h4 className={styles.name}>
            <FormattedMessage id="approval.stage" values={{ number: at + 1 }} />{" "}
            <span className={styles.quiet}>{stageRule(intl, stage)}</span>
          </h4>
          <ul className={styles.seats}>
            {stage.seats.map((seat) => (
              <Seat key={seat.number} seat={seat} people={people} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Seat({ seat, people }: { seat: SchemaApprovalSeatView; people: Directory }) {
  const styles = useStyles();
  const intl = useIntl();
  const state = stateOf(seat);
  return (
    <li className={styles.seat}>
      <span className={styles.line}>
        <span className={styles.unit}>{seatName(intl, seat)}</span>
        <StateSign tone={toneOf(state)}>{stateWords(intl, seat, state)}</StateSign>
      </span>
      <span className={styles.quiet}>
        <FormattedMessage id={`approval.role.${seat.role}`} />
        {seat.participation != null && (
          <>
            {" · "}
            <FormattedMessage id={`approval.right.${seat.participation.right}`} />
          </>
        )}
        {seat.needsAgreement && (
          <>
            {" · "}
            <FormattedMessage id="approval.needs-agreement" />
          </>
        )}
        {seat.points.length > 0 && (
          <>
            {" · "}
            <FormattedMessage id="approval.points" values={{ points: intl.formatList(seat.points) }} />
          </>
        )}
      </span>
      {seat.steps.length === 0 && (
        <>
          <span>
            <FormattedMessage
              id="approval.will-be-asked"
              values={{
                who: intl.formatList(
                  seat.holders.map((id) => nameOf(intl, people, id)),
                  { type: "disjunction" },
                ),
              }}
            />
          </span>
          {seat.dueWords != null && <span className={styles.quiet}>{seat.dueWords}</span>}
        </>
      )}
      {seat.steps.map((step) => (
        <StepWords key={step.number} seat={seat} step={step} people={people} />
      ))}
    </li>
  );
}

/** One asking of a seat: whom, until when and why, and what they said. */
function StepWords(props: { seat: SchemaApprovalSeatView; step: SchemaApprovalStepView; people: Directory }) {
  const { seat, step, people } = props;
  const styles = useStyles();
  const intl = useIntl();
  const { decision } = step;
  return (
    <>
      <span>
        {decision == null ? (
          <FormattedMessage
            id={step.state === "open" ? "approval.asks" : "approval.asked-and"}
            values={{
              who: intl.formatList(
                step.holders.map((id) => nameOf(intl, people, id)),
                { type: "disjunction" },
              ),
              state: stateWords(intl, seat, step.state),
            }}
          />
        ) : (
          <FormattedMessage
            id="approval.said"
            values={{
              name: signedBy(intl, people, decision),
              answer: stateWords(intl, seat, decision.answer),
              at: intl.formatDate(decision.at, { dateStyle: "medium", timeStyle: "short" }),
              version: decision.version,
            }}
          />
        )}
      </span>
      {decision?.text != null && (
        <span className={styles.text}>
          <FormattedMessage id="approval.quoted" values={{ text: decision.text }} />
        </span>
      )}
      {decision != null && step.state !== decision.answer && (
        <span className={styles.quiet}>{stateWords(intl, seat, step.state)}</span>
      )}
      {step.state === "refused" && step.talkCalled && (
        <span className={styles.quiet}>
          <FormattedMessage id="approval.talk-called" />
        </span>
      )}
      {step.superior != null && (
        <span className={styles.quiet}>
          <FormattedMessage
            id={
              step.goesOn == null
                ? "approval.escalated"
                : step.goesOn
                  ? "approval.escalated-on"
                  : "approval.escalated-back"
            }
            values={{ name: nameOf(intl, people, step.superior) }}
          />
        </span>
      )}
      {decision == null && step.due != null && (
        <span className={styles.quiet}>
          {step.dueWords ?? intl.formatMessage({ id: "approval.until" }, { date: longDate(intl, step.due) })}
        </span>
      )}
    </>
  );
}
