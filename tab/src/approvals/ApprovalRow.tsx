import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  Textarea,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { CheckmarkCircle16Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { DismissCircle16Regular } from "@fluentui/react-icons/svg/dismiss-circle";
import { HourglassHalf16Regular } from "@fluentui/react-icons/svg/hourglass-half";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaApprovalView } from "../api/schema";
import { ago } from "../shared/dates";
import { Face } from "../shared/Face";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import type { Directory } from "../shared/people";
import { approvalQuery } from "./queries";

const useStyles = makeStyles({
  row: {
    display: "flex",
    columnGap: "12px",
    padding: "12px 16px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow2,
    outlineStyle: "none",
  },
  wanted: { outline: `2px solid ${tokens.colorBrandStroke1}` },
  words: {
    flexGrow: 1,
    minInlineSize: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
    overflowWrap: "anywhere",
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  link: { color: "inherit", textDecorationLine: "none", ":hover": { textDecorationLine: "underline" } },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  comment: { color: tokens.colorNeutralForeground2, whiteSpace: "pre-wrap" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px", marginBlockStart: "4px" },
  state: {
    alignSelf: "flex-start",
    display: "inline-flex",
    alignItems: "center",
    columnGap: "4px",
    blockSize: "22px",
    paddingInline: "6px 10px",
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: "nowrap",
    flexShrink: 0,
  },
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
  withdrawn: { backgroundColor: tokens.colorNeutralBackground3, color: tokens.colorNeutralForeground2 },
  form: { display: "flex", flexDirection: "column", rowGap: "8px" },
});

const longest = 2_000;

type Answer = { readonly command: string; readonly answer: "signed" | "rejected"; readonly text?: string };

/** One request: what is asked, by whom, and my answer, given where it stands. */
export function ApprovalRow(props: {
  approval: SchemaApprovalView;
  people: Directory;
  now: number;
  wanted: boolean;
}) {
  const { approval, people, now, wanted } = props;
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const online = useOnline();
  const mine = approval.tasks.find(({ kind, for: principal }) => kind === "closing" && principal == null);
  const { data: detail } = useQuery(approvalQuery(approval.id, `${approval.revision}`));
  const decision = detail?.stages.at(-1)?.seats.at(-1)?.steps.at(-1)?.decision ?? undefined;
  const waits = mine !== undefined && detail !== undefined;
  const row = useRef<HTMLLIElement>(null);
  const [reason, setReason] = useState<string>();
  const [tried, setTried] = useState(false);
  useEffect(() => {
    if (wanted) row.current?.scrollIntoView({ block: "center" });
  }, [wanted]);
  const decide = useMutation({
    mutationFn: ({ command, ...answer }: Answer) =>
      read(
        api.POST("/api/approvals/{approval}/steps/{step}/answer", {
          params: { path: { approval: approval.id, step: mine?.step ?? 0 }, header: as(command) },
          body: { version: detail?.versions.at(-1)?.number ?? 0, ...answer },
        }),
      ),
    onSuccess: (_, { answer }) => {
      setReason(undefined);
      notify({
        intent: "success",
        title: intl.formatMessage(
          { id: answer === "signed" ? "approval.approved" : "approval.rejected" },
          { title: approval.subject },
        ),
      });
    },
    // Somebody was faster, or the request changed: the list shows how it stands now.
    onSettled: () => client.invalidateQueries({ queryKey: ["approvals"] }),
  });
  const name = (id: string) => people[id]?.name ?? intl.formatMessage({ id: "person.unknown" });
  const Icon =
    approval.state === "approved"
      ? CheckmarkCircle16Regular
      : approval.state === "rejected"
        ? DismissCircle16Regular
        : HourglassHalf16Regular;
  return (
    <li ref={row} className={mergeClasses(styles.row, wanted && styles.wanted)}>
      <Face id={approval.author} name={name(approval.author)} size={32} named={false} />
      <div className={styles.words}>
        <h3 className={styles.title}>
          {approval.on == null ? (
            approval.subject
          ) : (
            <Link
              to="/boards/$board"
              params={{ board: approval.on.board }}
              search={{ card: approval.on.card }}
              className={styles.link}
            >
              {approval.subject}
            </Link>
          )}
        </h3>
        <span className={styles.quiet}>
          <FormattedMessage
            id="approval.by-whom"
            values={{
              requester: name(approval.author),
              approver: intl.formatList(
                (decision === undefined ? approval.waitsFor : [decision.by]).map(name),
              ),
              board: approval.on?.boardName ?? approval.unit,
              ago: ago(intl, approval.askedAt, now),
            }}
          />
        </span>
        {detail?.comment != null && <span className={styles.comment}>{detail.comment}</span>}
        {decision?.text != null && (
          <span className={styles.comment}>
            <FormattedMessage id="approval.reason-was" values={{ reason: decision.text }} />
          </span>
        )}
        {decide.isError && (
          <MessageBar intent="error">
            <MessageBarBody>{sentence(decide.error)}</MessageBarBody>
          </MessageBar>
        )}
        {waits && reason === undefined && (
          <div className={styles.buttons}>
            <Button
              appearance="primary"
              disabledFocusable={decide.isPending || !online}
              aria-label={intl.formatMessage({ id: "approval.approve-name" }, { title: approval.subject })}
              onClick={() => decide.mutate({ command: newCommandId(), answer: "signed" })}
            >
              <FormattedMessage id="approval.approve" />
            </Button>
            <Button
              disabledFocusable={decide.isPending || !online}
              aria-label={intl.formatMessage({ id: "approval.reject-name" }, { title: approval.subject })}
              onClick={() => {
                setTried(false);
                setReason("");
              }}
            >
              <FormattedMessage id="approval.reject" />
            </Button>
          </div>
        )}
        {waits && reason !== undefined && (
          <form
            noValidate
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (reason.trim() !== "")
                decide.mutate({ command: newCommandId(), answer: "rejected", text: reason.trim() });
            }}
          >
            <Field
              required
              label={intl.formatMessage({ id: "approval.reason" })}
              validationMessage={
                tried && reason.trim() === "" ? intl.formatMessage({ id: "field.required" }) : null
              }
            >
              <Textarea
                // The person has just asked for this field.
                // eslint-disable-next-line jsx-a11y/no-autofocus
                autoFocus
                rows={2}
                maxLength={longest}
                value={reason}
                onChange={(_, { value }) => setReason(value)}
              />
            </Field>
            <div className={styles.buttons}>
              <Button type="submit" appearance="primary" disabledFocusable={decide.isPending || !online}>
                <FormattedMessage id="approval.reject" />
              </Button>
              <Button appearance="subtle" onClick={() => setReason(undefined)}>
                <FormattedMessage id="action.cancel" />
              </Button>
            </div>
          </form>
        )}
      </div>
      {mine === undefined && (
        <span className={mergeClasses(styles.state, styles[approval.state])}>
          <Icon aria-hidden="true" />
          <FormattedMessage id={`approval.state.${approval.state}`} />
        </span>
      )}
    </li>
  );
}
