import { Button, Textarea, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaCommentView } from "../api/schema";
import { Markdown } from "../shared/markdown";
import { usePanelStyles } from "./CardPanel.styles";
import { editComment, removeComment } from "./commands";
import { useSession } from "./session";

const useStyles = makeStyles({
  text: {
    marginBlockStart: "2px",
    padding: "8px 10px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    "& p": { marginBlock: "0 4px" },
    "& p:last-child": { marginBlockEnd: 0 },
  },
  form: { display: "flex", flexDirection: "column", rowGap: "8px", marginBlockStart: "2px" },
  buttons: { display: "flex", columnGap: "4px", marginInlineStart: "-6px" },
});

const longest = 50_000;

/** What somebody said; its author may change it or take it back, and both are seen. */
export function CardComment(props: {
  board: string;
  card: string;
  comment: SchemaCommentView;
  mine: boolean;
}) {
  const { board, card, comment, mine } = props;
  const styles = useStyles();
  const panel = usePanelStyles();
  const intl = useIntl();
  const { run } = useSession();
  const [draft, setDraft] = useState<string>();
  if (comment.removed)
    return (
      <p className={panel.quiet}>
        <FormattedMessage id="comment.removed" />
      </p>
    );
  if (draft !== undefined)
    return (
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const words = draft.trim();
          if (words === "") return;
          if (words === comment.text) setDraft(undefined);
          else
            void run(editComment(board, card, comment.id, words)).then((answer) => {
              if (answer !== undefined) setDraft(undefined);
            });
        }}
      >
        <Textarea
          // The person has just asked for this field.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          rows={3}
          value={draft}
          maxLength={longest}
          aria-label={intl.formatMessage({ id: "comment.edit" })}
          onChange={(_, { value }) => setDraft(value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              event.preventDefault();
              if (draft === comment.text) setDraft(undefined);
            } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit();
          }}
        />
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
  return (
    <>
      <div className={styles.text}>
        <Markdown text={comment.text} />
      </div>
      {mine && (
        <div className={styles.buttons}>
          <Button size="small" appearance="transparent" onClick={() => setDraft(comment.text)}>
            <FormattedMessage id="action.edit" />
          </Button>
          <Button
            size="small"
            appearance="transparent"
            onClick={() => void run(removeComment(board, card, comment.id))}
          >
            <FormattedMessage id="comment.remove" />
          </Button>
        </div>
      )}
    </>
  );
}
