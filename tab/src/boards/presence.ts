import type { Presence } from "../api/live";

const goneAfterMs = 60_000;

/** Who else has this board open, as far as they have said so lately. Nothing of it is stored. */
export class PresentPeople {
  #people: readonly (Presence & { readonly at: number })[] = [];
  readonly #listeners = new Set<() => void>();

  readonly get = (): readonly Presence[] => this.#people;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether it is somebody new: then they want to know who is here already. */
  heard(presence: Presence, now: number = Date.now()): boolean {
    const others = this.#people.filter((each) => each.connection !== presence.connection);
    const isNew = !presence.gone && others.length === this.#people.length;
    this.#set(presence.gone ? others : [...others, { ...presence, at: now }]);
    return isNew;
  }

  /** Forgets whoever has not been heard of for a minute. */
  forget(now: number = Date.now()): void {
    const rest = this.#people.filter((each) => now - each.at < goneAfterMs);
    if (rest.length < this.#people.length) this.#set(rest);
  }

  #set(people: readonly (Presence & { readonly at: number })[]): void {
    this.#people = people;
    for (const listener of this.#listeners) listener();
  }
}
