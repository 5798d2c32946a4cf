import { queryOptions } from "@tanstack/react-query";
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
