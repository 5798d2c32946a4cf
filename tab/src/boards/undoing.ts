const most = 50;

/** The person's own commands on this board, so that the last can be taken back. */
export class Undoing {
  #commands: readonly string[] = [];

  done(command: string): void {
    this.#commands = [...this.#commands, command].slice(-most);
  }

  /** The last one, which is then no longer there. */
  take(): string | undefined {
    const last = this.#commands.at(-1);
    this.#commands = this.#commands.slice(0, -1);
    return last;
  }
}
