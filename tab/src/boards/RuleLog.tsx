import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import { ago } from "../shared/dates";
import { Empty } from "../shared/Empty";
import { Failure } from "../shared/Failure";
import { useNow } from "../shared/useNow";
import { Waiting } from "../shared/Waiting";
import { ruleRunsQuery } from "./queries";
import type { Rule } from "./rules";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  run: {
    paddingBlock: "8px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: "anywhere",
  },
  card: { color: "inherit", fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  steps: { margin: 0, paddingInlineStart: "20px", color: tokens.colorNeutralForeground2 },
  refused: { color: tokens.colorStatusDangerForeground1 },
});

/** What the rules did, and why not where they could not; the newest first. */
export function RuleLog(props: { board: string; rules: readonly Rule[]; close: () => void }) {
  const { board, rules, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const now = useNow();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    ruleRunsQuery(board),
  );
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Waiting />;
  const runs = data.pages.flat();
  if (runs.length === 0)
    return (
      <Empty
        motif="inbox"
        title={intl.formatMessage({ id: "rules.log-empty.title" })}
        text={intl.formatMessage({ id: "rules.log-empty" })}
      />
    );
  return (
    <>
      <ol className={styles.list}>
        {runs.map((run) => (
          <li key={run.sequence} className={styles.run}>
            <div>
              {run.cardKey == null ? (
                <FormattedMessage id="rules.log-erased" />
              ) : (
                <Link
                  to="/boards/$board"
                  params={{ board }}
                  search={{ card: run.card }}
                  className={styles.card}
                  onClick={close}
                >
                  {run.cardKey} {run.cardTitle}
                </Link>
              )}
            </div>
            <div className={styles.quiet}>
              {rules.find((rule) => rule.id === run.rule)?.name ?? intl.formatMessage({ id: "actor.rule" })}
              {" · "}
              <time
                dateTime={run.at}
                title={intl.formatDate(run.at, { dateStyle: "full", timeStyle: "short" })}
              >
                {ago(intl, run.at, now)}
              </time>
            </div>
            <ul className={styles.steps}>
              {run.steps.map((step, place) => (
                <li key={place} className={step.result === "refused" ? styles.refused : undefined}>
                  {intl.formatMessage({ id: `rule.step.${step.action}` })}
                  {": "}
                  {step.result === "refused"
                    ? intl.formatMessage(
                        { id: "rules.step.refused" },
                        { reason: step.reason ?? step.code ?? "" },
                      )
                    : intl.formatMessage({ id: `rules.step.${step.result}` })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          <FormattedMessage id="stream.older" />
        </Button>
      )}
    </>
  );
}
