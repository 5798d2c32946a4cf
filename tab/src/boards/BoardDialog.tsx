import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from "@fluentui/react-components";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { Board } from "./board";
import { BoardFields, useBoardFields } from "./BoardFields";
import { editBoard } from "./commands";
import { useSession } from "./session";

const useStyles = makeStyles({ fields: { display: "flex", flexDirection: "column", rowGap: "12px" } });

/** Name, purpose and visibility of a board, and whether new ones can begin like it. */
export function BoardDialog({ board, close }: { board: Board; close: () => void }) {
  const styles = useStyles();
  const intl = useIntl();
  const { run } = useSession();
  const [seen] = useState(board.sequence);
  const fields = useBoardFields({
    name: board.name,
    purpose: board.purpose ?? "",
    visibility: board.visibility,
  });
  const [template, setTemplate] = useState(board.template);
  const save = () => {
    const values = fields.submit();
    if (values === undefined) return;
    const edit = {
      ...(values.name === board.name ? {} : { name: { value: values.name } }),
      ...(values.purpose === (board.purpose ?? "")
        ? {}
        : { purpose: { value: values.purpose === "" ? null : values.purpose } }),
      ...(values.visibility === board.visibility ? {} : { visibility: { value: values.visibility } }),
      ...(template === board.template ? {} : { template: { value: template } }),
    };
    if (Object.keys(edit).length > 0) void run(editBoard(board.id, { seen, ...edit }));
    close();
  };
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <DialogBody>
            <DialogTitle>
              <FormattedMessage id="board.edit" />
            </DialogTitle>
            <DialogContent className={styles.fields}>
              <BoardFields form={fields} />
              <Checkbox
                label={intl.formatMessage({ id: "board.offer-template" })}
                checked={template}
                onChange={(_, { checked }) => setTemplate(checked === true)}
              />
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>
                <FormattedMessage id="action.cancel" />
              </Button>
              <Button type="submit" appearance="primary">
                <FormattedMessage id="action.save" />
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
