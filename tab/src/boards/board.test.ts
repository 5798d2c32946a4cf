import { describe, expect, it } from "vitest";
import { Follower } from "../api/follower";
import { Random } from "../testing/random";
import { entryOf, sampleBoard, sampleCard } from "../testing/samples";
import {
  applyEntry,
  boardOf,
  drawn,
  edited,
  listOf,
  neighbour,
  placeOf,
  placed,
  stepped,
  type Board,
  type Draft,
  type Entry,
} from "./board";
import { Pending } from "./pending";

const ids = (board: Board, column: string) => listOf(board, column).map((card) => card.id);

describe("a board from the wire", () => {
  it("has its columns and cards in the order of their ranks, equal ranks by id", () => {
    const board = boardOf(
      sampleBoard({
        cards: [
          sampleCard("z", "ideas", "b"),
          sampleCard("b", "ideas", "aZ"),
          sampleCard("a", "ideas", "aZ"),
          sampleCard("c", "ideas", "aa"),
        ],
      }),
    );
    expect(ids(board, "ideas")).toEqual(["a", "b", "c", "z"]);
    expect(board.columns.map((column) => column.id)).toEqual(["ideas", "doing", "done"]);
  });
});

describe("a journal entry", () => {
  const board = boardOf(sampleBoard());

  it("that is known already changes nothing, not even the object", () => {
    expect(applyEntry(board, entryOf(10, { kind: "card.archived", card: "k1" }))).toBe(board);
  });

  it("after a gap is not applied", () => {
    expect(applyEntry(board, entryOf(12, { kind: "card.archived", card: "k1" }))).toBeUndefined();
  });

  it("of a kind that this version does not know asks for a new snapshot", () => {
    const unknown = JSON.parse('{"kind":"card.sung"}') as Entry["change"];
    expect(applyEntry(board, entryOf(11, unknown))).toBeUndefined();
  });

  it("moves a card and leaves the lists of other columns alone", () => {
    const next = applyEntry(
      board,
      entryOf(11, {
        kind: "card.moved",
        card: "k1",
        column: "doing",
        rank: "a",
        fromColumn: "ideas",
        fromRank: "m",
      }),
    );
    expect(next && ids(next, "ideas")).toEqual(["k2"]);
    expect(next && ids(next, "doing")).toEqual(["k1", "k3"]);
    expect(next?.lists["done"]).toBe(board.lists["done"]);
    expect(next?.cards["k2"]).toBe(board.cards["k2"]);
    expect(next?.cards["k1"]).toMatchObject({ column: "doing", rank: "a", version: 11 });
    expect(next?.sequence).toBe(11);
  });

  it.each<[string, Entry["change"], (next: Board) => unknown, unknown]>([
    [
      "created",
      { kind: "card.created", card: sampleCard("k9", "ideas", "mm") },
      (b) => ids(b, "ideas"),
      ["k1", "k9", "k2"],
    ],
    [
      "archived",
      { kind: "card.archived", card: "k1" },
      (b) => [ids(b, "ideas"), b.archivedCount],
      [["k2"], 1],
    ],
    [
      "restored",
      { kind: "card.restored", card: sampleCard("k8", "done", "a"), fromTrash: false },
      (b) => ids(b, "done"),
      ["k8"],
    ],
    [
      "cleared",
      { kind: "card.edited", card: "k2", after: { due: { value: null } }, before: {}, overrode: [] },
      (b) => "due" in (b.cards["k2"] ?? {}),
      false,
    ],
    [
      "retitled",
      { kind: "card.edited", card: "k2", after: { title: { value: "Neu" } }, before: {}, overrode: [] },
      (b) => listOf(b, "ideas")[1]?.title,
      "Neu",
    ],
    [
      "commented",
      { kind: "card.commented", card: "k1", comment: "c", comments: 4 },
      (b) => b.cards["k1"]?.comments,
      4,
    ],
    [
      "approved",
      { kind: "card.approval-changed", card: "k2", approval: { id: "f1", state: "approved" } },
      (b) => b.cards["k2"]?.approval?.state,
      "approved",
    ],
    [
      "column moved",
      { kind: "column.moved", column: "done", rank: "A", fromRank: "c" },
      (b) => b.columns.map((c) => c.id),
      ["done", "ideas", "doing"],
    ],
    [
      "column archived",
      { kind: "column.archived", column: "done" },
      (b) => b.columns.map((c) => c.id),
      ["ideas", "doing"],
    ],
    [
      "label",
      {
        kind: "label.edited",
        label: { id: "ozg", name: "Gesetz", colour: "red" },
        before: { id: "ozg", name: "OZG", colour: "blue" },
      },
      (b) => b.labels[0]?.name,
      "Gesetz",
    ],
    ["member", { kind: "board.member-removed", person: "x", before: "editor" }, (b) => b.members.length, 2],
    [
      "renamed",
      { kind: "board.edited", after: { name: { value: "Neu" } }, before: {} },
      (b) => b.name,
      "Neu",
    ],
  ])("shows: %s", (_, change, look, expected) => {
    const next = applyEntry(board, entryOf(11, change));
    expect(next && look(next)).toEqual(expected);
  });

  it("about a card that is gone does no harm", () => {
    const next = applyEntry(
      board,
      entryOf(11, { kind: "card.commented", card: "gone", comment: "c", comments: 1 }),
    );
    expect(next).toEqual({ ...board, sequence: 11 });
  });
});

