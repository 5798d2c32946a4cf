import type { HubConnection } from "@microsoft/signalr";
import { accessToken } from "./client";
import type { SchemaJournalEntry } from "./schema";

export type Entry = SchemaJournalEntry;

/** What a feature does with the messages of one stream it follows. */
export type StreamHandler = {
  changed: (entries: readonly Entry[]) => void;
  /** The server's present sequence: on opening, every ten seconds, and when the window gets the focus. */
  at: (sequence: number) => void;
  /** The stream is open now, or again. */
  opened?: () => void;
  /** Somebody else is here, or has gone. */
  present?: (presence: Presence) => void;
  /** The stream is not there, or not for this person any more. */
  gone: () => void;
};

/** Somebody who has the same stream open; one person may be here twice. */
export type Presence = {
  readonly connection: string;
  readonly person: string;
  readonly card?: string | null;
  readonly editing: boolean;
  readonly gone: boolean;
};

/** Connecting for the first time; after that it is there or lost, attempts to get it back included. */
export type LiveState = "connecting" | "connected" | "disconnected";

const delays = [0, 1_000, 2_000, 5_000, 10_000];
/** Keeps trying for as long as the page is open; a tab sleeps for hours in the background of Teams. */
const nextDelay = (attempt: number): number => delays[Math.min(attempt, delays.length - 1)] ?? 10_000;

/** The one live connection of the page: streams are opened on it, and opened again after it was lost. */
export class Live {
  readonly #connect: () => Promise<HubConnection>;
  readonly #streams = new Map<string, StreamHandler>();
  readonly #listeners = new Set<() => void>();
  #connection: HubConnection | undefined;
  #state: LiveState = "connecting";
  #starting = false;
  #attempt = 0;
  #timer: number | undefined;

  constructor(connect: () => Promise<HubConnection> = defaultConnection) {
    this.#connect = connect;
    window.addEventListener("focus", () => void this.#ask());
    window.addEventListener("online", () => this.#now());
  }

  get state(): LiveState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows a stream until the returned function is called. */
  follow(stream: string, handler: StreamHandler): () => void {
    this.#streams.set(stream, handler);
    if (this.#state === "connected") void this.#open(stream);
    else this.#now();
    return () => {
      if (this.#streams.get(stream) !== handler) return;
      this.#streams.delete(stream);
      if (this.#state === "connected")
        this.#connection?.invoke("Close", stream).catch(() => this.#set(this.#state)); // the connection went first
    };
  }

  /** Says to the others who have this stream open that this person is here. Lost, it is said again soon. */
  here(stream: string, card: string | undefined, editing: boolean): void {
    if (this.#state !== "connected") return;
    this.#connection?.invoke("Here", stream, card ?? null, editing).catch(() => this.#set(this.#state));
  }

  #set(state: LiveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #now(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#start();
  }

  #retry(): void {
    this.#set("disconnected");
    this.#timer ??= window.setTimeout(() => this.#now(), nextDelay(this.#attempt++));
  }

  async #start(): Promise<void> {
    if (this.#starting || this.#state === "connected" || this.#streams.size === 0) return;
    this.#starting = true;
    try {
      this.#connection ??= this.#listen(await this.#connect());
      // While it reconnects by itself, it says so when it is back.
      if (isDown(this.#connection.state)) {
        await this.#connection.start();
        await this.#opened();
      }
    } catch {
      // No connection now: the page says so, keeps reading over HTTP, and the next attempt is on its way.
      this.#retry();
    } finally {
      this.#starting = false;
    }
  }

  #listen(connection: HubConnection): HubConnection {
    connection.on("Changed", (stream: string, entries: readonly Entry[]) =>
      this.#streams.get(stream)?.changed(entries),
    );
    connection.on("At", (stream: string, sequence: number) => this.#streams.get(stream)?.at(sequence));
    connection.on("Present", (stream: string, presence: Presence) =>
      this.#streams.get(stream)?.present?.(presence),
    );
    connection.on("Reopen", (stream: string) => void this.#open(stream));
    connection.onreconnecting(() => this.#set("disconnected"));
    connection.onreconnected(() => void this.#opened());
    connection.onclose(() => this.#retry());
    return connection;
  }

  async #opened(): Promise<void> {
    this.#attempt = 0;
    this.#set("connected");
    await Promise.all([...this.#streams.keys()].map((stream) => this.#open(stream)));
  }

  async #open(stream: string): Promise<void> {
    const handler = this.#streams.get(stream);
    if (handler === undefined || this.#connection === undefined) return;
    try {
      const { sequence } = await this.#connection.invoke<{ sequence: number }>("Open", stream);
      handler.at(sequence);
      handler.opened?.();
    } catch (error) {
      if (error instanceof Error && error.message.includes("not-found")) handler.gone();
      else if (this.#state === "connected") await this.#connection.stop(); // and begin anew
    }
  }

  async #ask(): Promise<void> {
    if (this.#state !== "connected") {
      this.#now();
      return;
    }
    for (const [stream, handler] of this.#streams) {
      try {
        handler.at((await this.#connection?.invoke<number>("Current", stream)) ?? 0);
      } catch {
        await this.#open(stream); // says itself whether the stream or the connection is gone
      }
    }
  }
}

/** The library's own enum is not at hand here: its module is loaded late. */
const isDown = (state: string): boolean => state === "Disconnected";

/** The library comes after the first paint: nothing on the page waits for it. */
async function defaultConnection(): Promise<HubConnection> {
  const { HubConnectionBuilder, LogLevel } = await import("@microsoft/signalr");
  return new HubConnectionBuilder()
    .withUrl("/live", { accessTokenFactory: accessToken })
    .withAutomaticReconnect({
      nextRetryDelayInMilliseconds: ({ previousRetryCount }) => nextDelay(previousRetryCount),
    })
    .configureLogging(LogLevel.None)
    .build();
}
