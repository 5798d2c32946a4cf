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
  Select,
  Textarea,
  makeStyles,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaBoardSummary, SchemaCreateBoardRequest } from "../api/schema";
import { useSentence } from "../shared/notices";
import { BoardFields, useBoardFields } from "./BoardFields";
import { CopyDialog } from "./CopyDialog";
import { boardsQuery } from "./queries";

const useStyles = makeStyles({ fields: { display: "flex", flexDirection: "column", rowGap: "12px" } });

/** A new board: like a template, or with columns to start from. */
export function CreateBoardDialog(props: { templates: readonly SchemaBoardSummary[]; close: () => void }) {
  const { templates, close } = props;
  const [chosen, setChosen] = useState<SchemaBoardSummary>();
  return chosen === undefined ? (
    <EmptyBoardDialog
      templates={templates}
      choose={(id) => setChosen(templates.find((board) => board.id === id))}
      close={close}
    />
  ) : (
    <CopyDialog board={chosen} canCopyMembers={chosen.role === "owner"} close={close} />
  );
}

function EmptyBoardDialog(props: {
  templates: readonly SchemaBoardSummary[];
  choose: (template: string) => void;
  close: () => void;
}) {
  const { templates, choose, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const navigate = useNavigate();
  const sentence = useSentence();
  const fields = useBoardFields({ name: "", purpose: "", visibility: "members" });
  const [columns, setColumns] = useState(() => intl.formatMessage({ id: "boards.first-columns" }));
  const create = useMutation({
    mutationFn: ({ command, body }: { command: string; body: SchemaCreateBoardRequest }) =>
      read(api.POST("/api/boards", { params: { header: as(command) }, body })),
    onSuccess: async (board) => {
      await client.invalidateQueries({ queryKey: boardsQuery.queryKey });
      await navigate({ to: "/boards/$board", params: { board: board.id } });
    },
  });
  const submit = () => {
    const values = fields.submit();
    if (values === undefined) return;
    const names = columns
      .split("\n")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    create.mutate({
      command: newCommandId(),
      body: {
        name: values.name,
        visibility: values.visibility,
        columns: names,
        lastIsDone: names.length > 1,
        ...(values.purpose === "" ? {} : { purpose: values.purpose }),
      },
    });
  };
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <DialogBody>
            <DialogTitle>
              <FormattedMessage id="boards.create" />
            </DialogTitle>
            <DialogContent className={styles.fields}>
              {create.isError && (
                <MessageBar intent="error">
                  <MessageBarBody>{sentence(create.error)}</MessageBarBody>
                </MessageBar>
              )}
              {templates.length > 0 && (
                <Field label={intl.formatMessage({ id: "boards.begin-like" })}>
                  <Select value="" onChange={(_, { value }) => choose(value)}>
                    <option value="">{intl.formatMessage({ id: "boards.begin-empty" })}</option>
                    {templates.map((board) => (
                      <option key={board.id} value={board.id}>
                        {board.name}
                      </option>
                    ))}
                  </Select>
                </Field>
              )}
              <BoardFields form={fields} />
              <Field
                label={intl.formatMessage({ id: "boards.columns" })}
                hint={intl.formatMessage({ id: "boards.columns-hint" })}
              >
                <Textarea
                  value={columns}
                  rows={4}
                  resize="vertical"
                  onChange={(_, { value }) => setColumns(value)}
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>
                <FormattedMessage id="action.cancel" />
              </Button>
              <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
                <FormattedMessage id="action.create" />
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
