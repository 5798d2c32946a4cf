import { mergeClasses } from "@fluentui/react-components";
import { ArrowSortDown16Regular } from "@fluentui/react-icons/svg/arrow-sort-down";
import { ArrowSortUp16Regular } from "@fluentui/react-icons/svg/arrow-sort-up";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Empty } from "../shared/Empty";
import { useSession } from "./session";
import {
  columnsOf,
  groupingOf,
  isUsual,
  ownFieldOf,
  rowsOf,
  sortOf,
  type TableField,
  type TableRow,
  type UsualField,
} from "./table";
import { TableCell } from "./TableCell";
import { useTableStyles } from "./TableView.styles";
import type { ViewProps } from "./view";

const rowHeight = 32;
const groupHeight = 36;
const pageOfRows = 15;

const usualWidths: Readonly<Record<UsualField, number>> = {
  number: 88,
  title: 340,
  column: 140,
  assignees: 160,
  labels: 180,
  due: 110,
  start: 110,
  priority: 110,
  department: 160,
  estimate: 100,
  progress: 100,
};
const narrowest = 56;
const ownWidth = 140;

type Spot = { readonly card: string; readonly field: TableField };

/** The same cards as rows: sorted, grouped, and edited where they stand. */
export function TableView(props: ViewProps) {
  const { board, shown, people, search, actions, canEdit } = props;
  const styles = useTableStyles();
  const intl = useIntl();
  const { focus } = useSession();
  const fields = useMemo(() => columnsOf(board), [board]);
  const sort = useMemo(() => sortOf(board, search.sort), [board, search.sort]);
  const group = groupingOf(search.group);
  const rows = useMemo(
    () => rowsOf(shown, sort, group, { board, people, intl }),
    [shown, sort, group, board, people, intl],
  );
  const cards = useMemo(() => rows.flatMap((row) => (row.kind === "card" ? [row.card] : [])), [rows]);
  const { widthOf, resize } = useWidths();
  const template = fields.map((field) => `${widthOf(field)}px`).join(" ") + " minmax(0, 1fr)";

  const [spot, setSpot] = useState<Spot>();
  const [inside, setInside] = useState(false);
  const [editing, setEditing] = useState(false);
  const at: Spot | undefined =
    spot !== undefined && cards.some((card) => card.id === spot.card)
      ? spot
      : cards[0] && { card: cards[0].id, field: "title" };

  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing memoises this component
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => (rows[index]?.kind === "group" ? groupHeight : rowHeight),
    overscan: 10,
    scrollPaddingStart: rowHeight,
  });

  const go = (next: Spot) => {
    setSpot(next);
    setInside(true);
    const index = rows.findIndex((row) => row.key === next.card);
    if (index !== -1) virtual.scrollToIndex(index, { align: "auto" });
  };
  const wanted = useSyncExternalStore(focus.subscribe, () => focus.wanted);
  const goBack = useRef(go);
  useEffect(() => {
    goBack.current = go;
  });
  useEffect(() => {
    if (wanted === undefined) return;
    goBack.current({ card: wanted, field: "title" });
    focus.taken();
  }, [wanted, focus]);

  const [headStop, setHeadStop] = useState<TableField>("title");
  const goToHead = (field: TableField) => {
    setInside(false);
    scroller.current?.querySelector<HTMLElement>(`[data-head="${field}"]`)?.focus();
  };
  /** In the head the arrows go from column to column, and down to the cards. */
  const onHeadKeyDown = (event: KeyboardEvent, field: TableField) => {
    const column = fields.indexOf(field);
    const next =
      event.key === "ArrowRight"
        ? fields[column + 1]
        : event.key === "ArrowLeft"
          ? fields[column - 1]
          : event.key === "Home"
            ? fields[0]
            : event.key === "End"
              ? fields.at(-1)
              : undefined;
    if (next !== undefined) goToHead(next);
    else if (event.key === "ArrowDown" && cards[0] !== undefined) go({ card: cards[0].id, field });
    else return;
    event.preventDefault();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (at === undefined || editing || event.altKey) return;
    const head = fields.find(
      (field) => event.target instanceof Element && event.target.getAttribute("data-head") === field,
    );
    if (head !== undefined) {
      onHeadKeyDown(event, head);
      return;
    }
    if (event.key === "ArrowUp" && cards[0]?.id === at.card) {
      goToHead(at.field);
      event.preventDefault();
      return;
    }
    const next = stepFrom(event, at, cards, fields);
    if (next !== undefined) go(next);
    else if (event.key === "Enter" && (at.field === "number" || event.ctrlKey || !canEdit))
      actions.open(at.card);
    else if ((event.key === "Enter" || event.key === "F2") && canEdit && at.field !== "number")
      setEditing(true);
    else if (event.key === "?") actions.openKeys();
    else if (event.key.toLowerCase() === "m" && canEdit && !event.ctrlKey && !event.metaKey)
      actions.openMove(at.card);
    else return;
    event.preventDefault();
  };

  const nameOf = (field: TableField): string =>
    isUsual(field)
      ? intl.formatMessage({ id: field === "number" ? "table.number" : `fact.${field}` })
      : (ownFieldOf(board, field)?.name ?? "");

  return (
    <div className={styles.page}>
      {cards.length === 0 ? (
        <Empty
          motif="board"
          title={intl.formatMessage({ id: "view.empty.title" })}
          text={intl.formatMessage({ id: "view.empty" })}
        />
      ) : (
        <div ref={scroller} className={styles.scroller}>
          {/* The focus is on its cells, one of them at a time. */}
          {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
          <div
            role="grid"
            aria-label={intl.formatMessage({ id: "table.name" }, { name: board.name })}
            aria-rowcount={rows.length + 1}
            aria-colcount={fields.length}
            className={styles.grid}
            onKeyDown={onKeyDown}
            onFocus={(event) => {
              const [card, field] = event.target.getAttribute("data-cell")?.split(" ") ?? [];
              setInside(card !== undefined || event.target.closest("[data-cell]") !== null);
              const known = fields.find((each) => each === field);
              if (card !== undefined && known !== undefined && (card !== at?.card || known !== at.field))
                setSpot({ card, field: known });
            }}
            onBlur={(event) => {
              // A cell that scrolled away takes its focus along; leaving by the person's own doing has a target.
              if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget))
                setInside(false);
            }}
          >
            <div
              role="row"
              aria-rowindex={1}
              className={styles.head}
              style={{ gridTemplateColumns: template }}
            >
              {fields.map((field) => (
                <HeadCell
                  key={field}
                  field={field}
                  name={nameOf(field)}
                  stop={field === headStop}
                  stopHere={() => setHeadStop(field)}
                  width={widthOf(field)}
                  resize={resize}
                  direction={sort?.field === field ? (sort.down ? "descending" : "ascending") : undefined}
                  sortBy={(down) =>
                    actions.show({ sort: down === undefined ? undefined : down ? `-${field}` : field }, true)
                  }
                />
              ))}
            </div>
            <div
              role="presentation"
              className={styles.body}
              style={{ blockSize: `${virtual.getTotalSize()}px` }}
            >
              {virtual.getVirtualItems().map((item) => {
                const row = rows[item.index];
                if (row === undefined) return null;
                return (
                  <Row
                    key={row.key}
                    {...props}
                    row={row}
                    index={item.index}
                    start={item.start}
                    template={template}
                    field={row.key === at?.card ? at.field : undefined}
                    inside={inside}
                    editing={editing && row.key === at?.card}
                    edit={(field) => {
                      setSpot({ card: row.key, field });
                      setInside(true);
                      setEditing(true);
                    }}
                    leave={() => {
                      setEditing(false);
                    }}
                  />
                );
              })}
            </div>
          </div>
        </div>
      )}
    </div>
  );
}

