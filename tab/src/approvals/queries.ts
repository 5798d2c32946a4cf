import { queryOptions } from "@tanstack/react-query";
import { api, read } from "../api/client";

/** Waiting for me, for somebody whose deputy I am, asked or led by me, answered by me. */
export const boxes = ["forMe", "asDeputy", "byMe", "done"] as const;
export type Box = (typeof boxes)[number];

export const approvalsQuery = (box: Box) =>
  queryOptions({
    queryKey: ["approvals", box],
    staleTime: 15_000,
    refetchInterval: 60_000,
    queryFn: ({ signal }) => read(api.GET("/api/approvals", { params: { query: { box } }, signal })),
  });

/** One approval; asked anew when `standing` (its state or revision, as a list knows it) is another. */
export const approvalQuery = (approval: string, standing = "") =>
  queryOptions({
    queryKey: ["approval", approval, standing],
    staleTime: 15_000,
    ...(standing === "" ? { refetchInterval: 60_000 } : {}),
    queryFn: ({ signal }) =>
      read(api.GET("/api/approvals/{approval}", { params: { path: { approval } }, signal })),
  });

/** What happened, entry by entry, with the chain that proves it. */
export const recordQuery = (approval: string, revision: number) =>
  queryOptions({
    queryKey: ["approval", approval, "record", revision],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      read(api.GET("/api/approvals/{approval}/record", { params: { path: { approval } }, signal })),
  });

export const templatesQuery = queryOptions({
  queryKey: ["approvals", "templates"],
  staleTime: 30_000,
  queryFn: ({ signal }) => read(api.GET("/api/approvals/templates", { signal })),
});
