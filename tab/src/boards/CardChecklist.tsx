import {
  Button,
  Checkbox,
  Input,
  ProgressBar,
  Select,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { PersonClock16Regular } from "@fluentui/react-icons/svg/person-clock";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaChecklistItemView } from "../api/schema";
import { longDate } from "../shared/dates";
import { Face } from "../shared/Face";
import type { Directory } from "../shared/people";
import type { Board } from "./board";
import { usePanelStyles } from "./CardPanel.styles";
import { addItem, editItem, removeItem } from "./commands";
import { useSession } from "./session";

const useStyles = makeStyles({
  head: { display: "flex", alignItems: "center", columnGap: "8px" },
  bar: { flexGrow: 1 },
  list: { listStyleType: "none", margin: 0, padding: 0, marginInlineStart: "-8px" },
  row: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    "& .remove": { opacity: 0 },
    ":hover .remove": { opacity: 1 },
    ":focus-within .remove": { opacity: 1 },
    "@media (hover: none)": { "& .remove": { opacity: 1 } },
  },
  details: { display: "flex", flexWrap: "wrap", gap: "8px", inlineSize: "100%", padding: "0 8px 8px 32px" },
  facts: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: "6px",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: "nowrap",
  },
  box: { flexGrow: 1, flexBasis: "50%", minInlineSize: 0, "& label": { overflowWrap: "anywhere" } },
  done: { "& label": { color: tokens.colorNeutralForeground3, textDecorationLine: "line-through" } },
});

const longest = 500;

/** Small steps of a card. */
export function CardChecklist(props: {
  board: Board;
  card: string;
  items: readonly SchemaChecklistItemView[];
  people: Directory;
  canEdit: boolean;
}) {
  const { card, items, people, canEdit } = props;
  const board = props.board.id;
  const styles = useStyles();
  const panel = usePanelStyles();
  const intl = useIntl();
  const { run } = useSession();
  const [title, setTitle] = useState("");
  // What was ticked and not yet answered.
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({});
  const [opened, setOpened] = useState<string>();
  /** Those of the board, and whoever has it already. */
  const helpers = (item: SchemaChecklistItemView) =>
    [
      ...new Set([
        ...props.board.members.map((member) => member.person),
        ...(item.assignee == null ? [] : [item.assignee]),
      ]),
    ]
      .map((id) => ({ id, name: people[id]?.name ?? intl.formatMessage({ id: "person.unknown" }) }))
      .sort((a, b) => a.name.localeCompare(b.name, intl.locale));
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
            {opened !== item.id && <ItemFacts item={item} people={people} />}
            {canEdit && (
              <Button
                className="remove"
                size="small"
                appearance="subtle"
                icon={<PersonClock16Regular />}
                aria-expanded={opened === item.id}
                aria-label={intl.formatMessage({ id: "item.details" }, { title: item.title })}
                onClick={() => setOpened(opened === item.id ? undefined : item.id)}
              />
            )}
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
            {canEdit && opened === item.id && (
              <div className={styles.details}>
                <Select
                  size="small"
                  value={item.assignee ?? ""}
                  aria-label={intl.formatMessage({ id: "item.assignee" }, { title: item.title })}
                  onChange={(_, { value }) =>
                    void run(
                      editItem(board, card, item.id, { assignee: { value: value === "" ? null : value } }),
                    )
                  }
                >
                  <option value="">{intl.formatMessage({ id: "filter.nobody" })}</option>
                  {helpers(item).map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
                <Input
                  size="small"
                  type="date"
                  defaultValue={item.due ?? ""}
                  aria-label={intl.formatMessage({ id: "item.due" }, { title: item.title })}
                  onBlur={({ target: { value } }) => {
                    if (value !== (item.due ?? ""))
                      void run(
                        editItem(board, card, item.id, { due: { value: value === "" ? null : value } }),
                      );
                  }}
                />
              </div>
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

function ItemFacts({ item, people }: { item: SchemaChecklistItemView; people: Directory }) {
  const styles = useStyles();
  const intl = useIntl();
  if (item.assignee == null && item.due == null) return null;
  return (
    <span className={styles.facts}>
      {item.due != null && (
        <time dateTime={item.due} title={longDate(intl, item.due)}>
          {intl.formatDate(`${item.due}T00:00:00Z`, { day: "numeric", month: "short", timeZone: "UTC" })}
        </time>
      )}
      {item.assignee != null && <Face id={item.assignee} name={people[item.assignee]?.name} />}
    </span>
  );
}