/** The cell that a key leads to. */
function stepFrom(
  event: KeyboardEvent,
  at: Spot,
  cards: ViewProps["shown"]["cards"][string][],
  fields: readonly TableField[],
): Spot | undefined {
  const row = cards.findIndex((card) => card.id === at.card);
  const column = fields.indexOf(at.field);
  const spot = (toRow: number, toColumn: number): Spot | undefined => {
    const card = cards[Math.min(Math.max(toRow, 0), cards.length - 1)];
    const field = fields[toColumn];
    return card === undefined || field === undefined ? undefined : { card: card.id, field };
  };
  switch (event.key) {
    case "ArrowDown":
      return spot(row + 1, column);
    case "ArrowUp":
      return spot(row - 1, column);
    case "ArrowRight":
      return spot(row, Math.min(column + 1, fields.length - 1));
    case "ArrowLeft":
      return spot(row, Math.max(column - 1, 0));
    case "PageDown":
      return spot(row + pageOfRows, column);
    case "PageUp":
      return spot(row - pageOfRows, column);
    case "Home":
      return spot(event.ctrlKey ? 0 : row, 0);
    case "End":
      return spot(event.ctrlKey ? cards.length - 1 : row, fields.length - 1);
    default:
      return undefined;
  }
}

function HeadCell(props: {
  field: TableField;
  name: string;
  /** The Tab key stops here. */
  stop: boolean;
  stopHere: () => void;
  width: number;
  direction: "ascending" | "descending" | undefined;
  sortBy: (down: boolean | undefined) => void;
  resize: (field: TableField, width: number) => void;
}) {
  const { field, name, stop, stopHere, width, direction, sortBy, resize } = props;
  const styles = useTableStyles();
  const pull = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => resize(field, width + moved.clientX - from);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), {
      once: true,
    });
  };
  return (
    // Its button takes the focus.
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      role="columnheader"
      aria-sort={direction ?? "none"}
      className={mergeClasses(styles.cell, styles.headCell)}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== "ArrowRight" && event.key !== "ArrowLeft")) return;
        event.preventDefault();
        resize(field, width + (event.key === "ArrowRight" ? 16 : -16));
      }}
    >
      <button
        type="button"
        data-head={field}
        tabIndex={stop ? 0 : -1}
        onFocus={stopHere}
        className={mergeClasses(styles.sort, direction !== undefined && styles.sorted)}
        onClick={() => sortBy(direction === undefined ? false : direction === "ascending" ? true : undefined)}
      >
        <span className={styles.words}>{name}</span>
        {direction === "ascending" && <ArrowSortUp16Regular aria-hidden="true" />}
        {direction === "descending" && <ArrowSortDown16Regular aria-hidden="true" />}
      </button>
      <span className={styles.resize} onPointerDown={pull} />
    </div>
  );
}

