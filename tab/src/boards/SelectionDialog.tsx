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
import { Dismiss12Regular } from "@fluentui/react-icons/svg/dismiss";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import { useNotify } from "../shared/notices";
import { Face } from "../shared/Face";
import type { Directory, Person } from "../shared/people";
import { PersonPicker } from "../shared/PersonPicker";
import type { Board, Card, CardEdit } from "./board";
import { useTakeBack } from "./useUndo";
import type { BoardActions } from "./view";

export type SelectionFact = "assignees" | "labels" | "due";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", rowGap: "12px" },
  checks: { display: "flex", flexDirection: "column" },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: { display: "flex", alignItems: "center", columnGap: "8px", minBlockSize: "32px" },
  words: { flexGrow: 1, minInlineSize: 0, overflowWrap: "anywhere" },
  date: { inlineSize: "168px" },
});

type Mark = boolean | "mixed";

/** What the chosen cards have in common: all of them, some or none. */
const markOf = (cards: readonly Card[], has: (card: Card) => boolean): Mark => {
  const count = cards.filter(has).length;
  return count === 0 ? false : count === cards.length ? true : "mixed";
};

/** With what is marked on, without what is marked off, and what is mixed as it was; undefined where that is nothing new. */
function marked(now: readonly string[], marks: Readonly<Record<string, Mark>>): string[] | undefined {
  const next = [
    ...now.filter((id) => marks[id] !== false),
    ...Object.keys(marks).filter((id) => marks[id] === true && !now.includes(id)),
  ];
  return next.length === now.length && next.every((id) => now.includes(id)) ? undefined : next;
}

/** One fact of several cards at once. */
export function SelectionDialog(props: {
  fact: SelectionFact;
  board: Board;
  people: Directory;
  cards: readonly string[];
  save: BoardActions["save"];
  close: () => void;
}) {
  const { fact, board, people, save, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const notify = useNotify();
  const takeBack = useTakeBack();
  const cards = props.cards.flatMap((id) => board.cards[id] ?? []);
  const [marks, setMarks] = useState<Readonly<Record<string, Mark>>>(() => {
    const ids =
      fact === "labels" ? board.labels.map(({ id }) => id) : cards.flatMap((card) => card.assignees);
    return Object.fromEntries(
      ids.map((id) => [
        id,
        markOf(cards, (card) => (fact === "labels" ? card.labels : card.assignees).includes(id)),
      ]),
    );
  });
  const [come, setCome] = useState<readonly Person[]>([]);
  const [due, setDue] = useState("");
  const mark = (id: string, value: Mark) => setMarks((now) => ({ ...now, [id]: value }));

  const editOf = (card: Card): CardEdit | undefined => {
    if (fact === "due") {
      return (card.due ?? "") === due ? undefined : { due: { value: due === "" ? null : due } };
    }
    const value = marked(card[fact], marks);
    return value === undefined ? undefined : { [fact]: { value } };
  };
  const apply = () => {
    const step = newCommandId();
    let count = 0;
    for (const card of cards) {
      const edit = editOf(card);
      if (edit === undefined) continue;
      count += 1;
      save(card.id, edit, step);
    }
    close();
    if (count > 0)
      notify({
        intent: "success",
        title: intl.formatMessage({ id: "selection.changed" }, { count }),
        actions: [{ text: intl.formatMessage({ id: "action.undo" }), run: () => takeBack(step) }],
      });
  };
  const nameOf = (id: string) =>
    (people[id] ?? come.find((each) => each.id === id))?.name ?? intl.formatMessage({ id: "person.unknown" });
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <DialogBody>
            <DialogTitle>
              <FormattedMessage id={`selection.${fact}`} values={{ count: cards.length }} />
            </DialogTitle>
            <DialogContent className={styles.fields}>
              {fact === "labels" && (
                <div
                  className={styles.checks}
                  role="group"
                  aria-label={intl.formatMessage({ id: "fact.labels" })}
                >
                  {board.labels.map(({ id, name }) => (
                    <Checkbox
                      key={id}
                      label={name === "" ? intl.formatMessage({ id: "label.unnamed" }) : name}
                      checked={marks[id] ?? false}
                      onChange={(_, { checked }) => mark(id, checked)}
                    />
                  ))}
                </div>
              )}
              {fact === "assignees" && (
                <>
                  <ul className={styles.list}>
                    {Object.entries(marks)
                      .filter(([, value]) => value !== false)
                      .map(([id, value]) => (
                        <li key={id} className={styles.row}>
                          <Face id={id} name={nameOf(id)} named={false} />
                          <span className={styles.words}>
                            {nameOf(id)}
                            {value === "mixed" && (
                              <>
                                {" "}
                                <FormattedMessage id="selection.some" />
                              </>
                            )}
                          </span>
                          {value === "mixed" && (
                            <Button
                              size="small"
                              aria-label={intl.formatMessage(
                                { id: "selection.assign-all" },
                                { name: nameOf(id) },
                              )}
                              onClick={() => mark(id, true)}
                            >
                              <FormattedMessage id="selection.all" />
                            </Button>
                          )}
                          <Button
                            size="small"
                            appearance="subtle"
                            icon={<Dismiss12Regular />}
                            aria-label={intl.formatMessage({ id: "fact.unassign" }, { name: nameOf(id) })}
                            onClick={() => mark(id, false)}
                          />
                        </li>
                      ))}
                  </ul>
                  <Field label={intl.formatMessage({ id: "fact.assign" })}>
                    <PersonPicker
                      without={Object.keys(marks).filter((id) => marks[id] === true)}
                      pick={(person) => {
                        setCome((now) => [...now, person]);
                        mark(person.id, true);
                      }}
                    />
                  </Field>
                </>
              )}
              {fact === "due" && (
                <Field
                  label={intl.formatMessage({ id: "fact.due" })}
                  hint={intl.formatMessage({ id: "selection.due-hint" })}
                >
                  <Input
                    type="date"
                    className={styles.date}
                    value={due}
                    onChange={(_, { value }) => setDue(value)}
                  />
                </Field>
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
