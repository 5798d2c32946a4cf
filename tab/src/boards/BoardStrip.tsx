import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Empty } from "../shared/Empty";
import { countOf, listOf, type Board } from "./board";
import { BoardColumn, CollapsedColumn } from "./BoardColumn";
import { cardDrag } from "./CardTile";
import type { ViewProps } from "./view";

const Welcome = lazy(() => import("./Welcome").then((module) => ({ default: module.Welcome })));
const ColumnDialog = lazy(() =>
  import("./ColumnDialog").then((module) => ({ default: module.ColumnDialog })),
);

const useStyles = makeStyles({
  strip: {
    flexGrow: 1,
    minInlineSize: 0,
    display: "flex",
    alignItems: "flex-start",
    columnGap: "12px",
    overflowX: "auto",
    overflowY: "hidden",
    padding: "4px 24px 16px",
    scrollbarWidth: "thin",
    "@media (max-width: 639px)": {
      paddingInline: "16px",
      columnGap: "8px",
      scrollSnapType: "x proximity",
      paddingBlockEnd: "12px",
    },
  },
  add: {
    flexShrink: 0,
    minBlockSize: "40px",
    color: tokens.colorNeutralForeground2,
    fontWeight: tokens.fontWeightRegular,
  },
});

/** Up to here all cards of a column are in the page, for find-in-page and screen readers; beyond, those near the view. */
const allUpTo = 60;
/** A board with many cards draws fewer of each column, so that the page stays as light as a small one. */
const manyCards = 300;
const fewUpTo = 20;

/** The columns side by side. */
export function BoardStrip(props: ViewProps & { held: string | undefined }) {
  const { board, shown, canEdit, held, labels, people, today, actions } = props;
  const styles = useStyles();
  const intl = useIntl();
  const strip = useRef<HTMLDivElement>(null);
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    if (strip.current === null) return undefined;
    return autoScrollForElements({
      element: strip.current,
      canScroll: ({ source }) => source.data["type"] === cardDrag,
    });
  }, []);
  const { collapsed, toggle } = useCollapsed(board.id);
  const virtualFrom = countOf(shown) > manyCards ? fewUpTo : allUpTo;
  const heldColumn = held === undefined ? undefined : shown.cards[held]?.column;
  return (
    <div
      ref={strip}
      data-strip=""
      className={styles.strip}
      role="group"
      aria-label={intl.formatMessage({ id: "board.columns" }, { name: board.name })}
    >
      {canEdit && board.columns.length > 0 && isBare(board) && (
        <Suspense fallback={null}>
          <Welcome begin={() => strip.current?.querySelector<HTMLElement>("[data-add-card]")?.click()} />
        </Suspense>
      )}
      {board.columns.map((column) =>
        collapsed.has(column.id) ? (
          <CollapsedColumn
            key={column.id}
            column={column}
            count={listOf(board, column.id).length}
            toggle={toggle}
          />
        ) : (
          <BoardColumn
            key={column.id}
            column={column}
            cards={listOf(shown, column.id)}
            count={listOf(board, column.id).length}
            virtualFrom={virtualFrom}
            labels={labels}
            people={people}
            today={today}
            canEdit={canEdit}
            held={column.id === heldColumn ? held : undefined}
            actions={actions}
            toggle={toggle}
          />
        ),
      )}
      {board.columns.length === 0 && (
        <Empty
          motif="board"
          title={intl.formatMessage({ id: "board.empty.title" })}
          text={intl.formatMessage({ id: "board.empty" })}
          action={
            canEdit && (
              <Button appearance="primary" onClick={() => setAdding(true)}>
                <FormattedMessage id="column.add" />
              </Button>
            )
          }
        />
      )}
      {canEdit && board.columns.length > 0 && (
        <Button
          appearance="subtle"
          icon={<Add20Regular />}
          className={styles.add}
          onClick={() => setAdding(true)}
        >
          <FormattedMessage id="column.add" />
        </Button>
      )}
      {adding && (
        <Suspense fallback={null}>
          <ColumnDialog close={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** No card is here, and none was put aside. */
const isBare = (board: Board) => board.archivedCount === 0 && Object.keys(board.cards).length === 0;

const storageOf = (board: string): string => `collapsed.${board}`;

/** Columns that the person has put aside; this browser remembers. */
function useCollapsed(board: string): {
  collapsed: ReadonlySet<string>;
  toggle: (column: string) => void;
} {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(
    () => new Set((localStorage.getItem(storageOf(board)) ?? "").split(",")),
  );
  const toggle = useCallback(
    (column: string) =>
      setCollapsed((now) => {
        const next = new Set(now);
        if (!next.delete(column)) next.add(column);
        localStorage.setItem(storageOf(board), [...next].join(","));
        return next;
      }),
    [board],
  );
  return { collapsed, toggle };
}
