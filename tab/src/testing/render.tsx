import { HubConnectionState, type HubConnection } from "@microsoft/signalr";
import { FluentProvider, teamsLightTheme } from "@fluentui/react-components";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, vi } from "vitest";
import { setSession } from "../api/client";
import { Live, type Entry } from "../api/live";
import type { SchemaBoardView } from "../api/schema";
import { boardOf } from "../boards/board";
import { accessQuery, boardQuery } from "../boards/queries";
import { plannerQuery } from "../planner/queries";
import { approvalsQuery } from "../approvals/queries";
import { prepareAnnouncements } from "../shared/announce";
import { LiveContext } from "../shared/live";
import { Notices } from "../shared/notices";
import { boardPeopleQuery, directoryQuery, meQuery } from "../shared/people";
import { createAppRouter } from "../shell/router";
import { Texts } from "../texts/texts";
import { annaId, boardId, people, sampleBoard } from "./samples";

export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly command: string | null;
  readonly body: unknown;
};
type Answer = (sent: Sent) => Response | undefined;

export const json = (status: number, body?: unknown): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json" },
  });

/** Files are sent as they are, everything else is JSON. */
function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A connection that a test speaks through. */
class FakeHub {
  state = HubConnectionState.Disconnected;
  sequence = 10;
  readonly #handlers = new Map<string, (...args: unknown[]) => void>();
  on = (name: string, handler: (...args: unknown[]) => void) => void this.#handlers.set(name, handler);
  onreconnecting = () => undefined;
  onreconnected = () => undefined;
  onclose = () => undefined;
  start = () => {
    this.state = HubConnectionState.Connected;
    return Promise.resolve();
  };
  stop = () => Promise.resolve();
  invoke = (method: string) =>
    Promise.resolve(
      method === "Open" ? { sequence: this.sequence } : method === "Current" ? this.sequence : undefined,
    );
  say = (name: string, ...args: unknown[]) => this.#handlers.get(name)?.(...args);
}

type Options = {
  readonly board?: SchemaBoardView;
  readonly canEdit?: boolean;
  readonly path?: string;
  readonly answer?: Answer;
  readonly seed?: (client: QueryClient) => void;
};

/** The whole provider stack at one address, with the board in the cache, and a server that answers by hand. */
export async function renderTab(options: Options = {}) {
  const board = options.board ?? sampleBoard();
  const canEdit = options.canEdit ?? true;
  const sent: Sent[] = [];
  setSession({ token: () => Promise.resolve("token"), locale: () => "de" });
  vi.stubGlobal("fetch", async (request: Request) => {
    const text = await request.text();
    const entry: Sent = {
      method: request.method,
      path: new URL(request.url).pathname,
      query: new URL(request.url).search,
      command: request.headers.get("command-id"),
      body: text === "" ? undefined : bodyOf(text),
    };
    if (entry.method !== "GET") sent.push(entry);
    return options.answer?.(entry) ?? json(404, { code: "not-found", detail: "Nicht da." });
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(meQuery.queryKey, {
    person: people[0] ?? { id: annaId, name: "Anna", active: true },
    organisation: { id: "o", name: "Musterstadt", timeZone: "Europe/Berlin" },
    roles: [],
  });
  client.setQueryData(boardQuery(board.id).queryKey, boardOf(board));
  client.setQueryData(accessQuery(board.id).queryKey, {
    role: canEdit ? "owner" : "viewer",
    canComment: canEdit,
    canEdit,
    canAskForApproval: canEdit,
    canManage: canEdit,
  });
  client.setQueryData(plannerQuery(board.id).queryKey, null);
  client.setQueryData(approvalsQuery("forMe").queryKey, []);
  client.setQueryData(boardPeopleQuery(board.id).queryKey, people);
  const ids = people.map((person) => person.id).sort();
  client.setQueryData(
    directoryQuery(ids).queryKey,
    Object.fromEntries(people.map((person) => [person.id, person])),
  );
  options.seed?.(client);

  const hub = new FakeHub();
  const live = new Live(() => Promise.resolve(hub as unknown as HubConnection));
  window.history.replaceState(null, "", options.path ?? `/boards/${boardId}`);
  const router = createAppRouter(client, {
    place: "personal",
    path: undefined,
    config: { hostOrigins: [], teamsAppId: "app", version: "1" },
  });
  prepareAnnouncements();
  const user = userEvent.setup();
  const { container } = render(
    <FluentProvider theme={teamsLightTheme}>
      <Texts locale="de">
        <QueryClientProvider client={client}>
          <LiveContext value={live}>
            <Notices>
              <RouterProvider router={router} />
            </Notices>
          </LiveContext>
        </QueryClientProvider>
      </Texts>
    </FluentProvider>,
  );
  await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toBeInTheDocument(), {
    timeout: 5_000,
  });
  return {
    user,
    sent,
    client,
    router,
    container,
    /** What was said to screen readers last. */
    said: () => document.querySelector("body > [role=status].only-heard")?.textContent,
    tell: (...entries: Entry[]) =>
      act(async () => {
        hub.say("Changed", board.id, entries);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }),
  };
}

/** What axe finds; colours can't be judged without a layout, and Fluent's focus helpers hide themselves by it. */
export async function violations(root: Element = document.body): Promise<readonly string[]> {
  const { violations } = await axe.run(
    { include: root, exclude: "[data-tabster-dummy]" },
    {
      rules: {
        "color-contrast": { enabled: false },
        region: { enabled: false },
        "page-has-heading-one": { enabled: false },
      },
    },
  );
  return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join("\n")}`);
}
