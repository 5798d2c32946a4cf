import { expect, it } from "vitest";
import { localeOf, pathOf, teamsLink, themeOf } from "./teams";

it.each([
  [undefined, undefined],
  ["", undefined],
  ["boards/1/cards/2", "/boards/1/cards/2"],
  ["/approvals/3", "/approvals/3"],
  ["boards/1?card=2", "/boards/1?card=2"],
  ["//evil.example/x", "/evil.example/x"],
  ["https://evil.example/x", "/https://evil.example/x"],
])("a deep link %s opens %s", (subPageId, path) => {
  expect(pathOf(subPageId)).toBe(path);
});

it("unknown themes are light, unknown languages German", () => {
  expect([
    themeOf("default"),
    themeOf("dark"),
    themeOf("contrast"),
    themeOf("glass"),
    themeOf(undefined),
  ]).toEqual(["light", "dark", "contrast", "light", "light"]);
  expect([localeOf("de-DE"), localeOf("en-us"), localeOf("fr"), localeOf(undefined)]).toEqual([
    "de",
    "en",
    "de",
    "de",
  ]);
});

it("the link into Teams names the same place", () => {
  const url = new URL(teamsLink("app", "/boards/1?card=2"));
  expect(url.pathname).toBe("/l/entity/app/workspace");
  expect(JSON.parse(url.searchParams.get("context") ?? "")).toEqual({ subEntityId: "boards/1?card=2" });
});
