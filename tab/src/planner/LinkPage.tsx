import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import { ArrowSync20Regular } from "@fluentui/react-icons/svg/arrow-sync";
import { CheckmarkCircle20Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, done } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaPlannerLinkView } from "../api/schema";
import { accessQuery, boardQuery } from "../boards/queries";
import { announce } from "../shared/announce";
import { ago } from "../shared/dates";
import { Empty } from "../shared/Empty";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { useDirectory } from "../shared/people";
import { useNow } from "../shared/useNow";
import { Conflicts } from "./Conflicts";
import { LinkLog } from "./LinkLog";
import { plannerQuery } from "./queries";
import { ArchiveRule, Rules } from "./Rules";
import { standing } from "./standing";

const PlannerDialog = lazy(() =>
  import("./PlannerDialog").then((module) => ({ default: module.PlannerDialog })),
);

const route = getRouteApi("/boards/$board/planner");

const useStyles = makeStyles({
  page: { blockSize: "100%", overflowY: "auto", boxSizing: "border-box", padding: "8px 24px 24px" },
  head: {
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    minBlockSize: "44px",
    marginBlockEnd: "8px",
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: "anywhere",
  },
  content: { display: "flex", flexDirection: "column", rowGap: "24px", maxInlineSize: "720px" },
  part: { display: "flex", flexDirection: "column", rowGap: "12px" },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  good: {
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    fontWeight: tokens.fontWeightSemibold,
    "& svg": { color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
  },
  facts: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    columnGap: "16px",
    rowGap: "6px",
    margin: 0,
    "& dd": { margin: 0, overflowWrap: "anywhere", fontVariantNumeric: "tabular-nums" },
    "& dt": { color: tokens.colorNeutralForeground3 },
    "@media (max-width: 479px)": { gridTemplateColumns: "minmax(0, 1fr)", "& dd": { marginBlockEnd: "6px" } },
  },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

const askEveryMs = 5_000;
const askOftenMs = 1_500;

/** How a board's link to Planner stands, what went over it, and what can be done about it. */
export function LinkPage() {
  const styles = useStyles();
  const intl = useIntl();
  const { board: id } = route.useParams();
  const navigate = useNavigate();
  const { data: board } = useSuspenseQuery(boardQuery(id));
  const { data: access } = useSuspenseQuery(accessQuery(id));
  const { data: link } = useSuspenseQuery({
    ...plannerQuery(id),
    refetchInterval: ({ state }) => (state.data?.first == null ? askEveryMs : askOftenMs),
  });
  const [linking, setLinking] = useState(false);
  const people = useDirectory(
    [
      ...new Set([
        ...board.members.map(({ person }) => person),
        ...Object.values(board.cards).flatMap(({ assignees }) => assignees),
      ]),
    ].sort(),
  );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Button
          appearance="subtle"
          icon={<ArrowLeft20Regular />}
          aria-label={intl.formatMessage({ id: "board.back" }, { name: board.name })}
          onClick={() => void navigate({ to: "/boards/$board", params: { board: id } })}
        />
        <h1 className={styles.title}>
          <FormattedMessage id="planner.page" values={{ name: board.name }} />
        </h1>
      </header>
      {link === null ? (
        <Empty
          motif="board"
          title={<FormattedMessage id="planner.empty.title" />}
          text={<FormattedMessage id="planner.empty" />}
          action={
            access.canManage && (
              <Button appearance="primary" onClick={() => setLinking(true)}>
                <FormattedMessage id="planner.title" />
              </Button>
            )
          }
        />
      ) : (
        <div className={styles.content}>
          <State board={id} link={link} canEdit={access.canEdit} canManage={access.canManage} />
          <section className={styles.part} aria-labelledby="planner-conflicts">
            <h2 id="planner-conflicts" className={styles.heading}>
              <FormattedMessage id="planner.conflict" />
            </h2>
            <Rules board={id} canManage={access.canManage} />
            <Conflicts board={board} people={people} canEdit={access.canEdit} />
          </section>
          <section className={styles.part} aria-labelledby="planner-archive">
            <h2 id="planner-archive" className={styles.heading}>
              <FormattedMessage id="planner.archive" />
            </h2>
            <ArchiveRule board={id} canManage={access.canManage} />
          </section>
          <section className={styles.part} aria-labelledby="planner-log">
            <h2 id="planner-log" className={styles.heading}>
              <FormattedMessage id="planner.log" />
            </h2>
            <LinkLog board={board} people={people} />
          </section>
        </div>
      )}
      <Suspense fallback={null}>
        {linking && <PlannerDialog board={board} people={people} close={() => setLinking(false)} />}
      </Suspense>
    </div>
  );
}

function State(props: { board: string; link: SchemaPlannerLinkView; canEdit: boolean; canManage: boolean }) {
  const { board, link, canEdit, canManage } = props;
  const styles = useStyles();
  const intl = useIntl();
  const now = useNow(1_000);
  const { kind } = standing(intl, link, now);
  const linker = useDirectory([link.linkedBy])[link.linkedBy];
  const wasFirst = useRef(false);
  useEffect(() => {
    if (wasFirst.current && kind !== "first" && kind !== "paused")
      announce(intl.formatMessage({ id: "planner.first.done" }));
    wasFirst.current = kind === "first";
  }, [intl, kind]);
  return (
    <section className={styles.part} aria-label={intl.formatMessage({ id: "planner.state" })}>
      {kind === "paused" ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>
              <FormattedMessage id="planner.paused" />
            </MessageBarTitle>{" "}
            {link.problem?.detail ?? intl.formatMessage({ id: "planner.paused-text" })}
          </MessageBarBody>
        </MessageBar>
      ) : kind === "first" && link.first != null ? (
        <First done={link.first.done} total={link.first.total} />
      ) : link.problem != null ? (
        <MessageBar intent={kind === "trouble" ? "warning" : "info"} layout="multiline">
          <MessageBarBody>{link.problem.detail}</MessageBarBody>
        </MessageBar>
      ) : (
        <div className={styles.good}>
          <CheckmarkCircle20Regular aria-hidden="true" />
          <FormattedMessage id="planner.in-step" />
        </div>
      )}
      <dl className={styles.facts}>
        <dt>
          <FormattedMessage id="planner.plan" />
        </dt>
        <dd>{link.plan.title}</dd>
        <dt>
          <FormattedMessage id="planner.group" />
        </dt>
        <dd>{link.group.name}</dd>
        <dt>
          <FormattedMessage id="planner.last" />
        </dt>
        <dd>
          {link.lastSync == null
            ? intl.formatMessage({ id: "planner.never" })
            : ago(intl, link.lastSync, now)}
        </dd>
        <dt>
          <FormattedMessage id="planner.conflicts" />
        </dt>
        <dd>{intl.formatNumber(link.conflicts)}</dd>
        <dt>
          <FormattedMessage id="planner.requests" />
        </dt>
        <dd>{intl.formatNumber(link.requests)}</dd>
        <dt>
          <FormattedMessage id="planner.linked-by" />
        </dt>
        <dd>
          <FormattedMessage
            id="planner.linked-by-value"
            values={{
              name: linker?.name ?? intl.formatMessage({ id: "person.unknown" }),
              date: intl.formatDate(link.linkedAt, { dateStyle: "medium" }),
            }}
          />
        </dd>
      </dl>
      <Actions board={board} link={link} canEdit={canEdit} canManage={canManage} />
    </section>
  );
}

