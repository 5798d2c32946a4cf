import { tokens } from "@fluentui/react-components";

type Pair = { readonly back: string; readonly text: string; readonly bar: string };

/** Fluent's own pairs: their contrast holds in the light, the dark and the contrast theme. */
const pairs: Readonly<Record<string, Pair>> = {
  red: {
    back: tokens.colorPaletteRedBackground2,
    text: tokens.colorPaletteRedForeground2,
    bar: tokens.colorPaletteRedBorderActive,
  },
  orange: {
    back: tokens.colorPalettePumpkinBackground2,
    text: tokens.colorPalettePumpkinForeground2,
    bar: tokens.colorPalettePumpkinBorderActive,
  },
  yellow: {
    back: tokens.colorPaletteMarigoldBackground2,
    text: tokens.colorPaletteMarigoldForeground2,
    bar: tokens.colorPaletteMarigoldBorderActive,
  },
  green: {
    back: tokens.colorPaletteGreenBackground2,
    text: tokens.colorPaletteGreenForeground2,
    bar: tokens.colorPaletteGreenBorderActive,
  },
  teal: {
    back: tokens.colorPaletteTealBackground2,
    text: tokens.colorPaletteTealForeground2,
    bar: tokens.colorPaletteTealBorderActive,
  },
  blue: {
    back: tokens.colorPaletteBlueBackground2,
    text: tokens.colorPaletteBlueForeground2,
    bar: tokens.colorPaletteBlueBorderActive,
  },
  purple: {
    back: tokens.colorPalettePurpleBackground2,
    text: tokens.colorPalettePurpleForeground2,
    bar: tokens.colorPalettePurpleBorderActive,
  },
  pink: {
    back: tokens.colorPalettePinkBackground2,
    text: tokens.colorPalettePinkForeground2,
    bar: tokens.colorPalettePinkBorderActive,
  },
  brown: {
    back: tokens.colorPaletteBrownBackground2,
    text: tokens.colorPaletteBrownForeground2,
    bar: tokens.colorPaletteBrownBorderActive,
  },
  grey: {
    back: tokens.colorPaletteSteelBackground2,
    text: tokens.colorPaletteSteelForeground2,
    bar: tokens.colorPaletteSteelBorderActive,
  },
  sky: {
    back: tokens.colorPaletteLightTealBackground2,
    text: tokens.colorPaletteLightTealForeground2,
    bar: tokens.colorPaletteLightTealBorderActive,
  },
  lime: {
    back: tokens.colorPaletteForestBackground2,
    text: tokens.colorPaletteForestForeground2,
    bar: tokens.colorPaletteForestBorderActive,
  },
};

/** The twelve names that the server knows, in the order of the rainbow. */
export const labelColourNames = [
  "red",
  "orange",
  "yellow",
  "lime",
  "green",
  "teal",
  "sky",
  "blue",
  "purple",
  "pink",
  "brown",
  "grey",
] as const;

/**
 * In the contrast theme Fluent draws all of these in one colour. Labels differ there too: bright on black, 7:1 and
 * more, and their names are never left to the colour.
 */
export const labelBarsInContrast = {
  colorPaletteRedBorderActive: "#ff8a8a",
  colorPalettePumpkinBorderActive: "#ffab66",
  colorPaletteMarigoldBorderActive: "#ffe066",
  colorPaletteForestBorderActive: "#c8f06a",
  colorPaletteGreenBorderActive: "#5ee27a",
  colorPaletteTealBorderActive: "#4fe0cf",
  colorPaletteLightTealBorderActive: "#8fd8ff",
  colorPaletteBlueBorderActive: "#7ab8ff",
  colorPalettePurpleBorderActive: "#c9a6ff",
  colorPalettePinkBorderActive: "#ff9be0",
  colorPaletteBrownBorderActive: "#d9b38c",
  colorPaletteSteelBorderActive: "#c8c8c8",
} as const;

const neutral: Pair = {
  back: tokens.colorNeutralBackground4,
  text: tokens.colorNeutralForeground1,
  bar: tokens.colorNeutralForeground3,
};

export const labelColour = (name: string): Pair => pairs[name] ?? neutral;

export type LabelColourName = (typeof labelColourNames)[number];
