/** A run of text that both versions have, that only the earlier has, or that only the later has. */
export type Run = { readonly kind: "same" | "removed" | "added"; readonly text: string };

/** Beyond this many pairs of words the reckoning would be felt; then the texts are shown as a whole. */
const mostPairs = 4_000_000;

/** Words with the space after them, so that joining them gives the text again. */
const wordsOf = (text: string): readonly string[] => text.match(/\S+\s*|\s+/g) ?? [];

/** What became of a text, word by word: the longest run of common words stays. */
export function compareWords(before: string, after: string): readonly Run[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  const runs: Run[] = [];
  const say = (kind: Run["kind"], text: string) => {
    if (text === "") return;
    const last = runs.at(-1);
    if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + text };
    else runs.push({ kind, text });
  };
  say("same", a.slice(0, start).join(""));
  middle(a.slice(start, a.length - end), b.slice(start, b.length - end), say);
  say("same", a.slice(a.length - end).join(""));
  return runs;
}

function middle(
  a: readonly string[],
  b: readonly string[],
  say: (kind: Run["kind"], text: string) => void,
): void {
  if (a.length * b.length > mostPairs || a.length === 0 || b.length === 0) {
    say("removed", a.join(""));
    say("added", b.join(""));
    return;
  }
  // common[i][j]: the most words that a from i and b from j have in common.
  const wide = b.length + 1;
  const common = new Uint16Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * wide + j] =
        a[i] === b[j]
          ? (common[(i + 1) * wide + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * wide + j] ?? 0, common[i * wide + j + 1] ?? 0);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i], b[j]];
    if (one !== undefined && one === other) {
      say("same", one);
      i++;
      j++;
    } else if (
      one !== undefined &&
      (other === undefined || (common[(i + 1) * wide + j] ?? 0) >= (common[i * wide + j + 1] ?? 0))
    ) {
      say("removed", one);
      i++;
    } else {
      say("added", other ?? "");
      j++;
    }
  }
}
