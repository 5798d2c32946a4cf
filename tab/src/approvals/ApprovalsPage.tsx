import { makeStyles, tokens } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import { Choice } from "../shared/Choice";
import { Empty } from "../shared/Empty";
import { useDirectory } from "../shared/people";
import { useNow } from "../shared/useNow";
import { ApprovalRow } from "./ApprovalRow";
import { approvalsQuery } from "./queries";

const route = getRouteApi("/approvals");

const useStyles = makeStyles({
  page: { blockSize: "100%", overflowY: "auto", boxSizing: "border-box", padding: "8px 24px 24px" },
  inner: { maxInlineSize: "720px" },
  title: {
    margin: 0,
    minBlockSize: "44px",
    display: "flex",
    alignItems: "center",
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  tabs: { marginBlockEnd: "12px" },
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
});

/** What waits for me, and what I have asked for; open ones first. */
export function ApprovalsPage() {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const now = useNow();
  const { box = "forMe", approval: wanted } = route.useSearch();
  const { data: approvals } = useSuspenseQuery(approvalsQuery(box));
  const people = useDirectory(
    [...new Set(approvals.flatMap((each) => [each.author, ...each.waitsFor]))].sort(),
  );
  const newest = approvals.toSorted((a, b) => (a.askedAt < b.askedAt ? 1 : -1));
  const groups = [
    { id: "approvals.open", rows: newest.filter((each) => each.state === "open") },
    { id: "approvals.decided", rows: newest.filter((each) => each.state !== "open") },
  ] as const;
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <h1 className={styles.title}>
          <FormattedMessage id="approvals.title" />
        </h1>
        <div className={styles.tabs}>
          <Choice
            name={intl.formatMessage({ id: "approvals.title" })}
            chosen={box}
            options={[
              { value: "forMe", text: intl.formatMessage({ id: "approvals.for-me" }) },
              { value: "byMe", text: intl.formatMessage({ id: "approvals.by-me" }) },
            ]}
            choose={(value) =>
              void navigate({ to: "/approvals", search: value === "byMe" ? { box: value } : {} })
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
                  <FormattedMessage id={id} values={{ count: rows.length }} />
                </h2>
                <ul className={styles.list}>
                  {rows.map((approval) => (
                    <ApprovalRow
                      key={approval.id}
                      approval={approval}
                      people={people}
                      now={now}
                      wanted={approval.id === wanted}
                    />
                  ))}
                </ul>
              </section>
            ),
        )}
      </div>
    </div>
  );
}
