import {
  Button,
  Caption1,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Tooltip,
} from "@fluentui/react-components";
import { Archive20Regular } from "@fluentui/react-icons/svg/archive";
import { ArrowUndo20Regular } from "@fluentui/react-icons/svg/arrow-undo";
import { ChevronDown20Regular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronUp20Regular } from "@fluentui/react-icons/svg/chevron-up";
import { ApprovalsAppRegular } from "@fluentui/react-icons/svg/approvals-app";
import { Dismiss20Regular } from "@fluentui/react-icons/svg/dismiss";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { ApprovalLine } from "../approvals/ApprovalLine";
import { isProblem } from "../api/problem";
import type { SchemaChecklistItemView } from "../api/schema";
import { useOnline } from "../shared/live";
import { useSentence } from "../shared/notices";
import { useDirectory, type Directory } from "../shared/people";
import { listOf, type Access, type Board, type CardEdit } from "./board";
import { CardConflict } from "./CardConflict";
import { CardChecklist } from "./CardChecklist";
import { CardConnections } from "./CardConnections";
import { CardDescription } from "./CardDescription";
import { CardFacts } from "./CardFacts";
import { CardLinks } from "./CardLinks";
import { usePanelStyles } from "./CardPanel.styles";
import { CardReminder } from "./CardReminder";
import { CardStream } from "./CardStream";
import { CardTitle } from "./CardTitle";
import { editCard, restoreCard } from "./commands";
import { cardQuery } from "./queries";
import { useSession } from "./session";
import { useFromTemplate, useMakeTemplate } from "./useTemplates";

