import type { SchemaBoardView, SchemaJournalEntry } from "../api/schema";
import type { Card } from "../boards/board";

export const boardId = "0198a000-0000-7000-8000-00000000b0a0";
export const annaId = "aaaaaaaa-0000-4000-8000-000000000001";
export const benId = "aaaaaaaa-0000-4000-8000-000000000002";

export const people = [
  { id: annaId, name: "Anna Müller", department: "Stabsstelle Digitalisierung", active: true },
  { id: benId, name: "Ben Schulz", department: "Bürgerservice", active: true },
];

export const sampleCard = (id: string, column: string, rank: string, more: Partial<Card> = {}): Card => ({
  id,
  number: 1,
  title: `Karte ${id}`,
  column,
  rank,
  version: 1,
  assignees: [],
  labels: [],
  progress: 0,
  hasDescription: false,
  checklistDone: 0,
  checklistTotal: 0,
  comments: 0,
  links: 0,
  template: false,
  ...more,
});

/** Three columns: two cards, one card, none. */
export const sampleBoard = (more: Partial<SchemaBoardView> = {}): SchemaBoardView => ({
  id: boardId,
  sequence: 10,
  name: "Bürgerservice",
  key: "BÜ",
  visibility: "members",
  columns: [
    { id: "ideas", name: "Ideen", rank: "a", limitIsHard: false, done: false },
    { id: "doing", name: "In Arbeit", rank: "b", limit: 1, limitIsHard: false, done: false },
    { id: "done", name: "Fertig", rank: "c", limitIsHard: false, done: true },
  ],
  labels: [{ id: "ozg", name: "OZG", colour: "blue" }],
  fields: [],
  units: [],
  members: [
    { person: annaId, role: "owner" },
    { person: benId, role: "editor" },
  ],
  cards: [
    sampleCard("k1", "ideas", "m", { title: "Terminbuchung", number: 1 }),
    sampleCard("k2", "ideas", "n", {
      title: "Bauantrag",
      number: 2,
      labels: ["ozg"],
      due: "2026-11-21",
      checklistDone: 3,
      checklistTotal: 8,
      assignees: [benId],
      approval: { id: "f1", state: "open" },
    }),
    sampleCard("k3", "doing", "m", { title: "Kita-Portal", number: 3 }),
  ],
  archivedCount: 0,
  template: false,
  archived: false,
  ...more,
});

export const entryOf = (
  sequence: number,
  change: SchemaJournalEntry["change"],
  more: Partial<SchemaJournalEntry> = {},
): SchemaJournalEntry => ({
  stream: boardId,
  sequence,
  at: "2026-11-23T08:00:00Z",
  actor: { kind: "person", person: benId },
  command: `command-${sequence}`,
  change,
  ...more,
});
