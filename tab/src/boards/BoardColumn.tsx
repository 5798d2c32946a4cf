import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/utils/combine";
import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { Button, mergeClasses } from "@fluentui/react-components";
import { CheckmarkCircle16Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { ChevronDoubleRight16Regular } from "@fluentui/react-icons/svg/chevron-double-right";
import { MoreHorizontal16Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  lazy,
  memo,
  Suspense,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { labelColour } from "../shared/labels";
import type { Directory } from "../shared/people";
import { AddCard } from "./AddCard";
import type { Card, Column, Label } from "./board";
import { useColumnStyles } from "./BoardColumn.styles";
import { CardTile, cardDrag } from "./CardTile";
import { useSession } from "./session";
import type { BoardActions } from "./view";

const usualHeight = 84;
const overscan = 8;

const ColumnMenu = lazy(() => import("./ColumnMenu").then((module) => ({ default: module.ColumnMenu })));
const ColumnDialog = lazy(() =>
  import("./ColumnDialog").then((module) => ({ default: module.ColumnDialog })),
);

export type CardListProps = {
  readonly column: Column;
  /** Those that the filter lets through. */
  readonly cards: readonly Card[];
  /** With more cards than this only those near the view are in the page. */
  readonly virtualFrom: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly labels: Readonly<Record<string, Label>>;
  readonly people: Directory;
  readonly today: string;
  readonly canEdit: boolean;
  readonly held: string | undefined;
  readonly actions: BoardActions;
};

export type ColumnProps = Omit<CardListProps, "scroller"> & {
  /** How many there are in all. */
  readonly count: number;
  readonly toggle: (column: string) => void;
};

export const BoardColumn = memo(function BoardColumn(props: ColumnProps) {
  const { column, cards, count, canEdit } = props;
  const styles = useColumnStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const over = useColumnDrop(scroller, column.id);
  const heading = `column-${column.id}`;
  return (
    <section
      className={mergeClasses(styles.column, over && styles.over)}
      aria-labelledby={heading}
      data-column={column.id}
    >
      <header className={styles.head}>
        <h2 id={heading} className={styles.name} title={column.name}>
          <ColumnSigns column={column} />
          <span className={styles.words}>{column.name}</span>
          <ColumnCount column={column} shown={cards.length} count={count} />
        </h2>
        <ColumnMenuButton column={column} canEdit={canEdit} toggle={props.toggle} />
      </header>
      <div ref={scroller} className={styles.scroller} data-cards="">
        <CardList {...props} scroller={scroller} />
        {cards.length === 0 && !canEdit && (
          <p className={styles.empty}>
            <FormattedMessage id="column.empty" />
          </p>
        )}
        {over && <div className={styles.line} />}
      </div>
      {canEdit && <AddCard column={column} />}
    </section>
  );
});

function ColumnMenuButton(props: { column: Column; canEdit: boolean; toggle: (column: string) => void }) {
  const { column, canEdit, toggle } = props;
  const intl = useIntl();
  const [target, setTarget] = useState<HTMLElement>();
  const [editing, setEditing] = useState(false);
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={<MoreHorizontal16Regular />}
        aria-haspopup="menu"
        aria-label={intl.formatMessage({ id: "column.menu" }, { name: column.name })}
        onClick={(event) => setTarget(event.currentTarget)}
      />
      <Suspense fallback={null}>
        {target !== undefined && (
          <ColumnMenu
            column={column}
            canEdit={canEdit}
            target={target}
            close={() => setTarget(undefined)}
            collapse={() => toggle(column.id)}
            edit={() => setEditing(true)}
          />
        )}
        {editing && <ColumnDialog column={column} close={() => setEditing(false)} />}
      </Suspense>
    </>
  );
}

/** A column put aside: its name and count; it still takes cards. */
export const CollapsedColumn = memo(function CollapsedColumn(props: {
  column: Column;
  count: number;
  toggle: (column: string) => void;
}) {
  const { column, count, toggle } = props;
  const styles = useColumnStyles();
  const intl = useIntl();
  const drop = useRef<HTMLDivElement>(null);
  const over = useColumnDrop(drop, column.id);
  return (
    <section
      className={mergeClasses(styles.collapsed, over && styles.over)}
      aria-label={column.name}
      data-column={column.id}
    >
      <div ref={drop} className={styles.collapsedInner}>
        <Button
          size="small"
          appearance="subtle"
          icon={<ChevronDoubleRight16Regular />}
          aria-label={intl.formatMessage({ id: "column.expand" }, { name: column.name })}
          onClick={() => toggle(column.id)}
        />
        <h2 className={mergeClasses(styles.name, styles.upright)} title={column.name}>
          <ColumnSigns column={column} />
          <span className={styles.words}>{column.name}</span>
          <ColumnCount column={column} shown={count} count={count} />
        </h2>
      </div>
    </section>
  );
});

/** The colour of a column, and whether work is done in it. */
export function ColumnSigns({ column }: { column: Column }) {
  const styles = useColumnStyles();
  const intl = useIntl();
  return (
    <>
      {column.colour != null && (
        <span className={styles.colour} style={{ backgroundColor: labelColour(column.colour).bar }} />
      )}
      {column.done && (
        <CheckmarkCircle16Filled
          className={styles.done}
          aria-label={intl.formatMessage({ id: "column.done" })}
        />
      )}
    </>
  );
}

/** How many cards, and how many were agreed; too many is said in words, with the reason. */
export function ColumnCount({ column, shown, count }: { column: Column; shown: number; count: number }) {
  const styles = useColumnStyles();
  const intl = useIntl();
  const limit = column.limit ?? undefined;
  const exceeded = limit !== undefined && count > limit;
  const words =
    limit === undefined
      ? undefined
      : intl.formatMessage(
          {
            id: exceeded ? "column.over-limit" : column.limitIsHard ? "column.limit-hard" : "column.limit",
          },
          { limit },
        );
  return (
    <span
      className={mergeClasses(styles.count, exceeded && styles.exceeded)}
      title={exceeded ? `${words ?? ""}. ${intl.formatMessage({ id: "column.full" })}` : words}
    >
      {exceeded && <Warning16Filled aria-hidden="true" />}
      <span aria-hidden="true">
        {shown < count
          ? intl.formatMessage({ id: "column.shown" }, { shown, count })
          : limit === undefined
            ? count
            : `${count}/${limit}`}
      </span>
      <span className="only-heard">
        {shown < count && <FormattedMessage id="filter.found" values={{ found: shown, total: count }} />}
        {shown === count && <FormattedMessage id="column.count" values={{ count }} />} {words}
      </span>
    </span>
  );
}

/** The cards of a column or of one lane in it. */
export function CardList(props: CardListProps) {
  const { cards, virtualFrom } = props;
  const styles = useColumnStyles();
  if (cards.length > virtualFrom) return <VirtualCards {...props} />;
  return (
    <ul className={styles.list}>
      {cards.map((card) => (
        <li key={card.id} className={styles.item}>
          <Tile {...props} card={card} />
        </li>
      ))}
    </ul>
  );
}

function Tile({ card, column, ...props }: CardListProps & { card: Card }) {
  return (
    <CardTile
      card={card}
      labels={props.labels}
      people={props.people}
      today={props.today}
      done={column.done}
      canEdit={props.canEdit}
      held={props.held === card.id}
      actions={props.actions}
    />
  );
}

function VirtualCards(props: CardListProps) {
  const { cards, scroller } = props;
  const styles = useColumnStyles();
  const { focus } = useSession();
  // eslint-disable-next-line react-hooks/incompatible-library -- kept alone in this component, which nothing memoises
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => cards[index]?.id ?? index,
    estimateSize: () => usualHeight,
    gap: 8,
    overscan,
  });
  const wanted = useSyncExternalStore(focus.subscribe, () => focus.wanted);
  const place = wanted === undefined ? -1 : cards.findIndex((card) => card.id === wanted);
  useEffect(() => {
    if (place !== -1) rows.scrollToIndex(place, { align: "auto" });
  }, [place, rows]);
  return (
    <ul className={styles.list} style={{ blockSize: `${rows.getTotalSize()}px`, position: "relative" }}>
      {rows.getVirtualItems().map((row) => {
        const card = cards[row.index];
        if (card === undefined) return null;
        return (
          <li
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            aria-setsize={cards.length}
            aria-posinset={row.index + 1}
            className={styles.row}
            style={{ transform: `translateY(${row.start}px)` }}
          >
            <Tile {...props} card={card} />
          </li>
        );
      })}
    </ul>
  );
}

/** The column takes what is dropped below its last card, or while the card under the pointer is not mounted. */
export function useColumnDrop(
  scroller: RefObject<HTMLDivElement | null>,
  column: string,
  lane?: string,
): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    const target = element?.closest("[data-column]");
    if (element == null || target == null) return undefined;
    return combine(
      dropTargetForElements({
        element: target,
        canDrop: ({ source }) => source.data["type"] === cardDrag,
        getData: () => ({ type: "column", column, lane }),
        onDropTargetChange: ({ location, self }) =>
          setOver(location.current.dropTargets[0]?.element === self.element),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      autoScrollForElements({ element, canScroll: ({ source }) => source.data["type"] === cardDrag }),
    );
  }, [scroller, column, lane]);
  return over;
}
