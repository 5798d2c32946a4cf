import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

export type Motif = "board" | "inbox" | "archive" | "door" | "cloud" | "file";

const useStyles = makeStyles({
  drawing: {
    inlineSize: "120px",
    blockSize: "88px",
    fill: "none",
    stroke: tokens.colorNeutralForeground3,
    strokeWidth: "1.5",
    strokeLinecap: "round",
    strokeLinejoin: "round",
    "& .accent": { stroke: tokens.colorBrandForeground1 },
  },
});

const motifs: Readonly<Record<Motif, ReactNode>> = {
  board: (
    <>
      <rect x="14" y="14" width="26" height="60" rx="4" />
      <rect x="47" y="14" width="26" height="44" rx="4" />
      <rect x="80" y="14" width="26" height="52" rx="4" />
      <path d="M20 24h14M20 32h9M53 24h14M86 24h14M86 32h8" />
      <path className="accent" d="M53 34h14v14H53zM86 42h14v14H86z" />
    </>
  ),
  inbox: (
    <>
      <path d="M24 22h72l10 30v20a4 4 0 0 1-4 4H18a4 4 0 0 1-4-4V52z" />
      <path d="M14 52h26c2 8 8 12 20 12s18-4 20-12h26" />
      <path className="accent" d="m48 34 9 9 16-18" />
    </>
  ),
  archive: (
    <>
      <rect x="18" y="16" width="84" height="18" rx="4" />
      <path d="M24 34v36a4 4 0 0 0 4 4h64a4 4 0 0 0 4-4V34" />
      <path className="accent" d="M50 48h20" />
    </>
  ),
  door: (
    <>
      <path d="M36 76V18a4 4 0 0 1 4-4h40a4 4 0 0 1 4 4v58M22 76h76" />
      <path d="M44 76V24h32v52" />
      <path className="accent" d="M68 50v4" />
    </>
  ),
  cloud: (
    <>
      <path d="M38 66a16 16 0 0 1-2-32 22 22 0 0 1 42-4 18 18 0 0 1 6 36z" />
      <path className="accent" d="m52 44 16 16m0-16L52 60" />
    </>
  ),
  file: (
    <>
      <path d="M38 12h30l16 16v44a4 4 0 0 1-4 4H38a4 4 0 0 1-4-4V16a4 4 0 0 1 4-4z" />
      <path d="M68 12v16h16" />
      <path className="accent" d="M59 40v22m-8-8 8 8 8-8" />
    </>
  ),
};

/** A small line drawing beside words; it says nothing that they don't. */
export function Drawing({ of }: { of: Motif }) {
  const styles = useStyles();
  return (
    <svg viewBox="0 0 120 88" className={styles.drawing} aria-hidden="true">
      {motifs[of]}
    </svg>
  );
}
