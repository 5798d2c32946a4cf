import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, read } from "../api/client";
import { isProblem } from "../api/problem";

/** The link of a board to a plan; null where there is none. */
export const plannerQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board, "planner"],
    staleTime: 5_000,
    queryFn: async ({ signal }) => {
      try {
        return await read(api.GET("/api/boards/{board}/planner", { params: { path: { board } }, signal }));
      } catch (error) {
        if (isProblem(error, "not-found")) return null;
        throw error;
      }
    },
  });

export const groupsQuery = queryOptions({
  queryKey: ["planner", "groups"],
  staleTime: 60_000,
  queryFn: ({ signal }) => read(api.GET("/api/planner/groups", { signal })),
});

export const plansQuery = (group: string) =>
  queryOptions({
    queryKey: ["planner", "plans", group],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      read(api.GET("/api/planner/groups/{group}/plans", { params: { path: { group } }, signal })),
  });

/** What linking the board to a plan, or to a new one, would do. */
export const previewQuery = (board: string, plan: string | undefined) =>
  queryOptions({
    queryKey: ["planner", "preview", board, plan ?? null],
    staleTime: 0,
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/boards/{board}/planner/preview", {
          params: { path: { board }, query: plan === undefined ? {} : { plan } },
          signal,
        }),
      ),
  });

export const logQuery = (board: string) =>
  infiniteQueryOptions({
    queryKey: ["board", board, "planner", "log"],
    staleTime: 5_000,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      read(
        api.GET("/api/boards/{board}/planner/log", {
          params: { path: { board }, query: pageParam === undefined ? {} : { before: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => (page.more ? page.writes.at(-1)?.id : undefined),
  });

/** All links of the organisation; administrators alone. */
export const linksQuery = queryOptions({
  queryKey: ["planner", "links"],
  staleTime: 5_000,
  queryFn: ({ signal }) => read(api.GET("/api/planner/links", { signal })),
});

/** What was edited on both sides. */
export const conflictsQuery = (board: string) =>
  infiniteQueryOptions({
    queryKey: ["board", board, "planner", "conflicts"],
    staleTime: 5_000,
    refetchInterval: 10_000,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      read(
        api.GET("/api/boards/{board}/planner/conflicts", {
          params: { path: { board }, query: pageParam === undefined ? {} : { before: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => (page.more ? page.conflicts.at(-1)?.id : undefined),
  });

/** What happens to fields that were edited on both sides. */
export const rulesQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board, "planner", "rules"],
    staleTime: 5_000,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/planner/rules", { params: { path: { board } }, signal })),
  });