describe("places", () => {
  const board = boardOf(sampleBoard());

  it.each([
    ["k1", "right", { column: "doing", before: "k3" }],
    ["k2", "right", { column: "doing", before: undefined }],
    ["k3", "left", { column: "ideas", before: "k1" }],
    ["k1", "left", undefined],
    ["k1", "up", undefined],
    ["k1", "down", { column: "ideas", before: undefined }],
    ["k2", "up", { column: "ideas", before: "k1" }],
    ["k2", "first", { column: "ideas", before: "k1" }],
    ["k1", "last", { column: "ideas", before: undefined }],
  ] as const)("one step of %s %s", (card, step, expected) => {
    expect(stepped(board, card, step)).toEqual(expected);
  });

  it("lets the focus jump over an empty column", () => {
    const wide = boardOf(
      sampleBoard({
        columns: [
          ...sampleBoard().columns,
          { id: "end", name: "Ende", rank: "d", limitIsHard: false, done: false },
        ],
        cards: [...sampleBoard().cards, sampleCard("k4", "end", "a")],
      }),
    );
    expect(neighbour(wide, "k3", "right")).toBe("k4");
    expect(neighbour(wide, "k4", "left")).toBe("k3");
    expect(neighbour(wide, "k4", "right")).toBeUndefined();
  });

  it("puts a card back where it was", () => {
    const origin = placeOf(board, "k1");
    const moved = placed(board, { card: "k1", column: "done", before: undefined });
    expect(ids(moved, "done")).toEqual(["k1"]);
    expect(origin && ids(placed(moved, { card: "k1", ...origin }), "ideas")).toEqual(["k1", "k2"]);
  });

  it("ignores columns and cards that are gone", () => {
    expect(placed(board, { card: "gone", column: "done", before: undefined })).toBe(board);
    expect(placed(board, { card: "k1", column: "gone", before: undefined })).toBe(board);
    expect(ids(placed(board, { card: "k1", column: "doing", before: "gone" }), "doing")).toEqual([
      "k3",
      "k1",
    ]);
  });

  it("changes two lists and no other", () => {
    const next = drawn(board, [{ kind: "move", card: "k1", column: "doing", before: "k3" }]);
    expect(next.lists["done"]).toBe(board.lists["done"]);
    expect(next.cards["k2"]).toBe(board.cards["k2"]);
  });
});

it("an edit tells cleared from untouched", () => {
  const card = sampleCard("k", "ideas", "m", { due: "2026-12-01", priority: "urgent" });
  expect(edited(card, { due: { value: null } })).not.toHaveProperty("due");
  expect(edited(card, { title: { value: "T" } })).toEqual({ ...card, title: "T" });
  expect(edited(card, { description: { value: "x" } }).hasDescription).toBe(true);
});

/** A server that knows only journal and ranks, and commands that reach it in any order. */
class Server {
  board = boardOf(sampleBoard());
  readonly journal: Entry[] = [];

  command(name: string, change: Entry["change"]): void {
    const entry = entryOf(this.board.sequence + 1, change, { command: name });
    const next = applyEntry(this.board, entry);
    if (next === undefined) throw new Error("The server's own journal has a gap.");
    this.board = next;
    this.journal.push(entry);
  }

  rankFor(column: string, before: string | undefined, self: string): string {
    const list = listOf(this.board, column).filter((card) => card.id !== self);
    const at = before === undefined ? -1 : list.findIndex((card) => card.id === before);
    const [low, high] = at === -1 ? [list.at(-1)?.rank, undefined] : [list[at - 1]?.rank, list[at]?.rank];
    return between(low ?? "", high);
  }
}

