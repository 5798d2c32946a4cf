import { beforeEach, describe, expect, it, vi } from "vitest";
import { Follower } from "./follower";

type State = { sequence: number; text: string };
type Entry = { sequence: number; text?: string };

const log = (upTo: number): Entry[] =>
  Array.from({ length: upTo }, (_, index) => ({ sequence: index + 1, text: String(index + 1) }));

describe("a follower", () => {
  let state: State | undefined;
  let scheduled: (() => void)[] = [];
  let server: Entry[] = [];
  const journal = vi.fn<(after: number) => Promise<{ entries: Entry[] } | undefined>>();
  const failed = vi.fn();
  const publish = vi.fn<(next: State, entries: readonly Entry[]) => void>((next) => {
    state = next;
  });
  const snapshot = vi.fn(() => {
    state = { sequence: server.length, text: server.map((entry) => entry.text).join("") };
    return Promise.resolve();
  });
  const follower = () =>
    new Follower<State, Entry>({
      current: () => state,
      apply: (now, entry) =>
        entry.text === undefined ? undefined : { sequence: entry.sequence, text: now.text + entry.text },
      publish,
      journal,
      snapshot,
      failed,
      schedule: (work) => scheduled.push(work),
    });
  const frame = () => {
    const work = scheduled;
    scheduled = [];
    for (const each of work) each();
  };

  beforeEach(() => {
    state = { sequence: 0, text: "" };
    scheduled = [];
    server = log(5);
    vi.clearAllMocks();
    journal.mockImplementation((after) =>
      Promise.resolve({ entries: server.filter((entry) => entry.sequence > after) }),
    );
  });

  it("publishes what came within one frame once", () => {
    const one = follower();
    one.changed(log(2));
    one.changed(log(3).slice(2));
    frame();
    expect(publish).toHaveBeenCalledTimes(1);
    expect(state?.text).toBe("123");
    expect(journal).not.toHaveBeenCalled();
  });

  it("drops what it has and sorts what came mixed", () => {
    const one = follower();
    one.changed([...log(3).reverse(), ...log(2)]);
    frame();
    expect(state?.text).toBe("123");
  });

  it("fills a gap from the journal before it shows what comes later", async () => {
    const one = follower();
    one.changed([{ sequence: 5, text: "5" }]);
    frame();
    expect(publish).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(state?.text).toBe("12345"));
    expect(journal).toHaveBeenCalledExactlyOnceWith(0);
  });

  it("asks when the heartbeat is ahead, and only then", async () => {
    const one = follower();
    one.at(0);
    expect(journal).not.toHaveBeenCalled();
    one.at(5);
    await vi.waitFor(() => expect(state?.text).toBe("12345"));
    expect(journal).toHaveBeenCalledTimes(1);
  });

  it("looks once more when it was asked while it was looking", async () => {
    const one = follower();
    journal.mockImplementationOnce(() => Promise.resolve({ entries: log(5) }));
    one.at(5);
    server = log(7);
    await one.catchUp();
    expect(state?.text).toBe("1234567");
  });

  it("takes a snapshot when the gap is too old", async () => {
    journal.mockResolvedValue(undefined);
    const one = follower();
    one.at(5);
    await vi.waitFor(() => expect(state?.text).toBe("12345"));
    expect(snapshot).toHaveBeenCalledTimes(1);
  });

  it("takes a snapshot for an entry that it can't apply, and the rest still counts", async () => {
    const one = follower();
    one.changed([{ sequence: 1 }]);
    frame();
    one.changed([{ sequence: 6, text: "6" }]);
    frame();
    await one.catchUp();
    expect(snapshot).toHaveBeenCalledTimes(1);
    expect(state?.text).toBe("123456");
  });

  it("says when catching up failed, and tries again at the next heartbeat", async () => {
    journal.mockRejectedValueOnce(new Error("no network"));
    const one = follower();
    one.at(5);
    await one.catchUp();
    expect(failed).toHaveBeenCalledTimes(1);
    one.at(5);
    await one.catchUp();
    expect(state?.text).toBe("12345");
  });

  it("keeps what arrives before the first snapshot", async () => {
    state = undefined;
    const one = follower();
    one.changed([{ sequence: 6, text: "6" }]);
    frame();
    await snapshot();
    one.changed([]);
    frame();
    expect(state).toEqual({ sequence: 6, text: "123456" });
  });

  it("is silent once it was stopped", async () => {
    const one = follower();
    one.changed(log(2));
    one.stop();
    frame();
    await one.catchUp();
    expect(publish).not.toHaveBeenCalled();
  });
});
