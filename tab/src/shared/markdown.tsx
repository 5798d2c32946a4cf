import { Link } from "@fluentui/react-components";
import type { ReactNode } from "react";

const linkPattern = /^https?:\/\/[^\s<>"']+$/i;
const inlinePattern =
  /(`[^`]+`)|(\*\*[^*]+\*\*)|(\*[^*\s][^*]*\*|_[^_\s][^_]*_)|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>"')]+)/g;

const anchor = (key: number, url: string, words: ReactNode) =>
  linkPattern.test(url) ? (
    <Link key={key} href={url} target="_blank" rel="noreferrer">
      {words}
    </Link>
  ) : (
    words
  );

/** Emphasis, code and links inside a line. Only elements are built, so nothing typed can become markup. */
function inline(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let last = 0;
  for (const match of text.matchAll(inlinePattern)) {
    const [all, code, strong, soft, words, target, bare] = match;
    const key = match.index;
    if (key > last) parts.push(text.slice(last, key));
    if (code !== undefined) parts.push(<code key={key}>{code.slice(1, -1)}</code>);
    else if (strong !== undefined) parts.push(<strong key={key}>{strong.slice(2, -2)}</strong>);
    else if (soft !== undefined) parts.push(<em key={key}>{soft.slice(1, -1)}</em>);
    else if (words !== undefined && target !== undefined) parts.push(anchor(key, target, words));
    else if (bare !== undefined) parts.push(anchor(key, bare, bare));
    last = key + all.length;
  }
  if (last < text.length) parts.push(text.slice(last));
  return parts;
}

const bullet = /^\s*[-*+]\s+/;
const numbered = /^\s*\d+[.)]\s+/;
const heading = /^#{1,6}\s+/;

type Block = { readonly kind: "p" | "ul" | "ol" | "h"; readonly lines: readonly string[] };

function blocks(text: string): readonly Block[] {
  const found: { kind: Block["kind"]; lines: string[] }[] = [];
  let fresh = true;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") {
      fresh = true;
      continue;
    }
    const kind = heading.test(line) ? "h" : bullet.test(line) ? "ul" : numbered.test(line) ? "ol" : "p";
    const words = line.replace(
      kind === "h" ? heading : kind === "ul" ? bullet : kind === "ol" ? numbered : "",
      "",
    );
    const open = found.at(-1);
    if (open !== undefined && open.kind === kind && !fresh && kind !== "h") open.lines.push(words);
    else found.push({ kind, lines: [words] });
    fresh = false;
  }
  return found;
}

/** The part of Markdown that people write in cards: paragraphs, headings, lists, emphasis, code and links. */
export function Markdown({ text }: { text: string }) {
  return blocks(text).map(({ kind, lines }, index) => {
    switch (kind) {
      case "h":
        return (
          <p key={index}>
            <strong>{inline(lines.join(" "))}</strong>
          </p>
        );
      case "ul":
      case "ol": {
        const List = kind;
        return (
          <List key={index}>
            {lines.map((line, row) => (
              <li key={row}>{inline(line)}</li>
            ))}
          </List>
        );
      }
      case "p":
        return (
          <p key={index}>
            {lines.map((line, row) => (
              <span key={row}>
                {row > 0 && <br />}
                {inline(line)}
              </span>
            ))}
          </p>
        );
      default:
        return kind satisfies never;
    }
  });
}
