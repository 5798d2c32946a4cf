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
import { useMutation, useQueryClient } from "@tanstack/react-query";
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
  form: { display: "flex", flexDirection: "column", rowGap: "8px" },
});

const longest = 2_000;

type Answer = { readonly command: string; readonly answer: "approve" | "reject"; readonly reason?: string };

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
  const row = useRef<HTMLLIElement>(null);
  const [reason, setReason] = useState<string>();
  const [tried, setTried] = useState(false);
  useEffect(() => {
    if (wanted) row.current?.scrollIntoView({ block: "center" });
  }, [wanted]);
  const decide = useMutation({
    mutationFn: ({ command, ...answer }: Answer) =>
      read(
        api.POST("/api/approvals/{approval}/decision", {
          params: { path: { approval: approval.id }, header: as(command) },
          body: { revision: approval.revision, ...answer },
        }),
      ),
    onSuccess: (_, { answer }) => {
      setReason(undefined);
      notify({
        intent: "success",
        title: intl.formatMessage(
          { id: answer === "approve" ? "approval.approved" : "approval.rejected" },
          { title: approval.cardTitle },
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
      <Face id={approval.requester} name={name(approval.requester)} size={32} named={false} />
      <div className={styles.words}>
        <h3 className={styles.title}>
          <Link
            to="/boards/$board"
            params={{ board: approval.board }}
            search={{ card: approval.card }}
            className={styles.link}
          >
            {approval.cardTitle}
          </Link>
        </h3>
        <span className={styles.quiet}>
          <FormattedMessage
            id="approval.by-whom"
            values={{
              requester: name(approval.requester),
              approver: name(approval.approver),
              board: approval.boardName,
              ago: ago(intl, approval.askedAt, now),
            }}
          />
        </span>
        {approval.comment != null && <span className={styles.comment}>{approval.comment}</span>}
        {approval.reason != null && (
          <span className={styles.comment}>
            <FormattedMessage id="approval.reason-was" values={{ reason: approval.reason }} />
          </span>
        )}
        {decide.isError && (
          <MessageBar intent="error">
            <MessageBarBody>{sentence(decide.error)}</MessageBarBody>
          </MessageBar>
        )}
        {approval.canDecide && reason === undefined && (
          <div className={styles.buttons}>
            <Button
              appearance="primary"
              disabledFocusable={decide.isPending || !online}
              aria-label={intl.formatMessage({ id: "approval.approve-name" }, { title: approval.cardTitle })}
              onClick={() => decide.mutate({ command: newCommandId(), answer: "approve" })}
            >
              <FormattedMessage id="approval.approve" />
            </Button>
            <Button
              disabledFocusable={decide.isPending || !online}
              aria-label={intl.formatMessage({ id: "approval.reject-name" }, { title: approval.cardTitle })}
              onClick={() => {
                setTried(false);
                setReason("");
              }}
            >
              <FormattedMessage id="approval.reject" />
            </Button>
          </div>
        )}
        {approval.canDecide && reason !== undefined && (
          <form
            noValidate
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (reason.trim() !== "")
                decide.mutate({ command: newCommandId(), answer: "reject", reason: reason.trim() });
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
      {!approval.canDecide && (
        <span className={mergeClasses(styles.state, styles[approval.state])}>
          <Icon aria-hidden="true" />
          <FormattedMessage id={`approval.state.${approval.state}`} />
        </span>
      )}
    </li>
  );
}
