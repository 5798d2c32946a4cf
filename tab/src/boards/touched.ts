const glowMs = 1_400;

/** Cards that somebody else has just changed, for as long as they glow. */
export class Touched {
  readonly #by = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Who changed this card a moment ago: a person's id, or "" for the board's rules and Planner. */
  by = (card: string): string | undefined => this.#by.get(card);

  touch(card: string, person: string | undefined): void {
    this.#by.set(card, person ?? "");
    this.#tell();
    window.setTimeout(() => {
      this.#by.delete(card);
      this.#tell();
    }, glowMs);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
