import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/utils/combine";
import { attachClosestEdge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import type { Edge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/types";
import {
  Button,
  Checkbox,
  Input,
  ProgressBar,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { ArrowDown16Regular } from "@fluentui/react-icons/svg/arrow-down";
import { ArrowUp16Regular } from "@fluentui/react-icons/svg/arrow-up";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { Edit16Regular } from "@fluentui/react-icons/svg/edit";
import { ReOrderDotsVertical16Regular } from "@fluentui/react-icons/svg/re-order-dots-vertical";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaChecklistItemView, SchemaEditChecklistItemRequest } from "../api/schema";
import { announce } from "../shared/announce";
import { longDate } from "../shared/dates";
import { Face } from "../shared/Face";
import type { Directory } from "../shared/people";
import { PersonPicker } from "../shared/PersonPicker";
import type { Board } from "./board";
import { usePanelStyles } from "./CardPanel.styles";
import { addItem, editItem, moveItem, removeItem } from "./commands";
import { useSession } from "./session";

type Item = SchemaChecklistItemView;

const useStyles = makeStyles({
  head: { display: "flex", alignItems: "center", columnGap: "8px" },
  bar: { flexGrow: 1 },
  list: { listStyleType: "none", margin: 0, padding: 0, marginInlineStart: "-8px" },
  row: {
    position: "relative",
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    "& .remove": { opacity: 0 },
    ":hover .remove": { opacity: 1 },
    ":focus-within .remove": { opacity: 1 },
    "@media (hover: none)": { "& .remove": { opacity: 1 } },
  },
  dragging: { opacity: 0.4 },
  handle: {
    position: "absolute",
    insetInlineStart: "-10px",
    insetBlockStart: "8px",
    display: "flex",
    color: tokens.colorNeutralForeground3,
    cursor: "grab",
    "@media (hover: none)": { display: "none" },
  },
  line: {
    position: "absolute",
    insetInline: 0,
    blockSize: "2px",
    backgroundColor: tokens.colorBrandStroke1,
    "@media (forced-colors: active)": { backgroundColor: "Highlight" },
  },
  above: { insetBlockStart: "-1px" },
  below: { insetBlockEnd: "-1px" },
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
  title: { flexGrow: 1, flexBasis: "50%", minInlineSize: 0 },
});

const longest = 500;
const itemDrag = "checklist-item";

/** Small steps of a card, in an order of their own. */
export function CardChecklist(props: {
  board: Board;
  card: string;
  items: readonly Item[];
  people: Directory;
  canEdit: boolean;
}) {
  const { card, people, canEdit } = props;
  const board = props.board.id;
  const styles = useStyles();
  const panel = usePanelStyles();
  const intl = useIntl();
  const { run } = useSession();
  const [title, setTitle] = useState("");
  // What was ticked and not yet answered.
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({});
  const [opened, setOpened] = useState<string>();
  const { items, put } = useOrder(board, card, props.items);
  const list = useRef<HTMLUListElement>(null);
  const back = useRef<string>(undefined);
  // An item that changes its place is a new element to the browser, which takes the focus off it.
  useEffect(() => {
    if (back.current === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-item="${back.current}"] input`)?.focus();
    back.current = undefined;
  }, [items]);
  const isDone = (item: Item) => ticked[item.id] ?? item.done;
  const done = items.filter(isDone).length;
  const tick = (item: Item, value: boolean) => {
    setTicked((now) => ({ ...now, [item.id]: value }));
    void run(editItem(board, card, item.id, { done: { value } })).then((answer) => {
      if (answer === undefined) setTicked((now) => ({ ...now, [item.id]: item.done }));
    });
  };
  const step = (item: Item, by: -1 | 1) => {
    const to = items.indexOf(item) + by;
    if (to < 0 || to >= items.length) return;
    put(item.id, items[by === -1 ? to : to + 1]?.id);
    announce(
      intl.formatMessage({ id: "said.item" }, { title: item.title, place: to + 1, count: items.length }),
    );
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
      <ul ref={list} className={styles.list}>
        {items.map((item, at) => (
          <Row
            key={item.id}
            board={props.board}
            item={item}
            next={items[at + 1]?.id}
            people={people}
            canEdit={canEdit}
            done={isDone(item)}
            opened={opened === item.id}
            open={(value) => setOpened(value ? item.id : undefined)}
            tick={(value) => tick(item, value)}
            step={(by) => {
              back.current = item.id;
              step(item, by);
            }}
            isFirst={at === 0}
            isLast={at === items.length - 1}
            put={put}
            edit={(edit) => void run(editItem(board, card, item.id, edit))}
            remove={() => void run(removeItem(board, card, item.id))}
          />
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

/** The items as the person has put them, until the server says how they stand. */
function useOrder(board: string, card: string, items: readonly Item[]) {
  const { run } = useSession();
  const [order, setOrder] = useState<{ readonly of: readonly Item[]; readonly ids: readonly string[] }>();
  const ids = order?.of === items ? order.ids : undefined;
  const shown = ids === undefined ? items : items.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const put = (item: string, before: string | undefined) => {
    const others = shown.map(({ id }) => id).filter((id) => id !== item);
    const place = before === undefined ? -1 : others.indexOf(before);
    setOrder({ of: items, ids: others.toSpliced(place === -1 ? others.length : place, 0, item) });
    void run(moveItem(board, card, item, before)).then((answer) => {
      if (answer === undefined) setOrder(order);
    });
  };
  return { items: shown, put };
}

function Row(props: {
  board: Board;
  item: Item;
  /** The item after this one. */
  next: string | undefined;
  people: Directory;
  canEdit: boolean;
  done: boolean;
  opened: boolean;
  open: (value: boolean) => void;
  tick: (value: boolean) => void;
  step: (by: -1 | 1) => void;
  isFirst: boolean;
  isLast: boolean;
  put: (item: string, before: string | undefined) => void;
  edit: (edit: SchemaEditChecklistItemRequest) => void;
  remove: () => void;
}) {
  const { item, next, people, canEdit, done, opened, open, tick, step, put, edit } = props;
  const styles = useStyles();
  const intl = useIntl();
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const { dragging, edge } = useItemDrag(row, handle, item.id, next, canEdit, put);
  const close = () => {
    open(false);
    row.current?.querySelector("input")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown"))
      step(event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "F2") open(true);
    else if (event.key === "Escape" && opened) close();
    else return;
    event.preventDefault();
  };
  return (
    // The keys belong to the fields inside of the row.

    <li
      ref={row}
      data-item={item.id}
      className={mergeClasses(styles.row, dragging && styles.dragging)}
      {...(canEdit ? { onKeyDown } : {})}
    >
      {canEdit && (
        <span ref={handle} className={mergeClasses(styles.handle, "remove")} aria-hidden="true">
          <ReOrderDotsVertical16Regular />
        </span>
      )}
      <Checkbox
        className={mergeClasses(!opened && styles.box, done && styles.done)}
        {...(opened ? { "aria-label": item.title } : { label: item.title })}
        checked={done}
        disabled={!canEdit}
        aria-keyshortcuts={canEdit ? "Alt+ArrowUp Alt+ArrowDown F2" : undefined}
        onChange={(_, { checked }) => tick(checked === true)}
      />
      {opened ? (
        <ItemTitle item={item} edit={edit} close={close} />
      ) : (
        <ItemFacts item={item} people={people} />
      )}
      {canEdit && (
        <>
          <Button
            className="remove"
            size="small"
            appearance="subtle"
            icon={<Edit16Regular />}
            aria-expanded={opened}
            aria-label={intl.formatMessage({ id: "item.details" }, { title: item.title })}
            onClick={() => open(!opened)}
          />
          <Button
            className="remove"
            size="small"
            appearance="subtle"
            icon={<Dismiss16Regular />}
            aria-label={intl.formatMessage({ id: "panel.remove-item" }, { title: item.title })}
            onClick={props.remove}
          />
        </>
      )}
      {canEdit && opened && (
        <div className={styles.details}>
          <ItemPerson {...props} />
          <Input
            size="small"
            type="date"
            defaultValue={item.due ?? ""}
            aria-label={intl.formatMessage({ id: "item.due" }, { title: item.title })}
            onBlur={({ target: { value } }) => {
              if (value !== (item.due ?? "")) edit({ due: { value: value === "" ? null : value } });
            }}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowUp16Regular />}
            disabledFocusable={props.isFirst}
            aria-label={intl.formatMessage({ id: "item.up" }, { title: item.title })}
            onClick={() => step(-1)}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowDown16Regular />}
            disabledFocusable={props.isLast}
            aria-label={intl.formatMessage({ id: "item.down" }, { title: item.title })}
            onClick={() => step(1)}
          />
        </div>
      )}
      {edge !== null && (
        <span className={mergeClasses(styles.line, edge === "top" ? styles.above : styles.below)} />
      )}
    </li>
  );
}

/** The title of an item where it stands: Enter or leaving saves, Escape takes back. */
function ItemTitle(props: {
  item: Item;
  edit: (edit: SchemaEditChecklistItemRequest) => void;
  close: () => void;
}) {
  const { item, edit, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [title, setTitle] = useState(item.title);
  const save = () => {
    const words = title.trim();
    if (words === "") setTitle(item.title);
    else if (words !== item.title) edit({ title: { value: words } });
  };
  return (
    <Input
      className={styles.title}
      size="small"
      value={title}
      maxLength={longest}
      // The person has just asked for this field.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      aria-label={intl.formatMessage({ id: "item.title" }, { title: item.title })}
      onChange={(_, { value }) => setTitle(value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        close(); // which takes the focus, and so saves
      }}
    />
  );
}

function ItemPerson(props: {
  board: Board;
  item: Item;
  people: Directory;
  edit: (edit: SchemaEditChecklistItemRequest) => void;
}) {
  const { board, item, people, edit } = props;
  const intl = useIntl();
  const { assignee } = item;
  return (
    <PersonPicker
      size="small"
      name={intl.formatMessage({ id: "item.assignee" }, { title: item.title })}
      board={board.id}
      chosen={
        assignee == null
          ? undefined
          : {
              id: assignee,
              name: people[assignee]?.name ?? intl.formatMessage({ id: "person.unknown" }),
              active: true,
            }
      }
      clear={{
        text: intl.formatMessage({ id: "filter.nobody" }),
        pick: () => edit({ assignee: { value: null } }),
      }}
      pick={({ id }) => edit({ assignee: { value: id } })}
    />
  );
}

function ItemFacts({ item, people }: { item: Item; people: Directory }) {
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

/** Dragging this item by its handle, and others of its list onto its upper or lower half. */
function useItemDrag(
  row: React.RefObject<HTMLElement | null>,
  handle: React.RefObject<HTMLElement | null>,
  item: string,
  next: string | undefined,
  enabled: boolean,
  put: (item: string, before: string | undefined) => void,
): { dragging: boolean; edge: Edge | null } {
  const [dragging, setDragging] = useState(false);
  const [edge, setEdge] = useState<Edge | null>(null);
  const dropped = useRef(put);
  useEffect(() => {
    dropped.current = put;
  });
  useEffect(() => {
    const [element, dragHandle] = [row.current, handle.current];
    if (element === null || dragHandle === null || !enabled) return undefined;
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ type: itemDrag, item }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data["type"] === itemDrag,
        getData: ({ input }) =>
          attachClosestEdge({ type: itemDrag }, { element, input, allowedEdges: ["top", "bottom"] }),
        onDrag: ({ self, source }) =>
          setEdge(source.data["item"] === item ? null : extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ self, source }) => {
          setEdge(null);
          const moved = source.data["item"];
          const before = extractClosestEdge(self.data) === "bottom" ? next : item;
          if (typeof moved === "string" && moved !== item && moved !== before) dropped.current(moved, before);
        },
      }),
    );
  }, [row, handle, item, next, enabled]);
  return { dragging, edge };
}
