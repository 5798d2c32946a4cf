const most = 50;

type Step = { readonly name: string; readonly commands: readonly string[] };

/** What the person did on this board, step by step, so that a step can be taken back. */
export class Undoing {
  #steps: readonly Step[] = [];

  /** @param step What is done to several cards at once is one step; alone, a command is its own. */
  done(command: string, step: string = command): void {
    const commands = [...(this.#steps.find(({ name }) => name === step)?.commands ?? []), command];
    this.#steps = [...this.#without(step), { name: step, commands }].slice(-most);
  }

  /** The commands of a step, newest first, which is then no longer there; the last one where none is named. */
  take(step: string | undefined = this.#steps.at(-1)?.name): readonly string[] {
    const commands = this.#steps.find(({ name }) => name === step)?.commands ?? [];
    this.#steps = this.#without(step);
    return commands.toReversed();
  }

  #without(step: string | undefined): readonly Step[] {
    return this.#steps.filter(({ name }) => name !== step);
  }
}
