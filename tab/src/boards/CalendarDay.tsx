import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircle16Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { memo, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { longDate, urgency } from "../shared/dates";
import { Face } from "../shared/Face";
import { labelColour } from "../shared/labels";
import type { Card } from "./board";
import { useSession } from "./session";
import type { ViewProps } from "./view";

export const calendarDrag = "calendar-card";

const useStyles = makeStyles({
  day: {
    blockSize: "56px",
    padding: "4px",
    verticalAlign: "top",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  other: { backgroundColor: tokens.colorNeutralBackground2, color: tokens.colorNeutralForeground3 },
  weekend: { backgroundColor: tokens.colorNeutralBackground2 },
  over: { boxShadow: `inset 0 0 0 2px ${tokens.colorBrandStroke1}` },
  number: {
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    minInlineSize: "22px",
    blockSize: "22px",
    marginBlockEnd: "2px",
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: "tabular-nums",
    borderRadius: tokens.borderRadiusCircular,
  },
  today: {
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    fontWeight: tokens.fontWeightSemibold,
    "@media (forced-colors: active)": { border: "1px solid Highlight" },
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "2px",
  },
  card: {
    position: "relative",
    display: "flex",
    alignItems: "center",
    columnGap: "4px",
    minBlockSize: "22px",
    boxSizing: "border-box",
    paddingInline: "8px 4px",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflow: "hidden",
    ":hover": { backgroundColor: tokens.colorNeutralBackground3Hover },
  },
  bar: {
    position: "absolute",
    insetBlock: "3px",
    insetInlineStart: "2px",
    inlineSize: "3px",
    borderRadius: tokens.borderRadiusCircular,
  },
  link: {
    flexGrow: 1,
    minInlineSize: 0,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: "none",
    whiteSpace: "nowrap",
    overflow: "hidden",
    textOverflow: "ellipsis",
    outlineStyle: "none",
    "::after": { content: '""', position: "absolute", inset: 0, borderRadius: tokens.borderRadiusMedium },
    ":focus-visible::after": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  whole: { whiteSpace: "normal", paddingBlock: "4px" },
  overdue: { color: tokens.colorPaletteRedForeground1 },
  done: { color: tokens.colorNeutralForeground3 },
  sign: { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
  held: { outline: `2px solid ${tokens.colorBrandStroke1}`, boxShadow: tokens.shadow8 },
  dragging: { opacity: 0.4 },
  more: {
    border: "none",
    padding: "0 8px",
    textAlign: "start",
    backgroundColor: "transparent",
    color: tokens.colorNeutralForeground2,
    fontFamily: "inherit",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    cursor: "pointer",
    borderRadius: tokens.borderRadiusMedium,
    outlineStyle: "none",
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** One day: its cards as far as they fit, and how many more there are. */
export const DayCell = memo(function DayCell(
  props: ViewProps & {
    day: string;
    /** It belongs to another month than the one that is shown. */
    other: boolean;
    cards: readonly Card[];
    /** Lines that the day has room for. */
    lines: number;
    held: string | undefined;
  },
) {
  const { day, other, cards, lines, held, today, canEdit, actions } = props;
  const styles = useStyles();
  const intl = useIntl();
  const cell = useRef<HTMLTableCellElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (cell.current === null || !canEdit) return undefined;
    return dropTargetForElements({
      element: cell.current,
      canDrop: ({ source }) => source.data["type"] === calendarDrag,
      getData: () => ({ day }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [day, canEdit]);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const fitting = fittingIn(cards, lines);
  const rest = cards.length - fitting.length;
  return (
    <td
      ref={cell}
      data-day={day}
      className={mergeClasses(
        styles.day,
        (weekday === 0 || weekday === 6) && styles.weekend,
        other && styles.other,
        over && styles.over,
      )}
    >
      <time dateTime={day} className={mergeClasses(styles.number, day === today && styles.today)}>
        <span aria-hidden="true">
          {intl.formatDate(`${day}T00:00:00Z`, { day: "numeric", timeZone: "UTC" }).replace(".", "")}
        </span>
        <span className="only-heard">{longDate(intl, day)}</span>
      </time>
      {cards.length > 0 && (
        <ul className={styles.list}>
          {fitting.map((card) => (
            <CalendarCard key={card.id} {...props} card={card} held={held === card.id} />
          ))}
        </ul>
      )}
      {rest > 0 && (
        <button
          type="button"
          className={styles.more}
          onClick={() => actions.show({ span: "week", from: day })}
        >
          <FormattedMessage id="calendar.more" values={{ count: rest }} />
        </button>
      )}
    </td>
  );
});

/** The cards that a day shows; where some are left over, one line says how many. */
export const fittingIn = (cards: readonly Card[], lines: number): readonly Card[] =>
  cards.length <= lines ? cards : cards.slice(0, Math.max(1, lines - 1));

export function CalendarCard(props: ViewProps & { card: Card; held: boolean; whole?: boolean }) {
  const { card, held, whole = false, board, labels, people, today, canEdit, actions } = props;
  const styles = useStyles();
  const intl = useIntl();
  const { board: id, focus } = useSession();
  const item = useRef<HTMLLIElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const [dragging, setDragging] = useState(false);
  const isStop = useSyncExternalStore(focus.subscribe, () => focus.stop === card.id);
  const isWanted = useSyncExternalStore(focus.subscribe, () => focus.wanted === card.id);
  useEffect(() => {
    if (!isWanted) return;
    link.current?.focus();
    focus.taken();
  }, [isWanted, focus]);
  useEffect(() => {
    if (item.current === null || !canEdit) return undefined;
    return draggable({
      element: item.current,
      getInitialData: () => ({ type: calendarDrag, card: card.id }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [card.id, canEdit]);
  const done =
    card.progress === 100 || board.columns.find((column) => column.id === card.column)?.done === true;
  const overdue = card.due != null && urgency(card.due, today, done) === "overdue";
  const label = labels[card.labels[0] ?? ""];
  const [first] = card.assignees;
  return (
    <li
      ref={item}
      data-card={card.id}
      className={mergeClasses(styles.card, held && styles.held, dragging && styles.dragging)}
    >
      {label !== undefined && (
        <span
          className={styles.bar}
          style={{ backgroundColor: labelColour(label.colour).bar }}
          title={label.name}
        />
      )}
      {done && (
        <CheckmarkCircle16Regular
          className={styles.sign}
          aria-label={intl.formatMessage({ id: "calendar.done" })}
        />
      )}
      <a
        ref={link}
        href={`/boards/${id}?card=${card.id}`}
        draggable={false}
        title={card.title}
        tabIndex={isStop ? 0 : -1}
        className={mergeClasses(
          styles.link,
          whole && styles.whole,
          overdue && styles.overdue,
          done && styles.done,
        )}
        onFocus={() => focus.at(card.id)}
        onClick={(event) => {
          event.preventDefault();
          actions.open(card.id);
        }}
      >
        {card.title}
        {overdue && <span className="only-heard">, {intl.formatMessage({ id: "fact.overdue" })}</span>}
      </a>
      {first !== undefined && whole && <Face id={first} name={people[first]?.name} />}
    </li>
  );
}
