import {
  Button,
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
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { announce } from "../shared/announce";
import { templatesOf, type Board } from "./board";
import { createCard } from "./commands";
import { useSession } from "./session";
import { useFromTemplate } from "./useTemplates";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", rowGap: "12px" },
});

const longest = 500;

/** A new card where no column is at hand to type it into. */
export function NewCardDialog({ board, close }: { board: Board; close: () => void }) {
  const styles = useStyles();
  const intl = useIntl();
  const { run } = useSession();
  const [title, setTitle] = useState("");
  const [column, setColumn] = useState(board.columns[0]?.id ?? "");
  const [from, setFrom] = useState("");
  const [tried, setTried] = useState(false);
  const fromTemplate = useFromTemplate(board);
  const templates = templatesOf(board).toSorted((a, b) => a.title.localeCompare(b.title, intl.locale));
  const template = templates.find((each) => each.id === from);
  const words = title.trim();
  const missing = words === "" && template === undefined;
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (missing) return;
            if (template !== undefined) {
              void fromTemplate(template, column, words);
              close();
              return;
            }
            const name = board.columns.find((each) => each.id === column)?.name ?? "";
            announce(intl.formatMessage({ id: "said.added" }, { title: words, column: name }));
            void run(createCard(board.id, column, words));
            close();
          }}
        >
          <DialogBody>
            <DialogTitle>
              <FormattedMessage id="card.new" />
            </DialogTitle>
            <DialogContent className={styles.fields}>
              <Field
                required={template === undefined}
                label={intl.formatMessage({ id: "fact.title" })}
                validationMessage={tried && missing ? intl.formatMessage({ id: "field.required" }) : null}
              >
                <Input
                  value={title}
                  maxLength={longest}
                  placeholder={template?.title ?? ""}
                  onChange={(_, { value }) => setTitle(value)}
                />
              </Field>
              {templates.length > 0 && (
                <Field label={intl.formatMessage({ id: "template.from" })}>
                  <Select value={from} onChange={(_, { value }) => setFrom(value)}>
                    <option value="">{intl.formatMessage({ id: "fact.none" })}</option>
                    {templates.map((each) => (
                      <option key={each.id} value={each.id}>
                        {each.title}
                      </option>
                    ))}
                  </Select>
                </Field>
              )}
              <Field label={intl.formatMessage({ id: "fact.column" })}>
                <Select value={column} onChange={(_, { value }) => setColumn(value)}>
                  {board.columns.map((each) => (
                    <option key={each.id} value={each.id}>
                      {each.name}
                    </option>
                  ))}
                </Select>
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>
                <FormattedMessage id="action.cancel" />
              </Button>
              <Button type="submit" appearance="primary">
                <FormattedMessage id="action.add" />
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
