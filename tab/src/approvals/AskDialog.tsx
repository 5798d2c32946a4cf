import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  MessageBar,
  MessageBarBody,
  Textarea,
  makeStyles,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import { useNotify, useSentence } from "../shared/notices";
import type { Person } from "../shared/people";
import { PersonPicker } from "../shared/PersonPicker";

const useStyles = makeStyles({ fields: { display: "flex", flexDirection: "column", rowGap: "12px" } });

const longest = 2_000;

/** Asks one person to approve a card. */
export function AskDialog({ board, card, close }: { board: string; card: string; close: () => void }) {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const [approver, setApprover] = useState<Person>();
  const [comment, setComment] = useState("");
  const [tried, setTried] = useState(false);
  const ask = useMutation({
    mutationFn: ({ command, person }: { command: string; person: Person }) =>
      read(
        api.POST("/api/approvals", {
          params: { header: as(command) },
          body: {
            on: { board, card },
            holders: [{ seat: 1, people: [person.id] }],
            ...(comment.trim() === "" ? {} : { comment: comment.trim() }),
          },
        }),
      ),
    onSuccess: async (_, { person }) => {
      notify({
        intent: "success",
        title: intl.formatMessage({ id: "approval.asked" }, { name: person.name }),
      });
      close();
      await client.invalidateQueries({ queryKey: ["approvals"] });
    },
  });
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (approver !== undefined) ask.mutate({ command: newCommandId(), person: approver });
          }}
        >
          <DialogBody>
            <DialogTitle>
              <FormattedMessage id="approval.ask" />
            </DialogTitle>
            <DialogContent className={styles.fields}>
              {ask.isError && (
                <MessageBar intent="error">
                  <MessageBarBody>{sentence(ask.error)}</MessageBarBody>
                </MessageBar>
              )}
              <Field
                required
                label={intl.formatMessage({ id: "approval.approver" })}
                hint={intl.formatMessage({ id: "approval.approver-hint" })}
                validationMessage={
                  tried && approver === undefined ? intl.formatMessage({ id: "field.required" }) : null
                }
              >
                <PersonPicker chosen={approver} pick={setApprover} />
              </Field>
              <Field label={intl.formatMessage({ id: "approval.comment" })}>
                <Textarea
                  rows={3}
                  resize="vertical"
                  value={comment}
                  maxLength={longest}
                  onChange={(_, { value }) => setComment(value)}
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button
                appearance="subtle"
                onClick={() => void navigate({ to: "/approvals/new", search: { board, card } })}
              >
                <FormattedMessage id="approval.by-template" />
              </Button>
              <Button onClick={close}>
                <FormattedMessage id="action.cancel" />
              </Button>
              <Button type="submit" appearance="primary" disabledFocusable={ask.isPending}>
                <FormattedMessage id="approval.ask-button" />
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
