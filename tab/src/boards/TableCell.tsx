import { MenuItemCheckbox, mergeClasses } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type KeyboardEvent } from "react";
import { useIntl } from "react-intl";
import { shortDate, urgency } from "../shared/dates";
import { Face } from "../shared/Face";
import { labelColour } from "../shared/labels";
import { MenuAt } from "../shared/MenuAt";
import { boardPeopleQuery } from "../shared/people";
import type { Card, CardEdit } from "./board";
import { priorities } from "./search";
import { useSession } from "./session";
import { optionsOf, valueOf as ownValueOf, wordsOf } from "./ownFields";
import { isUsual, ownFieldOf, type TableField } from "./table";
import { useTableStyles } from "./TableView.styles";
import type { ViewProps } from "./view";

export type CellProps = ViewProps & {
  readonly card: Card;
  readonly field: TableField;
  readonly at: number;
  /** The Tab key stops here. */
  readonly active: boolean;
  /** The focus belongs here as soon as the cell exists. */
  readonly grab: boolean;
  readonly editing: boolean;
  readonly edit: () => void;
  readonly leave: () => void;
};

export function TableCell(props: CellProps) {
  const { card, field, at, active, grab, editing, canEdit, edit } = props;
  const styles = useTableStyles();
  const [cell, setCell] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (grab && !editing && cell?.contains(document.activeElement) !== true) cell?.focus();
  }, [grab, editing, cell]);
  const asText = field !== "assignees" && field !== "labels";
  return (
    <div
      ref={setCell}
      role="gridcell"
      aria-colindex={at + 1}
      aria-readonly={!canEdit || field === "number" || undefined}
      tabIndex={active && !editing ? 0 : -1}
      data-cell={`${card.id} ${field}`}
      className={mergeClasses(styles.cell, editing && asText && styles.editing)}
      onDoubleClick={() => {
        if (canEdit && field !== "number") edit();
      }}
    >
      {editing && asText ? <Editor {...props} /> : <Shown {...props} />}
      {editing && !asText && cell !== null && <Choices {...props} target={cell} />}
    </div>
  );
}

function Shown({ card, field, board, labels, people, today, actions }: CellProps) {
  const styles = useTableStyles();
  const intl = useIntl();
  const { board: id } = useSession();
  const column = board.columns.find((each) => each.id === card.column);
  if (!isUsual(field)) {
    const own = ownFieldOf(board, field);
    return own === undefined ? null : (
      <span className={styles.words}>{wordsOf(intl, own, ownValueOf(card, own.id), people)}</span>
    );
  }
  switch (field) {
    case "number":
      return <span className={styles.quiet}>{card.number > 0 && `${board.key}-${card.number}`}</span>;
    case "title":
      return (
        <a
          href={`/boards/${id}?card=${card.id}`}
          className={styles.link}
          tabIndex={-1}
          title={card.title}
          onClick={(event) => {
            event.preventDefault();
            actions.open(card.id);
          }}
        >
          {card.title}
        </a>
      );
    case "column":
      return <span className={styles.words}>{column?.name}</span>;
    case "assignees":
      return (
        <>
          {card.assignees.map((person) => (
            <Face key={person} id={person} name={people[person]?.name} named={card.assignees.length > 1} />
          ))}
          {card.assignees.length === 1 && (
            <span className={styles.words}>{people[card.assignees[0] ?? ""]?.name}</span>
          )}
        </>
      );
    case "labels":
      return card.labels.map((each) => {
        const label = labels[each];
        if (label === undefined) return null;
        const { back, text } = labelColour(label.colour);
        return (
          <span key={each} className={styles.label} style={{ backgroundColor: back, color: text }}>
            {label.name === "" ? intl.formatMessage({ id: "label.unnamed" }) : label.name}
          </span>
        );
      });
    case "due": {
      if (card.due == null) return null;
      const how = urgency(card.due, today, card.progress === 100 || column?.done === true);
      return (
        <span className={how === "overdue" ? styles.bad : how === "today" ? styles.warn : undefined}>
          {shortDate(intl, card.due, today)}
          {how === "overdue" && (
            <span className="only-heard">, {intl.formatMessage({ id: "fact.overdue" })}</span>
          )}
        </span>
      );
    }
    case "start":
      return card.start == null ? null : <span>{shortDate(intl, card.start, today)}</span>;
    case "priority":
      return card.priority == null ? null : (
        <span>{intl.formatMessage({ id: `priority.${card.priority}` })}</span>
      );
    case "department":
      return <span className={styles.words}>{card.department}</span>;
    case "estimate":
      return card.estimate == null ? null : (
        <span className={styles.quiet}>
          {intl.formatMessage({ id: "fact.hours" }, { hours: card.estimate })}
        </span>
      );
    case "progress":
      return (
        <span className={styles.quiet}>
          {card.progress > 0 && intl.formatNumber(card.progress / 100, { style: "percent" })}
        </span>
      );
    default:
      return field satisfies never;
  }
}

