import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { Button, Select, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ChevronLeft20Regular } from "@fluentui/react-icons/svg/chevron-left";
import { ChevronRight20Regular } from "@fluentui/react-icons/svg/chevron-right";
import { useCallback, useEffect, useEffectEvent, useMemo, useState, type KeyboardEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { announce } from "../shared/announce";
import { longDate } from "../shared/dates";
import { useNarrow } from "../shared/useNarrow";
import { listOf, type Card } from "./board";
import { CalendarCard, calendarDrag, DayCell, fittingIn } from "./CalendarDay";
import { addDays, addMonths, startOfWeek, weekNumber, weeksOf } from "./days";
import { useSession } from "./session";
import type { ViewProps } from "./view";

const useStyles = makeStyles({
  page: { flexGrow: 1, minBlockSize: 0, display: "flex", flexDirection: "column" },
  tools: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    columnGap: "4px",
    paddingInline: "20px 24px",
    paddingBlockEnd: "4px",
    "@media (max-width: 639px)": { paddingInline: "8px 16px" },
  },
  title: {
    margin: 0,
    paddingInline: "8px",
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  space: { flexGrow: 1 },
  body: { flexGrow: 1, minBlockSize: 0, display: "flex", columnGap: "12px", padding: "0 24px 16px" },
  scroller: {
    flexGrow: 1,
    minInlineSize: 0,
    overflowY: "auto",
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  table: { inlineSize: "100%", minBlockSize: "100%", tableLayout: "fixed", borderCollapse: "collapse" },
  weekday: {
    position: "sticky",
    insetBlockStart: 0,
    zIndex: 1,
    paddingBlock: "6px",
    paddingInline: "8px",
    textAlign: "start",
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  week: {
    inlineSize: "36px",
    paddingBlockStart: "6px",
    verticalAlign: "top",
    textAlign: "center",
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  undated: {
    flexShrink: 0,
    inlineSize: "220px",
    boxSizing: "border-box",
    overflowY: "auto",
    padding: "8px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground4,
    scrollbarWidth: "thin",
  },
  heading: { margin: "2px 4px 8px", fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
  },
  quiet: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  agenda: { flexGrow: 1, overflowY: "auto", padding: "0 16px 16px" },
  day: {
    margin: "12px 0 4px",
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  today: { color: tokens.colorBrandForeground1 },
});

const inWeek = 20;
const undatedShown = 50;

type Held = { readonly card: string; readonly day: string };

/** The cards by their due date; a card is carried to another day by mouse or keyboard. */
export function CalendarView(props: ViewProps) {
  const { shown, today, canEdit, search, actions } = props;
  const styles = useStyles();
  const intl = useIntl();
  const narrow = useNarrow();
  const { focus } = useSession();
  const span = search.span === "week" ? "week" : "month";
  const anchor = search.from ?? today;
  const weeks = useMemo(() => weeksOf(anchor, span), [anchor, span]);
  const [held, setHeld] = useState<Held>();
  const cards = useMemo(() => shown.columns.flatMap((column) => listOf(shown, column.id)), [shown]);
  const byDay = useMemo(() => {
    const days = new Map<string, Card[]>();
    for (const card of cards) {
      const day = card.id === held?.card ? held.day : card.due;
      if (day == null) continue;
      const list = days.get(day);
      if (list === undefined) days.set(day, [card]);
      else list.push(card);
    }
    return days;
  }, [cards, held]);
  const days = weeks.flat();
  const { body, lines } = useLines(span === "month" && !narrow ? weeks.length : undefined);
  const inOrder = days.flatMap((day) => fittingIn(byDay.get(day) ?? none, lines));
  const undated = cards.filter((card) => card.due == null && card.id !== held?.card);

  // The Tab key finds the first card of the page that is shown.
  const stop = inOrder.some((card) => card.id === focus.stop) ? focus.stop : inOrder[0]?.id;
  useEffect(() => {
    if (stop !== undefined) focus.at(stop);
  }, [stop, focus]);

  const turn = (direction: -1 | 1) =>
    actions.show(
      { from: span === "week" ? addDays(anchor, 7 * direction) : addMonths(anchor, direction) },
      true,
    );
  const put = (card: Card, day: string) => {
    if (card.due !== day) actions.save(card.id, { due: { value: day } });
    announce(intl.formatMessage({ id: "said.due" }, { title: card.title, date: longDate(intl, day) }));
  };
  useDayDrop((id, day) => {
    const card = shown.cards[id];
    if (card !== undefined) put(card, day);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const id =
      event.target instanceof Element ? event.target.closest("[data-card]")?.getAttribute("data-card") : null;
    const card = id == null ? undefined : shown.cards[id];
    if (card === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      if (event.key === "?" && card === undefined) actions.openKeys();
      return;
    }
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (held?.card === card.id) {
      if (by !== undefined) {
        const day = addDays(held.day, by);
        setHeld({ ...held, day });
        focus.want(card.id);
        if (!days.includes(day)) actions.show({ from: span === "week" ? startOfWeek(day) : day }, true);
        announce(longDate(intl, day));
      } else if (event.key === " " || event.key === "Enter") {
        setHeld(undefined);
        focus.want(card.id);
        put(card, held.day);
      } else if (event.key === "Escape") {
        setHeld(undefined);
        focus.want(card.id);
        announce(intl.formatMessage({ id: "said.cancelled" }, { title: card.title }));
      } else return;
    } else if (by !== undefined) {
      const next = neighbourOn(inOrder, card, by);
      if (next !== undefined) focus.want(next.id);
    } else if (event.key === " " && canEdit) {
      setHeld({ card: card.id, day: card.due ?? today });
      announce(intl.formatMessage({ id: "said.picked-up-date" }, { title: card.title }));
    } else if (event.key.toLowerCase() === "m" && canEdit) actions.openMove(card.id);
    else if (event.key === "?") actions.openKeys();
    else return;
    event.preventDefault();
  };

  const title =
    span === "month"
      ? intl.formatDate(`${anchor}T00:00:00Z`, { month: "long", year: "numeric", timeZone: "UTC" })
      : intl.formatMessage({ id: "calendar.week" }, { week: weekNumber(anchor), year: anchor.slice(0, 4) });

  return (
    // Keys work on the cards inside, which take the focus.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.page} onKeyDown={onKeyDown}>
      <div className={styles.tools}>
        <Button
          appearance="subtle"
          icon={<ChevronLeft20Regular />}
          aria-label={intl.formatMessage({ id: `calendar.previous.${span}` })}
          onClick={() => turn(-1)}
        />
        <Button
          appearance="subtle"
          icon={<ChevronRight20Regular />}
          aria-label={intl.formatMessage({ id: `calendar.next.${span}` })}
          onClick={() => turn(1)}
        />
        <h2 className={styles.title} aria-live="polite">
          {title}
        </h2>
        <span className={styles.space} />
        <Button size="small" onClick={() => actions.show({ from: undefined }, true)}>
          <FormattedMessage id="calendar.today" />
        </Button>
        <Select
          size="small"
          appearance="filled-lighter"
          value={span}
          aria-label={intl.formatMessage({ id: "calendar.span" })}
          onChange={(_, { value }) => actions.show({ span: value === "week" ? value : undefined }, true)}
        >
          <option value="month">{intl.formatMessage({ id: "calendar.month" })}</option>
          <option value="week">{intl.formatMessage({ id: "calendar.one-week" })}</option>
        </Select>
      </div>
      {narrow ? (
        <div className={styles.agenda}>
          {days
            .filter((day) => byDay.has(day) || day === today)
            .map((day) => (
              <section key={day} aria-label={longDate(intl, day)}>
                <h3 className={mergeClasses(styles.day, day === today && styles.today)}>
                  {longDate(intl, day)}
                </h3>
                <ul className={styles.list}>
                  {(byDay.get(day) ?? []).slice(0, inWeek).map((card) => (
                    <CalendarCard key={card.id} {...props} card={card} held={held?.card === card.id} whole />
                  ))}
                </ul>
              </section>
            ))}
        </div>
      ) : (
        <div className={styles.body}>
          <div ref={body} className={styles.scroller}>
            <table className={styles.table} aria-label={title}>
              <thead>
                <tr>
                  <th scope="col" className={styles.weekday} style={{ inlineSize: "36px" }}>
                    <span aria-hidden="true">
                      <FormattedMessage id="calendar.week-short" />
                    </span>
                    <span className="only-heard">
                      <FormattedMessage id="calendar.one-week" />
                    </span>
                  </th>
                  {weeks[0]?.map((day) => (
                    <th key={day} scope="col" className={styles.weekday}>
                      {intl.formatDate(`${day}T00:00:00Z`, { weekday: "long", timeZone: "UTC" })}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {weeks.map((week) => (
                  <tr key={week[0]}>
                    <th scope="row" className={styles.week}>
                      {weekNumber(week[0] ?? anchor)}
                    </th>
                    {week.map((day) => (
                      <DayCell
                        key={day}
                        {...props}
                        day={day}
                        other={span === "month" && day.slice(0, 7) !== anchor.slice(0, 7)}
                        cards={byDay.get(day) ?? none}
                        lines={lines}
                        held={held?.card}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {undated.length > 0 && (
            <section className={styles.undated} aria-labelledby="undated">
              <h3 id="undated" className={styles.heading}>
                <FormattedMessage id="filter.due.none" />{" "}
                <span className={styles.quiet}>{undated.length}</span>
              </h3>
              <ul className={styles.list}>
                {undated.slice(0, undatedShown).map((card) => (
                  <CalendarCard key={card.id} {...props} card={card} held={false} whole />
                ))}
              </ul>
              {undated.length > undatedShown && (
                <p className={styles.quiet}>
                  <FormattedMessage id="calendar.more" values={{ count: undated.length - undatedShown }} />
                </p>
              )}
            </section>
          )}
        </div>
      )}
    </div>
  );
}

const none: readonly Card[] = [];

/** Before anything is measured. */
const usualLines = 4;
/** Pixels: the table's head, what a day needs beside its cards, and a card. */
const head = 33;
const beside = 36;
const line = 24;

/** How many cards a day shows, so that all weeks of the month are in the window; a week scrolls instead. */
function useLines(weeks: number | undefined) {
  const [height, setHeight] = useState(0);
  const body = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const lines =
    weeks === undefined
      ? inWeek
      : height === 0
        ? usualLines
        : Math.max(1, Math.floor(((height - head) / weeks - beside) / line));
  return { body, lines };
}

/** The next card in a direction: within the day first, then on the next day that has one. */
function neighbourOn(cards: readonly Card[], card: Card, by: number): Card | undefined {
  const at = cards.findIndex((each) => each.id === card.id);
  if (at === -1) return undefined;
  if (Math.abs(by) === 7) return cards[at + Math.sign(by)];
  const others = by > 0 ? cards.slice(at + 1) : cards.slice(0, at).reverse();
  return others.find((each) => each.due !== card.due);
}

/** What is dropped on a day. */
function useDayDrop(drop: (card: string, day: string) => void): void {
  const dropped = useEffectEvent(drop);
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data["type"] === calendarDrag,
        onDrop: ({ source, location }) => {
          const { card } = source.data;
          const day = location.current.dropTargets[0]?.data["day"];
          if (typeof card === "string" && typeof day === "string") dropped(card, day);
        },
      }),
    [],
  );
}
