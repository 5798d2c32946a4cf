import { Button, Select, mergeClasses } from "@fluentui/react-components";
import { CheckmarkCircle16Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { Warning16Regular } from "@fluentui/react-icons/svg/warning";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { announce } from "../shared/announce";
import { daysBetween, longDate, urgency } from "../shared/dates";
import { Empty } from "../shared/Empty";
import { Face } from "../shared/Face";
import { useNarrow } from "../shared/useNarrow";
import { countOf, type Board, type Card } from "./board";
import { useSession } from "./session";
import {
  axisOf,
  datedCards,
  periodOf,
  pulled,
  scale,
  ticksOf,
  zooms,
  type Grip,
  type Period,
  type Zoom,
} from "./timeline";
import { useTimelineStyles } from "./TimelineView.styles";
import type { ViewProps } from "./view";

const rowHeight = 36;
const headHeight = 40;
const wideNames = 260;
const narrowNames = 132;
/** Where today stands when the timeline opens: a fifth of the way. */
const lead = 0.2;

type Held = { readonly card: string; readonly period: Period };

/** The cards as bars from start to due date, with what waits for what; ends are pulled by mouse or keyboard. */
export function TimelineView(props: ViewProps) {
  const { board, shown, today, search, canEdit, actions } = props;
  const styles = useTimelineStyles();
  const intl = useIntl();
  const { focus } = useSession();
  const names = useNarrow() ? narrowNames : wideNames;
  const zoom: Zoom = zooms.find((each) => each === search.span) ?? "months";
  const cards = useMemo(() => datedCards(shown), [shown]);
  const axis = useMemo(() => axisOf(cards, today), [cards, today]);
  const ticks = useMemo(() => ticksOf(axis, zoom), [axis, zoom]);
  const at = (day: string) => daysBetween(axis.from, day) * scale[zoom];
  const width = at(axis.to) + scale[zoom];
  const [held, setHeld] = useState<Held>();

  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing memoises this component
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => cards[index]?.id ?? index,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: headHeight,
  });
  const toToday = () => {
    const element = scroller.current;
    if (element !== null) element.scrollLeft = at(today) - (element.clientWidth - names) * lead;
  };
  const first = useRef(toToday);
  useLayoutEffect(() => {
    first.current = toToday;
  });
  useLayoutEffect(() => first.current(), [zoom]);

  const wanted = useSyncExternalStore(focus.subscribe, () => focus.wanted);
  useEffect(() => {
    const index = cards.findIndex((card) => card.id === wanted);
    if (index !== -1) rows.scrollToIndex(index, { align: "auto" });
  }, [wanted, cards, rows]);
  const stop = cards.some((card) => card.id === focus.stop) ? focus.stop : cards[0]?.id;
  useEffect(() => {
    if (stop !== undefined) focus.at(stop);
  }, [stop, focus]);

  const words = (period: Period) =>
    intl.formatMessage(
      { id: "timeline.period" },
      { from: longDate(intl, period.from), to: longDate(intl, period.to) },
    );
  const nameOf = (card: Card, period: Period) => {
    const state = stateOf(card, board, today);
    const said =
      state === "done"
        ? `, ${intl.formatMessage({ id: "calendar.done" })}`
        : state === "overdue"
          ? `, ${intl.formatMessage({ id: "fact.overdue" })}`
          : "";
    return `${card.title}, ${words(period)}${said}`;
  };
  const put = (card: Card, period: Period) => {
    const before = periodOf(card);
    if (before?.from === period.from && before.to === period.to) return;
    actions.save(card.id, {
      ...(card.start != null || period.from !== period.to ? { start: { value: period.from } } : {}),
      ...(card.due != null || period.from !== period.to ? { due: { value: period.to } } : {}),
    });
    announce(`${card.title}: ${words(period)}`);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const bar = event.target instanceof Element ? event.target.closest("[data-card]") : null;
    const index = cards.findIndex((card) => card.id === bar?.getAttribute("data-card"));
    const card = cards[index];
    if (card === undefined) return;
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (held?.card === card.id) {
      if (by !== 0) {
        const period = pulled(held.period, event.shiftKey ? "to" : event.ctrlKey ? "from" : "both", by);
        setHeld({ card: card.id, period });
        announce(words(period));
      } else if (event.key === " " || event.key === "Enter") {
        setHeld(undefined);
        put(card, held.period);
      } else if (event.key === "Escape") {
        setHeld(undefined);
        announce(intl.formatMessage({ id: "said.cancelled" }, { title: card.title }));
      } else return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = cards[index + (event.key === "ArrowDown" ? 1 : -1)];
      if (next !== undefined) focus.want(next.id);
    } else if (event.key === "Home" || event.key === "End") {
      const next = event.key === "Home" ? cards[0] : cards.at(-1);
      if (next !== undefined) focus.want(next.id);
    } else if (event.key === "Enter") actions.open(card.id);
    else if (event.key === " " && canEdit) {
      const period = periodOf(card);
      if (period !== undefined) setHeld({ card: card.id, period });
      announce(intl.formatMessage({ id: "said.picked-up-bar" }, { title: card.title }));
    } else if (event.key === "?") actions.openKeys();
    else return;
    event.preventDefault();
  };

  const undated = countOf(shown) - cards.length;
  const items = rows.getVirtualItems();
  const places = useMemo(() => new Map(cards.map((card, index) => [card.id, index])), [cards]);
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        <span className={styles.quiet}>
          {undated > 0 && <FormattedMessage id="timeline.undated" values={{ count: undated }} />}
        </span>
        <span className={styles.space} />
        <Button size="small" onClick={toToday}>
          <FormattedMessage id="calendar.today" />
        </Button>
        <Select
          size="small"
          appearance="filled-lighter"
          value={zoom}
          aria-label={intl.formatMessage({ id: "timeline.zoom" })}
          onChange={(_, { value }) => actions.show({ span: value }, true)}
        >
          {zooms.map((each) => (
            <option key={each} value={each}>
              {intl.formatMessage({ id: `timeline.${each}` })}
            </option>
          ))}
        </Select>
      </div>
      {cards.length === 0 ? (
        <Empty
          motif="board"
          title={intl.formatMessage({ id: "timeline.empty.title" })}
          text={intl.formatMessage({ id: "timeline.empty" })}
        />
      ) : (
        // Keys work on the bars inside, which take the focus.
        // eslint-disable-next-line jsx-a11y/no-static-element-interactions
        <div ref={scroller} className={styles.scroller} onKeyDown={onKeyDown}>
          <div className={styles.sheet} style={{ inlineSize: `${names + width}px` }}>
            <div className={styles.head} aria-hidden="true">
              <div className={styles.corner} style={{ inlineSize: `${names}px` }}>
                <FormattedMessage id="fact.title" />
              </div>
              {ticks.months.map(({ day, at: left }) => (
                <span key={day} className={styles.month} style={{ insetInlineStart: `${names + left}px` }}>
                  {intl.formatDate(`${day}T00:00:00Z`, {
                    month: zoom === "quarters" ? "short" : "long",
                    timeZone: "UTC",
                    ...(zoom !== "quarters" || day.slice(5, 7) === "01" ? { year: "numeric" } : {}),
                  })}
                </span>
              ))}
              {ticks.weeks.map(({ day, at: left }) => (
                <span key={day} className={styles.week} style={{ insetInlineStart: `${names + left}px` }}>
                  {intl.formatDate(`${day}T00:00:00Z`, { day: "numeric", timeZone: "UTC" })}
                </span>
              ))}
            </div>
            <div
              role="list"
              aria-label={intl.formatMessage({ id: "timeline.name" }, { name: board.name })}
              style={{ position: "relative", blockSize: `${rows.getTotalSize()}px` }}
            >
              {ticks.months.map(({ day, at: left }) => (
                <span
                  key={day}
                  className={mergeClasses(styles.line, styles.monthLine)}
                  style={{ insetInlineStart: `${names + left}px` }}
                />
              ))}
              <span
                className={mergeClasses(styles.line, styles.today)}
                style={{ insetInlineStart: `${names + at(today) + scale[zoom] / 2}px` }}
                title={intl.formatMessage({ id: "calendar.today" })}
              />
              {items.map((item) => {
                const card = cards[item.index];
                const period = card?.id === held?.card ? held?.period : card && periodOf(card);
                if (card === undefined || period === undefined) return null;
                return (
                  <div
                    key={card.id}
                    role="listitem"
                    aria-setsize={cards.length}
                    aria-posinset={item.index + 1}
                    className={styles.row}
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    <Name {...props} card={card} state={stateOf(card, board, today)} width={names} />
                    <Bar
                      {...props}
                      card={card}
                      period={period}
                      left={names + at(period.from)}
                      width={at(period.to) - at(period.from) + scale[zoom]}
                      perDay={scale[zoom]}
                      held={held?.card === card.id}
                      state={stateOf(card, board, today)}
                      name={nameOf(card, period)}
                      put={(next) => put(card, next)}
                    />
                  </div>
                );
              })}
              <Arcs
                cards={items.flatMap((item) => cards[item.index] ?? [])}
                all={cards}
                places={places}
                x={(day) => names + at(day)}
                perDay={scale[zoom]}
              />
            </div>
          </div>
        </div>
      )}
    </div>
  );
}

