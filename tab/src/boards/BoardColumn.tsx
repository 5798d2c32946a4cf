import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/utils/combine";
import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { mergeClasses } from "@fluentui/react-components";
import { CheckmarkCircle16Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useRef, useState, useSyncExternalStore, type RefObject } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { Directory } from "../shared/people";
import { AddCard } from "./AddCard";
import type { Card, Column, Label } from "./board";
import { useColumnStyles } from "./BoardColumn.styles";
import { CardTile, cardDrag, type CardActions } from "./CardTile";
import { ColumnMenu } from "./ColumnMenu";
import { useSession } from "./session";

/** Up to here all cards are in the page, for find-in-page and screen readers; beyond, those near the view. */
const virtualFrom = 60;
const usualHeight = 84;
const overscan = 8;

export type ColumnProps = {
  readonly column: Column;
  readonly cards: readonly Card[];
  readonly labels: Readonly<Record<string, Label>>;
  readonly people: Directory;
  readonly today: string;
  readonly canEdit: boolean;
  readonly held: string | undefined;
  readonly actions: CardActions;
};

export const BoardColumn = memo(function BoardColumn(props: ColumnProps) {
  const { column, cards, canEdit } = props;
  const styles = useColumnStyles();
  const intl = useIntl();
  const scroller = useRef<HTMLDivElement>(null);
  const over = useColumnDrop(scroller, column.id);
  const heading = `column-${column.id}`;
  const limit = column.limit ?? undefined;
  const exceeded = limit !== undefined && cards.length > limit;
  return (
    <section
      className={mergeClasses(styles.column, over && styles.over)}
      aria-labelledby={heading}
      data-column={column.id}
    >
      <header className={styles.head}>
        <h2 id={heading} className={styles.name} title={column.name}>
          {column.done && (
            <CheckmarkCircle16Filled
              className={styles.done}
              aria-label={intl.formatMessage({ id: "column.done" })}
            />
          )}
          <span className={styles.words}>{column.name}</span>
          <span
            className={mergeClasses(styles.count, exceeded && styles.exceeded)}
            title={
              limit === undefined
                ? undefined
                : intl.formatMessage({ id: exceeded ? "column.over-limit" : "column.limit" }, { limit })
            }
          >
            {exceeded && <Warning16Filled aria-hidden="true" />}
            <span aria-hidden="true">{limit === undefined ? cards.length : `${cards.length}/${limit}`}</span>
            <span className="only-heard">
              <FormattedMessage id="column.count" values={{ count: cards.length }} />{" "}
              {limit !== undefined &&
                intl.formatMessage({ id: exceeded ? "column.over-limit" : "column.limit" }, { limit })}
            </span>
          </span>
        </h2>
        {canEdit && <ColumnMenu column={column} />}
      </header>
      <div ref={scroller} className={styles.scroller} data-cards="">
        {cards.length > virtualFrom ? (
          <VirtualCards {...props} scroller={scroller} />
        ) : (
          <ul className={styles.list}>
            {cards.map((card) => (
              <li key={card.id} className={styles.item}>
                <Tile {...props} card={card} />
              </li>
            ))}
          </ul>
        )}
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

function Tile({ card, column, ...props }: Omit<ColumnProps, "cards"> & { card: Card }) {
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

function VirtualCards(props: ColumnProps & { scroller: RefObject<HTMLDivElement | null> }) {
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
function useColumnDrop(scroller: RefObject<HTMLDivElement | null>, column: string): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    const target = element?.closest("section");
    if (element == null || target == null) return undefined;
    return combine(
      dropTargetForElements({
        element: target,
        canDrop: ({ source }) => source.data["type"] === cardDrag,
        getData: () => ({ type: "column", column }),
        onDropTargetChange: ({ location, self }) =>
          setOver(location.current.dropTargets[0]?.element === self.element),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      autoScrollForElements({ element, canScroll: ({ source }) => source.data["type"] === cardDrag }),
    );
  }, [scroller, column]);
  return over;
}
