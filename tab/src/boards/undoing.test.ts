import { expect, it } from "vitest";
import { Undoing } from "./undoing";

it("takes steps back from the last to the first, the commands of a step together and newest first", () => {
  const undoing = new Undoing();
  undoing.done("a");
  undoing.done("b1", "b");
  undoing.done("c");
  undoing.done("b2", "b");
  expect(undoing.take()).toEqual(["b2", "b1"]);
  expect(undoing.take("a")).toEqual(["a"]);
  expect(undoing.take("a")).toEqual([]);
  expect(undoing.take()).toEqual(["c"]);
  expect(undoing.take()).toEqual([]);
});
