const none: ReadonlySet<string> = new Set();

/** Cards that the person has chosen to do the same with. */
export class Selection {
  #cards = none;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): ReadonlySet<string> => this.#cards;

  has(card: string): boolean {
    return this.#cards.has(card);
  }

  toggle(card: string): void {
    const next = new Set(this.#cards);
    if (!next.delete(card)) next.add(card);
    this.#set(next);
  }

  clear(): void {
    if (this.#cards.size > 0) this.#set(none);
  }

  /** What a hand on this card means: all that is chosen if it is among them, else the card alone. */
  with(card: string): readonly string[] {
    return this.#cards.has(card) ? [...this.#cards] : [card];
  }

  #set(cards: ReadonlySet<string>): void {
    this.#cards = cards;
    for (const listener of this.#listeners) listener();
  }
}
