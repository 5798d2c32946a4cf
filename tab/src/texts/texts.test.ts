import { createIntl } from "react-intl";
import { expect, it } from "vitest";
import de from "./de.json";
import en from "./en.json";

/** Texts may mark words as <b>. */
const marks = { b: (chunks: readonly unknown[]) => chunks.join("") };

/** What a text needs: without it, it can't be formatted. */
const placeholders = (text: string): readonly string[] => {
  const candidates = [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ""))];
  const needs = (name: string) => {
    let failed = false;
    const intl = createIntl({
      locale: "de",
      messages: { ...de, "time.now": text },
      onError: () => (failed = true),
    });
    const values = candidates.filter((each) => each !== name).map((each) => [each, 2] as const);
    intl.formatMessage({ id: "time.now" }, { ...Object.fromEntries(values), ...marks });
    return failed;
  };
  return candidates.filter(needs).sort();
};

it("English has exactly the German texts", () => {
  expect(Object.keys(en)).toEqual(Object.keys(de));
});

it("both languages fill in the same values", () => {
  const needed = (messages: Record<string, string>) =>
    Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, placeholders(text)]));
  expect(needed(en)).toEqual(needed(de));
});

it.each([
  ["de", de],
  ["en", en],
])("every text of %s can be formatted", (locale, messages) => {
  const failures: unknown[] = [];
  const intl = createIntl({ locale, messages, onError: (error) => failures.push(error) });
  for (const [id, text] of Object.entries(messages)) {
    const values = Object.fromEntries(placeholders(text).map((name) => [name, 2]));
    expect(intl.formatMessage({ id: id as keyof typeof de }, { ...values, ...marks })).not.toBe("");
  }
  expect(failures).toEqual([]);
});
