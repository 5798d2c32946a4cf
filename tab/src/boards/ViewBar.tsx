import { Button, CounterBadge, Select, makeStyles, tokens } from "@fluentui/react-components";
import { Filter20Regular } from "@fluentui/react-icons/svg/filter";
import { lazy, Suspense, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { Directory } from "../shared/people";
import { countOf, type Board } from "./board";
import { flowSpan, flowSpans, weeksIn } from "./flow";
import { groupings } from "./grouping";
import { laneKinds, searchText, views, type BoardSearch, type View } from "./search";
import type { BoardActions } from "./view";

const FilterBar = lazy(() => import("./FilterBar").then((module) => ({ default: module.FilterBar })));

const useStyles = makeStyles({
  bar: {
    display: "flex",
    alignItems: "center",
    columnGap: "4px",
    flexShrink: 0,
    minBlockSize: "36px",
    paddingInline: "16px 24px",
    "@media (max-width: 639px)": { paddingInline: "8px 12px" },
  },
  list: {
    display: "flex",
    flexWrap: "wrap",
    listStyleType: "none",
    margin: 0,
    padding: 0,
    "@media (max-width: 639px)": { display: "none" },
  },
  pick: { minInlineSize: 0, "& select": { color: tokens.colorNeutralForeground2 } },
  narrow: { "@media (min-width: 640px)": { display: "none" } },
  view: {
    position: "relative",
    display: "block",
    padding: "6px 8px 8px",
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    outlineStyle: "none",
    borderRadius: tokens.borderRadiusMedium,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    ":hover::after": { backgroundColor: tokens.colorNeutralStroke1Hover },
    "::after": {
      content: '""',
      position: "absolute",
      insetInline: "8px",
      insetBlockEnd: "2px",
      blockSize: "3px",
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: "transparent",
    },
    '&[aria-current="page"]': {
      color: tokens.colorNeutralForeground1,
      fontWeight: tokens.fontWeightSemibold,
      "::after": { backgroundColor: tokens.colorCompoundBrandStroke },
      "@media (forced-colors: active)": { "::after": { backgroundColor: "Highlight" } },
    },
  },
  space: { flexGrow: 1 },
  quiet: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  words: { "@media (max-width: 639px)": { display: "none" } },
  badge: { marginInlineStart: "6px" },
});

const asked = ({ text, people, labels, due, priorities, departments }: BoardSearch): number =>
  [text, people, labels, due, priorities, departments].filter((each) => each !== undefined).length;

/** How the cards are looked at, and which of them: one line under the head, the same for every view. */
export function ViewBar(props: {
  board: Board;
  shown: Board;
  people: Directory;
  me: string;
  search: BoardSearch;
  /** Filters for everybody of the board. */
  canShare: boolean;
  actions: BoardActions;
}) {
  const { board, search, actions } = props;
  const styles = useStyles();
  const intl = useIntl();
  const view = search.view ?? "board";
  const count = asked(search);
  const addressOf = (each: View) => ({
    ...search,
    view: each === "board" ? undefined : each,
    card: undefined,
  });
  const [opened, setOpened] = useState<boolean>();
  // The flow is that of all cards.
  const filtered = view !== "flow";
  const open = filtered && (opened ?? count > 0);
  return (
    <>
      <div className={styles.bar}>
        <nav aria-label={intl.formatMessage({ id: "view.name" })}>
          <ul className={styles.list}>
            {views.map((each) => (
              <li key={each}>
                <a
                  href={`/boards/${board.id}${searchText(addressOf(each))}`}
                  className={styles.view}
                  aria-current={each === view ? "page" : undefined}
                  onClick={(event) => {
                    event.preventDefault();
                    actions.show({ view: each === "board" ? undefined : each, card: undefined });
                  }}
                >
                  <FormattedMessage id={`view.${each}`} />
                </a>
              </li>
            ))}
          </ul>
          <Select
            size="small"
            appearance="filled-lighter"
            className={styles.narrow}
            value={view}
            aria-label={intl.formatMessage({ id: "view.name" })}
            onChange={(_, { value }) => {
              actions.show({ view: value === "board" ? undefined : value, card: undefined });
            }}
          >
            {views.map((each) => (
              <option key={each} value={each}>
                {intl.formatMessage({ id: `view.${each}` })}
              </option>
            ))}
          </Select>
        </nav>
        <span className={styles.space} />
        {view === "board" && (
          <Pick
            name={intl.formatMessage({ id: "lanes.name" })}
            chosen={search.lanes}
            options={[
              { value: "", text: intl.formatMessage({ id: "lanes.none" }) },
              ...laneKinds.map((value) => ({ value, text: intl.formatMessage({ id: `lanes.by.${value}` }) })),
            ]}
            choose={(lanes) => actions.show({ lanes }, true)}
          />
        )}
        {view === "table" && (
          <Pick
            name={intl.formatMessage({ id: "table.group" })}
            chosen={search.group}
            options={[
              { value: "", text: intl.formatMessage({ id: "table.no-groups" }) },
              ...groupings.map((value) => ({ value, text: intl.formatMessage({ id: `table.by.${value}` }) })),
            ]}
            choose={(group) => actions.show({ group }, true)}
          />
        )}
        {view === "flow" && (
          <Pick
            name={intl.formatMessage({ id: "flow.span" })}
            chosen={flowSpan(search.span)}
            options={flowSpans
              .toSorted((a, b) => weeksIn(a) - weeksIn(b))
              .map((value) => ({ value, text: intl.formatMessage({ id: `flow.span.${value}` }) }))}
            choose={(span) => actions.show({ span: span === flowSpans[0] ? undefined : span }, true)}
          />
        )}
        {filtered && (
          <Button
            size="small"
            appearance="subtle"
            icon={<Filter20Regular />}
            className={styles.quiet}
            aria-expanded={open}
            onClick={() => setOpened(!open)}
          >
            <span className={styles.words} aria-hidden="true">
              <FormattedMessage id="filter.name" />
            </span>
            {count > 0 && (
              <CounterBadge
                className={styles.badge}
                count={count}
                size="small"
                color="brand"
                aria-hidden="true"
              />
            )}
            <span className="only-heard">
              <FormattedMessage id="filter.open" values={{ count }} />
            </span>
          </Button>
        )}
      </div>
      {open && (
        <Suspense fallback={null}>
          <FilterBar
            {...props}
            total={countOf(board)}
            found={countOf(props.shown)}
            asked={count > 0}
            focus={opened === true}
            close={() => setOpened(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

/** One choice that belongs to the view. */
function Pick(props: {
  name: string;
  chosen: string | undefined;
  options: readonly { readonly value: string; readonly text: string }[];
  choose: (value: string) => void;
}) {
  const { name, chosen, options, choose } = props;
  const styles = useStyles();
  return (
    <Select
      size="small"
      appearance="filled-lighter"
      className={styles.pick}
      value={chosen ?? ""}
      aria-label={name}
      onChange={(_, { value }) => choose(value)}
    >
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </Select>
  );
}
