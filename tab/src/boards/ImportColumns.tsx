import { Select, makeStyles, tokens } from "@fluentui/react-components";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaImportTableUse, SchemaImportTableView } from "../api/schema";
import { useImportStyles } from "./ImportPreview";

const useStyles = makeStyles({
  how: { margin: "0 0 8px", color: tokens.colorNeutralForeground2 },
  heading: { fontWeight: tokens.fontWeightSemibold },
  use: { inlineSize: "min(48%, 220px)" },
  pick: { inlineSize: "100%", minInlineSize: 0 },
});

/** What a column can become, in the order in which people look for it. */
const choices = [
  "title",
  "column",
  "description",
  "assignees",
  "department",
  "labels",
  "start",
  "due",
  "priority",
  "progress",
  "estimate",
  "checklist",
  "checklistDone",
  "links",
  "parent",
  "blockedBy",
  "number",
  "created",
  "archived",
  "field",
  "ignore",
] as const satisfies readonly SchemaImportTableUse[];

/** How a table was read, and what each of its columns becomes. */
export function ImportColumns(props: {
  table: SchemaImportTableView;
  uses: readonly SchemaImportTableUse[];
  disabled: boolean;
  choose: (at: number, use: SchemaImportTableUse) => void;
}) {
  const { table, uses, disabled, choose } = props;
  const styles = useStyles();
  const shared = useImportStyles();
  const intl = useIntl();
  return (
    <section>
      <h2 className={shared.heading}>
        <FormattedMessage id="import.mapping" />
      </h2>
      <p className={styles.how}>
        <FormattedMessage
          id="import.table-read"
          values={{
            rows: table.rows,
            line: table.headingLine,
            kind: table.encoding == null ? "workbook" : "text",
            encoding: (table.encoding ?? "").replace(/^utf/, "UTF").replace(/^w/, "W"),
            delimiter: table.delimiter === "\t" ? "tab" : (table.delimiter ?? ""),
          }}
        />
      </p>
      <table className={shared.table}>
        <thead>
          <tr>
            <th scope="col">
              <FormattedMessage id="import.mapping-from" />
            </th>
            <th scope="col" className={styles.use}>
              <FormattedMessage id="import.mapping-to" />
            </th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((column, at) => {
            const use = uses[at] ?? column.use;
            return (
              <tr key={at}>
                <td>
                  <span className={styles.heading}>
                    {column.heading === ""
                      ? intl.formatMessage({ id: "import.mapping-unnamed" }, { number: at + 1 })
                      : column.heading}
                  </span>
                  <span className={shared.examples}>
                    {column.filled === 0
                      ? intl.formatMessage({ id: "import.mapping-empty" })
                      : column.examples.join(" · ")}
                  </span>
                </td>
                <td>
                  <Select
                    size="small"
                    className={styles.pick}
                    value={use}
                    disabled={disabled}
                    aria-label={intl.formatMessage(
                      { id: "import.mapping-use" },
                      { heading: column.heading, number: at + 1 },
                    )}
                    onChange={(_, { value }) => {
                      const next = choices.find((each) => each === value);
                      if (next !== undefined) choose(at, next);
                    }}
                  >
                    {use === "noPlace" && (
                      <option value="noPlace">{intl.formatMessage({ id: "import.use.noPlace" })}</option>
                    )}
                    {choices.map((each) => (
                      <option key={each} value={each}>
                        {intl.formatMessage({ id: `import.use.${each}` })}
                      </option>
                    ))}
                  </Select>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
