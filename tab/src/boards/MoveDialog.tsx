import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Select,
  makeStyles,
} from "@fluentui/react-components";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { listOf, type Board, type Place } from "./board";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", rowGap: "12px" },
});

/** Moving without a pointer and without carrying: which column, and at which place; one card or several. */
export function MoveDialog(props: {
  board: Board;
  cards: readonly string[];
  move: (place: Place) => void;
  close: () => void;
}) {
  const { board, cards, move, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const card = board.cards[cards[0] ?? ""];
  const [column, setColumn] = useState(card?.column ?? "");
  const [place, setPlace] = useState<number>();
  if (card === undefined) return null;
  const others = listOf(board, column).filter((other) => !cards.includes(other.id));
  const at = Math.min(
    place ?? (column === card.column ? listOf(board, column).indexOf(card) : 0),
    others.length,
  );
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            move({ column, before: others[at]?.id });
            close();
          }}
        >
          <DialogBody>
            <DialogTitle>
              {cards.length === 1 ? (
                <FormattedMessage id="move.title" values={{ title: card.title }} />
              ) : (
                <FormattedMessage id="move.title-many" values={{ count: cards.length }} />
              )}
            </DialogTitle>
            <DialogContent className={styles.fields}>
              <Field label={intl.formatMessage({ id: "move.column" })}>
                <Select
                  value={column}
                  onChange={(_, { value }) => {
                    setColumn(value);
                    setPlace(undefined);
                  }}
                >
                  {board.columns.map((each) => (
                    <option key={each.id} value={each.id}>
                      {each.name}
                    </option>
                  ))}
                </Select>
              </Field>
              <Field label={intl.formatMessage({ id: "move.place" })}>
                <Select value={String(at)} onChange={(_, { value }) => setPlace(Number(value))}>
                  {[...others, undefined].map((other, index) => (
                    <option key={other?.id ?? "last"} value={String(index)}>
                      {other === undefined
                        ? intl.formatMessage({ id: "move.last" }, { place: index + 1 })
                        : intl.formatMessage({ id: "move.before" }, { place: index + 1, title: other.title })}
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
                <FormattedMessage id="action.move" />
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
