import type { HubConnection } from "@microsoft/signalr";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Live } from "./live";

/** The library's connection as far as the page speaks to it, with a network to be cut. */
function connection() {
  const on: { lost: () => void; back: () => void; closed: () => void } = {
    lost: () => undefined,
    back: () => undefined,
    closed: () => undefined,
  };
  const fake = {
    state: "Disconnected",
    reachable: true,
    on: () => undefined,
    onreconnecting: (heard: () => void) => (on.lost = heard),
    onreconnected: (heard: () => void) => (on.back = heard),
    onclose: (heard: () => void) => (on.closed = heard),
    start: () => {
      if (!fake.reachable) return Promise.reject(new Error("no network"));
      fake.state = "Connected";
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
    invoke: (method: string) => Promise.resolve(method === "Current" ? 7 : { sequence: 7 }),
    lose: () => {
      fake.state = "Reconnecting";
      on.lost();
    },
    giveUp: () => {
      fake.state = "Disconnected";
      on.closed();
    },
    comeBack: () => {
      fake.state = "Connected";
      on.back();
    },
  };
  return fake;
}

const stream = () => ({ changed: vi.fn(), at: vi.fn(), gone: vi.fn() });

describe("the live connection", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const open = async () => {
    const network = connection();
    const live = new Live(() => Promise.resolve(network as unknown as HubConnection));
    const board = stream();
    live.follow("board", board);
    await vi.advanceTimersByTimeAsync(0);
    return { network, live, board };
  };

  it("is connecting only until it is there for the first time", async () => {
    const { live, board } = await open();

    expect(live.state).toBe("connected");
    expect(board.at).toHaveBeenCalledWith(7);
  });

  it("stays lost through every attempt until one succeeds, and opens its streams again", async () => {
    const { network, live, board } = await open();
    const states: string[] = [];
    live.subscribe(() => states.push(live.state));

    network.lose();
    network.reachable = false;
    network.giveUp();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(new Set(states)).toEqual(new Set(["disconnected"]));

    network.reachable = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(live.state).toBe("connected");
    expect(board.at).toHaveBeenCalledTimes(2);
  });

  it("is connected again when the library found its way back by itself", async () => {
    const { network, live } = await open();

    network.lose();
    expect(live.state).toBe("disconnected");
    network.comeBack();

    expect(live.state).toBe("connected");
  });
});
