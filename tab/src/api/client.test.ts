import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, as, read, setSession } from "./client";
import { newCommandId } from "./commandId";
import { Problem, retryAfter } from "./problem";

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

describe("the client", () => {
  const sent: Request[] = [];
  const answers: (() => Response)[] = [];
  const token = vi.fn((fresh: boolean) => Promise.resolve(fresh ? "fresh" : "known"));

  beforeEach(() => {
    sent.length = 0;
    answers.length = 0;
    token.mockClear();
    setSession({ token, locale: () => "en" });
    vi.stubGlobal("fetch", (request: Request) => {
      sent.push(request);
      const answer = answers.shift();
      return answer === undefined ? Promise.reject(new TypeError("no network")) : Promise.resolve(answer());
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("says who asks and in which language", async () => {
    answers.push(() => json(200, []));
    expect(await read(api.GET("/api/boards"))).toEqual([]);
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer known");
    expect(sent[0]?.headers.get("accept-language")).toBe("en");
  });

  it("replaces a refused token once, and repeats the command under the same id", async () => {
    answers.push(
      () => json(401, { code: "not-signed-in" }),
      () => json(201, { id: "b" }),
    );
    const command = newCommandId();
    await read(
      api.POST("/api/boards", {
        params: { header: as(command) },
        body: { name: "Neu", visibility: "members", lastIsDone: false },
      }),
    );
    expect(sent.map((request) => request.headers.get("authorization"))).toEqual([
      "Bearer known",
      "Bearer fresh",
    ]);
    expect(sent.map((request) => request.headers.get("command-id"))).toEqual([command, command]);
    expect(await sent[1]?.json()).toEqual({ name: "Neu", visibility: "members", lastIsDone: false });
  });

  it("gives a refusal with the server's own sentence", async () => {
    answers.push(() =>
      json(409, { code: "stale", detail: "It changed.", traceId: "t", errors: { title: ["too long"] } }),
    );
    const problem = await read(api.GET("/api/boards")).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      code: "stale",
      status: 409,
      detail: "It changed.",
      traceId: "t",
      errors: { title: ["too long"] },
      passing: false,
    });
  });

  it("makes a Problem of an answer that is not ours", async () => {
    answers.push(() => new Response("<html>", { status: 502 }));
    await expect(read(api.GET("/api/boards"))).rejects.toMatchObject({
      code: "unexpected",
      status: 502,
      passing: true,
    });
  });

  it("makes a Problem of a lost network", async () => {
    await expect(read(api.GET("/api/boards"))).rejects.toMatchObject({ code: "unreachable", passing: true });
  });
});

it("reads Retry-After as seconds and as a date", () => {
  expect(retryAfter("3", 0)).toBe(3_000);
  expect(retryAfter("Thu, 01 Jan 1970 00:00:05 GMT", 1_000)).toBe(4_000);
  expect(retryAfter("soon", 0)).toBeUndefined();
  expect(retryAfter(null, 0)).toBeUndefined();
});

it("command ids are UUIDv7, in the order of time", () => {
  const ids = [1_000, 2_000, 3_000_000_000_000].map((now) => newCommandId(now));
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.toSorted()).toEqual(ids);
  expect(newCommandId()).not.toBe(newCommandId());
});
