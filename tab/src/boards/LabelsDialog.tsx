import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
  Select,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { labelColour, labelColourNames, type LabelColourName } from "../shared/labels";
import type { Board, Label } from "./board";
import { addLabel, editLabel } from "./commands";
import { useSession } from "./session";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  row: { display: "flex", alignItems: "center", columnGap: "8px" },
  bar: {
    inlineSize: "12px",
    blockSize: "24px",
    flexShrink: 0,
    borderRadius: tokens.borderRadiusSmall,
    "@media (forced-colors: active)": { forcedColorAdjust: "none" },
  },
  name: { flexGrow: 1, minInlineSize: 0 },
});

const longest = 120;

/** The labels of the board: twelve colours, each with a name. */
export function LabelsDialog({ board, close }: { board: Board; close: () => void }) {
  const styles = useStyles();
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            <FormattedMessage id="board.labels" />
          </DialogTitle>
          <DialogContent>
            <ul className={styles.list}>
              {board.labels.map((label) => (
                <LabelRow key={label.id} board={board.id} label={label} />
              ))}
              <LabelRow key={`new-${board.labels.length}`} board={board.id} />
            </ul>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={close}>
              <FormattedMessage id="action.close" />
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

const colourNamed = (name: string | undefined): LabelColourName =>
  labelColourNames.find((each) => each === name) ?? "blue";

function LabelRow({ board, label }: { board: string; label?: Label }) {
  const styles = useStyles();
  const intl = useIntl();
  const { run } = useSession();
  const [name, setName] = useState(label?.name ?? "");
  const [colour, setColour] = useState(colourNamed(label?.colour));
  const words = name.trim();
  const changed = label === undefined ? words !== "" : words !== label.name || colour !== label.colour;
  return (
    <li>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (!changed) return;
          void run(
            label === undefined ? addLabel(board, words, colour) : editLabel(board, label.id, words, colour),
          );
        }}
      >
        <span className={styles.bar} style={{ backgroundColor: labelColour(colour).bar }} />
        <Input
          className={styles.name}
          value={name}
          maxLength={longest}
          placeholder={intl.formatMessage({ id: label === undefined ? "label.new" : "label.unnamed" })}
          aria-label={
            label === undefined
              ? intl.formatMessage({ id: "label.new" })
              : intl.formatMessage({ id: "label.name-of" }, { name: label.name })
          }
          onChange={(_, { value }) => setName(value)}
        />
        <Select
          value={colour}
          aria-label={intl.formatMessage({ id: "label.colour-of" }, { name: words })}
          onChange={(_, { value }) => setColour(colourNamed(value))}
        >
          {labelColourNames.map((each) => (
            <option key={each} value={each}>
              {intl.formatMessage({ id: `colour.${each}` })}
            </option>
          ))}
        </Select>
        <Button type="submit" disabled={!changed}>
          <FormattedMessage id={label === undefined ? "action.add" : "action.save"} />
        </Button>
      </form>
    </li>
  );
}
