import { useIntl, type IntlShape } from "react-intl";
import type { SchemaRuleStepView } from "../api/schema";
import { longDate } from "../shared/dates";
import { labelColourNames } from "../shared/labels";
import type { Directory } from "../shared/people";
import type { Board, CardEdit, Entry } from "./board";
import { wordsOf } from "./ownFields";
import { recurrenceWords } from "./recurrence";

export type Difference = {
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly overrode: boolean;
};

const fields = [
  "title",
  "description",
  "assignees",
  "labels",
  "start",
  "due",
  "priority",
  "progress",
  "department",
  "estimate",
  "colour",
  "parent",
  "blockedBy",
  "recurrence",
] as const;

type Field = (typeof fields)[number];

/** The value of one field in words. */
function valueIn(intl: IntlShape, board: Board, people: Directory, edit: CardEdit, field: Field): string {
  const names = (ids: readonly string[] | null | undefined, nameOf: (id: string) => string | undefined) =>
    intl.formatList((ids ?? []).map((id) => nameOf(id) ?? intl.formatMessage({ id: "history.gone" })));
  switch (field) {
    case "title":
      return edit.title?.value ?? "";
    case "description":
      return edit.description?.value ?? "";
    case "assignees":
      return names(edit.assignees?.value, (id) => people[id]?.name);
    case "labels":
      return names(edit.labels?.value, (id) => board.labels.find((label) => label.id === id)?.name);
    case "start":
    case "due": {
      const date = edit[field]?.value;
      return date == null ? "" : longDate(intl, date);
    }
    case "priority":
      return edit.priority?.value == null
        ? ""
        : intl.formatMessage({ id: `priority.${edit.priority.value}` });
    case "progress":
      return edit.progress?.value == null
        ? ""
        : intl.formatNumber(edit.progress.value / 100, { style: "percent" });
    case "department":
      return edit.department?.value ?? "";
    case "estimate":
      return edit.estimate?.value == null
        ? ""
        : intl.formatMessage({ id: "fact.hours" }, { hours: edit.estimate.value });
    case "colour": {
      const name = labelColourNames.find((each) => each === edit.colour?.value);
      return name === undefined ? "" : intl.formatMessage({ id: `colour.${name}` });
    }
    case "parent":
      return names(edit.parent?.value == null ? [] : [edit.parent.value], (id) => board.cards[id]?.title);
    case "blockedBy":
      return names(edit.blockedBy?.value, (id) => board.cards[id]?.title);
    case "recurrence":
      return edit.recurrence?.value == null ? "" : recurrenceWords(intl, edit.recurrence.value);
    default:
      return field satisfies never;
  }
}

/** What a rule did that no other entry tells of: a message, or what it could not do. */
const tells = (step: SchemaRuleStepView) =>
  step.result === "refused" || (step.action === "remind" && step.result === "done");

/** Whether an entry says something that the others don't. */
export const saysMore = ({ change }: Entry): boolean =>
  change.kind !== "card.commented" &&
  change.kind !== "card.comment-edited" &&
  (change.kind !== "rule.ran" || change.steps.some(tells));

/** What an entry of the journal says to a person. */
export function changeWords(intl: IntlShape, board: Board, people: Directory) {
  const column = (id: string) =>
    board.columns.find((each) => each.id === id)?.name ??
    intl.formatMessage({ id: "history.archived-column" });
  return {
    sentence: ({ change }: Entry): string => {
      switch (change.kind) {
        case "card.created":
          return intl.formatMessage({ id: "history.created" }, { column: column(change.card.column) });
        case "board.imported":
          return intl.formatMessage({ id: "history.imported" }, { source: change.source });
        case "card.moved":
          return change.column === change.fromColumn
            ? intl.formatMessage({ id: "history.reordered" })
            : intl.formatMessage(
                { id: "history.moved" },
                { from: column(change.fromColumn), to: column(change.column) },
              );
        case "card.archived":
          return intl.formatMessage({ id: "history.archived" });
        case "card.restored":
          return intl.formatMessage({ id: "history.restored" });
        case "card.commented":
          return intl.formatMessage({ id: "history.commented" });
        case "card.checklist-changed": {
          const title = change.item?.title ?? change.before?.title ?? "";
          const id =
            change.item == null
              ? "history.item-removed"
              : change.before == null
                ? "history.item-added"
                : change.item.done === change.before.done
                  ? "history.item-renamed"
                  : change.item.done
                    ? "history.item-done"
                    : "history.item-open";
          return intl.formatMessage({ id }, { title });
        }
        case "card.approval-changed":
          return intl.formatMessage({ id: `history.approval.${change.approval?.state ?? "withdrawn"}` });
        case "card.trashed":
          return intl.formatMessage({ id: "history.trashed" });
        case "card.comment-removed":
          return intl.formatMessage({ id: "history.comment-removed" });
        case "card.comment-restored":
          return intl.formatMessage({ id: "history.comment-restored" });
        case "card.link-changed":
          return intl.formatMessage(
            {
              id:
                change.link == null
                  ? "history.link-removed"
                  : change.before == null
                    ? "history.link-added"
                    : "history.link-edited",
            },
            { title: change.link?.title ?? change.before?.title ?? "" },
          );
        case "card.checklist-moved":
          return intl.formatMessage({ id: "history.item-moved" });
        case "card.recurred":
          return intl.formatMessage({ id: "history.recurred" });
        case "card.edited":
          return change.after.template?.value == null
            ? intl.formatMessage({ id: "history.edited" })
            : intl.formatMessage({
                id: change.after.template.value ? "history.template" : "history.no-template",
              });
        case "rule.ran":
          return intl.formatList(
            change.steps
              .filter(tells)
              .map(({ action, result }) =>
                result === "refused"
                  ? intl.formatMessage(
                      { id: "history.rule-could-not" },
                      { action: intl.formatMessage({ id: `rule.step.${action}` }) },
                    )
                  : intl.formatMessage({ id: "history.reminded" }),
              ),
            { type: "conjunction" },
          );
        default:
          return intl.formatMessage({ id: "history.changed" });
      }
    },
    differences: ({ change }: Entry): readonly Difference[] =>
      change.kind !== "card.edited"
        ? []
        : [
            ...fields
              .filter((field) => change.after[field] != null)
              .map((field) => ({
                field: intl.formatMessage({ id: `fact.${field}` }),
                before: valueIn(intl, board, people, change.before, field),
                after: valueIn(intl, board, people, change.after, field),
                overrode: change.overrode.includes(field),
              })),
            ...(change.after.values ?? []).map(({ field, value }) => {
              const own = board.fields.find(({ id }) => id === field);
              const was = change.before.values?.find((each) => each.field === field)?.value;
              return {
                field: own?.name ?? intl.formatMessage({ id: "history.own-field" }),
                before: own === undefined ? (was ?? "") : wordsOf(intl, own, was, people),
                after: own === undefined ? (value ?? "") : wordsOf(intl, own, value, people),
                overrode: change.overrode.includes(`values.${field}`),
              };
            }),
          ],
  };
}

export const useChangeWords = (board: Board, people: Directory) => changeWords(useIntl(), board, people);