/** Everything about one card, beside the board; on narrow screens instead of it. */
export function CardPanel(props: {
  card: string;
  board: Board;
  shown: Board;
  access: Access;
  people: Directory;
  today: string;
  close: () => void;
  show: (card: string) => void;
  askApproval: () => void;
  archive: (card: string, title: string) => void;
}) {
  const { card: id, board, access, people, close, show } = props;
  const styles = usePanelStyles();
  const intl = useIntl();
  const { run, present } = useSession();
  const others = useSyncExternalStore(present.subscribe, present.get);
  const also = [...new Set(others.filter((each) => each.card === id).map((each) => each.person))];
  const makeTemplate = useMakeTemplate(board);
  const fromTemplate = useFromTemplate(board);
  const online = useOnline();
  const sentence = useSentence();
  const panel = useRef<HTMLElement>(null);
  const { data: details, error } = useQuery(cardQuery(board.id, id));
  const helpers = useHelpers(people, details?.checklist);
  const card = board.cards[id] ?? details?.card;
  const [saved, setSaved] = useState<"saving" | "saved">();

  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (saved !== "saved") return undefined;
    const timer = window.setTimeout(() => setSaved(undefined), 2_500);
    return () => window.clearTimeout(timer);
  }, [saved]);

  const list = card === undefined ? [] : listOf(props.shown, card.column);
  const at = list.findIndex((each) => each.id === id);
  const previous = at > 0 ? list[at - 1] : undefined;
  const next = at === -1 ? undefined : list[at + 1];
  const archived = details?.archived === true && board.cards[id] === undefined;
  const canEdit = access.canEdit && online && !archived;
  const seen = Math.max(details?.sequence ?? 0, board.sequence);

  const save = (edit: CardEdit) => {
    setSaved("saving");
    void run(editCard(board.id, id, seen, edit)).then((answer) =>
      setSaved(answer === undefined ? undefined : "saved"),
    );
  };

  return (
    // The panel is a landmark that takes the focus when it opens and gives it back on Escape.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={panel}
      tabIndex={-1}
      className={styles.panel}
      aria-label={intl.formatMessage({ id: "panel.name" }, { title: card?.title ?? "" })}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          close();
        }
      }}
    >
      <header className={styles.head}>
        <span className={styles.number}>
          {card !== undefined && card.number > 0 && `${board.key}-${card.number}`}
        </span>
        <Caption1 role="status" className={styles.saved}>
          {saved !== undefined && (
            <FormattedMessage id={saved === "saved" ? "panel.saved" : "panel.saving"} />
          )}
        </Caption1>
        <Tooltip content={intl.formatMessage({ id: "panel.previous" })} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronUp20Regular />}
            disabledFocusable={previous === undefined}
            onClick={() => {
              if (previous !== undefined) show(previous.id);
            }}
          />
        </Tooltip>
        <Tooltip content={intl.formatMessage({ id: "panel.next" })} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronDown20Regular />}
            disabledFocusable={next === undefined}
            onClick={() => {
              if (next !== undefined) show(next.id);
            }}
          />
        </Tooltip>
        {access.canAskForApproval && !archived && card?.approval?.state !== "open" && (
          <Tooltip content={intl.formatMessage({ id: "approval.ask" })} relationship="label">
            <Button
              size="small"
              appearance="subtle"
              icon={<ApprovalsAppRegular />}
              disabledFocusable={!online}
              onClick={props.askApproval}
            />
          </Tooltip>
        )}
        {canEdit && card !== undefined && (
          <Tooltip content={intl.formatMessage({ id: "action.archive" })} relationship="label">
            <Button
              size="small"
              appearance="subtle"
              icon={<Archive20Regular />}
              onClick={() => {
                props.archive(id, card.title);
                close();
              }}
            />
          </Tooltip>
        )}
        <Tooltip content={intl.formatMessage({ id: "action.close" })} relationship="label">
          <Button size="small" appearance="subtle" icon={<Dismiss20Regular />} onClick={close} />
        </Tooltip>
      </header>
      <div className={styles.body}>
        {card === undefined && isProblem(error) && (
          <MessageBar intent="warning">
            <MessageBarBody>
              {error.code === "not-found" ? <FormattedMessage id="panel.gone" /> : sentence(error)}
            </MessageBarBody>
          </MessageBar>
        )}
        {also.length > 0 && (
          <span className={styles.quiet} role="status">
            <FormattedMessage
              id="presence.card"
              values={{
                count: also.length,
                names: intl.formatList(
                  also.map((each) => people[each]?.name ?? intl.formatMessage({ id: "person.unknown" })),
                ),
              }}
            />
          </span>
        )}
        {archived && (
          <MessageBar intent="info">
            <MessageBarBody>
              <FormattedMessage id="panel.archived" />
            </MessageBarBody>
            {access.canEdit && (
              <Button
                size="small"
                icon={<ArrowUndo20Regular />}
                disabledFocusable={!online}
                onClick={() => void run(restoreCard(board.id, id))}
              >
                <FormattedMessage id="action.restore" />
              </Button>
            )}
          </MessageBar>
        )}
        {card?.template === true && !archived && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>
              <FormattedMessage id="panel.template" />
            </MessageBarBody>
            {canEdit && (
              <MessageBarActions>
                <Button
                  size="small"
                  onClick={() =>
                    void fromTemplate(card).then((made) => {
                      if (made !== undefined) show(made.id);
                    })
                  }
                >
                  <FormattedMessage id="template.use" />
                </Button>
                <Button size="small" onClick={() => makeTemplate(card, false)}>
                  <FormattedMessage id="template.unmake" />
                </Button>
              </MessageBarActions>
            )}
          </MessageBar>
        )}
        {card !== undefined && (
          <>
            <CardTitle
              title={card.title}
              canEdit={canEdit}
              save={(title) => save({ title: { value: title } })}
            />
            <CardFacts
              board={board}
              card={card}
              people={people}
              today={props.today}
              recurrence={details?.recurrence}
              canEdit={canEdit}
              save={save}
            />
            {!archived && <CardReminder board={board.id} card={card} />}
            <CardConflict board={board} card={id} people={people} save={save} />
          </>
        )}
        {details !== undefined && card !== undefined && (
          <>
            <CardDescription
              card={id}
              text={details.description ?? ""}
              canEdit={canEdit}
              save={(text) => save({ description: { value: text === "" ? null : text } })}
            />
            {(canEdit || details.checklist.length > 0) && (
              <CardChecklist
                board={board}
                card={id}
                items={details.checklist}
                people={helpers}
                canEdit={canEdit}
              />
            )}
            {(canEdit || details.links.length > 0) && (
              <CardLinks board={board.id} card={id} links={details.links} canEdit={canEdit} />
            )}
            {card.approval != null && <ApprovalLine approval={card.approval} />}
            <CardConnections
              board={board}
              card={card}
              canEdit={canEdit}
              save={save}
              saveOther={(other, edit) => void run(editCard(board.id, other, seen, edit))}
              show={show}
            />
            <CardStream board={board} card={id} comments={details.comments} people={people} access={access} />
          </>
        )}
      </div>
    </aside>
  );
}

/** Names of those who do a step and have no card. */
function useHelpers(known: Directory, checklist: readonly SchemaChecklistItemView[] = []): Directory {
  const ids = new Set(
    checklist.flatMap(({ assignee }) =>
      assignee == null || known[assignee] !== undefined ? [] : [assignee],
    ),
  );
  const more = useDirectory([...ids].sort());
  return { ...known, ...more };
}
