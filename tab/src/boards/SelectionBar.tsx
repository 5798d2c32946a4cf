import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Archive20Regular } from "@fluentui/react-icons/svg/archive";
import { ArrowMove20Regular } from "@fluentui/react-icons/svg/arrow-move";
import { CalendarLtr20Regular } from "@fluentui/react-icons/svg/calendar-ltr";
import { Dismiss20Regular } from "@fluentui/react-icons/svg/dismiss";
import { PersonAdd20Regular } from "@fluentui/react-icons/svg/person-add";
import { Tag20Regular } from "@fluentui/react-icons/svg/tag";
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import { announce } from "../shared/announce";
import { useNotify } from "../shared/notices";
import type { Directory } from "../shared/people";
import type { Board } from "./board";
import { archiveCard } from "./commands";
import type { SelectionFact } from "./SelectionDialog";
import { useSession } from "./session";
import { useTakeBack } from "./useUndo";
import type { BoardActions } from "./view";

const SelectionDialog = lazy(() =>
  import("./SelectionDialog").then((module) => ({ default: module.SelectionDialog })),
);

const useStyles = makeStyles({
  bar: {
    position: "absolute",
    insetBlockEnd: "20px",
    insetInline: 0,
    marginInline: "auto",
    inlineSize: "fit-content",
    maxInlineSize: "calc(100% - 16px)",
    boxSizing: "border-box",
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px",
    padding: "6px 8px 6px 16px",
    zIndex: 4,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
  },
  words: { paddingInlineEnd: "8px", fontWeight: tokens.fontWeightSemibold },
});

/** What can be done with all chosen cards at once; each is one step that can be taken back. */
export function SelectionBar(props: {
  board: Board;
  people: Directory;
  canEdit: boolean;
  openMove: (cards: readonly string[]) => void;
  actions: BoardActions;
}) {
  const { board, people, canEdit, openMove, actions } = props;
  const styles = useStyles();
  const intl = useIntl();
  const notify = useNotify();
  const takeBack = useTakeBack();
  const { selection, run } = useSession();
  const [fact, setFact] = useState<SelectionFact>();
  const chosen = useSyncExternalStore(selection.subscribe, selection.get);
  const cards = [...chosen].filter((card) => board.cards[card] !== undefined);
  const count = cards.length;
  const said = useRef(0);
  useEffect(() => {
    if (count > 0) announce(intl.formatMessage({ id: "selection.count" }, { count }));
    else if (said.current > 0) announce(intl.formatMessage({ id: "selection.cleared" }));
    said.current = count;
  }, [count, intl]);
  if (count === 0 || !canEdit) return null;
  const archive = () => {
    const step = newCommandId();
    selection.clear();
    void Promise.all(cards.map((card) => run({ ...archiveCard(board.id, card), step }))).then(() =>
      notify({
        intent: "success",
        title: intl.formatMessage({ id: "selection.archived" }, { count }),
        actions: [{ text: intl.formatMessage({ id: "action.undo" }), run: () => takeBack(step) }],
      }),
    );
  };
  return (
    <>
      <div className={styles.bar} role="toolbar" aria-label={intl.formatMessage({ id: "selection.name" })}>
        <span className={styles.words}>
          <FormattedMessage id="selection.count" values={{ count }} />
        </span>
        <Button size="small" icon={<ArrowMove20Regular />} onClick={() => openMove(cards)}>
          <FormattedMessage id="card.move-to" />
        </Button>
        <Button size="small" icon={<PersonAdd20Regular />} onClick={() => setFact("assignees")}>
          <FormattedMessage id="fact.assign-short" />
        </Button>
        {board.labels.length > 0 && (
          <Button size="small" icon={<Tag20Regular />} onClick={() => setFact("labels")}>
            <FormattedMessage id="fact.labels" />
          </Button>
        )}
        <Button size="small" icon={<CalendarLtr20Regular />} onClick={() => setFact("due")}>
          <FormattedMessage id="fact.due" />
        </Button>
        <Button size="small" icon={<Archive20Regular />} onClick={archive}>
          <FormattedMessage id="action.archive" />
        </Button>
        <Button
          size="small"
          appearance="subtle"
          icon={<Dismiss20Regular />}
          aria-label={intl.formatMessage({ id: "selection.clear" })}
          onClick={() => selection.clear()}
        />
      </div>
      {fact !== undefined && (
        <Suspense fallback={null}>
          <SelectionDialog
            fact={fact}
            board={board}
            people={people}
            cards={cards}
            save={actions.save}
            close={() => setFact(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
