import { api, as, read } from "../api/client";
import type { SchemaImportPreview, SchemaImportReport } from "../api/schema";

/** The file goes as it is: the server alone judges what is in it. */
const request = (file: File, command: string, dryRun: boolean) => ({
  params: { query: { dryRun }, header: as(command) },
  body: "", // the generated type says text; the serialiser hands over the file itself
  bodySerializer: () => file,
  headers: { "Content-Type": "application/json" },
});

/** What an import would make; nothing is made. */
export const previewTrello = async (file: File, command: string): Promise<SchemaImportPreview> =>
  (await read(api.POST("/api/boards/imports/trello", request(file, command, true)))) as SchemaImportPreview;

export const importTrello = async (file: File, command: string): Promise<SchemaImportReport> =>
  (await read(api.POST("/api/boards/imports/trello", request(file, command, false)))) as SchemaImportReport;
