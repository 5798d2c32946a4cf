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
  tokens,
} from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { Archive16Regular } from "@fluentui/react-icons/svg/archive";
import { ArrowDown16Regular } from "@fluentui/react-icons/svg/arrow-down";
import { ArrowUp16Regular } from "@fluentui/react-icons/svg/arrow-up";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { Edit16Regular } from "@fluentui/react-icons/svg/edit";
import { useEffect, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import type { SchemaFieldKind, SchemaFieldView } from "../api/schema";
import { announce } from "../shared/announce";
import type { Board } from "./board";
import { addField, archiveField, editField, moveField } from "./commands";
import { useSession } from "./session";
import { useTakeBack } from "./useUndo";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: "0 0 16px",
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
  },
  row: { display: "flex", alignItems: "center", columnGap: "8px", minBlockSize: "36px" },
  words: { flexGrow: 1, minInlineSize: 0, overflowWrap: "anywhere" },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    display: "block",
  },
  form: { display: "flex", flexDirection: "column", rowGap: "8px", paddingBlock: "8px 12px" },
  line: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "flex-end" },
  name: { flexGrow: 1, minInlineSize: "140px" },
  choice: {
    display: "flex",
    alignItems: "center",
    columnGap: "4px",
    "& > :first-child": { flexGrow: 1, minInlineSize: 0 },
  },
  choices: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
  },
  group: {
    margin: 0,
    padding: 0,
    border: "none",
    minInlineSize: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
  },
  missing: { color: tokens.colorPaletteRedForeground1 },
  add: { alignSelf: "flex-start" },
  aside: {
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    color: tokens.colorNeutralForeground2,
  },
});

const kinds: readonly SchemaFieldKind[] = ["text", "number", "date", "choice", "person"];
const longest = 120;
const mostChoices = 100;

