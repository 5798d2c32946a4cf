import {
  Button,
  Checkbox,
  Input,
  ProgressBar,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaChecklistItemView } from "../api/schema";
import { usePanelStyles } from "./CardPanel.styles";
import { addItem, editItem, removeItem } from "./commands";
import { useSession } from "./session";

const useStyles = makeStyles({
  head: { display: "flex", alignItems: "center", columnGap: "8px" },
  bar: { flexGrow: 1 },
  list: { listStyleType: "none", margin: 0, padding: 0, marginInlineStart: "-8px" },
  row: {
    display: "flex",
    alignItems: "center",
    "& .remove": { opacity: 0 },
    ":hover .remove": { opacity: 1 },
    ":focus-within .remove": { opacity: 1 },
    "@media (hover: none)": { "& .remove": { opacity: 1 } },
  },
  box: { flexGrow: 1, minInlineSize: 0, "& label": { overflowWrap: "anywhere" } },
  done: { "& label": { color: tokens.colorNeutralForeground3, textDecorationLine: "line-through" } },
});

const longest = 500;

/** Small steps of a card. */
export function CardChecklist(props: {
  board: string;
  card: string;
  items: readonly SchemaChecklistItemView[];
  canEdit: boolean;
}) {
  const { board, card, items, canEdit } = props;
  const styles = useStyles();
  const panel = usePanelStyles();
  const intl = useIntl();
  const { run } = useSession();
  const [title, setTitle] = useState("");
  // What was ticked and not yet answered.
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({});
  const isDone = (item: SchemaChecklistItemView) => ticked[item.id] ?? item.done;
  const done = items.filter(isDone).length;
  const tick = (item: SchemaChecklistItemView, value: boolean) => {
    setTicked((now) => ({ ...now, [item.id]: value }));
    void run(editItem(board, card, item.id, { done: { value } })).then((answer) => {
      if (answer === undefined) setTicked((now) => ({ ...now, [item.id]: item.done }));
    });
  };
  return (
    <section className={panel.section}>
      <div className={styles.head}>
        <h3 className={panel.heading}>
          <FormattedMessage id="panel.checklist" />
        </h3>
        {items.length > 0 && (
          <>
            <span className={panel.quiet}>{`${done}/${items.length}`}</span>
            <ProgressBar
              className={styles.bar}
              value={done / items.length}
              aria-label={intl.formatMessage({ id: "card.checklist" }, { done, total: items.length })}
            />
          </>
        )}
      </div>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id} className={styles.row}>
            <Checkbox
              className={mergeClasses(styles.box, isDone(item) && styles.done)}
              label={item.title}
              checked={isDone(item)}
              disabled={!canEdit}
              onChange={(_, { checked }) => tick(item, checked === true)}
            />
            {canEdit && (
              <Button
                className="remove"
                size="small"
                appearance="subtle"
                icon={<Dismiss16Regular />}
                aria-label={intl.formatMessage({ id: "panel.remove-item" }, { title: item.title })}
                onClick={() => void run(removeItem(board, card, item.id))}
              />
            )}
          </li>
        ))}
      </ul>
      {canEdit && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const words = title.trim();
            if (words === "") return;
            setTitle("");
            void run(addItem(board, card, words)).then((answer) => {
              if (answer === undefined) setTitle((now) => (now === "" ? words : now));
            });
          }}
        >
          <Input
            size="small"
            appearance="filled-darker"
            style={{ inlineSize: "100%" }}
            value={title}
            maxLength={longest}
            placeholder={intl.formatMessage({ id: "panel.add-item" })}
            aria-label={intl.formatMessage({ id: "panel.add-item" })}
            onChange={(_, { value }) => setTitle(value)}
          />
        </form>
      )}
    </section>
  );
}
