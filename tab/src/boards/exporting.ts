import { queryOptions } from "@tanstack/react-query";
import { api, as, done, read } from "../api/client";
import type { SchemaCalendarView } from "../api/schema";
import { saveFile } from "../shared/saveFile";

export const exportFormats = ["xlsx", "csv", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Asks for the file and hands it to the browser. */
export async function saveExport(board: string, format: ExportFormat): Promise<string> {
  const { data, response } = await api.GET("/api/boards/{board}/export", {
    params: { path: { board }, query: { format } },
    parseAs: "blob",
  });
  const name = fileName(response.headers.get("content-disposition")) ?? `board.${format}`;
  saveFile(data as unknown as Blob, name); // described without a body in the contract: it is a file
  return name;
}

/** The name in RFC 6266's form for names beyond ASCII, which ASP.NET always adds. */
export function fileName(disposition: string | null): string | undefined {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}

/** Whether the person has a secret address of the board's calendar; the address itself is told only when it is made. */
export const calendarQuery = (board: string) =>
  queryOptions({
    queryKey: ["board", board, "calendar"],
    staleTime: 0,
    queryFn: ({ signal }) =>
      read(api.GET("/api/boards/{board}/calendar", { params: { path: { board } }, signal })),
  });

/** A new address; the one before ends. */
export const shareCalendar = (board: string, command: string): Promise<SchemaCalendarView> =>
  read(api.POST("/api/boards/{board}/calendar", { params: { path: { board }, header: as(command) } }));

export const endCalendar = (board: string, command: string): Promise<void> =>
  done(api.DELETE("/api/boards/{board}/calendar", { params: { path: { board }, header: as(command) } }));
