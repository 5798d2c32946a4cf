import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { meQuery, type Directory } from "../shared/people";
import type { Board, CardEdit, Entry } from "./board";
import { historyQuery } from "./queries";

const useStyles = makeStyles({
  both: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(240px, 100%), 1fr))",
    gap: "12px",
  },
  heading: { margin: "0 0 4px", fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: {
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    padding: "8px 10px",
    minBlockSize: "64px",
    maxBlockSize: "40vh",
    overflowY: "auto",
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

type TextField = "title" | "description";

export type Conflict = {
  readonly sequence: number;
  readonly field: TextField;
  readonly mine: string;
  readonly theirs: string;
  readonly author: string | undefined;
};

/** The last text of mine that replaced what somebody else wrote meanwhile, unless it was changed again since. */
export function conflictIn(entries: readonly Entry[], me: string, since: string): Conflict | undefined {
  const edits = entries.flatMap((entry) =>
    entry.change.kind === "card.edited" ? [{ ...entry, change: entry.change }] : [],
  );
  for (const [at, { change, actor, sequence, at: when }] of edits.entries()) {
    for (const field of ["description", "title"] as const) {
      if (change.after[field] == null) continue;
      if (edits.slice(0, at).some((later) => later.change.after[field] != null)) continue;
      if (actor.person !== me || when < since || !change.overrode.includes(field)) continue;
      const before = edits.slice(at + 1).find((earlier) => earlier.change.after[field] != null);
      return {
        sequence,
        field,
        mine: change.after[field].value ?? "",
        theirs: change.before[field]?.value ?? "",
        author: before?.actor.person ?? undefined,
      };
    }
  }
  return undefined;
}

/** Says that two people wrote at the same time, and shows both texts; nothing is lost either way. */
export function CardConflict(props: {
  board: Board;
  card: string;
  people: Directory;
  save: (edit: CardEdit) => void;
}) {
  const { board, card, people, save } = props;
  const styles = useStyles();
  const intl = useIntl();
  const { data: me } = useQuery(meQuery);
  const history = useInfiniteQuery(historyQuery(board.id, card));
  const [opened] = useState(() => new Date().toISOString());
  const [seen, setSeen] = useState(0);
  const [open, setOpen] = useState(false);
  const entries = history.data?.pages.flatMap((page) => page.entries) ?? [];
  const conflict = me === undefined ? undefined : conflictIn(entries, me.person.id, opened);
  if (conflict === undefined || conflict.sequence <= seen) return null;
  const name =
    (conflict.author === undefined ? undefined : people[conflict.author]?.name) ??
    intl.formatMessage({ id: "person.unknown" });
  const close = () => {
    setOpen(false);
    setSeen(conflict.sequence);
  };
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <FormattedMessage id="conflict.text" values={{ name }} />
        </MessageBarBody>
        <MessageBarActions>
          <Button size="small" onClick={() => setOpen(true)}>
            <FormattedMessage id="conflict.show" />
          </Button>
        </MessageBarActions>
      </MessageBar>
      {open && (
        <Dialog open onOpenChange={() => setOpen(false)}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>
                <FormattedMessage id={`fact.${conflict.field}`} />
              </DialogTitle>
              <DialogContent className={styles.both}>
                <section>
                  <h3 className={styles.heading}>
                    <FormattedMessage id="conflict.mine" />
                  </h3>
                  <div className={styles.text}>{conflict.mine}</div>
                </section>
                <section>
                  <h3 className={styles.heading}>
                    <FormattedMessage id="conflict.theirs" values={{ name }} />
                  </h3>
                  <div className={styles.text}>{conflict.theirs}</div>
                </section>
              </DialogContent>
              <DialogActions>
                <Button
                  onClick={() => {
                    close();
                    save({ [conflict.field]: { value: conflict.theirs } });
                  }}
                >
                  <FormattedMessage id="conflict.take" values={{ name }} />
                </Button>
                <Button appearance="primary" onClick={close}>
                  <FormattedMessage id="conflict.keep" />
                </Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </>
  );
}
