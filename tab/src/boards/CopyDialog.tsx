import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaCopyBoardRequest } from "../api/schema";
import { useOnline } from "../shared/live";
import { useSentence } from "../shared/notices";
import { boardsQuery } from "./queries";

const useStyles = makeStyles({ fields: { display: "flex", flexDirection: "column", rowGap: "8px" } });

const longestName = 120;

/** A new board like another one, or from a template: its set-up, and what else of it is wanted. */
export function CopyDialog(props: {
  board: { readonly id: string; readonly name: string; readonly template: boolean };
  /** The members can come along: whoever may set them. */
  canCopyMembers: boolean;
  close: () => void;
}) {
  const { board, canCopyMembers, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const navigate = useNavigate();
  const online = useOnline();
  const sentence = useSentence();
  const [name, setName] = useState(
    board.template ? "" : intl.formatMessage({ id: "copy.name" }, { name: board.name }).slice(0, longestName),
  );
  const [cards, setCards] = useState(true);
  const [members, setMembers] = useState(false);
  const [tried, setTried] = useState(false);
  const copy = useMutation({
    mutationFn: ({ command, body }: { command: string; body: SchemaCopyBoardRequest }) =>
      read(
        api.POST("/api/boards/{board}/copy", {
          params: { path: { board: board.id }, header: as(command) },
          body,
        }),
      ),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: boardsQuery.queryKey });
      close();
      await navigate({ to: "/boards/$board", params: { board: made.id } });
    },
  });
  const missing = tried && name.trim() === "";
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (name.trim() !== "" && online)
              copy.mutate({ command: newCommandId(), body: { name: name.trim(), cards, members } });
          }}
        >
          <DialogBody>
            <DialogTitle>
              <FormattedMessage
                id={board.template ? "copy.from-template" : "copy.title"}
                values={{ name: board.name }}
              />
            </DialogTitle>
            <DialogContent className={styles.fields}>
              {copy.isError && (
                <MessageBar intent="error" layout="multiline">
                  <MessageBarBody>{sentence(copy.error)}</MessageBarBody>
                </MessageBar>
              )}
              <FormattedMessage id="copy.text" />
              <Field
                required
                label={intl.formatMessage({ id: "board.name" })}
                validationMessage={missing ? intl.formatMessage({ id: "field.required" }) : null}
              >
                <Input value={name} maxLength={longestName} onChange={(_, { value }) => setName(value)} />
              </Field>
              <Checkbox
                label={intl.formatMessage({ id: "copy.cards" })}
                checked={cards}
                onChange={(_, { checked }) => setCards(checked === true)}
              />
              {canCopyMembers && (
                <Checkbox
                  label={intl.formatMessage({ id: "copy.members" })}
                  checked={members}
                  onChange={(_, { checked }) => setMembers(checked === true)}
                />
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>
                <FormattedMessage id="action.cancel" />
              </Button>
              <Button type="submit" appearance="primary" disabledFocusable={copy.isPending || !online}>
                <FormattedMessage id="action.create" />
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
