import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaPlannerWriteView } from "../api/schema";
import type { Board } from "../boards/board";
import { useSentence } from "../shared/notices";
import type { Directory } from "../shared/people";
import { Waiting } from "../shared/Waiting";
import { logQuery } from "./queries";
import { fieldName, valueText } from "./values";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  write: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) max-content",
    columnGap: "12px",
    rowGap: "2px",
    paddingBlock: "8px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: "anywhere",
  },
  when: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, textAlign: "end" },
  link: {
    color: "inherit",
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: "none",
    ":hover": { textDecorationLine: "underline" },
  },
  values: {
    gridColumn: "1 / -1",
    margin: 0,
    padding: 0,
    listStyleType: "none",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  answer: { gridColumn: "1 / -1", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  trouble: { color: tokens.colorStatusWarningForeground3 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What was written to Planner: each write with the value before and after, and what Planner said. */
export function LinkLog(props: { board: Board; people: Directory }) {
  const { board, people } = props;
  const styles = useStyles();
  const sentence = useSentence();
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...logQuery(board.id),
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : 10_000),
  });
  if (error !== null && data === undefined) return <p role="alert">{sentence(error)}</p>;
  if (data === undefined) return <Waiting />;
  const writes = data.pages.flatMap((page) => page.writes);
  if (writes.length === 0)
    return (
      <p className={styles.quiet}>
        <FormattedMessage id="planner.log.empty" values={{ days: data.pages[0]?.days ?? 0 }} />
      </p>
    );
  return (
    <>
      <ul className={styles.list}>
        {writes.map((write) => (
          <Write key={write.id} write={write} board={board} people={people} />
        ))}
      </ul>
      {hasNextPage && (
        <Button
          appearance="subtle"
          disabledFocusable={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          <FormattedMessage id="planner.log.more" />
        </Button>
      )}
    </>
  );
}

function Write(props: { write: SchemaPlannerWriteView; board: Board; people: Directory }) {
  const { write, board, people } = props;
  const styles = useStyles();
  const intl = useIntl();
  const card = write.card == null ? undefined : board.cards[write.card];
  const title = write.values.find(({ field }) => field === "title" || field === "name");
  const name =
    card?.title ??
    board.columns.find((column) => column.id === write.column)?.name ??
    title?.after ??
    title?.before ??
    intl.formatMessage({ id: "history.gone" });
  const created = write.kind === "createTask" || write.kind === "createBucket";
  return (
    <li className={styles.write}>
      <span>
        {intl.formatMessage({ id: `planner.log.${write.kind}` })}{" "}
        {card === undefined ? (
          <b>{name}</b>
        ) : (
          <Link
            to="/boards/$board"
            params={{ board: board.id }}
            search={{ card: card.id }}
            className={styles.link}
          >
            {name}
          </Link>
        )}
      </span>
      <time dateTime={write.at} className={styles.when}>
        {intl.formatDate(write.at, { dateStyle: "short", timeStyle: "medium" })}
      </time>
      {write.values.length > 0 && write.kind !== "deleteTask" && (
        <ul className={styles.values}>
          {write.values.map(({ field, before, after }, at) => (
            <li key={at}>
              {intl.formatMessage(
                { id: created ? "planner.log.set" : "planner.log.changed" },
                {
                  field: fieldName(intl, field),
                  before: valueText(intl, board, people, field, before),
                  after: valueText(intl, board, people, field, after),
                },
              )}
            </li>
          ))}
        </ul>
      )}
      <span className={mergeClasses(styles.answer, write.answer !== "done" && styles.trouble)}>
        <FormattedMessage id={`planner.answer.${write.answer}`} />
      </span>
    </li>
  );
}
