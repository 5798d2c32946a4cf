import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaRecurrenceView } from "../api/schema";
import { boardOf } from "./board";
import type { HistoryTopic } from "./search";

const soon = 30_000;

/** Entries in a full page of a board's history; a shorter one is the last. */
const historyPage = 50;

/** The one place that knows each key. What the journal keeps fresh never grows stale by time. */
export const boardsQuery = queryOptions({
  queryKey: ["boards"],
  staleTime: 0,
  queryFn: ({ signal }) => read(api.GET("/api/boards", { signal })),
});

/** Boards that were put away. */
export const archivedBoardsQuery = queryOptions({
  queryKey: ["boards", "archived"],
  staleTime: 0,
  queryFn: ({ signal }) => read(api.GET("/api/boards", { params: { query: { archived: true } }, signal })),
});

export const boardQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board],
    staleTime: Infinity,
    structuralSharing: false, // entries keep what did not change; comparing 5,000 cards again would not
    queryFn: async ({ signal }) =>
      boardOf(await read(api.GET("/api/boards/{board}", { params: { path: { board } }, signal }))),
  });

export const accessQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board, "access"],
    staleTime: soon,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/access", { params: { path: { board } }, signal })),
  });

export const cardQuery = (board: string, card: string) =>
  queryOptions({
    queryKey: ["board", board, "cards", card],
    staleTime: soon,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/cards/{card}", { params: { path: { board, card } }, signal })),
  });

export const historyQuery = (board: string, card: string) =>
  infiniteQueryOptions({
    queryKey: ["board", board, "cards", card, "history"],
    staleTime: soon,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      read(
        api.GET("/api/boards/{board}/cards/{card}/history", {
          params: { path: { board, card }, query: pageParam === undefined ? {} : { before: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => (page.entries.length === 0 ? undefined : page.entries.at(-1)?.sequence),
  });

/** How work flowed over the board from a day until today. */
export const flowQuery = (board: string, from: string) =>
  queryOptions({
    queryKey: ["board", board, "flow", from],
    staleTime: soon,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/flow", { params: { path: { board }, query: { from } }, signal })),
  });

/** What happened on the whole board, newest first. */
export const boardHistoryQuery = (board: string, about: HistoryTopic, person: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["board", board, "history", about, person],
    staleTime: 0,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      read(
        api.GET("/api/boards/{board}/history", {
          params: {
            path: { board },
            query: {
              ...(about === "all" ? {} : { cards: about === "cards" }),
              ...(person === undefined ? {} : { person }),
              ...(pageParam === undefined ? {} : { before: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) =>
      page.entries.length < historyPage ? undefined : page.entries.at(-1)?.sequence,
  });

export const filtersQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board, "filters"],
    staleTime: soon,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/filters", { params: { path: { board } }, signal })),
  });

/** All rules that the board has or had: history names those that are gone. */
export const rulesQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board, "rules"],
    staleTime: soon,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/rules", { params: { path: { board } }, signal })),
  });

export const ruleRunsQuery = (board: string) =>
  infiniteQueryOptions({
    queryKey: ["board", board, "rules", "runs"],
    staleTime: 0,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      read(
        api.GET("/api/boards/{board}/rules/runs", {
          params: { path: { board }, query: pageParam === undefined ? {} : { before: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => (page.length < runsAtOnce ? undefined : page.at(-1)?.sequence),
  });

/** A full page of the rules' log; a shorter one is the last. */
const runsAtOnce = 50;

/** The person's own reminder; its day follows the due day. */
export const reminderQuery = (board: string, card: string, due: string) =>
  queryOptions({
    queryKey: ["board", board, "cards", card, "reminder", due],
    staleTime: soon,
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/boards/{board}/cards/{card}/reminder", { params: { path: { board, card } }, signal }),
      ),
  });

/** How many people each department and group of the board has. */
export const unitSizesQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board, "units"],
    staleTime: soon,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/units", { params: { path: { board } }, signal })),
  });

/** The next days of a recurrence that is being thought of. */
export const recurrenceQuery = (board: string, card: string, recurrence: SchemaRecurrenceView) =>
  queryOptions({
    queryKey: ["board", board, "recurrence", card, recurrence],
    staleTime: soon,
    queryFn: ({ signal }) =>
      read(
        api.POST("/api/boards/{board}/cards/{card}/recurrence/preview", {
          params: { path: { board, card }, header: as(newCommandId()) },
          body: recurrence,
          signal,
        }),
      ),
  });

/** What waits for the person on all boards. */
export const workQuery = queryOptions({
  queryKey: ["work"],
  staleTime: 0,
  queryFn: ({ signal }) => read(api.GET("/api/me/work", { signal })),
});

export const trashQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board, "trash"],
    staleTime: 0,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/trash", { params: { path: { board } }, signal })),
  });

export const archiveQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board, "archive"],
    staleTime: 0,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/archive", { params: { path: { board } }, signal })),
  });
