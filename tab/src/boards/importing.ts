import { api, as, read } from "../api/client";
import type { SchemaImportPreview, SchemaImportReport, SchemaImportTableUse } from "../api/schema";

export type ImportKind = "table" | "trello" | "workspace";

/** A file, and for a table what the board is called and what each of its columns becomes. */
export type ImportOrder = {
  readonly file: File;
  readonly kind: ImportKind;
  readonly name?: string;
  readonly columns?: readonly SchemaImportTableUse[];
};

const megabyte = 1024 * 1024;

/** The largest file that the server takes. Told before, since a refusal in the midst of sending looks like a lost network. */
export const mostBytes: Readonly<Record<ImportKind, number>> = {
  table: 20 * megabyte,
  trello: 50 * megabyte,
  workspace: 50 * megabyte,
};

/** Our own export says what it is in its first line. */
const longestBeginning = 1_024;

/** By content, whatever the file is called; whether it really is one the server says. */
export async function kindOf(file: File): Promise<ImportKind> {
  const beginning = (await file.slice(0, longestBeginning).text()).trimStart();
  if (!beginning.startsWith("{") && !file.name.toLowerCase().endsWith(".json")) return "table";
  return /"format"\s*:\s*"workspace\.board"/.test(beginning) ? "workspace" : "trello";
}

/** The file goes as it is: the server alone judges what is in it. */
function send({ file, kind, name, columns }: ImportOrder, command: string, dryRun: boolean) {
  const asItIs = (type: string) => ({
    body: "", // the generated type says text; the serialiser hands over the file itself
    bodySerializer: () => file,
    headers: { "Content-Type": type },
  });
  const header = as(command);
  switch (kind) {
    case "table":
      return api.POST("/api/boards/imports/table", {
        params: {
          query: {
            dryRun,
            ...(name === undefined ? {} : { name }),
            ...(columns === undefined ? {} : { columns: columns.join() }),
          },
          header,
        },
        ...asItIs("application/octet-stream"),
      });
    case "trello":
      return api.POST("/api/boards/imports/trello", {
        params: { query: { dryRun }, header },
        ...asItIs("application/json"),
      });
    case "workspace":
      return api.POST("/api/boards/imports/workspace", {
        params: { query: { dryRun }, header },
        ...asItIs("application/json"),
      });
    default:
      return kind satisfies never;
  }
}

/** What an import would make; nothing is made. */
export const previewImport = async (order: ImportOrder, command: string): Promise<SchemaImportPreview> =>
  (await read(send(order, command, true))) as SchemaImportPreview;

export const importBoard = async (order: ImportOrder, command: string): Promise<SchemaImportReport> =>
  (await read(send(order, command, false))) as SchemaImportReport;

/** Uses that any number of columns may have; each other one belongs to a single column. */
const shared: readonly SchemaImportTableUse[] = ["ignore", "field", "noPlace"];

/** The columns after one of them got another use; who had it before becomes a field, so that nothing of it is lost. */
export const withUse = (
  uses: readonly SchemaImportTableUse[],
  at: number,
  use: SchemaImportTableUse,
): readonly SchemaImportTableUse[] =>
  uses.map((each, i) => (i === at ? use : each === use && !shared.includes(use) ? "field" : each));
