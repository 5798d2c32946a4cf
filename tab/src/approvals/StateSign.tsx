import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircle16Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { Circle16Regular } from "@fluentui/react-icons/svg/circle";
import { DismissCircle16Filled } from "@fluentui/react-icons/svg/dismiss-circle";
import { HourglassHalf16Regular } from "@fluentui/react-icons/svg/hourglass-half";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import type { ReactNode } from "react";
import type { Tone } from "./path";

const useStyles = makeStyles({
  sign: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: "4px",
    minBlockSize: "22px",
    boxSizing: "border-box",
    paddingInline: "6px 10px",
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    minInlineSize: 0,
    "& svg": { flexShrink: 0 },
  },
  open: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground3,
  },
  good: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    color: tokens.colorStatusSuccessForeground1,
  },
  bad: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorStatusDangerForeground1,
  },
  care: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground3,
  },
  quiet: { backgroundColor: tokens.colorNeutralBackground3, color: tokens.colorNeutralForeground2 },
});

const icons = {
  open: HourglassHalf16Regular,
  good: CheckmarkCircle16Filled,
  bad: DismissCircle16Filled,
  care: Warning16Filled,
  quiet: Circle16Regular,
} as const;

/** A state by icon, word and tone. */
export function StateSign({ tone, children }: { tone: Tone; children: ReactNode }) {
  const styles = useStyles();
  const Icon = icons[tone];
  return (
    <span className={mergeClasses(styles.sign, styles[tone])}>
      <Icon aria-hidden="true" />
      {children}
    </span>
  );
}
