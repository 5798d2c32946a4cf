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
  Select,
  makeStyles,
} from "@fluentui/react-components";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { labelColourNames } from "../shared/labels";
import type { Column } from "./board";
import { addColumn, editColumn } from "./commands";
import { boardQuery } from "./queries";
import { useSession } from "./session";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", rowGap: "12px" },
  limit: { maxInlineSize: "160px" },
});

const longestName = 120;

/** A new column, or the name, limit and meaning of one. */
export function ColumnDialog({ column, close }: { column?: Column; close: () => void }) {
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const { board, run } = useSession();
  const [seen] = useState(() => client.getQueryData(boardQuery(board).queryKey)?.sequence ?? 0);
  const [name, setName] = useState(column?.name ?? "");
  const [limit, setLimit] = useState(column?.limit?.toString() ?? "");
  const [hard, setHard] = useState(column?.limitIsHard ?? false);
  const [done, setDone] = useState(column?.done ?? false);
  const [colour, setColour] = useState(column?.colour ?? "");
  const [tried, setTried] = useState(false);
  const missing = name.trim() === "";
  const save = () => {
    setTried(true);
    if (missing) return;
    if (column === undefined) {
      void run(addColumn(board, name.trim()));
    } else {
      const number = limit === "" ? undefined : Number(limit);
      const edit = {
        ...(name.trim() === column.name ? {} : { name: { value: name.trim() } }),
        ...(number === (column.limit ?? undefined) ? {} : { limit: { value: number ?? null } }),
        ...(hard === column.limitIsHard ? {} : { limitIsHard: { value: hard } }),
        ...(done === column.done ? {} : { done: { value: done } }),
        ...(colour === (column.colour ?? "") ? {} : { colour: { value: colour === "" ? null : colour } }),
      };
      if (Object.keys(edit).length > 0) void run(editColumn(board, column.id, { seen, ...edit }));
    }
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
              <FormattedMessage id={column === undefined ? "column.add" : "column.edit"} />
            </DialogTitle>
            <DialogContent className={styles.fields}>
              <Field
                required
                label={intl.formatMessage({ id: "column.name" })}
                validationMessage={tried && missing ? intl.formatMessage({ id: "field.required" }) : null}
              >
                <Input value={name} maxLength={longestName} onChange={(_, { value }) => setName(value)} />
              </Field>
              {column !== undefined && (
                <>
                  <Field
                    label={intl.formatMessage({ id: "column.limit-field" })}
                    hint={intl.formatMessage({
                      id: hard && limit !== "" ? "column.limit-hint-hard" : "column.limit-hint",
                    })}
                  >
                    <Input
                      type="number"
                      min={1}
                      max={10_000}
                      className={styles.limit}
                      value={limit}
                      onChange={(_, { value }) => setLimit(value)}
                    />
                  </Field>
                  {limit !== "" && (
                    <Checkbox
                      label={intl.formatMessage({ id: "column.hard-field" })}
                      checked={hard}
                      onChange={(_, { checked }) => setHard(checked === true)}
                    />
                  )}
                  <Checkbox
                    label={intl.formatMessage({ id: "column.done-field" })}
                    checked={done}
                    onChange={(_, { checked }) => setDone(checked === true)}
                  />
                  <Field label={intl.formatMessage({ id: "fact.colour" })}>
                    <Select
                      className={styles.limit}
                      value={colour}
                      onChange={(_, { value }) => setColour(value)}
                    >
                      <option value="">{intl.formatMessage({ id: "fact.none" })}</option>
                      {labelColourNames.map((each) => (
                        <option key={each} value={each}>
                          {intl.formatMessage({ id: `colour.${each}` })}
                        </option>
                      ))}
                    </Select>
                  </Field>
                </>
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>
                <FormattedMessage id="action.cancel" />
              </Button>
              <Button type="submit" appearance="primary">
                <FormattedMessage id={column === undefined ? "action.add" : "action.save"} />
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
