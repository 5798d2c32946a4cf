import { Button, Textarea, makeStyles } from "@fluentui/react-components";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaCommentView } from "../api/schema";
import { Choice } from "../shared/Choice";
import { useDraft } from "../shared/drafts";
import { Face } from "../shared/Face";
import { useOnline } from "../shared/live";
import { meQuery, useDirectory, type Directory } from "../shared/people";
import { useNow } from "../shared/useNow";
import type { Access, Board, Entry } from "./board";
import { usePanelStyles } from "./CardPanel.styles";
import { CardComment } from "./CardComment";
import { addComment } from "./commands";
import { saysMore, useChangeWords } from "./history";
import { HistoryEntry, useStreamStyles, When } from "./HistoryEntry";
import { historyQuery, rulesQuery } from "./queries";
import { useSession } from "./session";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "12px",
  },
  form: { display: "flex", flexDirection: "column", rowGap: "8px", alignItems: "flex-start" },
  field: { inlineSize: "100%" },
});

type Item =
  | { readonly kind: "comment"; readonly at: string; readonly comment: SchemaCommentView }
  | { readonly kind: "entry"; readonly at: string; readonly entry: Entry };

type Filter = "all" | "comments" | "history";
const filters = ["all", "comments", "history"] as const;

const longest = 50_000;

/** One stream of what was said and what was done, newest first. */
export function CardStream(props: {
  board: Board;
  card: string;
  comments: readonly SchemaCommentView[];
  people: Directory;
  access: Access;
}) {
  const { board, card, comments, access } = props;
  const styles = useStyles();
  const stream = useStreamStyles();
  const panel = usePanelStyles();
  const intl = useIntl();
  const now = useNow();
  const online = useOnline();
  const { data: me } = useQuery(meQuery);
  const { run } = useSession();
  const [filter, setFilter] = useState<Filter>("all");
  const [draft, setDraft] = useDraft(`comment.${card}`);
  const text = draft ?? "";
  const history = useInfiniteQuery(historyQuery(board.id, card));
  const entries = history.data?.pages.flatMap((page) => page.entries) ?? [];
  const people = usePeopleOfStream(props.people, comments, entries);
  const words = useChangeWords(board, people);
  const ruled = entries.some(({ actor }) => actor.rule != null);
  const { data: rules } = useQuery({ ...rulesQuery(board.id), enabled: ruled });

  const items: readonly Item[] = [
    ...(filter === "history"
      ? []
      : comments.map((comment) => ({ kind: "comment" as const, at: comment.at, comment }))),
    ...(filter === "comments"
      ? []
      : entries.filter(saysMore).map((entry) => ({ kind: "entry" as const, at: entry.at, entry }))),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)); // of one moment they are in order already

  const nameOf = (person: string | null | undefined, otherwise: string | null | undefined) =>
    (person == null ? undefined : people[person]?.name) ??
    otherwise ??
    intl.formatMessage({ id: "person.unknown" });

  const ruleOf = ({ actor }: Entry) => rules?.find((rule) => rule.id === actor.rule)?.name;

  return (
    <section className={panel.section} aria-label={intl.formatMessage({ id: "panel.stream" })}>
      <Choice
        name={intl.formatMessage({ id: "panel.stream" })}
        chosen={filter}
        options={filters.map((value) => ({ value, text: intl.formatMessage({ id: `stream.${value}` }) }))}
        choose={setFilter}
      />
      {access.canComment && filter !== "history" && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            const said = text.trim();
            if (said === "") return;
            setDraft(undefined);
            void run(addComment(board.id, card, said)).then((answer) => {
              if (answer === undefined) setDraft(said);
            });
          }}
        >
          <Textarea
            className={styles.field}
            rows={text === "" ? 1 : 3}
            value={text}
            maxLength={longest}
            placeholder={intl.formatMessage({ id: "stream.comment-hint" })}
            aria-label={intl.formatMessage({ id: "stream.comment-hint" })}
            onChange={(_, { value }) => setDraft(value === "" ? undefined : value)}
            onKeyDown={(event) => {
              if (event.key === "Escape" && text !== "") event.preventDefault();
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
                event.currentTarget.form?.requestSubmit();
            }}
          />
          {text !== "" && (
            <Button type="submit" size="small" appearance="primary" disabledFocusable={!online}>
              <FormattedMessage id="stream.send" />
            </Button>
          )}
        </form>
      )}
      <ol className={styles.list}>
        {items.map((item) =>
          item.kind === "comment" ? (
            <li key={item.comment.id} className={stream.entry}>
              <Face
                id={item.comment.person ?? item.comment.authorName ?? ""}
                name={nameOf(item.comment.person, item.comment.authorName)}
                named={false}
              />
              <div className={stream.words}>
                <div className={stream.line}>
                  <span className={stream.who}>{nameOf(item.comment.person, item.comment.authorName)}</span>{" "}
                  <When at={item.at} now={now} />
                  {item.comment.editedAt != null && !item.comment.removed && (
                    <span
                      className={stream.when}
                      title={intl.formatDate(item.comment.editedAt, {
                        dateStyle: "full",
                        timeStyle: "short",
                      })}
                    >
                      {" · "}
                      <FormattedMessage id="comment.edited" />
                    </span>
                  )}
                </div>
                <CardComment
                  board={board.id}
                  card={card}
                  comment={item.comment}
                  mine={access.canComment && online && item.comment.person === me?.person.id}
                />
              </div>
            </li>
          ) : (
            <HistoryEntry
              key={item.entry.sequence}
              entry={item.entry}
              people={people}
              rule={ruleOf(item.entry)}
              sentence={words.sentence(item.entry)}
              differences={words.differences(item.entry)}
              now={now}
            />
          ),
        )}
      </ol>
      {history.hasNextPage && filter !== "comments" && (
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          <FormattedMessage id="stream.older" />
        </Button>
      )}
    </section>
  );
}

/** Names of those in the stream who are neither members nor assigned any more. */
function usePeopleOfStream(
  known: Directory,
  comments: readonly SchemaCommentView[],
  entries: readonly Entry[],
): Directory {
  const ids = new Set<string>();
  const add = (id: string | null | undefined) => {
    if (id != null && known[id] === undefined) ids.add(id);
  };
  for (const comment of comments) add(comment.person);
  for (const { actor, change } of entries) {
    add(actor.person);
    if (change.kind === "card.edited")
      for (const id of [...(change.before.assignees?.value ?? []), ...(change.after.assignees?.value ?? [])])
        add(id);
  }
  const more = useDirectory([...ids].sort());
  return { ...known, ...more };
}
