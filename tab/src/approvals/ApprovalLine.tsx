import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircle20Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { DismissCircle20Regular } from "@fluentui/react-icons/svg/dismiss-circle";
import { HourglassHalf20Regular } from "@fluentui/react-icons/svg/hourglass-half";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaCardApprovalView } from "../api/schema";
import { longDate } from "../shared/dates";
import { useDirectory } from "../shared/people";
import { approvalQuery } from "./queries";

const useStyles = makeStyles({
  line: {
    display: "flex",
    columnGap: "10px",
    alignItems: "flex-start",
    padding: "10px 12px",
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    "& svg": { flexShrink: 0 },
  },
  words: { display: "flex", flexDirection: "column", minInlineSize: 0, overflowWrap: "anywhere" },
  strong: { fontWeight: tokens.fontWeightSemibold },
  link: { color: "inherit" },
  open: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground3,
  },
  approved: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    color: tokens.colorStatusSuccessForeground1,
  },
  rejected: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorStatusDangerForeground1,
  },
});

/** How the approval of a card stands, who answers it, and why. */
export function ApprovalLine({ approval }: { approval: SchemaCardApprovalView }) {
  const styles = useStyles();
  const intl = useIntl();
  const { data } = useQuery(approvalQuery(approval.id, approval.state));
  const decision = data?.stages.at(-1)?.seats.at(-1)?.steps.at(-1)?.decision ?? undefined;
  const asked = decision === undefined ? (data?.approval.waitsFor ?? []) : [decision.by];
  const people = useDirectory(asked);
  const Icon =
    approval.state === "approved"
      ? CheckmarkCircle20Regular
      : approval.state === "rejected"
        ? DismissCircle20Regular
        : HourglassHalf20Regular;
  const name = intl.formatList(
    asked.map((id) => people[id]?.name ?? intl.formatMessage({ id: "person.unknown" })),
  );
  return (
    <div className={mergeClasses(styles.line, styles[approval.state])}>
      <Icon aria-hidden="true" />
      <div className={styles.words}>
        <span className={styles.strong}>
          <FormattedMessage id={`approval.state.${approval.state}`} />
        </span>
        {data !== undefined && (
          <span>
            {decision === undefined
              ? intl.formatMessage({ id: "approval.waits-for" }, { name })
              : intl.formatMessage(
                  { id: "approval.answered" },
                  { name, date: longDate(intl, decision.at.slice(0, 10)) },
                )}
          </span>
        )}
        {decision?.text != null && <span>{decision.text}</span>}
        {data !== undefined && data.approval.tasks.length > 0 && (
          <Link to="/approvals/$approval" params={{ approval: approval.id }} className={styles.link}>
            <FormattedMessage id="approval.answer-now" />
          </Link>
        )}
      </div>
    </div>
  );
}
