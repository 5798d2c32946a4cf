import type {
  SchemaAccessView,
  SchemaBoardView,
  SchemaCardEdit,
  SchemaCardView,
  SchemaColumnView,
  SchemaJournalEntry,
  SchemaLabelView,
  SchemaMemberView,
  SchemaUnitView,
} from "../api/schema";

export type Card = SchemaCardView;
export type Column = SchemaColumnView;
export type Label = SchemaLabelView;
export type Member = SchemaMemberView;
export type Unit = SchemaUnitView;
export type CardEdit = SchemaCardEdit;
export type Entry = SchemaJournalEntry;
export type Access = SchemaAccessView;

/** A board as the page holds it: each card once, and each column's cards in their order. */
export type Board = Omit<SchemaBoardView, "cards" | "columns"> & {
  readonly columns: readonly Column[];
  readonly cards: Readonly<Record<string, Card>>;
  readonly lists: Readonly<Record<string, readonly Card[]>>;
};

type Ranked = { readonly rank: string; readonly id: string };

/** By rank in code units, as the server sorts; equal ranks by id. */
const inOrder = (a: Ranked, b: Ranked): number =>
  a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

const none: readonly Card[] = [];

export const listOf = (board: Board, column: string): readonly Card[] => board.lists[column] ?? none;

export function boardOf(view: SchemaBoardView): Board {
  const lists: Record<string, Card[]> = Object.fromEntries(view.columns.map((column) => [column.id, []]));
  for (const card of view.cards) (lists[card.column] ??= []).push(card);
  for (const list of Object.values(lists)) list.sort(inOrder);
  return {
    ...view,
    columns: view.columns.toSorted(inOrder),
    cards: Object.fromEntries(view.cards.map((card) => [card.id, card])),
    lists,
  };
}

function withoutCard(board: Board, id: string): Board {
  const card = board.cards[id];
  if (card === undefined) return board;
  const { [id]: _, ...cards } = board.cards;
  const list = listOf(board, card.column).filter((other) => other.id !== id);
  return { ...board, cards, lists: { ...board.lists, [card.column]: list } };
}

/** The board with this card as it is now, at the place that its column and rank say. */
function withCard(board: Board, card: Card): Board {
  const old = board.cards[card.id];
  const cards = { ...board.cards, [card.id]: card };
  if (old?.column === card.column && old.rank === card.rank) {
    const list = listOf(board, card.column).map((other) => (other.id === card.id ? card : other));
    return { ...board, cards, lists: { ...board.lists, [card.column]: list } };
  }
  const lists = { ...board.lists };
  if (old !== undefined) lists[old.column] = listOf(board, old.column).filter((c) => c.id !== card.id);
  const list = (lists[card.column] ?? none).filter((other) => other.id !== card.id);
  const place = list.findIndex((other) => inOrder(other, card) > 0);
  lists[card.column] = list.toSpliced(place === -1 ? list.length : place, 0, card);
  return { ...board, cards, lists };
}

const changeCard = (board: Board, id: string, change: (card: Card) => Card): Board => {
  const card = board.cards[id];
  return card === undefined ? board : withCard(board, change(card));
};

/** Absent means untouched, an empty `value` means cleared: the wire leaves nulls out. */
export function edited(card: Card, edit: CardEdit): Card {
  const next: { -readonly [K in keyof Card]: Card[K] } = { ...card };
  if (edit.title?.value != null) next.title = edit.title.value;
  if (edit.description != null) next.hasDescription = (edit.description.value ?? "") !== "";
  if (edit.assignees?.value != null) next.assignees = edit.assignees.value;
  if (edit.labels?.value != null) next.labels = edit.labels.value;
  if (edit.progress?.value != null) next.progress = edit.progress.value;
  if (edit.start != null) setOrClear(next, "start", edit.start.value);
  if (edit.due != null) setOrClear(next, "due", edit.due.value);
  if (edit.priority != null) setOrClear(next, "priority", edit.priority.value);
  if (edit.department != null) setOrClear(next, "department", edit.department.value);
  if (edit.estimate != null) setOrClear(next, "estimate", edit.estimate.value);
  if (edit.colour != null) setOrClear(next, "colour", edit.colour.value);
  if (edit.parent != null) setOrClear(next, "parent", edit.parent.value);
  if (edit.template?.value != null) next.template = edit.template.value;
  if (edit.blockedBy?.value != null)
    setOrClear(next, "blockedBy", edit.blockedBy.value.length === 0 ? null : edit.blockedBy.value);
  if (edit.values != null) {
    const named = new Set(edit.values.map((value) => value.field));
    const values = [
      ...(card.values ?? []).filter((value) => !named.has(value.field)),
      ...edit.values.flatMap(({ field, value }) => (value == null ? [] : [{ field, value }])),
    ];
    setOrClear(next, "values", values.length === 0 ? null : values);
  }
  return next;
}

