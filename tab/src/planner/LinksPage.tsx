import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowSync16Regular } from "@fluentui/react-icons/svg/arrow-sync";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, done } from "../api/client";
import { newCommandId } from "../api/commandId";
import { ago } from "../shared/dates";
import { Empty } from "../shared/Empty";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { useNow } from "../shared/useNow";
import { linksQuery } from "./queries";
import { standing } from "./standing";

const useStyles = makeStyles({
  page: { blockSize: "100%", overflowY: "auto", boxSizing: "border-box", padding: "8px 24px 24px" },
  title: {
    marginBlock: "8px 16px",
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  scroll: { overflowX: "auto" },
  table: {
    inlineSize: "100%",
    minInlineSize: "720px",
    borderCollapse: "collapse",
    "& th": {
      textAlign: "start",
      color: tokens.colorNeutralForeground3,
      fontSize: tokens.fontSizeBase200,
      fontWeight: tokens.fontWeightRegular,
    },
    "& thead th:nth-child(n + 3)": { textAlign: "end" },
    "& tbody th": {
      color: tokens.colorNeutralForeground1,
      fontSize: tokens.fontSizeBase300,
      fontWeight: tokens.fontWeightSemibold,
    },
    "& th, & td": {
      padding: "8px 12px 8px 0",
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      verticalAlign: "top",
      overflowWrap: "anywhere",
    },
  },
  number: { textAlign: "end", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
  detail: {
    display: "block",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
  },
  trouble: { color: tokens.colorStatusWarningForeground3 },
});

/** All links of the organisation, those that need a person first. */
export function LinksPage() {
  const styles = useStyles();
  const intl = useIntl();
  const now = useNow(1_000);
  const online = useOnline();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const { data: links } = useSuspenseQuery({ ...linksQuery, refetchInterval: 10_000 });
  const retry = useMutation({
    mutationFn: ({ board, command }: { board: string; command: string }) =>
      done(api.POST("/api/planner/links/{board}/sync", { params: { path: { board }, header: as(command) } })),
    onSuccess: async () => {
      notify({ intent: "success", title: intl.formatMessage({ id: "planner.sync.done" }) });
      await client.invalidateQueries({ queryKey: linksQuery.queryKey });
    },
    onError: (error) =>
      notify({ intent: "error", title: intl.formatMessage({ id: "refused" }), text: sentence(error) }),
  });
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>
        <FormattedMessage id="planner.links" />
      </h1>
      {links.length === 0 ? (
        <Empty
          motif="board"
          title={<FormattedMessage id="planner.links.empty.title" />}
          text={<FormattedMessage id="planner.links.empty" />}
        />
      ) : (
        <div
          className={styles.scroll}
          role="region"
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0} // scrolls sideways by keyboard
          aria-label={intl.formatMessage({ id: "planner.links" })}
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">
                  <FormattedMessage id="planner.links.board" />
                </th>
                <th scope="col">
                  <FormattedMessage id="planner.state" />
                </th>
                <th scope="col" className={styles.number}>
                  <FormattedMessage id="planner.lag" />
                </th>
                <th scope="col" className={styles.number}>
                  <FormattedMessage id="planner.conflicts" />
                </th>
                <th scope="col" className={styles.number}>
                  <FormattedMessage id="planner.requests" />
                </th>
                <th scope="col">
                  <span className="only-heard">
                    <FormattedMessage id="planner.links.actions" />
                  </span>
                </th>
              </tr>
            </thead>
            <tbody>
              {links.map(({ board, boardName, link }) => {
                const { kind, text } = standing(intl, link, now);
                return (
                  <tr key={board}>
                    <th scope="row">
                      {boardName}
                      <span className={styles.detail}>
                        <FormattedMessage
                          id="planner.links.plan"
                          values={{ plan: link.plan.title, group: link.group.name }}
                        />
                      </span>
                    </th>
                    <td className={mergeClasses((kind === "paused" || kind === "trouble") && styles.trouble)}>
                      {kind === "inStep" ? <FormattedMessage id="planner.in-step" /> : text}
                      {link.problem != null && <span className={styles.detail}>{link.problem.detail}</span>}
                    </td>
                    <td className={styles.number}>
                      {link.lastSync == null ? "–" : ago(intl, link.lastSync, now)}
                    </td>
                    <td className={styles.number}>{intl.formatNumber(link.conflicts)}</td>
                    <td className={styles.number}>{intl.formatNumber(link.requests)}</td>
                    <td>
                      <Button
                        size="small"
                        icon={<ArrowSync16Regular />}
                        aria-label={intl.formatMessage(
                          { id: "planner.links.retry-name" },
                          { name: boardName },
                        )}
                        disabledFocusable={!online || retry.isPending || link.pausedBy != null}
                        onClick={() => retry.mutate({ board, command: newCommandId() })}
                      >
                        <FormattedMessage id="planner.links.retry" />
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
