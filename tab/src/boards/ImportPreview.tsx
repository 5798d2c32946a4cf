import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaImportPreview } from "../api/schema";
import { useDirectory } from "../shared/people";

/** Headings, tables and quiet lines of the whole import. */
export const useImportStyles = makeStyles({
  preview: { display: "flex", flexDirection: "column", rowGap: "16px" },
  heading: {
    margin: "0 0 8px",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  counts: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(132px, 1fr))",
    gap: "8px",
    margin: 0,
  },
  count: {
    display: "flex",
    flexDirection: "column-reverse",
    padding: "8px 12px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    "& dd": {
      margin: 0,
      fontSize: tokens.fontSizeBase500,
      lineHeight: tokens.lineHeightBase500,
      fontWeight: tokens.fontWeightSemibold,
      fontVariantNumeric: "tabular-nums",
    },
    "& dt": { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  },
  table: {
    inlineSize: "100%",
    borderCollapse: "collapse",
    "& th": {
      textAlign: "start",
      color: tokens.colorNeutralForeground3,
      fontSize: tokens.fontSizeBase200,
      fontWeight: tokens.fontWeightRegular,
    },
    "& th, & td": {
      padding: "6px 8px 6px 0",
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      overflowWrap: "anywhere",
      verticalAlign: "top",
    },
  },
  notes: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    "& li": {
      paddingInlineStart: "12px",
      borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    },
  },
  lost: { "& li": { borderLeftColor: tokens.colorStatusWarningBorder2 } },
  examples: {
    display: "block",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: "anywhere",
  },
});

const counted = [
  "columns",
  "cards",
  "archivedCards",
  "checklistItems",
  "comments",
  "labels",
  "links",
  "assignments",
  "fields",
] as const;

const noteKinds = ["noPlace", "changed", "missing"] as const;

/** What comes, where it goes, who is recognised, and what has no place here. */
export function ImportPreview({ preview }: { preview: SchemaImportPreview }) {
  const styles = useImportStyles();
  const intl = useIntl();
  const people = useDirectory(
    preview.members
      .map((member) => member.person)
      .filter((person) => person != null)
      .sort(),
  );
  return (
    <div className={styles.preview}>
      <section>
        <h2 className={styles.heading}>
          {preview.table == null ? preview.name : intl.formatMessage({ id: "import.becomes" })}
        </h2>
        <dl className={styles.counts}>
          {counted
            .filter((name) => preview.counts[name] > 0 || name === "cards")
            .map((name) => (
              <div key={name} className={styles.count}>
                <dt>
                  <FormattedMessage id={`import.count.${name}`} />
                </dt>
                <dd>{intl.formatNumber(preview.counts[name])}</dd>
              </div>
            ))}
        </dl>
      </section>
      {noteKinds.map((kind) => {
        const notes = preview.notes.filter((note) => note.kind === kind);
        return (
          notes.length > 0 && (
            <section key={kind}>
              <h2 className={styles.heading}>
                <FormattedMessage id={`import.notes.${kind}`} />
              </h2>
              <ul className={mergeClasses(styles.notes, kind === "noPlace" && styles.lost)}>
                {notes.map((note) => (
                  <li key={note.code}>
                    {note.text}
                    {note.examples.length > 0 && (
                      <span className={styles.examples}>{intl.formatList([...note.examples])}</span>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
      <section>
        <h2 className={styles.heading}>
          <FormattedMessage id="import.columns" />
        </h2>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                <FormattedMessage id="import.column" />
              </th>
              <th scope="col">
                <FormattedMessage id="import.column-cards" />
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.columns.map((column, index) => (
              <tr key={index}>
                <td>
                  {column.name}
                  {column.archived && ` (${intl.formatMessage({ id: "import.archived" })})`}
                </td>
                <td>
                  <FormattedMessage
                    id="import.column-count"
                    values={{ count: column.cards, archived: column.archivedCards }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {preview.fields.length > 0 && (
        <section>
          <h2 className={styles.heading}>
            <FormattedMessage id="import.fields" />
          </h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">
                  <FormattedMessage id="import.field" />
                </th>
                <th scope="col">
                  <FormattedMessage id="import.field-kind" />
                </th>
                <th scope="col">
                  <FormattedMessage id="import.field-cards" />
                </th>
              </tr>
            </thead>
            <tbody>
              {preview.fields.map((field, index) => (
                <tr key={index}>
                  <td>{field.name}</td>
                  <td>
                    <FormattedMessage id={`import.kind.${field.kind}`} />
                  </td>
                  <td>{intl.formatNumber(field.cards)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {preview.members.length > 0 && (
        <section>
          <h2 className={styles.heading}>
            <FormattedMessage id="import.members" />
          </h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">
                  <FormattedMessage id="import.member" />
                </th>
                <th scope="col">
                  <FormattedMessage id="import.member-is" />
                </th>
              </tr>
            </thead>
            <tbody>
              {preview.members.map((member, index) => (
                <tr key={index}>
                  <td>{member.name}</td>
                  <td>
                    {member.person == null
                      ? intl.formatMessage({
                          id: member.match === "several" ? "import.match.several" : "import.match.none",
                        })
                      : (people[member.person]?.name ?? intl.formatMessage({ id: "person.unknown" }))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
