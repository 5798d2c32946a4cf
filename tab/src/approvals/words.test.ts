import { describe, expect, it } from "vitest";
import { Random } from "../testing/random";
import { compareWords } from "./words";

const mark = {
  same: (text: string) => text,
  removed: (text: string) => `[-${text}-]`,
  added: (text: string) => `[+${text}+]`,
};

describe("versions side by side", () => {
  it.each([
    ["", "", ""],
    ["gleich", "gleich", "gleich"],
    ["", "neu", "[+neu+]"],
    ["alt", "", "[-alt-]"],
    ["Die Gebühr beträgt 10 Euro.", "Die Gebühr beträgt 12 Euro.", "Die Gebühr beträgt [-10 -][+12 +]Euro."],
    ["a b c d", "a x c d e", "a [-b -][+x +]c [-d-][+d e+]"],
  ])("%j → %j", (before, after, marked) => {
    expect(
      compareWords(before, after)
        .map(({ kind, text }) => mark[kind](text))
        .join(""),
    ).toBe(marked);
  });

  it("say both texts, whatever they are", () => {
    const random = new Random(20261126);
    const text = () =>
      Array.from({ length: random.int(12) }, () =>
        random.pick(["Amt ", "20 ", "zahlt ", "nicht ", "\n"]),
      ).join("");
    for (let round = 0; round < 300; round++) {
      const [before, after] = [text(), text()];
      const runs = compareWords(before, after);
      const without = (kind: string) =>
        runs
          .filter((run) => run.kind !== kind)
          .map((run) => run.text)
          .join("");
      expect([without("added"), without("removed")]).toEqual([before, after]);
    }
  });
});
