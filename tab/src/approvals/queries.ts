import { queryOptions } from "@tanstack/react-query";
import { api, read } from "../api/client";

/** Waiting for me, or asked by me. */
export type Box = "forMe" | "byMe";

export const approvalsQuery = (box: Box) =>
  queryOptions({
    queryKey: ["approvals", box],
    staleTime: 15_000,
    refetchInterval: 60_000,
    queryFn: ({ signal }) => read(api.GET("/api/approvals", { params: { query: { box } }, signal })),
  });

/** One approval; asked anew when the board says that its state changed. */
export const approvalQuery = (approval: string, state: string) =>
  queryOptions({
    queryKey: ["approval", approval, state],
    staleTime: 15_000,
    queryFn: ({ signal }) =>
      read(api.GET("/api/approvals/{approval}", { params: { path: { approval } }, signal })),
  });
