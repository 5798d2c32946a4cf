import type { IntlShape } from "react-intl";
import type { Board } from "../boards/board";
import { longDate } from "../shared/dates";
import type { Directory } from "../shared/people";

const facts = [
  "title",
  "column",
  "description",
  "assignees",
  "labels",
  "start",
  "due",
  "priority",
  "progress",
] as const;

const priorities = ["urgent", "important", "medium", "low"] as const;

/** Fields that only the sync knows by these names. */
const others = ["checklist", "done", "link", "links", "order", "block", "label"] as const;

/** What a field is called; one that this version does not know keeps its own name. */
export function fieldName(intl: IntlShape, field: string): string {
  if (field === "name") return intl.formatMessage({ id: "column.name" });
  const own = others.find((each) => each === field);
  if (own !== undefined) return intl.formatMessage({ id: `planner.field.${own}` });
  const known = facts.find((each) => each === field);
  return known === undefined ? field : intl.formatMessage({ id: `fact.${known}` });
}

/** A value as people read it; what has no value is said so. */
export function valueText(
  intl: IntlShape,
  board: Board,
  people: Directory,
  field: string,
  value: string | null | undefined,
): string {
  if (value == null || value === "") return intl.formatMessage({ id: "fact.none" });
  switch (field) {
    case "column":
      return (
        board.columns.find((column) => column.id === value)?.name ??
        intl.formatMessage({ id: "history.archived-column" })
      );
    case "assignees":
      return people[value]?.name ?? intl.formatMessage({ id: "person.unknown" });
    case "labels":
      return board.labels.find((label) => label.id === value)?.name ?? value;
    case "done":
      return intl.formatMessage({ id: "planner.field.done" });
    case "order":
      return intl.formatMessage({ id: "planner.field.order-value" });
    case "priority": {
      const known = priorities.find((each) => each === value.toLowerCase());
      return known === undefined ? value : intl.formatMessage({ id: `priority.${known}` });
    }
    case "start":
    case "due":
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? longDate(intl, value) : value;
    case "progress":
      return /^\d+$/.test(value) ? intl.formatNumber(Number(value) / 100, { style: "percent" }) : value;
    default:
      return value;
  }
}