/** A rank between two others, over the letters b … y. */
function between(low: string, high: string | undefined): string {
  let prefix = "";
  for (let i = 0; ; i++) {
    const a = low.charCodeAt(i) || 97;
    const b = high === undefined || high.length <= i ? 122 : high.charCodeAt(i);
    if (b - a > 1) return prefix + String.fromCharCode((a + b) >> 1);
    prefix += String.fromCharCode(a);
    if (a < b) high = undefined;
  }
}

describe.each(Array.from({ length: 40 }, (_, seed) => [seed + 1]))("interleavings, seed %i", (seed) => {
  it("end with what the server has, however the messages arrived", async () => {
    const random = new Random(seed);
    const server = new Server();
    const pending = new Pending();
    let shown = boardOf(sampleBoard());
    let snapshots = 0;
    const follower = new Follower<Board, Entry>({
      current: () => shown,
      apply: applyEntry,
      publish: (next, entries) => {
        shown = next;
        pending.heard(entries);
      },
      journal: (after) =>
        Promise.resolve(
          server.board.sequence - after > 25
            ? undefined
            : { entries: server.journal.filter((entry) => entry.sequence > after) },
        ),
      snapshot: () => {
        snapshots++;
        shown = server.board;
        pending.settled();
        return Promise.resolve();
      },
      failed: (error) => {
        throw error;
      },
      schedule: (work) => work(),
    });
    const said: Entry[] = [];
    const unanswered: { command: string; draft: Draft }[] = [];
    let told = 0;

    for (let step = 0; step < 120; step++) {
      const cards = Object.keys(server.board.cards);
      const columns = server.board.columns.map((column) => column.id);
      const place = () => {
        const column = random.pick(columns);
        const list = listOf(server.board, column);
        return { column, before: list[random.int(list.length + 2)]?.id };
      };
      const what = random.int(5);
      if (what <= 1) {
        // somebody else, straight on the server
        const card = random.pick(cards);
        const { column, before } = place();
        const old = server.board.cards[card];
        if (old !== undefined && before !== card)
          server.command(`other-${step}`, {
            kind: "card.moved",
            card,
            column,
            rank: server.rankFor(column, before, card),
            fromColumn: old.column,
            fromRank: old.rank,
          });
      } else if (what === 2 && cards.length < 30) {
        const column = random.pick(columns);
        server.command(`other-${step}`, {
          kind: "card.created",
          card: sampleCard(`n${step}`, column, server.rankFor(column, undefined, "")),
        });
      } else if (what === 3) {
        // the person, at once on the page
        const card = random.pick(cards);
        const draft: Draft = { kind: "move", card, ...place() };
        const command = `own-${step}`;
        pending.add(command, draft);
        unanswered.push({ command, draft });
      } else {
        // the server answers the oldest: takes it, or refuses
        const next = unanswered.shift();
        if (next?.draft.kind === "move") {
          const { card, column, before } = next.draft;
          const old = server.board.cards[card];
          if (old === undefined || before === card || random.chance(0.2)) pending.refuse(next.command);
          else {
            server.command(next.command, {
              kind: "card.moved",
              card,
              column,
              rank: server.rankFor(column, before, card),
              fromColumn: old.column,
              fromRank: old.rank,
            });
            pending.confirm(next.command);
          }
        }
      }
      // The network: drops, repeats and mixes what it carries.
      for (const entry of server.journal.slice(told)) if (random.chance(0.8)) said.push(entry);
      told = server.journal.length;
      if (random.chance(0.6)) {
        const batch = random.shuffled(said.splice(0, random.int(said.length + 1)));
        follower.changed(random.chance(0.3) ? [...batch, ...batch] : batch);
      }
      if (random.chance(0.1)) follower.at(server.board.sequence);
      if (random.chance(0.3)) await Promise.resolve();
      // What is shown is always a board that can be drawn on.
      const now = drawn(shown, pending.get());
      const listed = now.columns.flatMap((column) => listOf(now, column.id).map((card) => card.id));
      expect(new Set(listed).size).toBe(listed.length);
    }
    for (const { command } of unanswered) pending.refuse(command);
    follower.at(server.board.sequence);
    await follower.catchUp();
    pending.settled();

    expect(pending.get()).toEqual([]);
    expect(drawn(shown, pending.get())).toEqual(server.board);
    expect(snapshots).toBeLessThan(10);
  });
});
