/**
 * Which card the Tab key stops at, and which one is to take the focus as soon as it is there. A card that moves
 * to another column is a new element: the focus follows it instead of being lost.
 */
export class FocusStop {
  #stop: string | undefined;
  #wanted: string | undefined;
  #following = false;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get stop(): string | undefined {
    return this.#stop;
  }

  get wanted(): string | undefined {
    return this.#wanted;
  }

  /** Whether the focus was on a card and left only because that card's element went. */
  get following(): boolean {
    return this.#following;
  }

  /** The focus is on a card now, or went elsewhere by the person's own doing. */
  follow(on: boolean): void {
    this.#following = on;
  }

  /** The card the person is at. */
  at(card: string | undefined): void {
    if (this.#stop === card) return;
    this.#stop = card;
    this.#tell();
  }

  /** Sends the focus to a card, now or when it appears. */
  want(card: string): void {
    this.#stop = card;
    this.#wanted = card;
    this.#tell();
  }

  taken(): void {
    this.#wanted = undefined;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