function setOrClear<T extends object, K extends keyof T>(target: T, key: K, value: T[K] | null | undefined) {
  if (value == null) Reflect.deleteProperty(target, key);
  else target[key] = value;
}

/**
 * One journal entry. The same board: known already. Undefined: a gap, or a kind that this version doesn't know,
 * and only a new snapshot can tell.
 */
export function applyEntry(board: Board, entry: Entry): Board | undefined {
  if (entry.sequence <= board.sequence) return board;
  if (entry.sequence > board.sequence + 1) return undefined;
  const next = changed(board, entry);
  return next === undefined ? undefined : { ...next, sequence: entry.sequence };
}

function changed(board: Board, entry: Entry): Board | undefined {
  const { change, sequence: version } = entry;
  switch (change.kind) {
    case "board.created":
    case "board.imported":
      return board;
    case "board.edited": {
      const { name, purpose, visibility } = change.after;
      const next: { -readonly [K in keyof Board]: Board[K] } = { ...board };
      if (name?.value != null) next.name = name.value;
      if (visibility?.value != null) next.visibility = visibility.value;
      if (purpose != null) setOrClear(next, "purpose", purpose.value);
      if (change.after.template?.value != null) next.template = change.after.template.value;
      return next;
    }
    case "board.member-set":
      return {
        ...board,
        members: [
          ...board.members.filter((member) => member.person !== change.person),
          { person: change.person, role: change.role },
        ],
      };
    case "board.member-removed":
      return { ...board, members: board.members.filter((member) => member.person !== change.person) };
    case "board.unit-set":
      return {
        ...board,
        units: [...board.units.filter((unit) => !sameUnit(unit, change.unit)), change.unit],
      };
    case "board.unit-removed":
      return { ...board, units: board.units.filter((unit) => !sameUnit(unit, change.unit)) };
    case "board.access-changed":
    case "board.filters-changed":
      return board;
    case "board.archived":
      return { ...board, archived: true };
    case "board.restored":
      return { ...board, archived: false };
    case "field.added":
      return { ...board, fields: [...board.fields, change.field] };
    case "field.edited":
      return {
        ...board,
        fields: board.fields.map((field) => (field.id === change.field.id ? change.field : field)),
      };
    case "field.restored":
      return { ...board, fields: withField(board.fields, change.field, change.before) };
    case "field.moved": {
      const field = board.fields.find(({ id }) => id === change.field);
      return field === undefined
        ? board
        : { ...board, fields: withField(board.fields, field, change.before) };
    }
    case "field.archived":
      return { ...board, fields: board.fields.filter((field) => field.id !== change.field) };
    case "column.added":
    case "column.restored":
    case "column.edited":
      return withColumn(board, change.column);
    case "column.moved": {
      const column = board.columns.find((each) => each.id === change.column);
      return column === undefined ? board : withColumn(board, { ...column, rank: change.rank });
    }
    case "column.archived":
      return withoutColumn(board, change.column);
    case "label.added":
    case "label.edited":
      return {
        ...board,
        labels: board.labels.some((label) => label.id === change.label.id)
          ? board.labels.map((label) => (label.id === change.label.id ? change.label : label))
          : [...board.labels, change.label],
      };
    case "card.created":
      return withCard(board, change.card);
    case "card.restored":
      return {
        ...withCard(board, change.card),
        archivedCount: Math.max(0, board.archivedCount - (change.fromTrash ? 0 : 1)),
      };
    case "card.trashed":
      return {
        ...withoutCard(board, change.card),
        archivedCount: Math.max(0, board.archivedCount - (change.wasArchived ? 1 : 0)),
      };
    case "card.edited":
      return changeCard(board, change.card, (card) => ({
        ...edited(card, change.after),
        ...(change.after.recurrence === undefined ? {} : { nextOn: change.nextOn ?? null }),
        version,
      }));
    case "card.recurred":
      return changeCard(board, change.card, (card) => ({
        ...card,
        nextOn: change.nextOn ?? null,
        version,
      }));
    case "card.erased":
      return board; // it was in the trash, so not here
    case "card.moved":
      return changeCard(board, change.card, (card) => ({
        ...card,
        column: change.column,
        rank: change.rank,
        progress: change.progress ?? card.progress,
        version,
      }));
    case "card.archived":
      return { ...withoutCard(board, change.card), archivedCount: board.archivedCount + 1 };
    case "card.comment-edited":
    case "card.checklist-moved":
      return changeCard(board, change.card, (card) => ({ ...card, version }));
    case "card.link-changed":
      return changeCard(board, change.card, (card) => ({ ...card, links: change.links, version }));
    case "card.comment-removed":
    case "card.comment-restored":
    case "card.commented":
      return changeCard(board, change.card, (card) => ({ ...card, comments: change.comments, version }));
    case "card.checklist-changed":
      return changeCard(board, change.card, (card) => ({
        ...card,
        checklistDone: change.checklistDone,
        checklistTotal: change.checklistTotal,
        version,
      }));
    case "card.approval-changed":
      return changeCard(board, change.card, (card) => ({
        ...card,
        approval: change.approval ?? null,
        version,
      }));
    case "board.planner-changed":
    case "planner.rules-changed":
    case "planner.conflict":
    case "planner.conflict-settled":
    case "rule.added":
    case "rule.edited":
    case "rule.removed":
    case "rule.restored":
    case "rule.ran":
      return board;
    case "organisation.prepared":
    case "person.appeared":
    case "role.granted":
    case "approval.asked":
    case "approval.changed":
    case "approval.template-saved":
    case "deputy.named":
    case "deputy.ended":
    case "signing-powers.saved":
    case "house-calendar.saved":
      return undefined; // belongs to other streams
    default:
      // A newer server may say things that this page was not built for.
      change satisfies never;
      return undefined;
  }
}

