import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { LockClosed16Regular } from "@fluentui/react-icons/svg/lock-closed";
import { TaskListSquareLtr16Regular } from "@fluentui/react-icons/svg/task-list-square-ltr";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaWorkItemView } from "../api/schema";
import { daysBetween, shortDate, today } from "../shared/dates";
import { Empty } from "../shared/Empty";
import { meQuery } from "../shared/people";
import { useNow } from "../shared/useNow";
import { workQuery } from "./queries";

const useStyles = makeStyles({
  page: { blockSize: "100%", overflowY: "auto", boxSizing: "border-box", padding: "8px 24px 24px" },
  inner: { maxInlineSize: "960px" },
  title: {
    margin: 0,
    minBlockSize: "44px",
    display: "flex",
    alignItems: "center",
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  heading: {
    margin: "20px 0 8px",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  bad: { color: tokens.colorPaletteRedForeground1 },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: "hidden",
  },
  row: {
    position: "relative",
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "2px 12px",
    minBlockSize: "40px",
    paddingBlock: "6px",
    paddingInline: "16px",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":not(:last-child)": { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  link: {
    flexGrow: 1,
    flexBasis: "240px",
    minInlineSize: 0,
    overflowWrap: "anywhere",
    color: "inherit",
    textDecorationLine: "none",
    outlineStyle: "none",
    "::after": { content: '""', position: "absolute", inset: 0 },
    ":focus-visible::after": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  quiet: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: "4px",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
  due: { minInlineSize: "72px", justifyContent: "flex-end", fontVariantNumeric: "tabular-nums" },
});

const groups = ["overdue", "today", "week", "later", "none"] as const;
type When = (typeof groups)[number];

const week = 7;

function whenOf(item: SchemaWorkItemView, day: string): When {
  if (item.due == null) return "none";
  const days = daysBetween(day, item.due);
  return days < 0 ? "overdue" : days === 0 ? "today" : days < week ? "week" : "later";
}

/** What waits for the person, over all boards, the most urgent first. */
export function WorkPage() {
  const styles = useStyles();
  const intl = useIntl();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: items } = useSuspenseQuery(workQuery);
  const day = today(me.organisation.timeZone, new Date(useNow()));
  const inOrder = items.toSorted((a, b) => ((a.due ?? "9") < (b.due ?? "9") ? -1 : 1));
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <h1 className={styles.title}>
          <FormattedMessage id="work.title" />
        </h1>
        {items.length === 0 && (
          <Empty
            motif="inbox"
            title={intl.formatMessage({ id: "work.empty.title" })}
            text={intl.formatMessage({ id: "work.empty" })}
          />
        )}
        {groups.map((when) => {
          const rows = inOrder.filter((item) => whenOf(item, day) === when);
          if (rows.length === 0) return null;
          return (
            <section key={when} aria-labelledby={`work-${when}`}>
              <h2
                id={`work-${when}`}
                className={mergeClasses(styles.heading, when === "overdue" && styles.bad)}
              >
                <FormattedMessage id={`work.${when}`} values={{ count: rows.length }} />
              </h2>
              <ul className={styles.list}>
                {rows.map((item) => (
                  <Row key={item.item ?? item.card} item={item} day={day} overdue={when === "overdue"} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </div>
  );
}

function Row({ item, day, overdue }: { item: SchemaWorkItemView; day: string; overdue: boolean }) {
  const styles = useStyles();
  const intl = useIntl();
  return (
    <li className={styles.row}>
      <Link
        to="/boards/$board"
        params={{ board: item.board }}
        search={{ card: item.card }}
        className={styles.link}
      >
        {item.itemTitle ?? item.title}
      </Link>
      {item.itemTitle != null && (
        <span className={styles.quiet}>
          <TaskListSquareLtr16Regular aria-hidden="true" />
          {item.title}
        </span>
      )}
      {item.blocked && (
        <span className={styles.quiet}>
          <LockClosed16Regular aria-hidden="true" />
          <FormattedMessage id="work.blocked" />
        </span>
      )}
      <span className={styles.quiet}>{`${item.boardName} · ${item.columnName} · ${item.key}`}</span>
      <span className={mergeClasses(styles.quiet, styles.due, overdue && styles.bad)}>
        {item.due != null && shortDate(intl, item.due, day)}
      </span>
    </li>
  );
}
