import { Button, Combobox, Option, makeStyles } from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { useMemo, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { Board, Card, CardEdit } from "./board";
import { usePanelStyles } from "./CardPanel.styles";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    minBlockSize: "28px",
    "& .remove": { opacity: 0 },
    ":hover .remove": { opacity: 1 },
    ":focus-within .remove": { opacity: 1 },
    "@media (hover: none)": { "& .remove": { opacity: 1 } },
  },
  link: {
    flexGrow: 1,
    minInlineSize: 0,
    justifyContent: "flex-start",
    textAlign: "start",
    paddingInline: "6px",
    marginInlineStart: "-6px",
    fontWeight: "inherit",
    overflowWrap: "anywhere",
  },
  done: { textDecorationLine: "line-through" },
  add: { alignSelf: "flex-start", marginInlineStart: "-6px" },
  heading: { margin: "4px 0 0", fontSize: "inherit", fontWeight: "inherit" },
});

const found = 20;

/** What a card is part of, what is part of it, and what waits for what. */
export function CardConnections(props: {
  board: Board;
  card: Card;
  canEdit: boolean;
  save: (edit: CardEdit) => void;
  saveOther: (card: string, edit: CardEdit) => void;
  show: (card: string) => void;
}) {
  const { board, card, canEdit, save, saveOther, show } = props;
  const panel = usePanelStyles();
  const all = useMemo(() => Object.values(board.cards), [board.cards]);
  const parent = card.parent == null ? [] : [card.parent];
  const children = all.filter((each) => each.parent === card.id).map((each) => each.id);
  const blockedBy = card.blockedBy ?? [];
  const blocks = all.filter((each) => each.blockedBy?.includes(card.id)).map((each) => each.id);
  if (!canEdit && parent.length + children.length + blockedBy.length + blocks.length === 0) return null;
  const part = { board, card, canEdit, show };
  return (
    <section className={panel.section}>
      <h3 className={panel.heading}>
        <FormattedMessage id="connection.name" />
      </h3>
      <Connection
        {...part}
        kind="parent"
        cards={parent}
        single
        add={(id) => save({ parent: { value: id } })}
        remove={() => save({ parent: { value: null } })}
      />
      <Connection
        {...part}
        kind="children"
        cards={children}
        add={(id) => saveOther(id, { parent: { value: card.id } })}
        remove={(id) => saveOther(id, { parent: { value: null } })}
      />
      <Connection
        {...part}
        kind="blocked-by"
        cards={blockedBy}
        add={(id) => save({ blockedBy: { value: [...blockedBy, id] } })}
        remove={(id) => save({ blockedBy: { value: blockedBy.filter((each) => each !== id) } })}
      />
      <Connection
        {...part}
        kind="blocks"
        cards={blocks}
        add={(id) =>
          saveOther(id, { blockedBy: { value: [...(board.cards[id]?.blockedBy ?? []), card.id] } })
        }
        remove={(id) =>
          saveOther(id, {
            blockedBy: { value: (board.cards[id]?.blockedBy ?? []).filter((each) => each !== card.id) },
          })
        }
      />
    </section>
  );
}

function Connection(props: {
  board: Board;
  card: Card;
  canEdit: boolean;
  kind: "parent" | "children" | "blocked-by" | "blocks";
  cards: readonly string[];
  single?: boolean;
  add: (card: string) => void;
  remove: (card: string) => void;
  show: (card: string) => void;
}) {
  const { board, card, canEdit, kind, cards, single = false, add, remove, show } = props;
  const styles = useStyles();
  const panel = usePanelStyles();
  const intl = useIntl();
  const [adding, setAdding] = useState(false);
  const name = intl.formatMessage({ id: `connection.${kind}` });
  return (
    <>
      {cards.length > 0 && (
        <>
          <h4 className={styles.heading}>
            <span className={panel.quiet}>{name}</span>
          </h4>
          <ul className={styles.list}>
            {cards.map((id) => {
              const other = board.cards[id];
              const title = other?.title ?? intl.formatMessage({ id: "connection.archived" });
              const done =
                other?.progress === 100 ||
                board.columns.find((column) => column.id === other?.column)?.done === true;
              return (
                <li key={id} className={styles.row}>
                  <Button
                    size="small"
                    appearance="transparent"
                    className={styles.link}
                    onClick={() => show(id)}
                  >
                    <span>
                      {other !== undefined && (
                        <span className={panel.quiet}>{`${board.key}-${other.number} `}</span>
                      )}
                      <span className={done ? styles.done : undefined}>{title}</span>
                    </span>
                  </Button>
                  {canEdit && (
                    <Button
                      className="remove"
                      size="small"
                      appearance="subtle"
                      icon={<Dismiss16Regular />}
                      aria-label={intl.formatMessage({ id: "connection.remove" }, { kind: name, title })}
                      onClick={() => remove(id)}
                    />
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {canEdit && adding && (
        <CardPicker
          board={board}
          name={name}
          without={[card.id, ...cards]}
          close={() => setAdding(false)}
          pick={(id) => {
            setAdding(false);
            add(id);
          }}
        />
      )}
      {canEdit && !adding && !(single && cards.length > 0) && (
        <Button
          size="small"
          appearance="subtle"
          icon={<Add16Regular />}
          className={styles.add}
          onClick={() => setAdding(true)}
        >
          <FormattedMessage id={`connection.add.${kind}`} />
        </Button>
      )}
    </>
  );
}

/** Finds another card of the board by its words or number. */
function CardPicker(props: {
  board: Board;
  name: string;
  without: readonly string[];
  pick: (card: string) => void;
  close: () => void;
}) {
  const { board, name, without, pick, close } = props;
  const intl = useIntl();
  const [typed, setTyped] = useState("");
  const words = typed.toLocaleLowerCase(intl.locale).split(/\s+/).filter(Boolean);
  const options = Object.values(board.cards)
    .filter((card) => !without.includes(card.id))
    .map((card) => ({ id: card.id, text: `${board.key}-${card.number} ${card.title}` }))
    .filter(({ text }) => words.every((word) => text.toLocaleLowerCase(intl.locale).includes(word)))
    .slice(0, found);
  return (
    <Combobox
      size="small"
      // The person has just asked for this field.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      freeform
      aria-label={name}
      placeholder={intl.formatMessage({ id: "connection.search" })}
      value={typed}
      selectedOptions={[]}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={close}
      onOptionSelect={(_, { optionValue }) => {
        if (optionValue !== undefined) pick(optionValue);
      }}
    >
      {options.map(({ id, text }) => (
        <Option key={id} value={id} text={text}>
          {text}
        </Option>
      ))}
    </Combobox>
  );
}