/** One line to type in, or one choice; Enter or leaving saves, Escape takes back. */
function Editor({ card, field, board, people, actions, leave }: CellProps) {
  const styles = useTableStyles();
  const intl = useIntl();
  const own = ownFieldOf(board, field);
  const name = !isUsual(field)
    ? (own?.name ?? "")
    : intl.formatMessage({ id: field === "number" ? "table.number" : `fact.${field}` });
  const first = valueOf(card, field);
  const { data: members = [] } = useQuery({ ...boardPeopleQuery(board.id), enabled: own?.kind === "person" });
  const [value, setValue] = useState(first);
  const commit = (next: string) => {
    leave();
    if (next === first) return;
    if (field === "column") actions.move(card.id, { column: next, before: undefined });
    else {
      const edit = editOf(field, next);
      if (edit !== undefined) actions.save(card.id, edit);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter") commit(value);
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  };
  const options =
    field === "column"
      ? board.columns.map((column) => ({ value: column.id, text: column.name }))
      : field === "priority"
        ? ["", ...priorities].map((each) => ({
            value: each,
            text: intl.formatMessage({
              id: `priority.${priorities.find((priority) => priority === each) ?? "none"}`,
            }),
          }))
        : own === undefined
          ? undefined
          : optionsOf(intl, own, first, people, members)?.map(({ id, name }) => ({ value: id, text: name }));
  const common = {
    className: styles.input,
    "aria-label": `${name}: ${card.title}`,
    // The person has just asked for this field.
    autoFocus: true,
    value,
    onKeyDown,
    onBlur: () => commit(value),
  };
  if (options !== undefined)
    return (
      <select {...common} onChange={(event) => setValue(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...common}
      {...(field === "due" || field === "start" || own?.kind === "date"
        ? { type: "date" }
        : field === "progress"
          ? { type: "number", min: 0, max: 100, step: 5 }
          : field === "estimate"
            ? { type: "number", min: 0, step: 0.5 }
            : own?.kind === "number"
              ? { type: "number", step: "any" }
              : { type: "text", maxLength: field === "department" ? 200 : 500 })}
      onChange={(event) => setValue(event.target.value)}
    />
  );
}

function valueOf(card: Card, field: TableField): string {
  if (!isUsual(field)) return ownValueOf(card, field.slice("values.".length)) ?? "";
  switch (field) {
    case "title":
      return card.title;
    case "column":
      return card.column;
    case "due":
      return card.due ?? "";
    case "start":
      return card.start ?? "";
    case "priority":
      return card.priority ?? "";
    case "department":
      return card.department ?? "";
    case "estimate":
      return card.estimate == null ? "" : String(card.estimate);
    case "progress":
      return String(card.progress);
    case "number":
    case "assignees":
    case "labels":
      return "";
    default:
      return field satisfies never;
  }
}

/** What typing this into a cell means; undefined where it means nothing. */
export function editOf(field: TableField, text: string): CardEdit | undefined {
  const value = text.trim();
  if (!isUsual(field))
    return {
      values: [{ field: field.slice("values.".length), value: value === "" ? null : value }],
    };
  switch (field) {
    case "title":
      return value === "" ? undefined : { title: { value } };
    case "due":
      return { due: { value: value === "" ? null : value } };
    case "start":
      return { start: { value: value === "" ? null : value } };
    case "priority":
      return { priority: { value: priorities.find((each) => each === value) ?? null } };
    case "department":
      return { department: { value: value === "" ? null : value } };
    case "estimate": {
      const hours = Number(value);
      return value === ""
        ? { estimate: { value: null } }
        : hours >= 0
          ? { estimate: { value: hours } }
          : undefined;
    }
    case "progress": {
      const progress = Math.round(Number(value));
      return progress >= 0 && progress <= 100 ? { progress: { value: progress } } : undefined;
    }
    case "number":
    case "column":
    case "assignees":
    case "labels":
      return undefined;
    default:
      return field satisfies never;
  }
}

/** Several of a list: labels, or persons of the board. */
function Choices(props: CellProps & { target: HTMLElement }) {
  const { card, field, board, people, actions, leave, target } = props;
  const intl = useIntl();
  const own = field === "labels" ? card.labels : card.assignees;
  const { data: members = [] } = useQuery({ ...boardPeopleQuery(board.id), enabled: field === "assignees" });
  const options =
    field === "labels"
      ? board.labels.map(({ id, name }) => ({
          id,
          name: name === "" ? intl.formatMessage({ id: "label.unnamed" }) : name,
        }))
      : [
          ...members,
          ...card.assignees
            .filter((id) => members.every((member) => member.id !== id))
            .map((id) => ({ id, name: people[id]?.name ?? intl.formatMessage({ id: "person.unknown" }) })),
        ].sort((a, b) => a.name.localeCompare(b.name, intl.locale));
  return (
    <MenuAt
      target={target}
      close={leave}
      chosen={own}
      choose={(value) =>
        actions.save(card.id, field === "labels" ? { labels: { value } } : { assignees: { value } })
      }
    >
      {options.map(({ id, name }) => (
        <MenuItemCheckbox key={id} name="chosen" value={id}>
          {name}
        </MenuItemCheckbox>
      ))}
    </MenuAt>
  );
}
