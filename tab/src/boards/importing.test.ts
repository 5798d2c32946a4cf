import { describe, expect, it } from "vitest";
import { kindOf, withUse } from "./importing";

describe("the kind of a file", () => {
  it.each([
    ["plan.xlsx", "PK\u0003\u0004…", "table"],
    ["plan.csv", "Titel;Spalte\nA;B", "table"],
    ["offene Punkte", "Titel\nA", "table"],
    ["board.json", '{"id":"5","name":"Board","lists":[]}', "trello"],
    ["ohne-endung", '  {"id":"5"}', "trello"],
    ["liste.json", "[1, 2]", "trello"],
    ["board.json", '{"format":"workspace.board","version":1}', "workspace"],
    ["umbenannt.csv", '\ufeff{\n  "format": "workspace.board"', "workspace"],
  ])("of %s is known by its content", async (name, content, kind) => {
    expect(await kindOf(new File([content], name))).toBe(kind);
  });
});

describe("the use of a column", () => {
  it("leaves the column that had it, which becomes a field", () => {
    expect(withUse(["title", "due", "field"], 2, "due")).toEqual(["title", "field", "due"]);
  });

  it("may be shared where nothing is at stake", () => {
    expect(withUse(["title", "ignore", "field"], 2, "ignore")).toEqual(["title", "ignore", "ignore"]);
    expect(withUse(["title", "field", "due"], 2, "field")).toEqual(["title", "field", "field"]);
  });
});