const sameUnit = (a: Unit, b: Unit) => a.kind === b.kind && a.key === b.key;

function withColumn(board: Board, column: Column): Board {
  const others = board.columns.filter((each) => each.id !== column.id);
  return {
    ...board,
    columns: [...others, column].sort(inOrder),
    lists: { ...board.lists, [column.id]: listOf(board, column.id) },
  };
}

/** An archived column takes its cards out of sight with it. */
function withoutColumn(board: Board, id: string): Board {
  const gone = new Set(listOf(board, id).map((card) => card.id));
  const { [id]: _, ...lists } = board.lists;
  return {
    ...board,
    columns: board.columns.filter((column) => column.id !== id),
    cards:
      gone.size === 0
        ? board.cards
        : Object.fromEntries(Object.entries(board.cards).filter(([card]) => !gone.has(card))),
    lists,
    archivedCount: board.archivedCount + gone.size,
  };
}

/** The card that entry is about, if it is about one. */
export function cardOf(entry: Entry): string | undefined {
  const { change } = entry;
  if (!("card" in change)) return undefined;
  return typeof change.card === "string" ? change.card : change.card?.id;
}

/** What the person has done and the server has not confirmed; each kind is drawn over the confirmed board. */
export type Draft =
  | {
      readonly kind: "move";
      readonly card: string;
      readonly column: string;
      readonly before: string | undefined;
    }
  | {
      readonly kind: "create";
      readonly card: string;
      readonly column: string;
      readonly title: string;
      readonly before: string | undefined;
    }
  | { readonly kind: "edit"; readonly card: string; readonly edit: CardEdit }
  | { readonly kind: "archive"; readonly card: string };

export function drawn(board: Board, drafts: readonly Draft[]): Board {
  return drafts.reduce(draw, board);
}

function draw(board: Board, draft: Draft): Board {
  switch (draft.kind) {
    case "move":
      return placed(board, draft);
    case "edit":
      return changeCard(board, draft.card, (card) => edited(card, draft.edit));
    case "archive":
      return withoutCard(board, draft.card);
    case "create":
      if (board.lists[draft.column] === undefined || board.cards[draft.card] !== undefined) return board;
      return placedCard(
        board,
        { ...emptyCard, id: draft.card, title: draft.title, column: draft.column },
        draft,
      );
    default:
      return draft satisfies never;
  }
}

const emptyCard = {
  number: 0,
  rank: "",
  version: 0,
  assignees: [],
  labels: [],
  progress: 0,
  hasDescription: false,
  checklistDone: 0,
  checklistTotal: 0,
  comments: 0,
  links: 0,
  template: false,
};

/** The place of a card is said by the card it comes before; nobody there means last. */
export type Place = { readonly column: string; readonly before: string | undefined };

/** The board with the card at a place that has no rank yet. Places that are gone leave the board as it is. */
export function placed(board: Board, move: Place & { readonly card: string }): Board {
  const card = board.cards[move.card];
  if (card === undefined || board.lists[move.column] === undefined || move.before === move.card) return board;
  return placedCard(board, card.column === move.column ? card : { ...card, column: move.column }, move);
}

