import { Button, Select, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import { useInfiniteQuery, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Choice } from "../shared/Choice";
import { longDate, today } from "../shared/dates";
import { Empty } from "../shared/Empty";
import { Failure } from "../shared/Failure";
import { boardPeopleQuery, meQuery, useDirectory, type Directory } from "../shared/people";
import { useNow } from "../shared/useNow";
import { Waiting } from "../shared/Waiting";
import { cardOf, type Entry } from "./board";
import { boardWords, peopleIn } from "./boardHistory";
import { saysMore } from "./history";
import { HistoryEntry } from "./HistoryEntry";
import { boardHistoryQuery, boardQuery, rulesQuery } from "./queries";
import { historyTopics, type HistoryTopic } from "./search";

const route = getRouteApi("/boards/$board/history");

const useStyles = makeStyles({
  page: {
    blockSize: "100%",
    overflowY: "auto",
    boxSizing: "border-box",
    padding: "8px 24px 24px",
    "@media (max-width: 639px)": { paddingInline: "16px" },
  },
  inner: { maxInlineSize: "720px" },
  head: { display: "flex", alignItems: "center", columnGap: "8px", minBlockSize: "44px" },
  title: {
    margin: 0,
    minInlineSize: 0,
    overflowWrap: "anywhere",
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  filters: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    gap: "4px 16px",
  },
  day: {
    margin: "20px 0 8px",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "12px",
  },
  card: { color: tokens.colorNeutralForeground1, overflowWrap: "anywhere" },
  gone: { color: tokens.colorNeutralForeground3 },
  older: { marginBlockStart: "12px" },
});

/** What happened on a board: who, what, before and after, when; newest first. */
export function HistoryPage() {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const now = useNow();
  const { board: id } = route.useParams();
  const { about = "all", person } = route.useSearch();
  const { data: board } = useSuspenseQuery(boardQuery(id));
  const { data: me } = useSuspenseQuery(meQuery);
  const history = useInfiniteQuery(boardHistoryQuery(id, about, person));
  const entries = useMemo(
    () =>
      history.data?.pages
        .flatMap((page) => page.entries)
        // What a rule did stands in entries of its own.
        .filter((entry) => entry.change.kind !== "rule.ran" || saysMore(entry)) ?? [],
    [history.data],
  );
  const ruled = entries.some((entry) => entry.actor.rule != null);
  const { data: rules } = useQuery({ ...rulesQuery(id), enabled: ruled });
  const cards = new Map(history.data?.pages.flatMap((page) => page.cards.map((card) => [card.id, card])));
  const named = useDirectory(useMemo(() => peopleIn(entries), [entries]));
  const { data: members = [] } = useQuery(boardPeopleQuery(id));
  const people: Directory = { ...Object.fromEntries(members.map((member) => [member.id, member])), ...named };
  const words = boardWords(intl, board, people);
  const days = byDay(entries, me.organisation.timeZone);
  const show = (search: { about?: HistoryTopic; person?: string }) =>
    void navigate({ to: "/boards/$board/history", params: { board: id }, search, replace: true });
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <Button
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={intl.formatMessage({ id: "board.back" }, { name: board.name })}
            onClick={() => void navigate({ to: "/boards/$board", params: { board: id } })}
          />
          <h1 className={styles.title}>
            <FormattedMessage id="history.title" values={{ name: board.name }} />
          </h1>
        </header>
        <div className={styles.filters}>
          <Choice<HistoryTopic>
            name={intl.formatMessage({ id: "history.topic" })}
            chosen={about}
            options={historyTopics.map((value) => ({
              value,
              text: intl.formatMessage({ id: `history.topic.${value}` }),
            }))}
            choose={(topic) => show({ about: topic, ...(person === undefined ? {} : { person }) })}
          />
          <Select
            size="small"
            value={person ?? ""}
            aria-label={intl.formatMessage({ id: "history.person" })}
            onChange={(_, { value }) => show({ about, ...(value === "" ? {} : { person: value }) })}
          >
            <option value="">{intl.formatMessage({ id: "history.everybody" })}</option>
            {person !== undefined && members.every((member) => member.id !== person) && (
              <option value={person}>
                {people[person]?.name ?? intl.formatMessage({ id: "person.unknown" })}
              </option>
            )}
            {members.map((member) => (
              <option key={member.id} value={member.id}>
                {member.name}
              </option>
            ))}
          </Select>
        </div>
        {history.isError ? (
          <Failure error={history.error} retry={() => void history.refetch()} />
        ) : history.isPending ? (
          <Waiting />
        ) : entries.length === 0 ? (
          <Empty
            motif="archive"
            title={intl.formatMessage({ id: "history.empty.title" })}
            text={intl.formatMessage({ id: "history.empty" })}
          />
        ) : (
          days.map(([day, ofDay]) => (
            <section key={day} aria-labelledby={`history-${day}`}>
              <h2 id={`history-${day}`} className={styles.day}>
                {longDate(intl, day)}
              </h2>
              <ol className={styles.list}>
                {ofDay.map((entry) => {
                  const card = cardOf(entry);
                  const known = card === undefined ? undefined : cards.get(card);
                  return (
                    <HistoryEntry
                      key={entry.sequence}
                      entry={entry}
                      people={people}
                      rule={rules?.find((rule) => rule.id === entry.actor.rule)?.name}
                      sentence={words.sentence(entry)}
                      differences={words.differences(entry)}
                      now={now}
                    >
                      {known !== undefined ? (
                        <Link
                          to="/boards/$board"
                          params={{ board: id }}
                          search={{ card: known.id }}
                          className={styles.card}
                        >
                          {`${board.key}-${known.number} ${known.title}`}
                        </Link>
                      ) : (
                        card !== undefined && (
                          <span className={styles.gone}>
                            <FormattedMessage id="history.card-gone" />
                          </span>
                        )
                      )}
                    </HistoryEntry>
                  );
                })}
              </ol>
            </section>
          ))
        )}
        {history.hasNextPage && entries.length > 0 && (
          <Button
            className={styles.older}
            disabledFocusable={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            <FormattedMessage id="stream.older" />
          </Button>
        )}
      </div>
    </div>
  );
}

/** Entries by the day in the organisation's zone, in the order they came. */
function byDay(
  entries: readonly Entry[],
  zone: string,
): readonly (readonly [day: string, entries: readonly Entry[]])[] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = today(zone, new Date(entry.at));
    const known = days.get(day);
    if (known === undefined) days.set(day, [entry]);
    else known.push(entry);
  }
  return [...days];
}
