import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useMemo } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Empty } from "../shared/Empty";
import type { ViewProps } from "./view";
import { spans, workload, type Span } from "./workload";

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    minBlockSize: 0,
    overflow: "auto",
    padding: "4px 24px 24px",
    "@media (max-width: 639px)": { paddingInline: "16px" },
  },
  legend: {
    listStyleType: "none",
    margin: "0 0 12px",
    padding: 0,
    display: "flex",
    flexWrap: "wrap",
    gap: "4px 16px",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  key: { display: "inline-flex", alignItems: "center", columnGap: "6px" },
  swatch: {
    inlineSize: "12px",
    blockSize: "12px",
    borderRadius: "2px",
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  table: {
    inlineSize: "100%",
    borderCollapse: "collapse",
    backgroundColor: tokens.colorNeutralBackground1,
    "& th, & td": { padding: "8px 12px", borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  head: {
    textAlign: "start",
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  name: {
    minInlineSize: "96px",
    textAlign: "start",
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: "break-word",
  },
  number: { textAlign: "end", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
  chart: { inlineSize: "45%", "@media (max-width: 767px)": { display: "none" } },
  bar: { display: "flex", blockSize: "16px", borderRadius: tokens.borderRadiusSmall, overflow: "hidden" },
  part: {
    borderRight: `1px solid ${tokens.colorTransparentStroke}`,
    "@media (forced-colors: active)": { forcedColorAdjust: "none" },
  },
  overdue: { backgroundColor: tokens.colorPaletteRedBackground3 },
  week: { backgroundColor: tokens.colorPaletteMarigoldBackground3 },
  month: { backgroundColor: tokens.colorBrandBackground },
  later: { backgroundColor: tokens.colorBrandStroke2 },
  none: { backgroundColor: tokens.colorNeutralStroke1 },
  bad: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** How much open work each department has, and when it is due; figures of persons are shown nowhere. */
export function WorkloadView({ board, shown, people, today }: ViewProps) {
  const styles = useStyles();
  const intl = useIntl();
  const loads = useMemo(() => workload(shown, people, today), [shown, people, today]);
  const most = Math.max(...loads.map((load) => load.cards), 1);
  const hours = loads.some((load) => load.hours > 0);
  if (loads.length === 0)
    return (
      <Empty
        motif="board"
        title={intl.formatMessage({ id: "workload.empty.title" })}
        text={intl.formatMessage({ id: "workload.empty" })}
      />
    );
  return (
    <div
      className={styles.page}
      // A wide table scrolls, also by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={intl.formatMessage({ id: "workload.name" }, { name: board.name })}
    >
      <ul className={styles.legend} aria-hidden="true">
        {spans.map((span) => (
          <li key={span} className={styles.key}>
            <span className={mergeClasses(styles.swatch, styles.part, styles[span])} />
            <FormattedMessage id={`workload.${span}`} />
          </li>
        ))}
      </ul>
      <table
        className={styles.table}
        aria-label={intl.formatMessage({ id: "workload.name" }, { name: board.name })}
      >
        <thead>
          <tr>
            <th scope="col" className={styles.head}>
              <FormattedMessage id="fact.department" />
            </th>
            <th scope="col" className={mergeClasses(styles.head, styles.number)}>
              <FormattedMessage id="workload.open" />
            </th>
            {spans.map((span) => (
              <th key={span} scope="col" className={mergeClasses(styles.head, styles.number)}>
                <FormattedMessage id={`workload.${span}`} />
              </th>
            ))}
            {hours && (
              <th scope="col" className={mergeClasses(styles.head, styles.number)}>
                <FormattedMessage id="workload.hours" />
              </th>
            )}
            <td className={styles.chart} />
          </tr>
        </thead>
        <tbody>
          {loads.map((load) => (
            <tr key={load.department ?? ""}>
              <th scope="row" className={styles.name}>
                {load.department ?? <FormattedMessage id="workload.nobody" />}
              </th>
              <td className={styles.number}>{intl.formatNumber(load.cards)}</td>
              {spans.map((span) => (
                <td
                  key={span}
                  className={mergeClasses(
                    styles.number,
                    span === "overdue" && load.due[span] > 0 && styles.bad,
                  )}
                >
                  {load.due[span] === 0 ? "–" : intl.formatNumber(load.due[span])}
                </td>
              ))}
              {hours && (
                <td className={styles.number}>
                  {intl.formatNumber(load.hours, { maximumFractionDigits: 1 })}
                </td>
              )}
              <td className={styles.chart} aria-hidden="true">
                <Bar due={load.due} share={load.cards / most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bar({ due, share }: { due: Readonly<Record<Span, number>>; share: number }) {
  const styles = useStyles();
  return (
    <div className={styles.bar} style={{ inlineSize: `${share * 100}%` }}>
      {spans.map(
        (span) =>
          due[span] > 0 && (
            <span
              key={span}
              className={mergeClasses(styles.part, styles[span])}
              style={{ flexGrow: due[span] }}
            />
          ),
      )}
    </div>
  );
}
