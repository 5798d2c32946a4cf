import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaApprovalView } from "../api/schema";
import { Choice } from "../shared/Choice";
import { daysBetween, today } from "../shared/dates";
import { Empty } from "../shared/Empty";
import { useOnline } from "../shared/live";
import { meQuery, useDirectory } from "../shared/people";
import { useNow } from "../shared/useNow";
import { ApprovalRow } from "./ApprovalRow";
import { approvalsQuery, boxes, type Box } from "./queries";

const route = getRouteApi("/approvals");

const useStyles = makeStyles({
  page: {
    blockSize: "100%",
    overflowY: "auto",
    boxSizing: "border-box",
    padding: "8px 24px 24px",
    "@media (max-width: 639px)": { paddingInline: "16px" },
  },
  inner: { maxInlineSize: "720px" },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px", minBlockSize: "44px" },
  title: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  tabs: {
    margin: "0 0 12px -8px",
    paddingInlineStart: "8px",
    overflowX: "auto",
    "& [role=tab]": { whiteSpace: "nowrap" },
  },
  heading: {
    margin: "20px 0 8px",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  hint: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** What waits for me and for those whose deputy I am, what I have asked for, what I have answered. */
export function ApprovalsPage() {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const now = useNow();
  const online = useOnline();
  const { box = "forMe", approval: wanted } = route.useSearch();
  const { data: approvals } = useSuspenseQuery(approvalsQuery(box));
  const { data: me } = useSuspenseQuery(meQuery);
  const day = today(me.organisation.timeZone, new Date(now));
  const people = useDirectory(
    [
      ...new Set(
        approvals.flatMap((each) => [
          each.author,
          ...each.waitsFor,
          ...each.tasks.flatMap((task) => task.for ?? []),
        ]),
      ),
    ].sort(),
  );
  const groups = groupsOf(approvals, day);
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1 className={styles.title}>
            <FormattedMessage id="approvals.title" />
          </h1>
          {me.roles.includes("administrator") && (
            <Button appearance="subtle" onClick={() => void navigate({ to: "/approvals/templates" })}>
              <FormattedMessage id="template.title" />
            </Button>
          )}
          <Button appearance="subtle" onClick={() => void navigate({ to: "/approvals/deputies" })}>
            <FormattedMessage id="deputies.title" />
          </Button>
          <Button
            appearance="primary"
            icon={<Add20Regular />}
            disabledFocusable={!online}
            onClick={() => void navigate({ to: "/approvals/new" })}
          >
            <FormattedMessage id="approval.ask" />
          </Button>
        </header>
        <div className={styles.tabs}>
          <Choice<Box>
            name={intl.formatMessage({ id: "approvals.title" })}
            chosen={box}
            options={boxes.map((value) => ({
              value,
              text: intl.formatMessage({ id: `approvals.box.${value}` }),
            }))}
            choose={(value) =>
              void navigate({ to: "/approvals", search: value === "forMe" ? {} : { box: value } })
            }
          />
        </div>
        {approvals.length === 0 && (
          <Empty
            motif="inbox"
            title={intl.formatMessage({ id: `approvals.empty.${box}.title` })}
            text={intl.formatMessage({ id: `approvals.empty.${box}` })}
          />
        )}
        {groups.map(
          ({ id, rows }) =>
            rows.length > 0 && (
              <section key={id} aria-labelledby={id}>
                <h2 id={id} className={styles.heading}>
                  <FormattedMessage id={`approvals.group.${id}`} values={{ count: rows.length }} />
                </h2>
                <ul className={styles.list}>
                  {rows.map((approval) => (
                    <ApprovalRow
                      key={approval.id}
                      approval={approval}
                      people={people}
                      now={now}
                      today={day}
                      wanted={approval.id === wanted}
                    />
                  ))}
                </ul>
              </section>
            ),
        )}
        {approvals.length > 0 && (
          <p className={styles.hint}>
            <FormattedMessage id="approval.no-written-form" />
          </p>
        )}
      </div>
    </div>
  );
}

const aWeek = 7;

/** What is due today or was before, within a week, later; what has ended; the newest first where no day tells. */
function groupsOf(approvals: readonly SchemaApprovalView[], day: string) {
  const dueOf = (each: SchemaApprovalView) =>
    each.tasks.map(({ due }) => due).find((due) => due != null) ?? each.due;
  const newest = approvals.toSorted((a, b) => (a.askedAt < b.askedAt ? 1 : -1));
  const open = newest.filter(({ state }) => state === "open");
  const within = (from: number, to: number) =>
    open
      .filter((each) => {
        const due = dueOf(each);
        const days = due == null ? Infinity : daysBetween(day, due);
        return days > from && days <= to;
      })
      .toSorted((a, b) => (dueOf(a) ?? "9").localeCompare(dueOf(b) ?? "9"));
  return [
    { id: "today", rows: within(-Infinity, 0) },
    { id: "week", rows: within(0, aWeek) },
    { id: "later", rows: within(aWeek, Infinity) },
    { id: "ended", rows: newest.filter(({ state }) => state !== "open") },
  ] as const;
}
