import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useIntl } from "react-intl";
import type { Directory } from "./people";

const useStyles = makeStyles({
  face: {
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    flexShrink: 0,
    boxSizing: "border-box",
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    fontWeight: tokens.fontWeightSemibold,
    userSelect: "none",
    lineHeight: 1,
  },
  24: { inlineSize: "24px", blockSize: "24px", fontSize: "10px" },
  28: { inlineSize: "28px", blockSize: "28px", fontSize: "11px" },
  32: { inlineSize: "32px", blockSize: "32px", fontSize: "12px" },
  faces: {
    display: "inline-flex",
    flexShrink: 0,
    columnGap: "2px",
  },
  more: { backgroundColor: tokens.colorNeutralBackground5, color: tokens.colorNeutralForeground2 },
});

const palette = [
  [tokens.colorPaletteCranberryBackground2, tokens.colorPaletteCranberryForeground2],
  [tokens.colorPalettePumpkinBackground2, tokens.colorPalettePumpkinForeground2],
  [tokens.colorPaletteMarigoldBackground2, tokens.colorPaletteMarigoldForeground2],
  [tokens.colorPaletteForestBackground2, tokens.colorPaletteForestForeground2],
  [tokens.colorPaletteSeafoamBackground2, tokens.colorPaletteSeafoamForeground2],
  [tokens.colorPaletteTealBackground2, tokens.colorPaletteTealForeground2],
  [tokens.colorPaletteSteelBackground2, tokens.colorPaletteSteelForeground2],
  [tokens.colorPaletteCornflowerBackground2, tokens.colorPaletteCornflowerForeground2],
  [tokens.colorPaletteNavyBackground2, tokens.colorPaletteNavyForeground2],
  [tokens.colorPaletteGrapeBackground2, tokens.colorPaletteGrapeForeground2],
  [tokens.colorPaletteLilacBackground2, tokens.colorPaletteLilacForeground2],
  [tokens.colorPaletteMinkBackground2, tokens.colorPaletteMinkForeground2],
] as const;

const neutral = [tokens.colorNeutralBackground5, tokens.colorNeutralForeground2] as const;

const colourOf = (id: string) => {
  let sum = 0;
  for (const character of id) sum = Math.imul(sum ^ character.charCodeAt(0), 16777619);
  // Ids may differ in a few places only: every bit has its say.
  sum = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d);
  return palette[((sum ^ (sum >>> 12)) >>> 0) % palette.length] ?? neutral;
};

/** The first letters of the first and the last name. */
export function initials(name: string): string {
  const words = name
    .replace(/\(.*?\)|,.*$/g, "")
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? "").join("");
}

type Size = 24 | 28 | 32;

/** A person as a circle. `named` where no text beside it says who it is. */
export function Face({
  id,
  name,
  size = 24,
  named = true,
}: {
  id: string;
  name: string | undefined;
  size?: Size;
  named?: boolean;
}) {
  const styles = useStyles();
  const intl = useIntl();
  const label = name ?? intl.formatMessage({ id: "person.unknown" });
  const [backgroundColor, color] = name === undefined ? neutral : colourOf(id);
  return (
    <span
      className={mergeClasses(styles.face, styles[size])}
      style={{ backgroundColor, color }}
      title={label}
      {...(named ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      {name === undefined ? "?" : initials(name)}
    </span>
  );
}

/** Several people, overlapping; beyond the limit a number. */
export function Faces(props: { ids: readonly string[]; people: Directory; limit?: number; size?: Size }) {
  const styles = useStyles();
  const intl = useIntl();
  const { ids, people, limit = 3, size = 24 } = props;
  const shown = ids.length > limit ? ids.slice(0, limit - 1) : ids;
  const rest = ids.slice(shown.length);
  return (
    <span className={styles.faces}>
      {shown.map((id) => (
        <Face key={id} id={id} name={people[id]?.name} size={size} />
      ))}
      {rest.length > 0 && (
        <span
          className={mergeClasses(styles.face, styles[size], styles.more)}
          role="img"
          aria-label={intl.formatMessage({ id: "person.more" }, { count: rest.length })}
          title={rest
            .map((id) => people[id]?.name ?? "")
            .filter(Boolean)
            .join(", ")}
        >
          +{rest.length}
        </span>
      )}
    </span>
  );
}
