import { MessageBar, MessageBarBody, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaFlowTimesView, SchemaFlowView } from "../api/schema";
import { Empty } from "../shared/Empty";
import { Failure } from "../shared/Failure";
import { labelColour } from "../shared/labels";
import { Waiting } from "../shared/Waiting";
import {
  bandsOf,
  findingOf,
  flowFrom,
  flowSpan,
  marks,
  outlines,
  picture,
  scaleEnd,
  sinceFirstCard,
  weeksIn,
  type Band,
} from "./flow";
import { flowQuery } from "./queries";
import type { ViewProps } from "./view";

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    minBlockSize: 0,
    overflow: "auto",
    padding: "4px 24px 24px",
    "@media (max-width: 639px)": { paddingInline: "16px" },
  },
  inner: { maxInlineSize: "1080px", display: "flex", flexDirection: "column", rowGap: "16px" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  block: {
    margin: 0,
    padding: "12px 16px 16px",
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  pair: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    gap: "16px",
    alignItems: "start",
    "@media (max-width: 899px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  legend: {
    listStyleType: "none",
    margin: "8px 0",
    padding: 0,
    display: "flex",
    flexWrap: "wrap",
    gap: "4px 16px",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  key: { display: "inline-flex", alignItems: "center", columnGap: "6px" },
  swatch: { inlineSize: "12px", blockSize: "12px", borderRadius: "2px", forcedColorAdjust: "none" },
  chart: {
    display: "grid",
    gridTemplateColumns: "max-content 1fr",
    columnGap: "8px",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: "16px",
    fontVariantNumeric: "tabular-nums",
  },
  scale: {
    display: "flex",
    flexDirection: "column",
    justifyContent: "space-between",
    textAlign: "end",
    marginBlock: "-8px",
  },
  drawing: {
    display: "block",
    inlineSize: "100%",
    blockSize: "240px",
    overflow: "visible",
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    forcedColorAdjust: "none",
  },
  low: { blockSize: "160px" },
  band: { stroke: tokens.colorNeutralBackground1, strokeWidth: "1px", vectorEffect: "non-scaling-stroke" },
  line: { stroke: tokens.colorNeutralStroke2, strokeWidth: "1px", vectorEffect: "non-scaling-stroke" },
  days: { gridColumn: "2", display: "flex", justifyContent: "space-between", paddingBlockStart: "4px" },
  day: { whiteSpace: "nowrap", "@media (max-width: 639px)": { ":nth-child(even)": { display: "none" } } },
  came: { fill: tokens.colorNeutralForeground3, backgroundColor: tokens.colorNeutralForeground3 },
  done: { fill: labelColour("green").bar, backgroundColor: labelColour("green").bar },
  most: { opacity: "0.4" },
  track: {
    display: "block",
    inlineSize: "100%",
    minInlineSize: "80px",
    blockSize: "12px",
    forcedColorAdjust: "none",
  },
  details: { marginBlockStart: "12px" },
  summary: {
    cursor: "pointer",
    inlineSize: "fit-content",
    color: tokens.colorNeutralForeground2,
    borderRadius: tokens.borderRadiusMedium,
    outlineStyle: "none",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  scroll: { overflow: "auto", maxBlockSize: "320px", marginBlockStart: "8px" },
  table: {
    inlineSize: "100%",
    borderCollapse: "collapse",
    "& th, & td": { padding: "6px 12px 6px 0", borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    "& td": { textAlign: "end", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
    "& thead th": {
      textAlign: "end",
      fontWeight: tokens.fontWeightRegular,
      fontSize: tokens.fontSizeBase200,
      color: tokens.colorNeutralForeground3,
    },
    "& th:first-child": { textAlign: "start", fontWeight: tokens.fontWeightRegular },
  },
});

/** How work flows over the board: figures of cards, never of people. */
export function FlowView({ board, search, today }: ViewProps) {
  const styles = useStyles();
  const intl = useIntl();
  const span = flowSpan(search.span);
  const flow = useQuery(flowQuery(board.id, flowFrom(today, span)));
  if (flow.isError) return <Failure error={flow.error} retry={() => void flow.refetch()} />;
  if (flow.data === undefined) return <Waiting />;
  const data = sinceFirstCard(flow.data);
  if (data.days.every((day) => day.putAway === 0 && day.cards.every((cards) => cards === 0)))
    return (
      <Empty
        motif="board"
        title={intl.formatMessage({ id: "flow.empty.title" })}
        text={intl.formatMessage({ id: "flow.empty" })}
      />
    );
  return (
    <div
      className={styles.page}
      // What is longer than the window scrolls, also by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={intl.formatMessage({ id: "flow.name" }, { name: board.name })}
    >
      <div className={styles.inner}>
        <p className={styles.quiet}>
          <FormattedMessage id="flow.about" values={{ weeks: weeksIn(span) }} />
        </p>
        {!data.columns.some((column) => column.done) && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>
              <FormattedMessage id="flow.no-done" />
            </MessageBarBody>
          </MessageBar>
        )}
        <Cumulative flow={data} />
        <div className={styles.pair}>
          <Throughput flow={data} />
          <Times flow={data} />
        </div>
      </div>
    </div>
  );
}

/** A picture with what it says as its title, and the same figures as a table. */
function Figure(props: { title: string; name: string; table: ReactNode; children: ReactNode }) {
  const { title, name, table, children } = props;
  const styles = useStyles();
  const intl = useIntl();
  return (
    <section className={styles.block} aria-label={name}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
      <details className={styles.details}>
        <summary className={styles.summary}>
          <FormattedMessage id="flow.as-table" />
          <span className="only-heard">{`: ${name}`}</span>
        </summary>
        <div
          className={styles.scroll}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={`${intl.formatMessage({ id: "flow.as-table" })}: ${name}`}
        >
          {table}
        </div>
      </details>
    </section>
  );
}

function Cumulative({ flow }: { flow: SchemaFlowView }) {
  const styles = useStyles();
  const intl = useIntl();
  const bands = useMemo(() => bandsOf(flow), [flow]);
  const most = Math.max(...flow.days.map((_, day) => sum(bands.map((band) => band.values[day] ?? 0))));
  const end = scaleEnd(most);
  const paths = useMemo(() => outlines(bands, end), [bands, end]);
  const finding = findingOf(flow);
  const title = intl.formatMessage({ id: `flow.open.${finding.trend}` }, finding);
  const nameOf = (band: Band) => band.name ?? intl.formatMessage({ id: "flow.away" });
  return (
    <Figure
      title={title}
      name={intl.formatMessage({ id: "flow.cumulative" })}
      table={
        <table className={styles.table} aria-label={intl.formatMessage({ id: "flow.cumulative" })}>
          <thead>
            <tr>
              <th scope="col">
                <FormattedMessage id="flow.day" />
              </th>
              {bands.map((band) => (
                <th key={band.id} scope="col">
                  {nameOf(band)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {flow.days
              .map((day, at) => (
                <tr key={day.day}>
                  <th scope="row">{dayText(intl, day.day, true)}</th>
                  {bands.map((band) => (
                    <td key={band.id}>{intl.formatNumber(band.values[at] ?? 0)}</td>
                  ))}
                </tr>
              ))
              .toReversed()}
          </tbody>
        </table>
      }
    >
      <ul className={styles.legend}>
        {bands.map((band) => (
          <li key={band.id} className={styles.key}>
            <span className={styles.swatch} style={{ backgroundColor: band.colour }} aria-hidden="true" />
            <FormattedMessage
              id="flow.band"
              values={{ name: nameOf(band), cards: band.values.at(-1) ?? 0 }}
            />
          </li>
        ))}
      </ul>
      <Chart
        end={end}
        days={marks(flow.days.length).map((at) => flow.days[at]?.day ?? flow.from)}
        label={intl.formatMessage({ id: "flow.cumulative-drawn" }, { title })}
      >
        {paths.map((path, at) => (
          <path key={bands[at]?.id} d={path} fill={bands[at]?.colour} className={styles.band} />
        ))}
      </Chart>
    </Figure>
  );
}

function Throughput({ flow }: { flow: SchemaFlowView }) {
  const styles = useStyles();
  const intl = useIntl();
  const { created, done } = findingOf(flow);
  const end = scaleEnd(Math.max(...flow.weeks.flatMap((week) => [week.created, week.done])));
  const title = intl.formatMessage(
    { id: "flow.throughput-title" },
    { created, done, average: done / Math.max(1, flow.weeks.length) },
  );
  const slot = picture.width / flow.weeks.length;
  const bar = (week: number, place: number, cards: number) => {
    const height = (cards / end) * picture.height;
    return {
      x: week * slot + slot * (0.15 + 0.35 * place),
      y: picture.height - height,
      width: slot * 0.35,
      height,
    };
  };
  return (
    <Figure
      title={title}
      name={intl.formatMessage({ id: "flow.throughput" })}
      table={
        <table className={styles.table} aria-label={intl.formatMessage({ id: "flow.throughput" })}>
          <thead>
            <tr>
              <th scope="col">
                <FormattedMessage id="flow.week" />
              </th>
              <th scope="col">
                <FormattedMessage id="flow.created" />
              </th>
              <th scope="col">
                <FormattedMessage id="flow.done" />
              </th>
            </tr>
          </thead>
          <tbody>
            {flow.weeks.toReversed().map((week) => (
              <tr key={week.monday}>
                <th scope="row">{dayText(intl, week.monday, true)}</th>
                <td>{intl.formatNumber(week.created)}</td>
                <td>{intl.formatNumber(week.done)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      <ul className={styles.legend}>
        {(["came", "done"] as const).map((each) => (
          <li key={each} className={styles.key}>
            <span className={mergeClasses(styles.swatch, styles[each])} aria-hidden="true" />
            <FormattedMessage id={each === "came" ? "flow.created" : "flow.done"} />
          </li>
        ))}
      </ul>
      <Chart
        low
        end={end}
        days={marks(flow.weeks.length).map((at) => flow.weeks[at]?.monday ?? flow.from)}
        label={intl.formatMessage({ id: "flow.throughput-drawn" }, { title })}
      >
        {flow.weeks.map((week, at) => (
          <g key={week.monday}>
            <rect {...bar(at, 0, week.created)} className={styles.came} />
            <rect {...bar(at, 1, week.done)} className={styles.done} />
          </g>
        ))}
      </Chart>
    </Figure>
  );
}

/** Lead and cycle time: few figures, so that the table holds the picture. */
function Times({ flow }: { flow: SchemaFlowView }) {
  const styles = useStyles();
  const intl = useIntl();
  const { lead, cycle } = flow;
  const most = Math.max(lead?.percentile85 ?? 0, cycle?.percentile85 ?? 0);
  const days = (value: number) => intl.formatMessage({ id: "flow.days" }, { days: value });
  const row = (kind: "lead" | "cycle", times: SchemaFlowTimesView | null | undefined) =>
    times != null && (
      <tr>
        <th scope="row">
          <FormattedMessage id={`flow.${kind}`} />
          <Reach times={times} most={most} />
        </th>
        <td>{days(times.median)}</td>
        <td>{days(times.percentile85)}</td>
        <td>{intl.formatNumber(times.cards)}</td>
      </tr>
    );
  return (
    <section className={styles.block} aria-label={intl.formatMessage({ id: "flow.times" })}>
      <h2 className={styles.heading}>
        {lead == null
          ? intl.formatMessage({ id: "flow.times-none" })
          : intl.formatMessage({ id: "flow.times-title" }, { days: lead.median })}
      </h2>
      {lead != null && (
        <table className={styles.table} aria-label={intl.formatMessage({ id: "flow.times" })}>
          <thead>
            <tr>
              <td />
              <th scope="col">
                <FormattedMessage id="flow.median" />
              </th>
              <th scope="col">
                <FormattedMessage id="flow.percentile" />
              </th>
              <th scope="col">
                <FormattedMessage id="flow.cards" />
              </th>
            </tr>
          </thead>
          <tbody>
            {row("lead", lead)}
            {row("cycle", cycle)}
          </tbody>
        </table>
      )}
      <p className={styles.quiet} style={{ marginBlockStart: tokens.spacingVerticalM }}>
        <FormattedMessage id="flow.times-about" />
      </p>
    </section>
  );
}

/** How far half and how far 85 of 100 cards reach, on the scale of the longest. */
function Reach({ times, most }: { times: SchemaFlowTimesView; most: number }) {
  const styles = useStyles();
  const width = (days: number) => (most === 0 ? 0 : (days / most) * 100);
  return (
    <svg viewBox="0 0 100 12" preserveAspectRatio="none" className={styles.track} aria-hidden="true">
      <rect
        width={width(times.percentile85)}
        height="12"
        className={mergeClasses(styles.done, styles.most)}
      />
      <rect width={width(times.median)} height="12" className={styles.done} />
    </svg>
  );
}

/** A drawing as wide as there is room, with a scale from zero and the days below. */
function Chart(props: {
  end: number;
  days: readonly string[];
  label: string;
  low?: boolean;
  children: ReactNode;
}) {
  const { end, days, label, low = false, children } = props;
  const styles = useStyles();
  const intl = useIntl();
  return (
    <div className={styles.chart}>
      <div className={styles.scale} aria-hidden="true">
        {[end, end / 2, 0].map((value) => (
          <span key={value}>{intl.formatNumber(value)}</span>
        ))}
      </div>
      <svg
        viewBox={`0 0 ${picture.width} ${picture.height}`}
        preserveAspectRatio="none"
        className={mergeClasses(styles.drawing, low && styles.low)}
        role="img"
        aria-label={label}
      >
        {[0, picture.height / 2].map((y) => (
          <line key={y} x1="0" x2={picture.width} y1={y} y2={y} className={styles.line} />
        ))}
        {children}
      </svg>
      <div className={styles.days} aria-hidden="true">
        {days.map((day) => (
          <span key={day} className={styles.day}>
            {dayText(intl, day, false)}
          </span>
        ))}
      </div>
    </div>
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const dayText = (intl: ReturnType<typeof useIntl>, day: string, withYear: boolean): string =>
  intl.formatDate(`${day}T00:00:00Z`, {
    day: "numeric",
    month: "short",
    ...(withYear ? { year: "numeric" } : {}),
    timeZone: "UTC",
  });
