import { QueryClient } from "@tanstack/react-query";
import { isProblem } from "../api/problem";

const tries = 3;
const pause = 1_000;

/** Only what may pass by itself is tried again; a command repeats with its id, so it still counts once. */
const retry = (failures: number, error: unknown): boolean =>
  failures < tries && isProblem(error) && error.passing;

const retryDelay = (failures: number, error: unknown): number =>
  (isProblem(error) ? error.retryAfterMs : undefined) ?? pause * 2 ** failures;

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry, retryDelay, staleTime: 30_000, networkMode: "always", refetchOnWindowFocus: true },
      mutations: { retry, retryDelay, networkMode: "always" },
    },
  });
