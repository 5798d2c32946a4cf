import { Select, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaApprovalVersionView } from "../api/schema";
import { Markdown } from "../shared/markdown";
import type { Directory } from "../shared/people";
import { nameOf } from "./path";
import { compareWords } from "./words";

const useStyles = makeStyles({
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px", marginBlockEnd: "8px" },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  subject: { margin: "0 0 4px", fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { whiteSpace: "pre-wrap", overflowWrap: "anywhere", margin: 0 },
  sides: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    gap: "12px",
    "@media (max-width: 639px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  side: {
    padding: "8px 12px",
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    minInlineSize: 0,
  },
  removed: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorStatusDangerForeground1,
    textDecorationLine: "line-through",
  },
  added: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    color: tokens.colorStatusSuccessForeground1,
    textDecorationLine: "underline",
  },
  files: { margin: "8px 0 0", paddingInlineStart: "20px", overflowWrap: "anywhere" },
  warning: {
    display: "flex",
    columnGap: "6px",
    marginBlockStart: "8px",
    color: tokens.colorStatusWarningForeground3,
    "& svg": { flexShrink: 0, marginBlockStart: "2px" },
  },
  hash: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: "anywhere" },
});

type Version = SchemaApprovalVersionView;

/** What is signed; and beside it any earlier version, with the words that changed. */
export function Versions({ versions, people }: { versions: readonly Version[]; people: Directory }) {
  const styles = useStyles();
  const intl = useIntl();
  const last = versions.at(-1);
  const [chosen, setChosen] = useState("");
  const earlier = versions.find(({ number }) => String(number) === chosen);
  if (last === undefined) return null;
  return (
    <>
      <div className={styles.line}>
        <VersionWords version={last} people={people} />
        {versions.length > 1 && (
          <Select
            size="small"
            value={chosen}
            aria-label={intl.formatMessage({ id: "approval.compare" })}
            onChange={(_, { value }) => setChosen(value)}
          >
            <option value="">{intl.formatMessage({ id: "approval.compare-not" })}</option>
            {versions.slice(0, -1).map(({ number }) => (
              <option key={number} value={number}>
                {intl.formatMessage({ id: "approval.compare-with" }, { version: number })}
              </option>
            ))}
          </Select>
        )}
      </div>
      {earlier === undefined ? (
        <>
          <h3 className={styles.subject}>{last.subject}</h3>
          <Markdown text={last.text} />
          <Files version={last} />
        </>
      ) : (
        <div className={styles.sides}>
          <Side version={earlier} other={last} keeps="removed" people={people} />
          <Side version={last} other={earlier} keeps="added" people={people} />
        </div>
      )}
      {!last.frozen && (
        <p className={styles.warning}>
          <Warning16Filled aria-hidden="true" />
          <FormattedMessage id="approval.not-frozen" />
        </p>
      )}
    </>
  );
}

/** "Version 2 von Ada, 12. November: geändert in der Sache (Punkt 3)". */
function VersionWords({ version, people }: { version: Version; people: Directory }) {
  const styles = useStyles();
  const intl = useIntl();
  return (
    <span className={styles.quiet}>
      <FormattedMessage
        id="approval.version"
        values={{
          number: version.number,
          name:
            version.by == null
              ? intl.formatMessage({ id: "approval.version-unknown" })
              : nameOf(intl, people, version.by),
          at: intl.formatDate(version.at, { dateStyle: "medium", timeStyle: "short" }),
        }}
      />
      {version.kind !== "first" && (
        <>
          {" · "}
          <FormattedMessage id={`approval.version.${version.kind}`} />
        </>
      )}
      {version.points.length > 0 && (
        <>
          {" · "}
          <FormattedMessage id="approval.points" values={{ points: intl.formatList(version.points) }} />
        </>
      )}
    </span>
  );
}

/** One of two versions: the words that only this one has are marked. */
function Side(props: { version: Version; other: Version; keeps: "removed" | "added"; people: Directory }) {
  const { version, other, keeps, people } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [before, after] = keeps === "removed" ? [version, other] : [other, version];
  const marked = (one: string, two: string) =>
    compareWords(one, two).map(({ kind, text }, at) =>
      kind === "same" ? (
        text
      ) : kind === keeps ? (
        keeps === "removed" ? (
          <del key={at} className={styles.removed}>
            {text}
          </del>
        ) : (
          <ins key={at} className={styles.added}>
            {text}
          </ins>
        )
      ) : null,
    );
  return (
    <section
      className={styles.side}
      aria-label={intl.formatMessage({ id: "approval.version-short" }, { version: version.number })}
    >
      <VersionWords version={version} people={people} />
      <h3 className={styles.subject}>{marked(before.subject, after.subject)}</h3>
      <p className={styles.text}>{marked(before.text, after.text)}</p>
      <Files version={version} />
    </section>
  );
}

function Files({ version }: { version: Version }) {
  const styles = useStyles();
  const intl = useIntl();
  if (version.attachments.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={intl.formatMessage({ id: "approval.attachments" })}>
      {version.attachments.map((file) => (
        <li key={`${file.name} ${file.reference}`}>
          {file.kind === "link" && /^https:\/\//.test(file.reference) ? (
            <a href={file.reference} target="_blank" rel="noreferrer">
              {file.name}
            </a>
          ) : (
            file.name
          )}{" "}
          <span className={mergeClasses(styles.quiet, file.kind === "stored" && styles.hash)}>
            <FormattedMessage
              id={`approval.attachment.${file.kind}`}
              values={{ reference: file.reference.slice(0, 12) }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
