import { makeStyles, tokens } from "@fluentui/react-components";
import { Bot20Regular } from "@fluentui/react-icons/svg/bot";
import type { ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { ago } from "../shared/dates";
import { Face } from "../shared/Face";
import type { Directory } from "../shared/people";
import type { Entry } from "./board";
import type { Difference } from "./history";

/** Lines of a stream: who on the left, what on the right. */
export const useStreamStyles = makeStyles({
  entry: { display: "flex", columnGap: "10px", alignItems: "flex-start" },
  robot: {
    flexShrink: 0,
    inlineSize: "24px",
    blockSize: "24px",
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    color: tokens.colorNeutralForeground3,
  },
  words: { flexGrow: 1, minInlineSize: 0, overflowWrap: "anywhere" },
  line: { color: tokens.colorNeutralForeground2 },
  who: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  when: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: "nowrap" },
  change: {
    display: "flex",
    flexWrap: "wrap",
    columnGap: "6px",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    "& del": { color: tokens.colorNeutralForeground3, whiteSpace: "pre-wrap" },
    "& ins": { textDecorationLine: "none", whiteSpace: "pre-wrap" },
  },
});

/** One entry of a journal: who did what, when, and what was there before and after. */
export function HistoryEntry(props: {
  entry: Entry;
  people: Directory;
  /** The rule that acted, by its name where it is known. */
  rule: string | undefined;
  sentence: string;
  differences: readonly Difference[];
  now: number;
  /** What it was done to, where the page doesn't say so already. */
  children?: ReactNode;
}) {
  const { entry, people, rule, sentence, differences, now, children } = props;
  const styles = useStreamStyles();
  const intl = useIntl();
  const { kind, person } = entry.actor;
  return (
    <li className={styles.entry}>
      {person != null ? (
        <Face id={person} name={people[person]?.name} named={false} />
      ) : (
        <span className={styles.robot} aria-hidden="true">
          <Bot20Regular />
        </span>
      )}
      <div className={styles.words}>
        <div className={styles.line}>
          <span className={styles.who}>
            {kind === "person"
              ? ((person == null ? undefined : people[person]?.name) ??
                intl.formatMessage({ id: "person.unknown" }))
              : rule === undefined
                ? intl.formatMessage({ id: `actor.${kind}` })
                : intl.formatMessage({ id: "actor.rule-named" }, { name: rule })}
          </span>{" "}
          {sentence} <When at={entry.at} now={now} />
        </div>
        {children}
        {differences.map((difference) => (
          <div key={difference.field} className={styles.change}>
            <span>{difference.field}:</span>
            {difference.before !== "" && <del>{difference.before}</del>}
            {difference.before !== "" && <span aria-hidden="true">→</span>}
            <ins>{difference.after === "" ? "–" : difference.after}</ins>
            {difference.overrode && (
              <span>
                <FormattedMessage id="history.overrode" />
              </span>
            )}
          </div>
        ))}
      </div>
    </li>
  );
}

export function When({ at, now }: { at: string; now: number }) {
  const styles = useStreamStyles();
  const intl = useIntl();
  return (
    <time
      className={styles.when}
      dateTime={at}
      title={intl.formatDate(at, { dateStyle: "full", timeStyle: "short" })}
    >
      {ago(intl, at, now)}
    </time>
  );
}
