import { Button, Textarea, makeStyles, tokens } from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { lazy, Suspense, useRef, useState, type KeyboardEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { announce } from "../shared/announce";
import { useOnline } from "../shared/live";
import type { Column } from "./board";
import { createCard } from "./commands";
import { useSession } from "./session";

const FromTemplate = lazy(() =>
  import("./FromTemplate").then((module) => ({ default: module.FromTemplate })),
);

const useStyles = makeStyles({
  foot: { padding: "2px 8px 8px" },
  open: {
    inlineSize: "100%",
    justifyContent: "flex-start",
    color: tokens.colorNeutralForeground2,
    fontWeight: tokens.fontWeightRegular,
    paddingInline: "4px",
  },
  form: { display: "flex", flexDirection: "column", rowGap: "8px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "4px 8px" },
});

const longest = 500;

/** "+ Karte": types at once, Enter adds and stays for the next one, Esc ends. */
export function AddCard({ column }: { column: Column }) {
  const styles = useStyles();
  const intl = useIntl();
  const { board, run } = useSession();
  const online = useOnline();
  const [title, setTitle] = useState<string>();
  const foot = useRef<HTMLDivElement>(null);
  const close = () => {
    setTitle(undefined);
    requestAnimationFrame(() => foot.current?.querySelector("button")?.focus());
  };
  const add = () => {
    const words = title?.trim() ?? "";
    if (words === "") return;
    setTitle("");
    announce(intl.formatMessage({ id: "said.added" }, { title: words, column: column.name }));
    void run(createCard(board, column.id, words)).then((card) => {
      // Refused: the text comes back, unless something else is being typed by now.
      if (card === undefined) setTitle((now) => (now === undefined || now === "" ? words : now));
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      add();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  };
  if (title === undefined) {
    return (
      <div ref={foot} className={styles.foot}>
        <Button
          appearance="subtle"
          icon={<Add16Regular />}
          className={styles.open}
          disabledFocusable={!online}
          onClick={() => setTitle("")}
          aria-label={intl.formatMessage({ id: "card.add-to" }, { column: column.name })}
          data-add-card=""
        >
          <FormattedMessage id="card.add" />
        </Button>
      </div>
    );
  }
  return (
    <form
      className={styles.foot}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className={styles.form}>
        <Textarea
          // The person has just asked for this field.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          resize="none"
          rows={2}
          maxLength={longest}
          value={title}
          placeholder={intl.formatMessage({ id: "card.title-hint" })}
          aria-label={intl.formatMessage({ id: "card.new-title" }, { column: column.name })}
          onChange={(_, { value }) => setTitle(value)}
          onKeyDown={onKeyDown}
          onBlur={({ currentTarget: { form }, relatedTarget }) => {
            if (title.trim() === "" && form?.contains(relatedTarget) !== true) setTitle(undefined);
          }}
        />
        <div className={styles.buttons}>
          <Button type="submit" appearance="primary" size="small" disabledFocusable={!online}>
            <FormattedMessage id="action.add" />
          </Button>
          <Button size="small" appearance="subtle" onClick={close}>
            <FormattedMessage id="action.cancel" />
          </Button>
          <Suspense fallback={null}>
            <FromTemplate column={column} title={title.trim()} done={() => setTitle("")} />
          </Suspense>
        </div>
      </div>
    </form>
  );
}
