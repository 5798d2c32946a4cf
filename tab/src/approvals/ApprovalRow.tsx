import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaApprovalTask, SchemaApprovalView } from "../api/schema";
import { ago, shortDate, urgency } from "../shared/dates";
import { Face } from "../shared/Face";
import { useDirectory, type Directory } from "../shared/people";
import { nameOf, peopleOf } from "./path";
import { toneOfOutcome } from "./PathPicture";
import { approvalQuery } from "./queries";
import { StateSign } from "./StateSign";

const Moves = lazy(() => import("./Moves").then((module) => ({ default: module.Moves })));

const useStyles = makeStyles({
  row: {
    display: "flex",
    columnGap: "12px",
    padding: "12px 16px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow2,
    outlineStyle: "none",
  },
  wanted: { outline: `2px solid ${tokens.colorBrandStroke1}` },
  words: {
    flexGrow: 1,
    minInlineSize: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
    overflowWrap: "anywhere",
  },
  head: { display: "flex", flexWrap: "wrap", alignItems: "flex-start", gap: "4px 8px" },
  title: {
    flexGrow: 1,
    flexBasis: "200px",
    minInlineSize: 0,
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  link: { color: "inherit", textDecorationLine: "none", ":hover": { textDecorationLine: "underline" } },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  bad: { color: tokens.colorPaletteRedForeground1 },
  warn: { color: tokens.colorStatusWarningForeground3 },
  comment: { color: tokens.colorNeutralForeground2, whiteSpace: "pre-wrap" },
  answer: { alignSelf: "flex-start" },
});

/** One request: what is asked of the reader, by whom, until when; answered where it stands. */
export function ApprovalRow(props: {
  approval: SchemaApprovalView;
  people: Directory;
  now: number;
  today: string;
  wanted: boolean;
}) {
  const { approval, people, now, today, wanted } = props;
  const styles = useStyles();
  const intl = useIntl();
  const row = useRef<HTMLLIElement>(null);
  const [open, setOpen] = useState(wanted);
  useEffect(() => {
    if (wanted) row.current?.scrollIntoView({ block: "center" });
  }, [wanted]);
  const id = useId();
  const answers = approval.tasks.some(({ step }) => step != null);
  return (
    <li ref={row} className={mergeClasses(styles.row, wanted && styles.wanted)}>
      <Face id={approval.author} name={nameOf(intl, people, approval.author)} size={32} named={false} />
      <div className={styles.words}>
        <div className={styles.head}>
          <h3 className={styles.title}>
            <Link to="/approvals/$approval" params={{ approval: approval.id }} className={styles.link}>
              {approval.subject}
            </Link>
          </h3>
          <StateSign tone={toneOfOutcome(approval.state)}>
            {approval.state === "open" && approval.seats > 1 ? (
              <FormattedMessage
                id="approval.settled"
                values={{ settled: approval.settled, seats: approval.seats }}
              />
            ) : (
              <FormattedMessage id={`approval.state.${approval.state}`} />
            )}
          </StateSign>
        </div>
        {approval.tasks.map((task) => (
          <TaskWords
            key={`${task.kind} ${task.step ?? ""} ${task.for ?? ""}`}
            task={task}
            people={people}
            today={today}
          />
        ))}
        <span className={styles.quiet}>
          {[
            intl.formatMessage(
              { id: "approval.by" },
              { name: nameOf(intl, people, approval.author), ago: ago(intl, approval.askedAt, now) },
            ),
            approval.on == null ? approval.unit : `${approval.on.cardKey}, ${approval.on.boardName}`,
            approval.state === "open" && approval.tasks.length === 0 && approval.waitsFor.length > 0
              ? intl.formatMessage(
                  { id: "approval.waits-for" },
                  { name: intl.formatList(approval.waitsFor.map((each) => nameOf(intl, people, each))) },
                )
              : "",
          ]
            .filter((fact) => fact !== "")
            .join(" · ")}
        </span>
        {answers && (
          <Button
            size="small"
            className={styles.answer}
            aria-expanded={open}
            aria-controls={id}
            aria-label={intl.formatMessage({ id: "approval.answer-name" }, { subject: approval.subject })}
            onClick={() => setOpen(!open)}
          >
            <FormattedMessage id="approval.move.answer" />
          </Button>
        )}
        {answers && <div id={id}>{open && <Answering approval={approval} />}</div>}
      </div>
    </li>
  );
}

/** "Ihre Mitzeichnung für Amt 20, in Vertretung von Ada, bis morgen". */
function TaskWords(props: { task: SchemaApprovalTask; people: Directory; today: string }) {
  const { task, people, today } = props;
  const styles = useStyles();
  const intl = useIntl();
  const seat = [task.unit ?? "", task.area ?? ""].filter((part) => part !== "").join(", ");
  const words = intl.formatMessage(
    { id: `approval.task.${task.kind}` },
    { seat, named: String(seat !== "") },
  );
  const how = task.due == null ? "later" : urgency(task.due, today);
  return (
    <span>
      {task.for == null
        ? words
        : intl.formatMessage(
            { id: "approval.asked-for" },
            { words, principal: nameOf(intl, people, task.for) },
          )}
      {task.due != null && (
        <span className={how === "overdue" ? styles.bad : how === "today" ? styles.warn : undefined}>
          {" · "}
          <FormattedMessage
            id={how === "overdue" ? "approval.overdue" : "approval.until"}
            values={{ date: shortDate(intl, task.due, today) }}
          />
        </span>
      )}
    </span>
  );
}

/** What the author wrote, and the answers; asked for when somebody wants to answer. */
function Answering({ approval }: { approval: SchemaApprovalView }) {
  const styles = useStyles();
  const { data: detail } = useQuery(approvalQuery(approval.id, `${approval.revision}`));
  const people = useDirectory(detail === undefined ? [] : peopleOf(detail));
  if (detail === undefined) return null;
  return (
    <>
      {detail.comment != null && <p className={styles.comment}>{detail.comment}</p>}
      <Suspense fallback={null}>
        <Moves detail={detail} people={people} level="h4" brief />
      </Suspense>
    </>
  );
}
