import { Button, Textarea, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useDraft } from "../shared/drafts";
import { Markdown } from "../shared/markdown";
import { usePanelStyles } from "./CardPanel.styles";

const useStyles = makeStyles({
  head: { display: "flex", alignItems: "center", justifyContent: "space-between", minBlockSize: "24px" },
  text: {
    overflowWrap: "anywhere",
    "& p, & ul, & ol": { marginBlock: "0 8px" },
    "& ul, & ol": { paddingInlineStart: "20px" },
    "& code": {
      fontFamily: tokens.fontFamilyMonospace,
      backgroundColor: tokens.colorNeutralBackground3,
      borderRadius: tokens.borderRadiusSmall,
      paddingInline: "4px",
    },
  },
  buttons: { display: "flex", columnGap: "8px" },
  textarea: { "& textarea": { minBlockSize: "120px", maxBlockSize: "50vh" } },
  add: { alignSelf: "flex-start", marginInlineStart: "-6px", color: tokens.colorNeutralForeground3 },
});

const longest = 50_000;

/** The description, read as Markdown and written as text; what is not saved yet is still there when one comes back. */
export function CardDescription(props: {
  card: string;
  text: string;
  canEdit: boolean;
  save: (text: string) => void;
}) {
  const { card, text, canEdit, save } = props;
  const styles = useStyles();
  const panel = usePanelStyles();
  const intl = useIntl();
  const [draft, setDraft] = useDraft(`description.${card}`);
  // A text that waited for the person is not opened by a click, so it takes no focus.
  const [found] = useState(draft !== undefined);
  if (draft !== undefined && canEdit) {
    return (
      <form
        className={panel.section}
        onSubmit={(event) => {
          event.preventDefault();
          setDraft(undefined);
          if (draft.trim() !== text.trim()) save(draft.trim());
        }}
      >
        <h3 className={panel.heading}>
          <FormattedMessage id="panel.description" />
        </h3>
        <Textarea
          // The person has just asked for this field.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={!found}
          resize="vertical"
          className={styles.textarea}
          value={draft}
          maxLength={longest}
          aria-label={intl.formatMessage({ id: "panel.description" })}
          onChange={(_, { value }) => setDraft(value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && draft === text) {
              event.preventDefault();
              setDraft(undefined);
            } else if (event.key === "Escape") {
              event.preventDefault(); // a text that was typed is not thrown away by one key
            } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
              event.currentTarget.form?.requestSubmit();
            }
          }}
        />
        {found && (
          <span className={panel.quiet}>
            <FormattedMessage id="panel.draft" />
          </span>
        )}
        <div className={styles.buttons}>
          <Button type="submit" size="small" appearance="primary">
            <FormattedMessage id="action.save" />
          </Button>
          <Button size="small" appearance="subtle" onClick={() => setDraft(undefined)}>
            <FormattedMessage id="action.cancel" />
          </Button>
        </div>
      </form>
    );
  }
  if (text === "") {
    return canEdit ? (
      <Button appearance="subtle" size="small" className={styles.add} onClick={() => setDraft("")}>
        <FormattedMessage id="panel.add-description" />
      </Button>
    ) : null;
  }
  return (
    <section className={panel.section}>
      <div className={styles.head}>
        <h3 className={panel.heading}>
          <FormattedMessage id="panel.description" />
        </h3>
        {canEdit && (
          <Button appearance="subtle" size="small" onClick={() => setDraft(text)}>
            <FormattedMessage id="action.edit" />
          </Button>
        )}
      </div>
      <div className={mergeClasses(styles.text)}>
        <Markdown text={text} />
      </div>
    </section>
  );
}
