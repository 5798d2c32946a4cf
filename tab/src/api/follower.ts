/** An entry of a journal: its place in the stream is all that following needs to know. */
type Numbered = { readonly sequence: number };

type Ports<State extends Numbered, Entry extends Numbered> = {
  /** The state that is shown, if one was loaded. */
  current: () => State | undefined;
  /** The state after one entry, or undefined when only a new snapshot can tell. */
  apply: (state: State, entry: Entry) => State | undefined;
  publish: (state: State, entries: readonly Entry[]) => void;
  /** The entries after a sequence; undefined when the gap is too old to be told entry by entry. */
  journal: (after: number) => Promise<{ readonly entries: readonly Entry[] } | undefined>;
  /** Loads and publishes a whole new state. */
  snapshot: () => Promise<void>;
  /** Catching up did not succeed; the next heartbeat or reconnection tries again. */
  failed: (error: unknown) => void;
  /** Runs a batch soon; one animation frame in the browser. */
  schedule: (work: () => void) => void;
};

/** How often one catch-up asks again because newer entries arrived meanwhile. */
const rounds = 3;

/**
 * Keeps a loaded state in step with its journal. Entries may come twice, late or not at all: what is known is
 * dropped, what follows is applied, and a gap is filled from the journal before anything later is shown.
 */
export class Follower<State extends Numbered, Entry extends Numbered> {
  readonly #ports: Ports<State, Entry>;
  #waiting: Entry[] = [];
  #scheduled = false;
  #catchingUp: Promise<void> | undefined;
  /** Somebody asked after the journal was last read. */
  #asked = false;
  #stopped = false;

  constructor(ports: Ports<State, Entry>) {
    this.#ports = ports;
  }

  /** Live entries, in any order. */
  changed(entries: readonly Entry[]): void {
    if (this.#stopped) return;
    this.#waiting.push(...entries);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#ports.schedule(() => {
      this.#scheduled = false;
      if (this.#catchingUp === undefined && this.#drain() !== "done") void this.catchUp();
    });
  }

  /** The server's sequence, heard by heartbeat: being behind means that a message was lost. */
  at(sequence: number): void {
    const known = Math.max(this.#ports.current()?.sequence ?? 0, ...this.#waiting.map((e) => e.sequence));
    if (sequence > known) void this.catchUp();
  }

  /** Asks the journal for what is missing. A call while one runs joins it, and it then looks once more. */
  catchUp(): Promise<void> {
    this.#asked = true;
    this.#catchingUp ??= this.#fillWhileAsked();
    return this.#catchingUp;
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting = [];
  }

  async #fillWhileAsked(): Promise<void> {
    try {
      while (this.#takeAsked()) await this.#fill();
    } catch (error) {
      this.#ports.failed(error);
    } finally {
      this.#catchingUp = undefined;
    }
  }

  #takeAsked(): boolean {
    const asked = this.#asked;
    this.#asked = false;
    return asked;
  }

  async #fill(): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      if (this.#ports.current() === undefined || this.#stopped) return;
      const page = this.#drain() === "unknown" ? undefined : await this.#ports.journal(this.#sequence());
      if (page === undefined) await this.#ports.snapshot();
      else this.#waiting.push(...page.entries);
      if (this.#drain() === "done") return;
    }
    // Still behind after asking the journal again and again: only a whole new state helps.
    await this.#ports.snapshot();
    this.#drain();
  }

  #sequence(): number {
    return this.#ports.current()?.sequence ?? 0;
  }

  /** Applies what fits. "gap": entries before the next waiting one are missing. "unknown": it can't be applied. */
  #drain(): "done" | "gap" | "unknown" {
    const start = this.#ports.current();
    if (start === undefined || this.#stopped) return "done";
    const queue = this.#waiting.toSorted((a, b) => a.sequence - b.sequence);
    const applied: Entry[] = [];
    let state = start;
    let outcome: "done" | "gap" | "unknown" = "done";
    for (const entry of queue) {
      if (entry.sequence <= state.sequence) continue;
      const next = entry.sequence === state.sequence + 1 ? this.#ports.apply(state, entry) : undefined;
      if (next === undefined) {
        outcome = entry.sequence === state.sequence + 1 ? "unknown" : "gap";
        break;
      }
      state = next;
      applied.push(entry);
    }
    this.#waiting = queue.filter((entry) => entry.sequence > state.sequence);
    if (applied.length > 0) this.#ports.publish(state, applied);
    return outcome;
  }
}