/** What the board wants to know of its cards beside the usual facts. */
export function FieldsDialog({ board, close }: { board: Board; close: () => void }) {
  const styles = useStyles();
  const intl = useIntl();
  const { run } = useSession();
  const takeBack = useTakeBack();
  /** The field that is being edited; empty: a new one. */
  const [open, setOpen] = useState<string>();
  const [aside, setAside] = useState<{ readonly name: string; readonly step: string }>();
  const putAside = (field: SchemaFieldView) => {
    const step = newCommandId();
    void run({ ...archiveField(board.id, field.id), step }).then((answer) => {
      if (answer === undefined) return;
      wanted.current = "[data-undo]";
      setAside({ name: field.name, step });
      announce(intl.formatMessage({ id: "field.put-aside" }, { name: field.name }));
    });
  };
  // A field at another place is a new element to the browser, which takes the focus off its button.
  const moved = useRef<string>(undefined);
  const move = (field: SchemaFieldView, by: -1 | 1) => {
    const to = board.fields.indexOf(field) + by;
    if (to < 0 || to >= board.fields.length) return;
    const before = board.fields[by === -1 ? to : to + 1]?.id;
    moved.current = `[data-move="${field.id} ${by}"]`;
    void run(moveField(board.id, field.id, before)).then((answer) => {
      if (answer === undefined) return;
      announce(
        intl.formatMessage(
          { id: "said.item" },
          { title: field.name, place: to + 1, count: board.fields.length },
        ),
      );
    });
  };
  // What is left takes its place in the dialog along; the focus goes to what stands there then.
  const content = useRef<HTMLDivElement>(null);
  const wanted = useRef<string>(undefined);
  const done = () => {
    wanted.current = open === "" ? "[data-add]" : `[data-field="${open}"]`;
    setOpen(undefined);
  };
  const bringBack = (step: string) => {
    takeBack(step);
    wanted.current = "[data-add]";
    setAside(undefined);
  };
  useEffect(() => {
    if (wanted.current === undefined) return;
    content.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = undefined;
  });
  useEffect(() => {
    if (moved.current !== undefined) content.current?.querySelector<HTMLElement>(moved.current)?.focus();
    moved.current = undefined;
  }, [board.fields]);
  return (
    <Dialog
      open
      onOpenChange={(_, { type }) => {
        // Escape leaves what is being edited before it leaves the dialog.
        if (type === "escapeKeyDown" && open !== undefined) done();
        else close();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            <FormattedMessage id="board.fields" />
          </DialogTitle>
          <DialogContent>
            <div ref={content}>
              {board.fields.length === 0 && open === undefined && (
                <p>
                  <FormattedMessage id="field.empty" />
                </p>
              )}
              <ul className={styles.list}>
                {board.fields.map((field, at) => (
                  <li key={field.id}>
                    {open === field.id ? (
                      <FieldForm
                        field={field}
                        close={done}
                        save={(name, _, choices) =>
                          run(
                            editField(board.id, field.id, {
                              name,
                              ...(field.kind === "choice" ? { choices } : {}),
                            }),
                          )
                        }
                      />
                    ) : (
                      <div className={styles.row}>
                        <span className={styles.words}>
                          {field.name}
                          <span className={styles.quiet}>
                            <FormattedMessage id={`field.kind.${field.kind}`} />
                            {field.kind === "choice" &&
                              `: ${(field.choices ?? []).map((choice) => choice.name).join(", ")}`}
                          </span>
                        </span>
                        <Button
                          size="small"
                          appearance="subtle"
                          icon={<ArrowUp16Regular />}
                          data-move={`${field.id} -1`}
                          disabledFocusable={at === 0}
                          aria-label={intl.formatMessage({ id: "item.up" }, { title: field.name })}
                          onClick={() => move(field, -1)}
                        />
                        <Button
                          size="small"
                          appearance="subtle"
                          icon={<ArrowDown16Regular />}
                          data-move={`${field.id} 1`}
                          disabledFocusable={at === board.fields.length - 1}
                          aria-label={intl.formatMessage({ id: "item.down" }, { title: field.name })}
                          onClick={() => move(field, 1)}
                        />
                        <Button
                          size="small"
                          appearance="subtle"
                          icon={<Edit16Regular />}
                          data-field={field.id}
                          aria-label={intl.formatMessage({ id: "panel.edit-item" }, { title: field.name })}
                          onClick={() => setOpen(field.id)}
                        />
                        <Button
                          size="small"
                          appearance="subtle"
                          icon={<Archive16Regular />}
                          aria-label={intl.formatMessage(
                            { id: "field.put-aside-name" },
                            { name: field.name },
                          )}
                          onClick={() => putAside(field)}
                        />
                      </div>
                    )}
                  </li>
                ))}
              </ul>
              {aside !== undefined && (
                <p className={styles.aside}>
                  <FormattedMessage id="field.put-aside" values={{ name: aside.name }} />
                  <Button size="small" data-undo="" onClick={() => bringBack(aside.step)}>
                    <FormattedMessage id="action.undo" />
                  </Button>
                </p>
              )}
              {open === "" ? (
                <FieldForm
                  close={done}
                  save={(name, kind, choices) =>
                    run(
                      addField(board.id, {
                        name,
                        kind,
                        ...(kind === "choice" ? { choices: choices.map((choice) => choice.name) } : {}),
                      }),
                    )
                  }
                />
              ) : (
                <Button data-add="" icon={<Add16Regular />} onClick={() => setOpen("")}>
                  <FormattedMessage id="field.add" />
                </Button>
              )}
            </div>
          </DialogContent>
          <DialogActions>
            <Button appearance={open === undefined ? "primary" : "secondary"} onClick={close}>
              <FormattedMessage id="action.close" />
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** An answer of a choice; without an id it is new. */
type Answer = { readonly key: string; readonly id?: string; readonly name: string };

/** Name, kind and answers of a field; the kind stays, since values would lose their meaning. */
function FieldForm(props: {
  field?: SchemaFieldView;
  save: (
    name: string,
    kind: SchemaFieldKind,
    choices: readonly { readonly id?: string; readonly name: string }[],
  ) => Promise<unknown>;
  close: () => void;
}) {
  const { field, save, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [name, setName] = useState(field?.name ?? "");
  const [kind, setKind] = useState<SchemaFieldKind>(field?.kind ?? "text");
  const [answers, setAnswers] = useState<readonly Answer[]>(
    () => field?.choices?.map(({ id, name }) => ({ key: id, id, name })) ?? [],
  );
  const [tried, setTried] = useState(false);
  const words = name.trim();
  const kept = answers
    .map(({ id, name }) => ({ ...(id === undefined ? {} : { id }), name: name.trim() }))
    .filter((answer) => answer.name !== "");
  const noAnswers = kind === "choice" && kept.length === 0;
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (words === "" || noAnswers) return;
        void save(words, kind, kept).then((answer) => {
          if (answer !== undefined) close();
        });
      }}
    >
      <div className={styles.line}>
        <Field
          required
          className={styles.name}
          label={intl.formatMessage({ id: "field.name" })}
          validationMessage={tried && words === "" ? intl.formatMessage({ id: "field.required" }) : null}
        >
          <Input
            // The person has just asked for this field.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            value={name}
            maxLength={longest}
            onChange={(_, { value }) => setName(value)}
          />
        </Field>
        {field === undefined && (
          <Field label={intl.formatMessage({ id: "field.kind" })}>
            <Select
              value={kind}
              onChange={(_, { value }) => setKind(kinds.find((each) => each === value) ?? "text")}
            >
              {kinds.map((each) => (
                <option key={each} value={each}>
                  {intl.formatMessage({ id: `field.kind.${each}` })}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      {kind === "choice" && <Answers answers={answers} change={setAnswers} missing={tried && noAnswers} />}
      <div className={styles.line}>
        <Button type="submit" appearance="primary">
          <FormattedMessage id={field === undefined ? "action.add" : "action.save"} />
        </Button>
        <Button onClick={close}>
          <FormattedMessage id="action.cancel" />
        </Button>
      </div>
    </form>
  );
}

/** The answers of a choice in their order; Enter in one begins the next. */
function Answers(props: {
  answers: readonly Answer[];
  change: (answers: readonly Answer[]) => void;
  missing: boolean;
}) {
  const { answers, change, missing } = props;
  const styles = useStyles();
  const intl = useIntl();
  const list = useRef<HTMLUListElement>(null);
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-answer="${wanted.current}"] input`)?.focus();
    wanted.current = undefined;
  }, [answers]);
  const addAt = (at: number) => {
    if (answers.length >= mostChoices) return;
    const key = newCommandId();
    wanted.current = key;
    change(answers.toSpliced(at, 0, { key, name: "" }));
  };
  const move = (answer: Answer, by: -1 | 1) => {
    const at = answers.indexOf(answer);
    if (at + by < 0 || at + by >= answers.length) return;
    wanted.current = answer.key;
    change(answers.toSpliced(at, 1).toSpliced(at + by, 0, answer));
    announce(
      intl.formatMessage(
        { id: "said.item" },
        { title: answer.name, place: at + by + 1, count: answers.length },
      ),
    );
  };
  return (
    // Not Fluent's Field, which gives its name to every input inside.
    <fieldset className={styles.group}>
      <legend>
        <FormattedMessage id="field.choices" />
      </legend>
      <ul ref={list} className={styles.choices}>
        {answers.map((answer, at) => {
          const title = answer.name === "" ? String(at + 1) : answer.name;
          return (
            <li key={answer.key} className={styles.choice} data-answer={answer.key}>
              <Input
                value={answer.name}
                maxLength={longest}
                aria-label={intl.formatMessage({ id: "field.choice" }, { place: at + 1 })}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                onChange={(_, { value }) => change(answers.with(at, { ...answer, name: value }))}
                onKeyDown={(event) => {
                  if (event.key === "Enter") addAt(at + 1);
                  else if (event.altKey && event.key === "ArrowUp") move(answer, -1);
                  else if (event.altKey && event.key === "ArrowDown") move(answer, 1);
                  else return;
                  event.preventDefault();
                }}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowUp16Regular />}
                disabledFocusable={at === 0}
                aria-label={intl.formatMessage({ id: "item.up" }, { title })}
                onClick={() => move(answer, -1)}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowDown16Regular />}
                disabledFocusable={at === answers.length - 1}
                aria-label={intl.formatMessage({ id: "item.down" }, { title })}
                onClick={() => move(answer, 1)}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<Dismiss16Regular />}
                aria-label={intl.formatMessage({ id: "panel.remove-item" }, { title })}
                onClick={() => {
                  wanted.current = (answers[at + 1] ?? answers[at - 1])?.key;
                  change(answers.toSpliced(at, 1));
                }}
              />
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        appearance="subtle"
        icon={<Add16Regular />}
        className={styles.add}
        onClick={() => addAt(answers.length)}
      >
        <FormattedMessage id="field.choice-add" />
      </Button>
      {missing && (
        <span role="alert" className={styles.missing}>
          <FormattedMessage id="field.choices-missing" />
        </span>
      )}
    </fieldset>
  );
}
