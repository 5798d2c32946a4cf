import { MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaApprovalDetail } from "../api/schema";
import { useDirectory } from "../shared/people";
import { entryWords, peopleIn } from "./record";
import { nameOf } from "./path";
import { recordQuery } from "./queries";

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  entry: { overflowWrap: "anywhere" },
  quiet: {
    display: "block",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  text: { display: "block", whiteSpace: "pre-wrap", color: tokens.colorNeutralForeground2 },
  hash: { fontFamily: tokens.fontFamilyMonospace },
});

/** What happened, in order and in words, and whether the record is whole. */
export function Log({ detail }: { detail: SchemaApprovalDetail }) {
  const styles = useStyles();
  const intl = useIntl();
  const { id, revision } = detail.approval;
  const { data: record } = useSuspenseQuery(recordQuery(id, revision));
  const people = useDirectory(peopleIn(record.entries));
  return (
    <>
      {record.findings.length > 0 && (
        <MessageBar intent="error">
          <MessageBarBody>
            <FormattedMessage id="approval.record-broken" values={{ count: record.findings.length }} />
          </MessageBarBody>
        </MessageBar>
      )}
      <ol className={styles.list}>
        {record.entries.map((entry) => (
          <li key={entry.sequence} className={styles.entry}>
            {entryWords(intl, entry, detail, people)}
            {entry.text != null && (
              <span className={styles.text}>
                <FormattedMessage id="approval.quoted" values={{ text: entry.text }} />
              </span>
            )}
            <span className={styles.quiet}>
              {entry.by == null ? null : `${nameOf(intl, people, entry.by)} · `}
              {entry.for == null
                ? null
                : `${intl.formatMessage({ id: "approval.on-behalf" }, { name: nameOf(intl, people, entry.for) })} · `}
              {intl.formatDate(entry.at, { dateStyle: "medium", timeStyle: "short" })}
              {" · "}
              <FormattedMessage id="approval.version-short" values={{ version: entry.version }} />
            </span>
          </li>
        ))}
      </ol>
      {record.head != null && (
        <p className={styles.quiet}>
          <FormattedMessage id="approval.record-head" /> <span className={styles.hash}>{record.head}</span>
        </p>
      )}
    </>
  );
}
