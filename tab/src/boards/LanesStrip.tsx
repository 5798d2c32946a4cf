import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { mergeClasses } from "@fluentui/react-components";
import { ChevronDown16Regular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronRight16Regular } from "@fluentui/react-icons/svg/chevron-right";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { listOf, type Card, type Column } from "./board";
import { CardList, ColumnCount, ColumnSigns, useColumnDrop, type CardListProps } from "./BoardColumn";
import { cardDrag } from "./CardTile";
import { grouped, type Group, type Grouping } from "./grouping";
import { useLaneStyles } from "./LanesStrip.styles";
import { useSession } from "./session";
import type { ViewProps } from "./view";

const usualHeight = 240;
const closedHeight = 40;

/** The columns crossed by lanes: what cards have in common goes from left to right. Only lanes near the view are drawn. */
export function LanesStrip(props: ViewProps & { held: string | undefined; by: Grouping }) {
  const { board, shown, people, by, held } = props;
  const styles = useLaneStyles();
  const intl = useIntl();
  const { focus } = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const lanes = useMemo(
    () =>
      grouped(
        shown.columns.flatMap((column) => listOf(shown, column.id)),
        by,
        { board, people, intl },
      ),
    [shown, by, board, people, intl],
  );
  useEffect(() => {
    if (scroller.current === null) return undefined;
    return autoScrollForElements({
      element: scroller.current,
      canScroll: ({ source }) => source.data["type"] === cardDrag,
    });
  }, []);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing memoises this component
  const rows = useVirtualizer({
    count: lanes.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lanes[index]?.key ?? index,
    estimateSize: (index) => (closed.has(lanes[index]?.key ?? "") ? closedHeight : usualHeight),
    overscan: 2,
  });
  const wanted = useSyncExternalStore(focus.subscribe, () => focus.wanted);
  useEffect(() => {
    const index = lanes.findIndex((lane) => lane.cards.some((card) => card.id === wanted));
    if (index !== -1) rows.scrollToIndex(index, { align: "auto" });
  }, [wanted, lanes, rows]);
  const toggle = (key: string) =>
    setClosed((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const template = { gridTemplateColumns: `repeat(${board.columns.length}, 272px)` };
  return (
    <div
      ref={scroller}
      data-strip=""
      className={styles.scroller}
      role="group"
      aria-label={intl.formatMessage({ id: "board.columns" }, { name: board.name })}
    >
      <div className={styles.head} style={template}>
        {board.columns.map((column) => (
          <h2 key={column.id} className={styles.name} title={column.name}>
            <ColumnSigns column={column} />
            <span className={styles.words}>{column.name}</span>
            <ColumnCount
              column={column}
              shown={listOf(shown, column.id).length}
              count={listOf(board, column.id).length}
            />
          </h2>
        ))}
      </div>
      <div className={styles.lanes} style={{ blockSize: `${rows.getTotalSize()}px` }}>
        {rows.getVirtualItems().map((item) => {
          const lane = lanes[item.index];
          if (lane === undefined) return null;
          const isClosed = closed.has(lane.key);
          return (
            <section
              key={lane.key}
              ref={rows.measureElement}
              data-index={item.index}
              className={styles.lane}
              style={{ transform: `translateY(${item.start}px)` }}
              aria-label={lane.name}
            >
              <button
                type="button"
                className={styles.title}
                aria-expanded={!isClosed}
                onClick={() => toggle(lane.key)}
              >
                {isClosed ? <ChevronRight16Regular /> : <ChevronDown16Regular />}
                {lane.name}
                <span className={styles.count}>
                  <FormattedMessage id="column.count" values={{ count: lane.cards.length }} />
                </span>
              </button>
              {!isClosed && (
                <div className={styles.cells} style={template}>
                  <Cells {...props} lane={lane} held={held} />
                </div>
              )}
            </section>
          );
        })}
      </div>
    </div>
  );
}

function Cells(props: ViewProps & { lane: Group; held: string | undefined }) {
  const { board, lane, ...rest } = props;
  return board.columns.map((column) => (
    <Cell
      key={column.id}
      column={column}
      lane={lane.key}
      cards={lane.cards.filter((card) => card.column === column.id)}
      labels={rest.labels}
      people={rest.people}
      today={rest.today}
      canEdit={rest.canEdit}
      held={rest.held}
      actions={rest.actions}
    />
  ));
}

const sameCards = (a: readonly Card[], b: readonly Card[]): boolean =>
  a.length === b.length && a.every((card, index) => card === b[index]);

const Cell = memo(
  function Cell(props: Omit<CardListProps, "virtualFrom" | "scroller"> & { column: Column; lane: string }) {
    const { column, lane, cards } = props;
    const styles = useLaneStyles();
    const scroller = useRef<HTMLDivElement>(null);
    const over = useColumnDrop(scroller, column.id, lane);
    return (
      <div
        role="group"
        className={mergeClasses(styles.cell, over && styles.over)}
        aria-label={column.name}
        data-column={column.id}
        data-lane={lane}
      >
        <div ref={scroller} className={styles.cards} data-cards="">
          {cards.length > 0 && <CardList {...props} virtualFrom={12} scroller={scroller} />}
        </div>
      </div>
    );
  },
  (a, b) =>
    a.column === b.column &&
    a.lane === b.lane &&
    sameCards(a.cards, b.cards) &&
    a.labels === b.labels &&
    a.people === b.people &&
    a.today === b.today &&
    a.canEdit === b.canEdit &&
    a.held === b.held &&
    a.actions === b.actions,
);
