import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { preserveOffsetOnSource } from "@atlaskit/pragmatic-drag-and-drop/utils/preserve-offset-on-source";
import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/utils/set-custom-native-drag-preview";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/utils/combine";
import { attachClosestEdge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import type { Edge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/types";
import { mergeClasses, useThemeClassName } from "@fluentui/react-components";
import { ArrowCircleUpRegular } from "@fluentui/react-icons/svg/arrow-circle-up";
import { ArrowRepeatAll16Regular } from "@fluentui/react-icons/svg/arrow-repeat-all";
import { CheckmarkCircle16Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { Clock16Regular } from "@fluentui/react-icons/svg/clock";
import { Comment16Regular } from "@fluentui/react-icons/svg/comment";
import { DismissCircle16Regular } from "@fluentui/react-icons/svg/dismiss-circle";
import { HourglassHalf16Regular } from "@fluentui/react-icons/svg/hourglass-half";
import { Link16Regular } from "@fluentui/react-icons/svg/link";
import { LockClosed16Regular } from "@fluentui/react-icons/svg/lock-closed";
import { MoreHorizontal16Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { TaskListSquareLtr16Regular } from "@fluentui/react-icons/svg/task-list-square-ltr";
import { TextDescription16Regular } from "@fluentui/react-icons/svg/text-description";
import {
  memo,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type MouseEvent,
  type ReactNode,
} from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { longDate, shortDate, urgency } from "../shared/dates";
import { Face, Faces } from "../shared/Face";
import { labelColour } from "../shared/labels";
import type { Directory } from "../shared/people";
import type { Card, Label } from "./board";
import { useTileStyles } from "./CardTile.styles";
import { useSession } from "./session";
import type { BoardActions } from "./view";

export type TileProps = {
  readonly card: Card;
  readonly labels: Readonly<Record<string, Label>>;
  readonly people: Directory;
  readonly today: string;
  /** Whether its column means that the work is done. */
  readonly done: boolean;
  readonly canEdit: boolean;
  readonly held: boolean;
  readonly actions: BoardActions;
};

/** What a drag carries: ids only, the board decides what they mean. */
export const cardDrag = "card";

export const CardTile = memo(function CardTile(props: TileProps) {
  const { card, labels, people, today, done, canEdit, held, actions } = props;
  const styles = useTileStyles();
  const intl = useIntl();
  const { board, focus, touched, selection } = useSession();
  const tile = useRef<HTMLElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const isStop = useSyncExternalStore(focus.subscribe, () => focus.stop === card.id);
  const isWanted = useSyncExternalStore(focus.subscribe, () => focus.wanted === card.id);
  const toucher = useSyncExternalStore(touched.subscribe, () => touched.by(card.id));
  const chosen = useSyncExternalStore(selection.subscribe, () => selection.has(card.id));
  const { dragging, edge } = useCardDrag(tile, card.id, canEdit && card.version > 0, styles.preview);

  useEffect(() => {
    if (!isWanted) return;
    link.current?.focus();
    focus.taken();
  }, [isWanted, focus]);

  const onClick = (event: MouseEvent) => {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey || event.shiftKey) selection.toggle(card.id);
    else actions.open(card.id);
  };
  const facts = useFacts(card, today, done);
  const own = card.labels.map((id) => labels[id]).filter((label) => label !== undefined);
  const unconfirmed = card.version === 0;
  return (
    <article
      ref={tile}
      data-card={card.id}
      className={mergeClasses(
        styles.tile,
        dragging && styles.dragging,
        held && styles.held,
        chosen && styles.chosen,
        toucher !== undefined && styles.touched,
        unconfirmed && styles.unconfirmed,
      )}
    >
      {card.colour != null && (
        <span className={styles.cover} style={{ backgroundColor: labelColour(card.colour).bar }} />
      )}
      {own.length > 0 && (
        <ul className={styles.labels} aria-label={intl.formatMessage({ id: "card.labels" })}>
          {own.map((label) => (
            <li
              key={label.id}
              className={styles.label}
              style={{ backgroundColor: labelColour(label.colour).bar }}
              title={label.name}
            >
              <span className="only-heard">{label.name}</span>
            </li>
          ))}
        </ul>
      )}
      <h3 className={styles.title}>
        {unconfirmed ? (
          card.title
        ) : (
          // Not the router's link, which listens to every change of the address: there may be hundreds of cards.
          <a
            ref={link}
            href={`/boards/${board}?card=${card.id}`}
            className={styles.link}
            tabIndex={isStop ? 0 : -1}
            draggable={false}
            onClick={onClick}
            onFocus={() => focus.at(card.id)}
          >
            {card.title}
            {chosen && (
              <span className="only-heard">
                {" "}
                <FormattedMessage id="card.selected" />
              </span>
            )}
          </a>
        )}
      </h3>
      {(facts.length > 0 || card.assignees.length > 0) && (
        <div className={styles.foot}>
          <span className={styles.facts}>{facts}</span>
          {card.assignees.length > 0 && <Faces ids={card.assignees} people={people} />}
        </div>
      )}
      {!unconfirmed && (
        <button
          type="button"
          className={mergeClasses(styles.more, "more")}
          tabIndex={isStop ? 0 : -1}
          aria-haspopup="menu"
          aria-label={intl.formatMessage({ id: "card.menu" }, { title: card.title })}
          onClick={(event) => actions.openMenu(card.id, event.currentTarget)}
        >
          <MoreHorizontal16Regular />
        </button>
      )}
      {toucher !== undefined && toucher !== "" && (
        <span className={styles.toucher}>
          <Face id={toucher} name={people[toucher]?.name} named={false} />
        </span>
      )}
      {edge !== null && (
        <div className={mergeClasses(styles.line, edge === "top" ? styles.above : styles.below)} />
      )}
    </article>
  );
});

function Fact(props: { icon: ReactNode; name: string; text?: string; className?: string | undefined }) {
  const styles = useTileStyles();
  return (
    <span className={mergeClasses(styles.fact, props.className)} title={props.name}>
      {props.icon}
      {props.text !== undefined && <span aria-hidden="true">{props.text}</span>}
      <span className="only-heard">{props.name}</span>
    </span>
  );
}

/** The facts in their fixed order; what is empty takes no room. */
function useFacts(card: Card, today: string, done: boolean): readonly ReactNode[] {
  const styles = useTileStyles();
  const intl = useIntl();
  const facts: ReactNode[] = [];
  if (card.priority === "urgent" || card.priority === "important") {
    facts.push(
      <Fact
        key="priority"
        icon={<ArrowCircleUpRegular />}
        name={intl.formatMessage({ id: `priority.${card.priority}` })}
        className={card.priority === "urgent" ? styles.bad : styles.warn}
      />,
    );
  }
  if (card.blockedBy != null && !done && card.progress < 100) {
    facts.push(
      <Fact
        key="blocked"
        icon={<LockClosed16Regular />}
        name={intl.formatMessage({ id: "card.blocked" }, { count: card.blockedBy.length })}
        className={styles.warn}
      />,
    );
  }
  if (card.checklistTotal > 0) {
    const all = card.checklistDone === card.checklistTotal;
    facts.push(
      <Fact
        key="checklist"
        icon={<TaskListSquareLtr16Regular />}
        text={`${card.checklistDone}/${card.checklistTotal}`}
        name={intl.formatMessage(
          { id: "card.checklist" },
          { done: card.checklistDone, total: card.checklistTotal },
        )}
        className={all ? styles.good : undefined}
      />,
    );
  }
  if (card.approval != null) {
    const { state } = card.approval;
    facts.push(
      <span key="approval" className={mergeClasses(styles.badge, styles[state])}>
        {state === "approved" ? (
          <CheckmarkCircle16Regular />
        ) : state === "rejected" ? (
          <DismissCircle16Regular />
        ) : (
          <HourglassHalf16Regular />
        )}
        <FormattedMessage id={`approval.state.${state}`} />
      </span>,
    );
  }
  if (card.due != null && !done && card.progress < 100) {
    const how = urgency(card.due, today);
    const date = longDate(intl, card.due);
    facts.push(
      <Fact
        key="due"
        icon={<Clock16Regular />}
        text={shortDate(intl, card.due, today)}
        name={intl.formatMessage({ id: how === "overdue" ? "card.overdue" : "card.due" }, { date })}
        className={how === "overdue" ? styles.bad : how === "today" ? styles.warn : undefined}
      />,
    );
  }
  if (card.nextOn != null) {
    facts.push(
      <Fact
        key="recurs"
        icon={<ArrowRepeatAll16Regular />}
        name={intl.formatMessage({ id: "card.recurs" }, { date: longDate(intl, card.nextOn) })}
      />,
    );
  }
  if (card.hasDescription) {
    facts.push(
      <Fact
        key="description"
        icon={<TextDescription16Regular />}
        name={intl.formatMessage({ id: "card.has-description" })}
      />,
    );
  }
  if (card.links > 0) {
    facts.push(
      <Fact
        key="links"
        icon={<Link16Regular />}
        text={String(card.links)}
        name={intl.formatMessage({ id: "card.links" }, { count: card.links })}
      />,
    );
  }
  if (card.comments > 0) {
    facts.push(
      <Fact
        key="comments"
        icon={<Comment16Regular />}
        text={String(card.comments)}
        name={intl.formatMessage({ id: "card.comments" }, { count: card.comments })}
      />,
    );
  }
  return facts;
}

/** Dragging this card, and other cards onto its upper or lower half. */
function useCardDrag(
  tile: React.RefObject<HTMLElement | null>,
  card: string,
  enabled: boolean,
  previewClass: string,
): { dragging: boolean; edge: Edge | null } {
  const [dragging, setDragging] = useState(false);
  const [edge, setEdge] = useState<Edge | null>(null);
  const theme = useThemeClassName();
  useEffect(() => {
    const element = tile.current;
    if (element === null || !enabled) return undefined;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ type: cardDrag, card }),
        // Never from a button; selecting text in the tile is not possible, so it can't start a drag.
        canDrag: ({ input }) =>
          document.elementFromPoint(input.clientX, input.clientY)?.closest("button") === null,
        onGenerateDragPreview: ({ nativeSetDragImage, location, source }) => {
          setCustomNativeDragPreview({
            nativeSetDragImage,
            getOffset: preserveOffsetOnSource({ element: source.element, input: location.current.input }),
            render: ({ container }) => {
              // The preview lives outside of the provider, whose class carries the theme.
              container.className = theme;
              const copy = element.cloneNode(true);
              if (!(copy instanceof HTMLElement)) return;
              copy.classList.add(...previewClass.split(" "));
              copy.style.inlineSize = `${element.offsetWidth}px`;
              container.append(copy);
            },
          });
        },
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data["type"] === cardDrag,
        getData: ({ input }) =>
          attachClosestEdge({ type: cardDrag, card }, { element, input, allowedEdges: ["top", "bottom"] }),
        onDrag: ({ self, source }) => {
          setEdge(source.data["card"] === card ? null : extractClosestEdge(self.data));
        },
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [tile, card, enabled, theme, previewClass]);
  return { dragging, edge };
}
