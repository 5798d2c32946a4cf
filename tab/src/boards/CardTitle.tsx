import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useLayoutEffect, useRef, useState } from "react";
import { useIntl } from "react-intl";

const useStyles = makeStyles({
  title: {
    margin: 0,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    overflowWrap: "anywhere",
  },
  field: {
    display: "block",
    inlineSize: "calc(100% + 16px)",
    boxSizing: "border-box",
    marginInline: "-8px",
    padding: "3px 7px",
    resize: "none",
    overflow: "hidden",
    flexShrink: 0,
    backgroundColor: "transparent",
    border: "1px solid transparent",
    borderRadius: tokens.borderRadiusMedium,
    ":hover": { border: `1px solid ${tokens.colorNeutralStroke1}` },
    ":focus": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      backgroundColor: tokens.colorNeutralBackground1,
    },
  },
});

const longest = 500;

/** The title, edited where it stands. Enter or leaving saves, Escape takes back. */
export function CardTitle({
  title,
  canEdit,
  save,
}: {
  title: string;
  canEdit: boolean;
  save: (title: string) => void;
}) {
  const styles = useStyles();
  const intl = useIntl();
  const [draft, setDraft] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = draft ?? title;
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.blockSize = "auto";
    element.style.blockSize = `${element.scrollHeight + 2}px`;
  }, [shown]);
  if (!canEdit) return <h2 className={styles.title}>{title}</h2>;
  const commit = () => {
    const words = draft?.trim().replace(/\s*\n\s*/g, " ");
    setDraft(undefined);
    if (words !== undefined && words !== "" && words !== title) save(words);
  };
  return (
    <textarea
      ref={field}
      rows={1}
      className={mergeClasses(styles.title, styles.field)}
      value={shown}
      maxLength={longest}
      aria-label={intl.formatMessage({ id: "panel.title" })}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) {
          event.preventDefault();
          event.currentTarget.blur();
        } else if (event.key === "Escape" && draft !== undefined) {
          event.preventDefault();
          setDraft(undefined);
        }
      }}
    />
  );
}
