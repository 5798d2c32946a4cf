import { makeStyles, tokens } from "@fluentui/react-components";
import type { KeyboardEvent } from "react";

const useStyles = makeStyles({
  list: { display: "flex", columnGap: "4px", marginInlineStart: "-8px" },
  tab: {
    position: "relative",
    padding: "6px 8px 8px",
    border: "none",
    backgroundColor: "transparent",
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    cursor: "pointer",
    borderRadius: tokens.borderRadiusMedium,
    outlineStyle: "none",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    ":hover::after": { backgroundColor: tokens.colorNeutralStroke1Hover },
    "::after": {
      content: '""',
      position: "absolute",
      insetInline: "8px",
      insetBlockEnd: "2px",
      blockSize: "3px",
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: "transparent",
    },
    '&[aria-selected="true"]': {
      color: tokens.colorNeutralForeground1,
      fontWeight: tokens.fontWeightSemibold,
      "::after": { backgroundColor: tokens.colorCompoundBrandStroke },
      "@media (forced-colors: active)": { "::after": { backgroundColor: "Highlight" } },
    },
  },
});

/**
 * Tabs: one stop for the Tab key, arrows choose. Our own, since Fluent's put focusable helpers into the page that
 * are hidden from screen readers.
 */
export function Choice<T extends string>(props: {
  name: string;
  chosen: T;
  options: readonly { readonly value: T; readonly text: string }[];
  choose: (value: T) => void;
}) {
  const { name, chosen, options, choose } = props;
  const styles = useStyles();
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const at = options.findIndex((option) => option.value === chosen);
    const next = options[at + step];
    const tabs = event.currentTarget.parentElement?.children;
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    const tab = tabs?.[at + step];
    if (tab instanceof HTMLElement) tab.focus();
    choose(next.value);
  };
  return (
    <div role="tablist" aria-label={name} className={styles.list}>
      {options.map(({ value, text }) => (
        <button
          key={value}
          type="button"
          role="tab"
          aria-selected={value === chosen}
          tabIndex={value === chosen ? 0 : -1}
          className={styles.tab}
          onClick={() => choose(value)}
          onKeyDown={onKeyDown}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
