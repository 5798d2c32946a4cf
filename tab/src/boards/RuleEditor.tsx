import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
  Textarea,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { useState, type ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useOnline } from "../shared/live";
import type { Directory, Person } from "../shared/people";
import { PersonPicker } from "../shared/PersonPicker";
import type { Board } from "./board";
import { saveRule } from "./commands";
import {
  actionKinds,
  conditionKinds,
  emptyAction,
  emptyCondition,
  emptyTrigger,
  lacks,
  priorities,
  recipients,
  triggerKinds,
  useRuleWords,
  type Action,
  type Condition,
  type RuleDraft,
  type Trigger,
} from "./rules";
import { useSession } from "./session";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", rowGap: "16px" },
  group: {
    border: "none",
    margin: 0,
    padding: 0,
    minInlineSize: 0, // a fieldset would be as wide as its longest option
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold },
  row: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "6px 8px", minInlineSize: 0 },
  grows: { flexGrow: 1, flexBasis: "220px", minInlineSize: "min(220px, 100%)" },
  number: { inlineSize: "88px" },
  person: { flexGrow: 1, minInlineSize: "min(200px, 100%)", maxInlineSize: "320px" },
  add: { alignSelf: "flex-start" },
  sentence: {
    padding: "10px 12px",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: "anywhere",
  },
});

const most = 10;
const longestName = 120;
const longestText = 2_000;

/** What several parts of a rule name alike. */
type Part = Pick<Trigger, "column" | "label" | "person" | "priority" | "days">;
type Names = { board: Board; people: Directory; know: (person: Person) => void };

