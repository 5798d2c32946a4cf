import type { IntlShape } from "react-intl";
import type { SchemaColumnView, SchemaFieldView, SchemaLabelView } from "../api/schema";
import { labelColourNames } from "../shared/labels";
import type { Directory } from "../shared/people";
import type { Messages } from "../texts/texts";
import type { Board, Entry } from "./board";
import { changeWords, type Difference } from "./history";

/** What an entry of a board's whole journal says to a person: about the board itself here, about cards as their own history does. */
export function boardWords(intl: IntlShape, board: Board, people: Directory) {
  const cards = changeWords(intl, board, people);
  const say = (id: keyof Messages, values?: Record<string, string | number>) =>
    intl.formatMessage({ id }, values);
  const nameOf = (person: string) => people[person]?.name ?? say("person.unknown");
  const columnOf = (id: string) =>
    board.columns.find((column) => column.id === id)?.name ?? say("history.column-gone");
  const fieldOf = (id: string) =>
    board.fields.find((field) => field.id === id)?.name ?? say("history.column-gone");
  return {
    sentence: (entry: Entry): string => {
      const { change } = entry;
      switch (change.kind) {
        case "board.created":
          return say("history.board-created", { name: change.name });
        case "board.imported":
          return say("history.board-imported", { source: change.source, cards: change.counts.cards });
        case "board.edited":
          return say("history.board-edited");
        case "board.member-set":
          return change.before == null
            ? say("history.member-added", { name: nameOf(change.person) })
            : say("history.member-set", { name: nameOf(change.person) });
        case "board.member-removed":
          return say("history.member-removed", { name: nameOf(change.person) });
        case "board.unit-set":
          return say(change.before == null ? "history.member-added" : "history.member-set", {
            name: change.unit.name,
          });
        case "board.unit-removed":
          return say("history.member-removed", { name: change.unit.name });
        case "board.access-changed":
          return say("history.access-changed");
        case "board.filters-changed":
          return say("history.filters-changed");
        case "board.archived":
          return say("history.board-archived");
        case "board.restored":
          return say("history.board-restored");
        case "board.planner-changed":
          return say("history.planner-changed");
        case "planner.rules-changed":
          return say(
            change.rules.deletesArchived === change.before.deletesArchived
              ? "history.planner-rules"
              : change.rules.deletesArchived
                ? "history.planner-deletes"
                : "history.planner-keeps",
          );
        case "column.added":
          return say("history.column-added", { name: change.column.name });
        case "column.edited":
          return say("history.column-edited", { name: change.column.name });
        case "column.moved":
          return say("history.column-moved", { name: columnOf(change.column) });
        case "column.archived":
          return say("history.column-archived", { name: columnOf(change.column) });
        case "column.restored":
          return say("history.column-restored", { name: change.column.name });
        case "label.added":
          return say("history.label-added", { name: change.label.name });
        case "label.edited":
          return say("history.label-edited", { name: change.label.name });
        case "field.added":
          return say("history.field-added", { name: change.field.name });
        case "field.edited":
          return say("history.field-edited", { name: change.field.name });
        case "field.moved":
          return say("history.field-moved", { name: fieldOf(change.field) });
        case "field.archived":
          return say("history.field-archived", { name: fieldOf(change.field) });
        case "field.restored":
          return say("history.field-restored", { name: change.field.name });
        case "rule.added":
          return say("history.rule-added", { name: change.rule.name });
        case "rule.edited":
          return say("history.rule-edited", { name: change.rule.name });
        case "rule.removed":
          return say("history.rule-removed");
        case "rule.restored":
          return say("history.rule-restored", { name: change.rule.name });
        case "planner.conflict":
          return say("history.conflict");
        case "planner.conflict-settled":
          return say("history.conflict-settled");
        case "card.erased":
          return say("history.erased");
        case "card.comment-edited":
          return say("history.comment-edited");
        default:
          return cards.sentence(entry);
      }
    },
    differences: (entry: Entry): readonly Difference[] => {
      const { change } = entry;
      switch (change.kind) {
        case "board.edited": {
          const { before, after } = change;
          return different([
            ["board.name", before.name?.value, after.name?.value],
            ["board.purpose", before.purpose?.value, after.purpose?.value],
            [
              "board.visibility",
              before.visibility == null ? undefined : say(`board.visibility.${before.visibility.value}`),
              after.visibility == null ? undefined : say(`board.visibility.${after.visibility.value}`),
            ],
            ["board.is-template", yes(before.template?.value), yes(after.template?.value)],
          ]);
        }
        case "board.member-set":
        case "board.unit-set": {
          const role = change.kind === "board.member-set" ? change.role : change.unit.role;
          return different([
            [
              "history.role",
              change.before == null ? undefined : say(`role.${change.before}`),
              say(`role.${role}`),
            ],
          ]);
        }
        case "planner.rules-changed":
          return different([
            [
              "planner.rules",
              say(`planner.rules.${change.before.usual}`),
              say(`planner.rules.${change.rules.usual}`),
            ],
          ]);
        case "column.edited":
          return different(pairs(columnFacts(change.before), columnFacts(change.column)));
        case "label.edited":
          return different(pairs(labelFacts(change.before), labelFacts(change.label)));
        case "field.edited":
          return different(pairs(fieldFacts(change.before), fieldFacts(change.field)));
        default:
          return cards.differences(entry);
      }
    },
  };

  function yes(value: boolean | null | undefined): string | undefined {
    return value == null ? undefined : say(value ? "history.yes" : "history.no");
  }

  function colour(name: string | null | undefined): string | undefined {
    const known = labelColourNames.find((each) => each === name);
    return known === undefined ? undefined : say(`colour.${known}`);
  }

  type Facts = readonly (readonly [DifferenceName, string | undefined])[];

  function columnFacts(column: SchemaColumnView): Facts {
    return [
      ["board.name", column.name],
      ["column.limit-field", column.limit == null ? undefined : intl.formatNumber(column.limit)],
      ["history.hard-limit", yes(column.limitIsHard)],
      ["column.done-field", yes(column.done)],
      ["fact.colour", colour(column.colour)],
    ];
  }

  function labelFacts(label: SchemaLabelView): Facts {
    return [
      ["board.name", label.name],
      ["fact.colour", colour(label.colour)],
    ];
  }

  function fieldFacts(field: SchemaFieldView): Facts {
    return [
      ["board.name", field.name],
      ["history.choices", intl.formatList((field.choices ?? []).map((choice) => choice.name))],
    ];
  }

  function pairs(before: Facts, after: Facts) {
    return after.map(([name, value], at) => [name, before[at]?.[1], value] as const);
  }

  /** Only what is not the same before and after. */
  function different(
    facts: readonly (readonly [DifferenceName, string | null | undefined, string | null | undefined])[],
  ): readonly Difference[] {
    return facts
      .filter(([, before, after]) => (before ?? "") !== (after ?? ""))
      .map(([name, before, after]) => ({
        field: say(name),
        before: before ?? "",
        after: after ?? "",
        overrode: false,
      }));
  }
}

type DifferenceName =
  | "board.name"
  | "board.purpose"
  | "board.visibility"
  | "board.is-template"
  | "history.role"
  | "history.hard-limit"
  | "history.choices"
  | "column.limit-field"
  | "column.done-field"
  | "planner.rules"
  | "fact.colour";

/** Everybody whom the entries name, in order. */
export function peopleIn(entries: readonly Entry[]): readonly string[] {
  const ids = new Set<string>();
  const add = (id: string | null | undefined) => {
    if (id != null) ids.add(id);
  };
  for (const { actor, change } of entries) {
    add(actor.person);
    if (change.kind === "board.member-set" || change.kind === "board.member-removed") add(change.person);
    if (change.kind === "card.edited")
      for (const id of [...(change.before.assignees?.value ?? []), ...(change.after.assignees?.value ?? [])])
        add(id);
  }
  return [...ids].sort();
}
