import {
  Button,
  Input,
  Menu,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Select,
  Slider,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { Dismiss12Regular } from "@fluentui/react-icons/svg/dismiss";
import { lazy, Suspense, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaFieldView } from "../api/schema";
import { longDate, urgency } from "../shared/dates";
import { Face } from "../shared/Face";
import { labelColour, labelColourNames } from "../shared/labels";
import type { Directory } from "../shared/people";
import { PersonPicker } from "../shared/PersonPicker";
import type { Board, Card, CardEdit } from "./board";
import { moveCard } from "./commands";
import { optionsOf, valueOf, wordsOf } from "./ownFields";
import { recurrenceWords, type Recurrence } from "./recurrence";
import { useSession } from "./session";

const RecurrenceDialog = lazy(() =>
  import("./RecurrenceDialog").then((module) => ({ default: module.RecurrenceDialog })),
);

const useStyles = makeStyles({
  facts: {
    display: "grid",
    gridTemplateColumns: "120px minmax(0, 1fr)",
    "@media (max-width: 399px)": { gridTemplateColumns: "96px minmax(0, 1fr)" },
    columnGap: "8px",
    rowGap: "4px",
    alignItems: "center",
    margin: 0,
  },
  name: {
    color: tokens.colorNeutralForeground3,
    minBlockSize: "32px",
    minInlineSize: 0,
    overflowWrap: "anywhere",
    display: "flex",
    alignItems: "center",
    alignSelf: "start",
  },
  value: {
    margin: 0,
    minBlockSize: "32px",
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px",
    minInlineSize: 0,
  },
  grows: { flexGrow: 1, minInlineSize: 0 },
  date: { inlineSize: "168px" },
  select: { marginInlineStart: "-10px", "& select": { paddingInlineStart: "10px" } },
  flat: {
    marginInlineStart: "-10px",
    paddingInline: "10px",
    minInlineSize: 0,
    textAlign: "start",
    fontWeight: tokens.fontWeightRegular,
  },
  unset: { color: tokens.colorNeutralForeground3 },
  chip: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: "6px",
    blockSize: "28px",
    maxInlineSize: "100%",
    boxSizing: "border-box",
    paddingInline: "2px 4px",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  label: {
    display: "inline-flex",
    alignItems: "center",
    blockSize: "24px",
    paddingInline: "10px",
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    fontSize: tokens.fontSizeBase200,
  },
  words: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  remove: { minInlineSize: "20px", blockSize: "20px", padding: 0 },
  note: { inlineSize: "100%", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  overdue: { color: tokens.colorPaletteRedForeground1, fontSize: tokens.fontSizeBase200 },
  percent: { minInlineSize: "44px", textAlign: "end", fontVariantNumeric: "tabular-nums" },
});

function Row({ name, children }: { name: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}

const priorities = ["urgent", "important", "medium", "low"] as const;

/** The facts of a card: name at the left, value at the right, changed where it stands. */
export function CardFacts(props: {
  board: Board;
  card: Card;
  people: Directory;
  today: string;
  /** When it comes again, as far as that is known yet. */
  recurrence: Recurrence | null | undefined;
  canEdit: boolean;
  save: (edit: CardEdit) => void;
}) {
  const { board, card, today, canEdit, save } = props;
  const styles = useStyles();
  const intl = useIntl();
  const { run } = useSession();
  const column = board.columns.find((each) => each.id === card.column);
  return (
    <dl className={styles.facts}>
      <Row name={<FormattedMessage id="fact.column" />}>
        {canEdit ? (
          <Select
            appearance="filled-lighter"
            className={mergeClasses(styles.grows, styles.select)}
            value={card.column}
            aria-label={intl.formatMessage({ id: "fact.column" })}
            onChange={(_, { value }) =>
              void run(moveCard(board.id, card.id, { column: value, before: undefined }))
            }
          >
            {board.columns.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </Select>
        ) : (
          column?.name
        )}
      </Row>
      <Row name={<FormattedMessage id="fact.assignees" />}>
        <Assignees {...props} />
      </Row>
      <Row name={<FormattedMessage id="fact.labels" />}>
        <Labels {...props} />
      </Row>
      <Row name={<FormattedMessage id="fact.due" />}>
        <DateField name="due" {...props} />
        {card.due != null &&
          urgency(card.due, today, card.progress === 100 || column?.done === true) === "overdue" && (
            <span className={styles.overdue}>
              <FormattedMessage id="fact.overdue" />
            </span>
          )}
      </Row>
      <Row name={<FormattedMessage id="fact.start" />}>
        <DateField name="start" {...props} />
      </Row>
      <Row name={<FormattedMessage id="fact.priority" />}>
        {canEdit ? (
          <Select
            appearance="filled-lighter"
            className={styles.select}
            value={card.priority ?? ""}
            aria-label={intl.formatMessage({ id: "fact.priority" })}
            onChange={(_, { value }) => {
              const priority = priorities.find((each) => each === value);
              save({ priority: { value: priority ?? null } });
            }}
          >
            <option value="">{intl.formatMessage({ id: "priority.none" })}</option>
            {priorities.map((each) => (
              <option key={each} value={each}>
                {intl.formatMessage({ id: `priority.${each}` })}
              </option>
            ))}
          </Select>
        ) : (
          intl.formatMessage({ id: `priority.${card.priority ?? "none"}` })
        )}
      </Row>
      <Row name={<FormattedMessage id="fact.progress" />}>
        <Progress key={card.progress} {...props} />
      </Row>
      <Row name={<FormattedMessage id="fact.department" />}>
        <TextField
          name={intl.formatMessage({ id: "fact.department" })}
          value={card.department ?? ""}
          canEdit={canEdit}
          save={(value) => save({ department: { value: value === "" ? null : value } })}
        />
      </Row>
      <Row name={<FormattedMessage id="fact.estimate" />}>
        <TextField
          type="number"
          name={intl.formatMessage({ id: "fact.estimate" })}
          value={card.estimate == null ? "" : String(card.estimate)}
          shown={
            card.estimate == null ? "" : intl.formatMessage({ id: "fact.hours" }, { hours: card.estimate })
          }
          canEdit={canEdit}
          save={(value) => save({ estimate: { value: value === "" ? null : Number(value) } })}
        />
      </Row>
      <Row name={<FormattedMessage id="fact.colour" />}>
        {canEdit ? (
          <Select
            appearance="filled-lighter"
            className={styles.select}
            value={card.colour ?? ""}
            aria-label={intl.formatMessage({ id: "fact.colour" })}
            onChange={(_, { value }) => save({ colour: { value: value === "" ? null : value } })}
          >
            <option value="">{intl.formatMessage({ id: "fact.none" })}</option>
            {labelColourNames.map((each) => (
              <option key={each} value={each}>
                {intl.formatMessage({ id: `colour.${each}` })}
              </option>
            ))}
          </Select>
        ) : (
          intl.formatMessage({ id: coloured(card.colour) })
        )}
      </Row>
      {(canEdit || card.nextOn != null || props.recurrence != null) && (
        <Row name={<FormattedMessage id="fact.recurrence" />}>
          <Recurs {...props} />
        </Row>
      )}
      {board.fields.map((field) => (
        <Row key={field.id} name={field.name}>
          <OwnField {...props} field={field} />
        </Row>
      ))}
    </dl>
  );
}

const coloured = (name: string | null | undefined) => {
  const known = labelColourNames.find((each) => each === name);
  return known === undefined ? "fact.none" : (`colour.${known}` as const);
};

/** A value that becomes a field where it stands. Enter and Escape leave it, and the focus is on the value again. */
function useInPlace() {
  const [editing, setEditing] = useState(false);
  const byKey = useRef(false);
  const button = (element: HTMLButtonElement | null) => {
    if (!byKey.current) return;
    byKey.current = false;
    element?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    byKey.current = true;
    if (event.key === "Enter") event.currentTarget.blur();
    else setEditing(false);
  };
  return { editing, edit: () => setEditing(true), leave: () => setEditing(false), button, onKeyDown };
}

/** A line of text or a number, edited where it stands. */
function TextField(props: {
  name: string;
  value: string;
  shown?: string;
  type?: "text" | "number" | "date";
  canEdit: boolean;
  save: (value: string) => void;
}) {
  const { name, value, shown = value, type = "text", canEdit, save } = props;
  const styles = useStyles();
  const { editing, edit, leave, button, onKeyDown } = useInPlace();
  if (!canEdit) return shown === "" ? "–" : shown;
  if (!editing)
    return (
      <Button
        ref={button}
        appearance="subtle"
        className={mergeClasses(styles.flat, value === "" && styles.unset)}
        onClick={edit}
        aria-label={`${name}: ${shown === "" ? "–" : shown}`}
      >
        {shown === "" ? "–" : shown}
      </Button>
    );
  return (
    <Input
      type={type}
      {...(type === "number" ? { step: "any" } : {})}
      className={styles.grows}
      defaultValue={value}
      maxLength={200}
      aria-label={name}
      // The person has just asked for this field.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      onKeyDown={onKeyDown}
      onBlur={({ target }) => {
        leave();
        const next = target.value.trim();
        if (next !== value && target.validity.valid) save(next);
      }}
    />
  );
}

/** A field that the board has made for itself. */
function OwnField({ field, board, card, people, canEdit, save }: Props & { field: SchemaFieldView }) {
  const styles = useStyles();
  const intl = useIntl();
  const value = valueOf(card, field.id) ?? "";
  const shown = wordsOf(intl, field, valueOf(card, field.id), people);
  const put = (next: string) => save({ values: [{ field: field.id, value: next === "" ? null : next }] });
  if (field.kind === "person" && canEdit)
    return (
      <PersonPicker
        name={field.name}
        board={board.id}
        chosen={value === "" ? undefined : { id: value, name: shown, active: true }}
        clear={{ text: intl.formatMessage({ id: "fact.none" }), pick: () => put("") }}
        pick={({ id }) => put(id)}
      />
    );
  const options = optionsOf(intl, field, value, people, []);
  if (options === undefined)
    return (
      <TextField
        name={field.name}
        type={field.kind === "number" ? "number" : field.kind === "date" ? "date" : "text"}
        value={value}
        shown={shown}
        canEdit={canEdit}
        save={put}
      />
    );
  if (!canEdit) return shown === "" ? "–" : shown;
  return (
    <Select
      appearance="filled-lighter"
      className={styles.select}
      value={value}
      aria-label={field.name}
      onChange={(_, data) => put(data.value)}
    >
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

/** When the card comes again: in words, and the day of the next one. */
function Recurs(props: Props & { card: Card; today: string; recurrence: Recurrence | null | undefined }) {
  const { board, card, today, recurrence, canEdit, save } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  const words =
    recurrence == null ? intl.formatMessage({ id: "recurrence.none" }) : recurrenceWords(intl, recurrence);
  return (
    <>
      {canEdit ? (
        <Button
          appearance="subtle"
          className={mergeClasses(styles.flat, recurrence == null && styles.unset)}
          aria-haspopup="dialog"
          aria-label={`${intl.formatMessage({ id: "fact.recurrence" })}: ${words}`}
          onClick={() => setOpen(true)}
        >
          {words}
        </Button>
      ) : (
        words
      )}
      {recurrence != null && (
        <span className={styles.note}>
          {card.nextOn == null ? (
            <FormattedMessage id="recurrence.ended" />
          ) : (
            <FormattedMessage id="recurrence.next-on" values={{ date: longDate(intl, card.nextOn) }} />
          )}
        </span>
      )}
      {open && (
        <Suspense fallback={null}>
          <RecurrenceDialog
            board={board.id}
            card={card.id}
            title={card.title}
            recurrence={recurrence ?? undefined}
            today={today}
            save={save}
            close={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

type Props = {
  board: Board;
  card: Card;
  people: Directory;
  canEdit: boolean;
  save: (edit: CardEdit) => void;
};

function Assignees({ card, people, canEdit, save }: Props) {
  const styles = useStyles();
  const intl = useIntl();
  const [adding, setAdding] = useState(false);
  return (
    <>
      {card.assignees.map((id) => (
        <span key={id} className={styles.chip}>
          <Face id={id} name={people[id]?.name} named={false} />
          <span className={styles.words}>
            {people[id]?.name ?? intl.formatMessage({ id: "person.unknown" })}
          </span>
          {canEdit && (
            <Button
              size="small"
              appearance="transparent"
              className={styles.remove}
              icon={<Dismiss12Regular />}
              aria-label={intl.formatMessage({ id: "fact.unassign" }, { name: people[id]?.name ?? "" })}
              onClick={() => save({ assignees: { value: card.assignees.filter((each) => each !== id) } })}
            />
          )}
        </span>
      ))}
      {canEdit &&
        (adding ? (
          <PersonPicker
            name={intl.formatMessage({ id: "fact.assign" })}
            without={card.assignees}
            asked
            pick={(person) => {
              setAdding(false);
              save({ assignees: { value: [...card.assignees, person.id] } });
            }}
          />
        ) : (
          <Button
            size="small"
            appearance="subtle"
            icon={<Add16Regular />}
            onClick={() => setAdding(true)}
            aria-label={intl.formatMessage({ id: "fact.assign" })}
          >
            {card.assignees.length === 0 && intl.formatMessage({ id: "fact.assign-short" })}
          </Button>
        ))}
      {!canEdit && card.assignees.length === 0 && "–"}
    </>
  );
}

function Labels({ board, card, canEdit, save }: Props) {
  const styles = useStyles();
  const intl = useIntl();
  const own = board.labels.filter((label) => card.labels.includes(label.id));
  return (
    <>
      {own.map((label) => (
        <span
          key={label.id}
          className={mergeClasses(styles.label)}
          style={{ backgroundColor: labelColour(label.colour).back, color: labelColour(label.colour).text }}
        >
          {label.name === "" ? intl.formatMessage({ id: "label.unnamed" }) : label.name}
        </span>
      ))}
      {canEdit && board.labels.length > 0 && (
        <Menu
          checkedValues={{ labels: [...card.labels] }}
          onCheckedValueChange={(_, { checkedItems }) => save({ labels: { value: checkedItems } })}
        >
          <MenuTrigger disableButtonEnhancement>
            <Button
              size="small"
              appearance="subtle"
              icon={<Add16Regular />}
              aria-label={intl.formatMessage({ id: "fact.label" })}
            >
              {own.length === 0 && intl.formatMessage({ id: "fact.label-short" })}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {board.labels.map((label) => (
                <MenuItemCheckbox key={label.id} name="labels" value={label.id}>
                  {label.name === "" ? intl.formatMessage({ id: `label.unnamed` }) : label.name}
                </MenuItemCheckbox>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      {own.length === 0 && (!canEdit || board.labels.length === 0) && "–"}
    </>
  );
}

function DateField({ card, name, canEdit, save }: Props & { name: "due" | "start" }) {
  const styles = useStyles();
  const intl = useIntl();
  const { editing, edit, leave, button, onKeyDown } = useInPlace();
  const value = card[name] ?? "";
  const words =
    value === ""
      ? intl.formatMessage({ id: "fact.no-date" })
      : intl.formatDate(`${value}T00:00:00Z`, {
          weekday: "short",
          day: "numeric",
          month: "long",
          year: "numeric",
          timeZone: "UTC",
        });
  if (!canEdit) return value === "" ? "–" : words;
  if (!editing) {
    return (
      <Button
        ref={button}
        appearance="subtle"
        className={mergeClasses(styles.flat, value === "" && styles.unset)}
        onClick={edit}
        aria-label={`${intl.formatMessage({ id: `fact.${name}` })}: ${words}`}
      >
        {words}
      </Button>
    );
  }
  return (
    <Input
      type="date"
      className={styles.date}
      defaultValue={value}
      aria-label={intl.formatMessage({ id: `fact.${name}` })}
      // The person has just asked for this field.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        // A date being typed passes through others; what it is when the person leaves counts.
        const date = event.target.value;
        leave();
        if (date !== value) save({ [name]: { value: date === "" ? null : date } });
      }}
    />
  );
}

/** Percent a step; said in steps, because Fluent draws a mark for each step of more than one. */
const step = 5;

function Progress({ card, canEdit, save }: Props) {
  const styles = useStyles();
  const intl = useIntl();
  const id = useId();
  const [value, setValue] = useState(card.progress);
  const percent = intl.formatNumber(value / 100, { style: "percent" });
  if (!canEdit) return percent;
  const commit = () => {
    if (value !== card.progress) save({ progress: { value } });
  };
  return (
    <>
      <Slider
        id={id}
        className={styles.grows}
        min={0}
        max={100 / step}
        value={value / step}
        aria-label={intl.formatMessage({ id: "fact.progress" })}
        aria-valuetext={percent}
        onChange={(_, data) => setValue(data.value * step)}
        onPointerUp={commit}
        onBlur={commit}
      />
      <output htmlFor={id} className={styles.percent}>
        {percent}
      </output>
    </>
  );
}