function First({ done, total }: { done: number; total: number }) {
  const styles = useStyles();
  const intl = useIntl();
  const text = intl.formatMessage({ id: total === 0 ? "planner.waiting" : "planner.first" }, { done, total });
  return (
    <div className={styles.part}>
      <ProgressBar
        {...(total === 0 ? {} : { value: done, max: total })}
        aria-label={intl.formatMessage({ id: "planner.first.name" })}
        aria-valuetext={text}
      />
      <span>
        {text} <FormattedMessage id="planner.first.leave" />
      </span>
    </div>
  );
}

function Actions(props: {
  board: string;
  link: SchemaPlannerLinkView;
  canEdit: boolean;
  canManage: boolean;
}) {
  const { board, link, canEdit, canManage } = props;
  const styles = useStyles();
  const intl = useIntl();
  const online = useOnline();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const refresh = () => client.invalidateQueries({ queryKey: plannerQuery(board).queryKey });
  const params = (command: string) => ({ params: { path: { board }, header: as(command) } });
  const act = useMutation({
    mutationFn: ({ what, command }: { what: "sync" | "pause" | "resume" | "unlink"; command: string }) =>
      done(
        what === "unlink"
          ? api.DELETE("/api/boards/{board}/planner", params(command))
          : api.POST(`/api/boards/{board}/planner/${what}`, params(command)),
      ),
    onSuccess: async (_, { what }) => {
      notify({ intent: "success", title: intl.formatMessage({ id: `planner.${what}.done` }) });
      await refresh();
    },
    onError: (error) =>
      notify({ intent: "error", title: intl.formatMessage({ id: "refused" }), text: sentence(error) }),
  });
  const run = (what: "sync" | "pause" | "resume" | "unlink") => act.mutate({ what, command: newCommandId() });
  const waits = !online || act.isPending;
  return (
    <div className={styles.actions}>
      {link.state === "paused" && link.pausedBy != null
        ? canManage && (
            <Button appearance="primary" disabledFocusable={waits} onClick={() => run("resume")}>
              <FormattedMessage id="planner.resume" />
            </Button>
          )
        : canEdit && (
            <Button icon={<ArrowSync20Regular />} disabledFocusable={waits} onClick={() => run("sync")}>
              <FormattedMessage id={link.state === "paused" ? "planner.try-again" : "planner.sync-now"} />
            </Button>
          )}
      {canManage && link.state === "active" && (
        <Button disabledFocusable={waits} onClick={() => run("pause")}>
          <FormattedMessage id="planner.pause" />
        </Button>
      )}
      {canManage && (
        <Button appearance="subtle" disabledFocusable={waits} onClick={() => run("unlink")}>
          <FormattedMessage id="planner.unlink" />
        </Button>
      )}
    </div>
  );
}
