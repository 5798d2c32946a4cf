import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, read } from "../api/client";
import type { SchemaPersonView } from "../api/schema";

export type Person = SchemaPersonView;

/** Names by id; empty for whoever is not known (yet). */
export type Directory = Readonly<Record<string, Person>>;

const chunk = 100;
const hour = 3_600_000;

export const meQuery = queryOptions({
  queryKey: ["me"],
  staleTime: Infinity,
  queryFn: ({ signal }) => read(api.GET("/api/me", { signal })),
});

/** People of the organisation, or only those who take part in a board, by a few letters. */
export const peopleSearchQuery = (search: string, board = "") =>
  queryOptions({
    queryKey: ["people", "search", search, board],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      read(
        board === ""
          ? api.GET("/api/people", { params: { query: { search, take: 20 } }, signal })
          : api.GET("/api/boards/{board}/people", {
              params: { path: { board }, query: { search, take: 20 } },
              signal,
            }),
      ),
  });

/** The most people that one board has. */
const boardful = 1_000;

/** All who take part in a board: by themselves, with their department or with a group. */
export const boardPeopleQuery = (board: string) =>
  queryOptions({
    queryKey: ["people", "board", board],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/boards/{board}/people", {
          params: { path: { board }, query: { take: boardful } },
          signal,
        }),
      ),
  });

/** Departments and Entra groups by a few letters of their name. */
export const unitSearchQuery = (search: string) =>
  queryOptions({
    queryKey: ["people", "units", search],
    staleTime: 30_000,
    queryFn: ({ signal }) => read(api.GET("/api/people/units", { params: { query: { search } }, signal })),
  });

/** People by id. The order of ids doesn't matter to the key as long as the caller sorts them. */
export const directoryQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ["people", "directory", ids],
    staleTime: hour,
    gcTime: hour,
    queryFn: async ({ signal }) => {
      const parts = Array.from({ length: Math.ceil(ids.length / chunk) }, (_, part) =>
        ids.slice(part * chunk, (part + 1) * chunk),
      );
      const people = await Promise.all(
        parts.map((part) => read(api.GET("/api/people", { params: { query: { ids: part } }, signal }))),
      );
      return Object.fromEntries(people.flat().map((person) => [person.id, person]));
    },
  });

const nobody: Directory = {};

/** While more names load, those already known stay. */
export function useDirectory(ids: readonly string[]): Directory {
  const { data } = useQuery({ ...directoryQuery(ids), placeholderData: (known) => known });
  return data ?? nobody;
}