/** A rule as a sentence of selects: when, only if, then. */
export function RuleEditor(props: {
  board: Board;
  people: Directory;
  rule?: string;
  draft: RuleDraft;
  close: () => void;
}) {
  const { board, rule, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const online = useOnline();
  const { run } = useSession();
  const [draft, setDraft] = useState(props.draft);
  const [picked, setPicked] = useState<Directory>({});
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const people = { ...props.people, ...picked };
  const words = useRuleWords(board, people);
  const { trigger, conditions, actions } = draft;
  const missing = [trigger, ...conditions, ...actions].some(lacks) || actions.length === 0;
  const unnamed = draft.name.trim() === "";
  const names: Names = {
    board,
    people,
    know: (person) => setPicked((known) => ({ ...known, [person.id]: person })),
  };
  const change = (part: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...part }));
  const put = <T,>(list: readonly T[], place: number, part: T | undefined): T[] =>
    part === undefined ? list.toSpliced(place, 1) : list.toSpliced(place, 1, part);
  const save = () => {
    setTried(true);
    if (missing || unnamed || saving) return;
    setSaving(true);
    void run(saveRule(board.id, rule, tidied(draft))).then((answer) => {
      setSaving(false);
      if (answer !== undefined) close();
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <DialogBody>
        <DialogTitle>
          <FormattedMessage id={rule === undefined ? "rules.new" : "rules.edit"} />
        </DialogTitle>
        <DialogContent className={styles.content}>
          <Field
            required
            label={intl.formatMessage({ id: "rules.name" })}
            validationMessage={tried && unnamed ? intl.formatMessage({ id: "field.required" }) : null}
          >
            <Input
              value={draft.name}
              maxLength={longestName}
              onChange={(_, { value }) => change({ name: value })}
            />
          </Field>
          <fieldset className={styles.group}>
            <legend className={styles.legend}>
              <FormattedMessage id="rules.when" />
            </legend>
            <div className={styles.row}>
              <Kinds
                name={intl.formatMessage({ id: "rules.when" })}
                kind={trigger.kind}
                options={triggerKinds.map((kind) => ({
                  kind,
                  text: intl.formatMessage({ id: `rule.trigger.${kind}` }),
                }))}
                choose={(kind) => change({ trigger: emptyTrigger(board, kind) })}
              />
              <TriggerValues names={names} part={trigger} put={(next) => change({ trigger: next })} />
            </div>
          </fieldset>
          <fieldset className={styles.group}>
            <legend className={styles.legend}>
              <FormattedMessage id="rules.if" />
            </legend>
            {conditions.map((part, place) => (
              <Row
                key={`${place}-${part.kind}`}
                remove={() => change({ conditions: put(conditions, place, undefined) })}
                removeName={intl.formatMessage({ id: "rules.remove-condition" }, { number: place + 1 })}
              >
                <Kinds
                  name={intl.formatMessage({ id: "rules.condition" }, { number: place + 1 })}
                  kind={part.kind}
                  options={conditionKinds.map((kind) => ({
                    kind,
                    text: intl.formatMessage({ id: `rule.condition.${kind}` }),
                  }))}
                  choose={(kind) =>
                    change({ conditions: put(conditions, place, emptyCondition(board, kind)) })
                  }
                />
                <ConditionValues
                  names={names}
                  part={part}
                  put={(next) => change({ conditions: put(conditions, place, next) })}
                />
              </Row>
            ))}
            {conditions.length < most && (
              <Button
                size="small"
                appearance="subtle"
                className={styles.add}
                icon={<Add16Regular />}
                onClick={() => change({ conditions: [...conditions, emptyCondition(board, "column")] })}
              >
                <FormattedMessage id="rules.add-condition" />
              </Button>
            )}
          </fieldset>
          <fieldset className={styles.group}>
            <legend className={styles.legend}>
              <FormattedMessage id="rules.then" />
            </legend>
            {actions.map((part, place) => (
              <Row
                key={`${place}-${part.kind}`}
                {...(actions.length === 1
                  ? {}
                  : { remove: () => change({ actions: put(actions, place, undefined) }) })}
                removeName={intl.formatMessage({ id: "rules.remove-action" }, { number: place + 1 })}
              >
                <Kinds
                  name={intl.formatMessage({ id: "rules.action" }, { number: place + 1 })}
                  kind={part.kind}
                  options={actionKinds.map((kind) => ({
                    kind,
                    text: intl.formatMessage({ id: `rule.action.${kind}` }),
                  }))}
                  choose={(kind) => change({ actions: put(actions, place, emptyAction(board, kind)) })}
                />
                <ActionValues
                  names={names}
                  part={part}
                  put={(next) => change({ actions: put(actions, place, next) })}
                />
              </Row>
            ))}
            {actions.length < most && (
              <Button
                size="small"
                appearance="subtle"
                className={styles.add}
                icon={<Add16Regular />}
                onClick={() => change({ actions: [...actions, emptyAction(board, "move")] })}
              >
                <FormattedMessage id="rules.add-action" />
              </Button>
            )}
          </fieldset>
          {missing ? (
            tried && (
              <MessageBar intent="warning">
                <MessageBarBody>
                  <FormattedMessage id="rules.missing" />
                </MessageBarBody>
              </MessageBar>
            )
          ) : (
            <div className={styles.sentence} role="status">
              {words(tidied(draft))}
            </div>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>
            <FormattedMessage id="action.cancel" />
          </Button>
          <Button type="submit" appearance="primary" disabledFocusable={!online || saving}>
            <FormattedMessage id="action.save" />
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}

/** Empty lines of a list of steps are none. */
const tidied = (draft: RuleDraft): RuleDraft => ({
  ...draft,
  name: draft.name.trim(),
  actions: draft.actions.map((action) =>
    action.items == null
      ? action
      : { ...action, items: action.items.map((item) => item.trim()).filter((item) => item !== "") },
  ),
});

function Row(props: { children: ReactNode; remove?: () => void; removeName: string }) {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      {props.children}
      {props.remove !== undefined && (
        <Button
          size="small"
          appearance="subtle"
          icon={<Dismiss16Regular />}
          aria-label={props.removeName}
          onClick={props.remove}
        />
      )}
    </div>
  );
}

function Kinds<T extends string>(props: {
  name: string;
  kind: T;
  options: readonly { readonly kind: T; readonly text: string }[];
  choose: (kind: T) => void;
}) {
  const styles = useStyles();
  return (
    <Select
      className={styles.grows}
      value={props.kind}
      aria-label={props.name}
      onChange={(_, { value }) => {
        const chosen = props.options.find((each) => each.kind === value);
        if (chosen !== undefined) props.choose(chosen.kind);
      }}
    >
      {props.options.map(({ kind, text }) => (
        <option key={kind} value={kind}>
          {text}
        </option>
      ))}
    </Select>
  );
}

function TriggerValues({ names, part, put }: { names: Names; part: Trigger; put: (part: Trigger) => void }) {
  const intl = useIntl();
  switch (part.kind) {
    case "cardEnters":
      return <ColumnOf names={names} part={part} put={put} />;
    case "labelAdded":
      return <LabelOf names={names} part={part} put={put} />;
    case "assigned":
      return <PersonOf names={names} part={part} put={put} anybody="rules.anybody" />;
    case "prioritySet":
      return <PriorityOf part={part} put={put} />;
    case "dueIn":
      return <DaysOf part={part} put={put} least={0} most={60} />;
    case "overdue":
      return <DaysOf part={part} put={put} least={1} most={60} />;
    case "approvalDecided":
      return (
        <Select
          value={part.approved == null ? "any" : part.approved ? "approved" : "rejected"}
          aria-label={intl.formatMessage({ id: "rules.outcome" })}
          onChange={(_, { value }) =>
            put(value === "any" ? { kind: part.kind } : { ...part, approved: value === "approved" })
          }
        >
          <option value="any">{intl.formatMessage({ id: "rules.outcome.any" })}</option>
          <option value="approved">{intl.formatMessage({ id: "rules.outcome.approved" })}</option>
          <option value="rejected">{intl.formatMessage({ id: "rules.outcome.rejected" })}</option>
        </Select>
      );
    default:
      return null;
  }
}

function ConditionValues(props: { names: Names; part: Condition; put: (part: Condition) => void }) {
  const { names, part, put } = props;
  const styles = useStyles();
  const intl = useIntl();
  return (
    <>
      <Select
        value={part.not ? "not" : "is"}
        aria-label={intl.formatMessage({ id: "rules.is" })}
        onChange={(_, { value }) => put({ ...part, not: value === "not" })}
      >
        <option value="is">{intl.formatMessage({ id: `rules.is.${part.kind}` })}</option>
        <option value="not">{intl.formatMessage({ id: `rules.is-not.${part.kind}` })}</option>
      </Select>
      {part.kind === "column" && <ColumnOf names={names} part={part} put={put} />}
      {part.kind === "label" && <LabelOf names={names} part={part} put={put} />}
      {part.kind === "priority" && <PriorityOf part={part} put={put} none />}
      {part.kind === "department" && (
        <Input
          className={styles.person}
          value={part.department ?? ""}
          maxLength={200}
          aria-label={intl.formatMessage({ id: "fact.department" })}
          onChange={(_, { value }) => put({ ...part, department: value })}
        />
      )}
    </>
  );
}

function ActionValues({ names, part, put }: { names: Names; part: Action; put: (part: Action) => void }) {
  const styles = useStyles();
  const intl = useIntl();
  switch (part.kind) {
    case "move":
      return <ColumnOf names={names} part={part} put={put} />;
    case "addLabel":
    case "removeLabel":
      return <LabelOf names={names} part={part} put={put} />;
    case "assign":
      return <PersonOf names={names} part={part} put={put} />;
    case "unassign":
      return <PersonOf names={names} part={part} put={put} anybody="rules.everybody" />;
    case "setDue":
      return <DaysOf part={part} put={put} least={0} most={250} />;
    case "setPriority":
      return <PriorityOf part={part} put={put} none />;
    case "setProgress":
      return (
        <NumberOf
          name={intl.formatMessage({ id: "rules.percent" })}
          value={part.progress ?? 0}
          least={0}
          most={100}
          put={(progress) => put({ ...part, progress })}
        />
      );
    case "addChecklist":
      return (
        <Textarea
          className={styles.grows}
          rows={3}
          value={(part.items ?? []).join("\n")}
          maxLength={longestText}
          placeholder={intl.formatMessage({ id: "rules.items" })}
          aria-label={intl.formatMessage({ id: "rules.items" })}
          onChange={(_, { value }) => put({ ...part, items: value.split("\n").slice(0, 20) })}
        />
      );
    case "comment":
      return (
        <Textarea
          className={styles.grows}
          rows={2}
          value={part.text ?? ""}
          maxLength={longestText}
          aria-label={intl.formatMessage({ id: "rules.text" })}
          onChange={(_, { value }) => put({ ...part, text: value })}
        />
      );
    case "askForApproval":
      return (
        <>
          <PersonOf names={names} part={part} put={put} />
          <Input
            className={styles.grows}
            value={part.text ?? ""}
            maxLength={longestText}
            placeholder={intl.formatMessage({ id: "approval.comment" })}
            aria-label={intl.formatMessage({ id: "approval.comment" })}
            onChange={(_, { value }) => put({ ...part, text: value === "" ? null : value })}
          />
        </>
      );
    case "remind":
      return (
        <>
          <Select
            value={part.to ?? "assignees"}
            aria-label={intl.formatMessage({ id: "rules.to" })}
            onChange={(_, { value }) =>
              put({ kind: part.kind, to: recipients.find((each) => each === value) ?? "assignees" })
            }
          >
            {recipients.map((each) => (
              <option key={each} value={each}>
                {intl.formatMessage({ id: `rules.to.${each}` })}
              </option>
            ))}
          </Select>
          {part.to === "person" && <PersonOf names={names} part={part} put={put} />}
        </>
      );
    default:
      return null;
  }
}

type Of<T> = { part: T; put: (part: T) => void };

function ColumnOf<T extends Pick<Part, "column">>({ names, part, put }: Of<T> & { names: Names }) {
  const intl = useIntl();
  const known = names.board.columns.some((column) => column.id === part.column);
  return (
    <Select
      value={known ? (part.column ?? "") : ""}
      aria-label={intl.formatMessage({ id: "fact.column" })}
      onChange={(_, { value }) => put({ ...part, column: value })}
    >
      {!known && <option value="">{intl.formatMessage({ id: "history.gone" })}</option>}
      {names.board.columns.map((column) => (
        <option key={column.id} value={column.id}>
          {column.name}
        </option>
      ))}
    </Select>
  );
}

function LabelOf<T extends Pick<Part, "label">>({ names, part, put }: Of<T> & { names: Names }) {
  const intl = useIntl();
  return (
    <Select
      value={part.label ?? ""}
      aria-label={intl.formatMessage({ id: "fact.labels" })}
      onChange={(_, { value }) => put({ ...part, label: value === "" ? null : value })}
    >
      {part.label == null && <option value="">{intl.formatMessage({ id: "rules.no-labels" })}</option>}
      {names.board.labels.map((label) => (
        <option key={label.id} value={label.id}>
          {label.name === "" ? intl.formatMessage({ id: "label.unnamed" }) : label.name}
        </option>
      ))}
    </Select>
  );
}

function PriorityOf<T extends Pick<Part, "priority">>({ part, put, none }: Of<T> & { none?: boolean }) {
  const intl = useIntl();
  return (
    <Select
      value={part.priority ?? ""}
      aria-label={intl.formatMessage({ id: "fact.priority" })}
      onChange={(_, { value }) =>
        put({ ...part, priority: priorities.find((each) => each === value) ?? null })
      }
    >
      {none === true && <option value="">{intl.formatMessage({ id: "priority.none" })}</option>}
      {priorities.map((each) => (
        <option key={each} value={each}>
          {intl.formatMessage({ id: `priority.${each}` })}
        </option>
      ))}
    </Select>
  );
}

function DaysOf<T extends Pick<Part, "days">>(props: Of<T> & { least: number; most: number }) {
  const { part, put, least, most } = props;
  const intl = useIntl();
  return (
    <NumberOf
      name={intl.formatMessage({ id: "rules.days" })}
      value={part.days ?? least}
      least={least}
      most={most}
      put={(days) => put({ ...part, days })}
    />
  );
}

function NumberOf(props: {
  name: string;
  value: number;
  least: number;
  most: number;
  put: (value: number) => void;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  return (
    <>
      <Input
        type="number"
        className={styles.number}
        min={props.least}
        max={props.most}
        value={typed ?? String(props.value)}
        aria-label={props.name}
        onChange={(_, { value }) => {
          setTyped(value);
          const number = Number(value);
          if (value !== "" && Number.isInteger(number) && number >= props.least && number <= props.most)
            props.put(number);
        }}
        onBlur={() => setTyped(undefined)}
      />
      <span aria-hidden="true">{props.name}</span>
    </>
  );
}

/** A person; or nobody in particular, where that is a choice. */
function PersonOf<T extends Pick<Part, "person">>(
  props: Of<T> & { names: Names; anybody?: "rules.anybody" | "rules.everybody" },
) {
  const { names, part, put, anybody } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [naming, setNaming] = useState(part.person != null);
  return (
    <>
      {anybody !== undefined && (
        <Select
          value={naming ? "one" : "any"}
          aria-label={intl.formatMessage({ id: "rules.whom" })}
          onChange={(_, { value }) => {
            setNaming(value === "one");
            if (value !== "one") put({ ...part, person: null });
          }}
        >
          <option value="any">{intl.formatMessage({ id: anybody })}</option>
          <option value="one">{intl.formatMessage({ id: "rules.one-person" })}</option>
        </Select>
      )}
      {(anybody === undefined || naming) && (
        <span className={styles.person}>
          <PersonPicker
            name={intl.formatMessage({ id: "rules.person" })}
            chosen={part.person == null ? undefined : names.people[part.person]}
            pick={(person) => {
              names.know(person);
              put({ ...part, person: person.id });
            }}
          />
        </span>
      )}
    </>
  );
}