type State = "done" | "overdue" | "open";

function stateOf(card: Card, board: Board, today: string): State {
  const done =
    card.progress === 100 || board.columns.find((column) => column.id === card.column)?.done === true;
  if (done) return "done";
  return card.due != null && urgency(card.due, today) === "overdue" ? "overdue" : "open";
}

function Name(props: ViewProps & { card: Card; state: State; width: number }) {
  const { card, state, width, people, actions } = props;
  const styles = useTimelineStyles();
  const { board } = useSession();
  const [first] = card.assignees;
  return (
    <div className={mergeClasses(styles.name, "name")} style={{ inlineSize: `${width}px` }}>
      {state === "done" && <CheckmarkCircle16Regular className={styles.sign} aria-hidden="true" />}
      {state === "overdue" && <Warning16Regular className={styles.late} aria-hidden="true" />}
      <a
        href={`/boards/${board}?card=${card.id}`}
        className={styles.link}
        tabIndex={-1}
        title={card.title}
        onClick={(event) => {
          event.preventDefault();
          actions.open(card.id);
        }}
      >
        {card.title}
      </a>
      {first !== undefined && width === wideNames && <Face id={first} name={people[first]?.name} />}
    </div>
  );
}

function Bar(
  props: ViewProps & {
    card: Card;
    period: Period;
    left: number;
    width: number;
    perDay: number;
    held: boolean;
    state: State;
    name: string;
    put: (period: Period) => void;
  },
) {
  const { card, period, left, width, perDay, held, state, name, put, canEdit, actions } = props;
  const styles = useTimelineStyles();
  const { focus } = useSession();
  const bar = useRef<HTMLButtonElement>(null);
  /** What the pointer has pulled so far, in days. */
  const [pull, setPull] = useState<{ readonly grip: Grip; readonly days: number }>();
  const isStop = useSyncExternalStore(focus.subscribe, () => focus.stop === card.id);
  const isWanted = useSyncExternalStore(focus.subscribe, () => focus.wanted === card.id);
  useEffect(() => {
    if (!isWanted) return;
    bar.current?.focus();
    focus.taken();
  }, [isWanted, focus]);

  const begin = (event: PointerEvent<HTMLElement>, grip: Grip) => {
    if (!canEdit || event.button !== 0) return;
    event.stopPropagation();
    const handle = event.currentTarget;
    const from = event.clientX;
    let days = 0;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => {
      days = Math.round((moved.clientX - from) / perDay);
      setPull({ grip, days });
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      setPull(undefined);
      if (days !== 0) put(pulled(period, grip, days));
      else if (grip === "both") actions.open(card.id);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", end, { once: true });
  };

  const days = pull?.days ?? 0;
  const shift = pull === undefined || pull.grip === "to" ? 0 : days * perDay;
  const stretch = pull?.grip === "to" ? days * perDay : pull?.grip === "from" ? -days * perDay : 0;
  return (
    <button
      ref={bar}
      type="button"
      data-card={card.id}
      tabIndex={isStop ? 0 : -1}
      aria-label={name}
      title={name}
      className={mergeClasses(
        styles.bar,
        !canEdit && styles.fixed,
        state === "done" && styles.done,
        state === "overdue" && styles.overdue,
        (held || pull !== undefined) && styles.held,
      )}
      style={{ insetInlineStart: `${left + shift}px`, inlineSize: `${Math.max(perDay, width + stretch)}px` }}
      onFocus={() => focus.at(card.id)}
      onPointerDown={(event) => begin(event, "both")}
      onDoubleClick={() => actions.open(card.id)}
    >
      {card.progress > 0 && state !== "done" && (
        <span className={styles.progress} style={{ inlineSize: `${card.progress}%` }} />
      )}
      {canEdit && (
        <>
          <span
            className={mergeClasses(styles.grip, styles.from)}
            onPointerDown={(event) => begin(event, "from")}
          />
          <span
            className={mergeClasses(styles.grip, styles.to)}
            onPointerDown={(event) => begin(event, "to")}
          />
        </>
      )}
    </button>
  );
}

/** From the end of what must be done before to the beginning of what waits for it; only for rows near the view. */
function Arcs(props: {
  cards: readonly Card[];
  all: readonly Card[];
  places: ReadonlyMap<string, number>;
  x: (day: string) => number;
  perDay: number;
}) {
  const { cards, all, places, x, perDay } = props;
  const styles = useTimelineStyles();
  const lines = cards.flatMap((card) => {
    const to = periodOf(card);
    const row = places.get(card.id);
    if (to === undefined || row === undefined) return [];
    return (card.blockedBy ?? []).flatMap((id) => {
      const other = places.get(id);
      const before = all[other ?? -1];
      const from = before && periodOf(before);
      if (other === undefined || from === undefined) return [];
      const start = { x: x(from.to) + perDay, y: other * rowHeight + rowHeight / 2 };
      const end = { x: x(to.from), y: row * rowHeight + rowHeight / 2 };
      const bend = Math.max(16, Math.abs(end.x - start.x) / 2);
      return [
        {
          key: `${id} ${card.id}`,
          path: `M${start.x} ${start.y} C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x - 5} ${end.y}`,
          tip: `M${end.x} ${end.y} l-6 -4 v8 z`,
        },
      ];
    });
  });
  if (lines.length === 0) return null;
  return (
    <svg className={styles.arcs} width="1" height="1" aria-hidden="true">
      {lines.map(({ key, path, tip }) => (
        <g key={key}>
          <path className={styles.arc} d={path} />
          <path className={styles.tip} d={tip} />
        </g>
      ))}
    </svg>
  );
}
