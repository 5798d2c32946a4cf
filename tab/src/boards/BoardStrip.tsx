import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Empty } from "../shared/Empty";
import type { Directory } from "../shared/people";
import { listOf, type Board, type Label } from "./board";
import { BoardColumn } from "./BoardColumn";
import { cardDrag, type CardActions } from "./CardTile";

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

/** The columns side by side. */
export function BoardStrip(props: {
  board: Board;
  labels: Readonly<Record<string, Label>>;
  people: Directory;
  today: string;
  canEdit: boolean;
  held: string | undefined;
  actions: CardActions;
}) {
  const { board, canEdit, held, ...rest } = props;
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
  const heldColumn = held === undefined ? undefined : board.cards[held]?.column;
  return (
    <div
      ref={strip}
      data-strip=""
      className={styles.strip}
      role="group"
      aria-label={intl.formatMessage({ id: "board.columns" }, { name: board.name })}
    >
      {board.columns.map((column) => (
        <BoardColumn
          key={column.id}
          column={column}
          cards={listOf(board, column.id)}
          canEdit={canEdit}
          held={column.id === heldColumn ? held : undefined}
          {...rest}
        />
      ))}
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