function placedCard(board: Board, card: Card, { column, before }: Place): Board {
  const old = board.cards[card.id];
  const lists = { ...board.lists };
  if (old !== undefined) lists[old.column] = listOf(board, old.column).filter((each) => each.id !== card.id);
  const list = lists[column] ?? none;
  const place = before === undefined ? -1 : list.findIndex((each) => each.id === before);
  lists[column] = list.toSpliced(place === -1 ? list.length : place, 0, card);
  return { ...board, cards: { ...board.cards, [card.id]: card }, lists };
}

/** Where a card stands: its column and the card after it. */
export function placeOf(board: Board, id: string): Place | undefined {
  const card = board.cards[id];
  if (card === undefined) return undefined;
  const list = listOf(board, card.column);
  return { column: card.column, before: list[list.findIndex((each) => each.id === id) + 1]?.id };
}

export const samePlace = (a: Place | undefined, b: Place | undefined): boolean =>
  a?.column === b?.column && a?.before === b?.before;

export type Step = "up" | "down" | "left" | "right" | "first" | "last";

/** The place one step further, for a card that is carried by keyboard; undefined at the edge of the board. */
export function stepped(board: Board, id: string, step: Step): Place | undefined {
  const card = board.cards[id];
  if (card === undefined) return undefined;
  const list = listOf(board, card.column);
  const at = list.findIndex((each) => each.id === id);
  switch (step) {
    case "up":
      return at > 0 ? { column: card.column, before: list[at - 1]?.id } : undefined;
    case "down":
      return at < list.length - 1 ? { column: card.column, before: list[at + 2]?.id } : undefined;
    case "first":
      return at > 0 ? { column: card.column, before: list[0]?.id } : undefined;
    case "last":
      return at < list.length - 1 ? { column: card.column, before: undefined } : undefined;
    case "left":
    case "right": {
      const index = board.columns.findIndex((column) => column.id === card.column);
      const column = board.columns[index + (step === "left" ? -1 : 1)];
      if (column === undefined) return undefined;
      return { column: column.id, before: listOf(board, column.id)[at]?.id };
    }
    default:
      return step satisfies never;
  }
}

/** The card that the focus goes to from here. */
export function neighbour(board: Board, id: string, step: Step): string | undefined {
  const card = board.cards[id];
  if (card === undefined) return undefined;
  const list = listOf(board, card.column);
  const at = list.findIndex((each) => each.id === id);
  switch (step) {
    case "up":
      return list[at - 1]?.id;
    case "down":
      return list[at + 1]?.id;
    case "first":
      return list[0]?.id;
    case "last":
      return list.at(-1)?.id;
    case "left":
    case "right": {
      const direction = step === "left" ? -1 : 1;
      let index = board.columns.findIndex((column) => column.id === card.column) + direction;
      for (; index >= 0 && index < board.columns.length; index += direction) {
        const other = listOf(board, board.columns[index]?.id ?? "");
        if (other.length > 0) return other[Math.min(at, other.length - 1)]?.id;
      }
      return undefined;
    }
    default:
      return step satisfies never;
  }
}

/** The fields with this one before another, or last. */
function withField(
  fields: Board["fields"],
  field: Board["fields"][number],
  before: string | null | undefined,
): Board["fields"] {
  const others = fields.filter(({ id }) => id !== field.id);
  const place = others.findIndex(({ id }) => id === before);
  return others.toSpliced(place === -1 ? others.length : place, 0, field);
}

/** Everybody who has a card here. */
export function assigneesOf(board: Board): readonly string[] {
  const ids = new Set<string>();
  for (const card of Object.values(board.cards)) for (const person of card.assignees) ids.add(person);
  return [...ids].sort();
}

/** Everybody whose name the board needs. */
export const peopleOf = (board: Board): readonly string[] =>
  [
    ...new Set([
      ...board.members.map((member) => member.person),
      ...assigneesOf(board),
      ...namedInFields(board),
    ]),
  ].sort();

/** Everybody whom a card names in a field of the board's own. */
function namedInFields(board: Board): readonly string[] {
  const fields = new Set(board.fields.filter(({ kind }) => kind === "person").map(({ id }) => id));
  if (fields.size === 0) return [];
  return Object.values(board.cards).flatMap((card) =>
    (card.values ?? []).filter(({ field }) => fields.has(field)).map(({ value }) => value),
  );
}

/** Cards that are patterns for new ones. */
export const templatesOf = (board: Board): readonly Card[] =>
  Object.values(board.cards).filter((card) => card.template);

/** How many cards are on the board. */
export const countOf = (board: Board): number =>
  board.columns.reduce((sum, column) => sum + listOf(board, column.id).length, 0);
