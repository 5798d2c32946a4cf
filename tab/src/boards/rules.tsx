import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type {
  SchemaRuleActionView,
  SchemaRuleConditionView,
  SchemaRuleRequest,
  SchemaRuleTriggerView,
  SchemaRuleView,
} from "../api/schema";
import type { Directory } from "../shared/people";
import type { Board } from "./board";

export type Rule = SchemaRuleView;
export type Trigger = SchemaRuleTriggerView;
export type Condition = SchemaRuleConditionView;
export type Action = SchemaRuleActionView;

export const triggerKinds = [
  "cardEnters",
  "cardCreated",
  "labelAdded",
  "assigned",
  "prioritySet",
  "checklistDone",
  "approvalDecided",
  "blockersDone",
  "dueIn",
  "overdue",
] as const satisfies readonly Trigger["kind"][];

export const conditionKinds = [
  "column",
  "label",
  "department",
  "priority",
  "assigned",
] as const satisfies readonly Condition["kind"][];

export const actionKinds = [
  "move",
  "addLabel",
  "removeLabel",
  "assign",
  "unassign",
  "setDue",
  "setPriority",
  "setProgress",
  "addChecklist",
  "comment",
  "askForApproval",
  "remind",
  "archive",
] as const satisfies readonly Action["kind"][];

export const priorities = ["urgent", "important", "medium", "low"] as const;
export const recipients = ["assignees", "person", "owners"] as const;

/** What a rule says, in plain sentences; what it names is marked, and what is gone is said to be gone. */
export function useRuleWords(board: Board, people: Directory) {
  const intl = useIntl();
  const gone = intl.formatMessage({ id: "history.gone" });
  const column = (id: string | null | undefined) =>
    board.columns.find((each) => each.id === id)?.name ?? gone;
  const label = (id: string | null | undefined) => {
    const found = board.labels.find((each) => each.id === id);
    if (found === undefined) return gone;
    return found.name === "" ? intl.formatMessage({ id: `colour.${colourOf(found.colour)}` }) : found.name;
  };
  const person = (id: string | null | undefined) =>
    id == null ? gone : (people[id]?.name ?? intl.formatMessage({ id: "person.unknown" }));
  const priority = (value: Trigger["priority"]) => intl.formatMessage({ id: `priority.${value ?? "none"}` });
  const b = (chunks: ReactNode) => <strong>{chunks}</strong>;

  const when = (trigger: Trigger) =>
    intl.formatMessage(
      { id: `rule.when.${trigger.kind}` },
      {
        b,
        column: column(trigger.column),
        label: label(trigger.label),
        anybody: trigger.person == null ? "yes" : "no",
        person: person(trigger.person),
        priority: priority(trigger.priority),
        days: trigger.days ?? 0,
        outcome: trigger.approved == null ? "any" : trigger.approved ? "approved" : "rejected",
      },
    );
  const condition = (each: Condition) =>
    intl.formatMessage(
      { id: `rule.if.${each.kind}` },
      {
        b,
        not: each.not ? "yes" : "no",
        column: column(each.column),
        label: label(each.label),
        department: each.department ?? "",
        priority: priority(each.priority),
      },
    );
  const action = (each: Action) =>
    intl.formatMessage(
      { id: `rule.then.${each.kind}` },
      {
        b,
        column: column(each.column),
        label: label(each.label),
        everybody: each.person == null ? "yes" : "no",
        person: person(each.person),
        priority: priority(each.priority),
        days: each.days ?? 0,
        progress: (each.progress ?? 0) / 100,
        items: intl.formatList(each.items ?? []),
        text: each.text ?? "",
        to: each.to ?? "assignees",
      },
    );
  const join = (parts: readonly ReactNode[], between: string): ReactNode =>
    parts.map((part, place) => (
      <span key={place}>
        {place > 0 && between}
        {part}
      </span>
    ));
  return (rule: Pick<Rule, "trigger" | "conditions" | "actions">): ReactNode => (
    <>
      {when(rule.trigger)}
      {rule.conditions.length > 0 && (
        <>
          {intl.formatMessage({ id: "rule.and-only-if" })}
          {join(rule.conditions.map(condition), intl.formatMessage({ id: "rule.and" }))}
        </>
      )}
      {": "}
      {join(rule.actions.map(action), intl.formatMessage({ id: "rule.comma" }))}.
    </>
  );
}

