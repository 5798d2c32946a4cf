import type { Draft, Entry } from "./board";

type Item = { readonly command: string; readonly draft: Draft };

/**
 * What the person did on one board that its journal has not told yet, by command id. Each is dropped alone: when
 * its own entry arrives, or when the server refuses it. So taking one back can't undo what somebody else did.
 */
export class Pending {
  #items: readonly Item[] = [];
  #drafts: readonly Draft[] = [];
  readonly #confirmed = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #waiters = new Set<(command: string) => void>();

  readonly get = (): readonly Draft[] => this.#drafts;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(command: string, draft: Draft): void {
    this.#set([...this.#items.filter((item) => item.command !== command), { command, draft }]);
  }

  has(command: string): boolean {
    return this.#items.some((item) => item.command === command);
  }

  /** The server took it; the drawing stays until the board itself contains it. */
  confirm(command: string): void {
    if (!this.has(command)) return;
    this.#confirmed.add(command);
    for (const waiter of this.#waiters) waiter(command);
  }

  /** Told of each confirmed command that the board does not contain yet. */
  onConfirmed(waiter: (command: string) => void): () => void {
    this.#waiters.add(waiter);
    return () => this.#waiters.delete(waiter);
  }

  refuse(command: string): void {
    this.#drop((item) => item.command === command);
  }

  /** The board now contains these entries. */
  heard(entries: readonly Entry[]): void {
    const commands = new Set(entries.map((entry) => entry.command));
    this.#drop((item) => commands.has(item.command));
  }

  /** The board was read anew after these were confirmed, so it contains them. */
  settled(): void {
    this.#drop((item) => this.#confirmed.has(item.command));
  }

  #drop(which: (item: Item) => boolean): void {
    const rest = this.#items.filter((item) => !which(item));
    if (rest.length === this.#items.length) return;
    for (const item of this.#items) if (which(item)) this.#confirmed.delete(item.command);
    this.#set(rest);
  }

  #set(items: readonly Item[]): void {
    this.#items = items;
    this.#drafts = items.map((item) => item.draft);
    for (const listener of this.#listeners) listener();
  }
}
