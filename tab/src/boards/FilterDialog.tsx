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
  makeStyles,
} from "@fluentui/react-components";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaFilterView } from "../api/schema";

const useStyles = makeStyles({ fields: { display: "flex", flexDirection: "column", rowGap: "8px" } });

const longest = 120;

/** A new filter's name and audience, or those of one that there is. */
export function FilterDialog(props: {
  title: string;
  filter?: SchemaFilterView;
  canShare: boolean;
  /** What is shown now is something else than the filter says. */
  canReplace: boolean;
  close: () => void;
  save: (name: string, shared: boolean, replace: boolean) => void;
}) {
  const { title, filter, canShare, canReplace, close, save } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [name, setName] = useState(filter?.name ?? "");
  const [shared, setShared] = useState(filter?.shared ?? false);
  const [replace, setReplace] = useState(canReplace);
  const [tried, setTried] = useState(false);
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (name.trim() !== "") save(name.trim(), shared, replace);
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.fields}>
              <Field
                required
                label={intl.formatMessage({ id: "board.name" })}
                validationMessage={
                  tried && name.trim() === "" ? intl.formatMessage({ id: "field.required" }) : null
                }
              >
                <Input value={name} maxLength={longest} onChange={(_, { value }) => setName(value)} />
              </Field>
              {canReplace && (
                <Checkbox
                  label={intl.formatMessage({ id: "filters.replace" })}
                  checked={replace}
                  onChange={(_, { checked }) => setReplace(checked === true)}
                />
              )}
              {canShare && (
                <Checkbox
                  label={intl.formatMessage({ id: "filters.share" })}
                  checked={shared}
                  onChange={(_, { checked }) => setShared(checked === true)}
                />
              )}
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