const colours = [
  "red",
  "orange",
  "yellow",
  "lime",
  "green",
  "teal",
  "sky",
  "blue",
  "purple",
  "pink",
  "brown",
  "grey",
] as const;
const colourOf = (name: string) => colours.find((each) => each === name) ?? "blue";

/** Whom rules name. */
export const peopleOfRules = (rules: readonly Rule[]): readonly string[] => [
  ...new Set(
    rules
      .flatMap((rule) => [rule.maker, rule.trigger.person, ...rule.actions.map((action) => action.person)])
      .filter((id) => id != null),
  ),
];

export type RuleDraft = SchemaRuleRequest;

export const emptyTrigger = (board: Board, kind: Trigger["kind"]): Trigger => {
  switch (kind) {
    case "cardEnters":
      return { kind, column: board.columns[0]?.id ?? null };
    case "labelAdded":
      return { kind, label: board.labels[0]?.id ?? null };
    case "prioritySet":
      return { kind, priority: "urgent" };
    case "dueIn":
      return { kind, days: 2 };
    case "overdue":
      return { kind, days: 1 };
    default:
      return { kind };
  }
};

export const emptyCondition = (board: Board, kind: Condition["kind"]): Condition => {
  switch (kind) {
    case "column":
      return { kind, not: false, column: board.columns[0]?.id ?? null };
    case "label":
      return { kind, not: false, label: board.labels[0]?.id ?? null };
    case "department":
      return { kind, not: false, department: "" };
    case "priority":
      return { kind, not: false, priority: "urgent" };
    default:
      return { kind, not: false };
  }
};

export const emptyAction = (board: Board, kind: Action["kind"]): Action => {
  switch (kind) {
    case "move":
      return { kind, column: board.columns[0]?.id ?? null };
    case "addLabel":
    case "removeLabel":
      return { kind, label: board.labels[0]?.id ?? null };
    case "setDue":
      return { kind, days: 5 };
    case "setPriority":
      return { kind, priority: "urgent" };
    case "setProgress":
      return { kind, progress: 50 };
    case "addChecklist":
      return { kind, items: [] };
    case "comment":
      return { kind, text: "" };
    case "remind":
      return { kind, to: "assignees" };
    default:
      return { kind };
  }
};

/** Whether something that a part needs is still missing. */
export const lacks = (part: Trigger | Condition | Action): boolean => {
  const { kind } = part;
  switch (kind) {
    case "cardEnters":
    case "move":
    case "column":
      return part.column == null;
    case "labelAdded":
    case "addLabel":
    case "removeLabel":
    case "label":
      return part.label == null;
    case "department":
      return (part.department ?? "").trim() === "";
    case "assign":
    case "askForApproval":
      return part.person == null;
    case "assigned":
      return false;
    case "remind":
      return part.to === "person" && part.person == null;
    case "addChecklist":
      return (part.items ?? []).every((item) => item.trim() === "");
    case "comment":
      return (part.text ?? "").trim() === "";
    default:
      return false;
  }
};

export type Preset = { readonly id: "approval" | "remind" | "finish"; readonly draft: RuleDraft };

/** Rules that many boards want, made of what this board has. */
export function presetsFor(board: Board, name: (id: Preset["id"]) => string): readonly Preset[] {
  const approval =
    board.columns.find((column) => /freigabe|approval|prüf|review/i.test(column.name)) ??
    board.columns.at(-2) ??
    board.columns[0];
  const done = board.columns.find((column) => column.done);
  return [
    {
      id: "remind",
      draft: {
        name: name("remind"),
        on: true,
        trigger: { kind: "dueIn", days: 2 },
        conditions: [],
        actions: [{ kind: "remind", to: "assignees" }],
      },
    },
    ...(approval === undefined
      ? []
      : [
          {
            id: "approval" as const,
            draft: {
              name: name("approval"),
              on: true,
              trigger: { kind: "cardEnters" as const, column: approval.id },
              conditions: [],
              actions: [{ kind: "askForApproval" as const }],
            },
          },
        ]),
    ...(done === undefined
      ? []
      : [
          {
            id: "finish" as const,
            draft: {
              name: name("finish"),
              on: true,
              trigger: { kind: "checklistDone" as const },
              conditions: [],
              actions: [{ kind: "move" as const, column: done.id }],
            },
          },
        ]),
  ];
}
