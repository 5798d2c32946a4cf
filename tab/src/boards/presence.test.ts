import { expect, it } from "vitest";
import type { Presence } from "../api/live";
import { PresentPeople } from "./presence";

const ben: Presence = { connection: "1", person: "ben", editing: false, gone: false };

it("knows who is here, who has left, and who fell silent", () => {
  const people = new PresentPeople();
  expect(people.heard(ben, 0)).toBe(true);
  expect(people.heard({ ...ben, card: "k1", editing: true }, 10_000)).toBe(false);
  expect(people.heard({ ...ben, connection: "2", person: "clara" }, 50_000)).toBe(true);
  expect(people.get().map((each) => [each.person, each.card])).toEqual([
    ["ben", "k1"],
    ["clara", undefined],
  ]);
  people.forget(69_000);
  expect(people.get()).toHaveLength(2);
  people.forget(70_000);
  expect(people.get().map((each) => each.person)).toEqual(["clara"]);
  expect(people.heard({ ...ben, connection: "2", gone: true }, 80_000)).toBe(false);
  expect(people.get()).toEqual([]);
});