function Row(
  props: ViewProps & {
    row: TableRow;
    index: number;
    start: number;
    template: string;
    /** Where the Tab key stops in this row. */
    field: TableField | undefined;
    inside: boolean;
    editing: boolean;
    edit: (field: TableField) => void;
    leave: () => void;
  },
) {
  const { row, index, start, template, field, inside, editing, edit, leave, ...view } = props;
  const styles = useTableStyles();
  const place = { transform: `translateY(${start}px)` };
  if (row.kind === "group")
    return (
      <div role="row" aria-rowindex={index + 2} className={styles.group} style={place}>
        <span role="rowheader">
          {row.name}{" "}
          <span className={styles.count}>
            <FormattedMessage id="column.count" values={{ count: row.count }} />
          </span>
        </span>
      </div>
    );
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      style={{ ...place, gridTemplateColumns: template }}
    >
      {columnsOf(view.board).map((each, at) => (
        <TableCell
          key={each}
          {...view}
          card={row.card}
          field={each}
          at={at}
          active={field === each}
          grab={field === each && inside}
          editing={editing && field === each}
          edit={() => edit(each)}
          leave={leave}
        />
      ))}
    </div>
  );
}

const storage = "table.widths";

/** How wide each column is; this browser remembers. */
function useWidths() {
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>(() => {
    const kept: unknown = JSON.parse(localStorage.getItem(storage) ?? "{}");
    const known = typeof kept === "object" && kept !== null ? Object.entries(kept) : [];
    return Object.fromEntries(
      known.filter((entry): entry is [string, number] => typeof entry[1] === "number"),
    );
  });
  const resize = (field: TableField, width: number) =>
    setWidths((now) => {
      const next = { ...now, [field]: Math.max(narrowest, Math.round(width)) };
      localStorage.setItem(storage, JSON.stringify(next));
      return next;
    });
  const widthOf = (field: TableField) => widths[field] ?? (isUsual(field) ? usualWidths[field] : ownWidth);
  return { widthOf, resize };
}
