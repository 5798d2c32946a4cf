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

const neutral: Pair = {
  back: tokens.colorNeutralBackground4,
  text: tokens.colorNeutralForeground1,
  bar: tokens.colorNeutralForeground3,
};

export const labelColour = (name: string): Pair => pairs[name] ?? neutral;

export type LabelColourName = (typeof labelColourNames)[number];
