import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Archive20Regular } from "@fluentui/react-icons/svg/archive";
import { ArrowMove20Regular } from "@fluentui/react-icons/svg/arrow-move";
import { Dismiss20Regular } from "@fluentui/react-icons/svg/dismiss";
import { useEffect, useSyncExternalStore } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { announce } from "../shared/announce";
import type { Board } from "./board";
import { useSession } from "./session";

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

/** What can be done with all chosen cards at once. */
export function SelectionBar(props: {
  board: Board;
  canEdit: boolean;
  openMove: (cards: readonly string[]) => void;
  archive: (card: string, title: string) => void;
}) {
  const { board, canEdit, openMove, archive } = props;
  const styles = useStyles();
  const intl = useIntl();
  const { selection } = useSession();
  const chosen = useSyncExternalStore(selection.subscribe, selection.get);
  const cards = [...chosen].filter((card) => board.cards[card] !== undefined);
  const count = cards.length;
  useEffect(() => {
    if (count > 0) announce(intl.formatMessage({ id: "selection.count" }, { count }));
  }, [count, intl]);
  if (count === 0 || !canEdit) return null;
  return (
    <div className={styles.bar} role="toolbar" aria-label={intl.formatMessage({ id: "selection.name" })}>
      <span className={styles.words}>
        <FormattedMessage id="selection.count" values={{ count }} />
      </span>
      <Button size="small" icon={<ArrowMove20Regular />} onClick={() => openMove(cards)}>
        <FormattedMessage id="card.move-to" />
      </Button>
      <Button
        size="small"
        icon={<Archive20Regular />}
        onClick={() => {
          selection.clear();
          for (const card of cards) archive(card, board.cards[card]?.title ?? "");
        }}
      >
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
  );
}
