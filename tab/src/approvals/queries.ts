import { queryOptions } from "@tanstack/react-query";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaStartApprovalRequest } from "../api/schema";

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

/** The way that a request would go; nothing is kept or sent. */
export const previewQuery = (body: SchemaStartApprovalRequest) =>
  queryOptions({
    queryKey: ["approvals", "preview", body],
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) =>
      read(api.POST("/api/approvals/preview", { params: { header: as(newCommandId()) }, body, signal })),
  });

/** Who stands in for the reader, and for whom they do. */
export const deputiesQuery = queryOptions({
  queryKey: ["approvals", "deputies"],
  staleTime: 30_000,
  queryFn: ({ signal }) => read(api.GET("/api/approvals/deputies", { signal })),
});
