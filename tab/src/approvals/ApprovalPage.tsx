import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import { Print20Regular } from "@fluentui/react-icons/svg/print";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { api } from "../api/client";
import type { SchemaApprovalDetail } from "../api/schema";
import { ago } from "../shared/dates";
import { useNotify, useSentence } from "../shared/notices";
import { useDirectory, type Directory } from "../shared/people";
import { saveFile } from "../shared/saveFile";
import { useNow } from "../shared/useNow";
import { Waiting } from "../shared/Waiting";
import { nameOf, peopleOf, seatName, signedBy } from "./path";
import { PathList } from "./PathList";
import { PathPicture, toneOfOutcome } from "./PathPicture";
import { approvalQuery } from "./queries";
import { StateSign } from "./StateSign";
import { Versions } from "./Versions";

const Moves = lazy(() => import("./Moves").then((module) => ({ default: module.Moves })));
const Log = lazy(() => import("./Log").then((module) => ({ default: module.Log })));

const route = getRouteApi("/approvals/$approval");

const useStyles = makeStyles({
  page: {
    blockSize: "100%",
    overflowY: "auto",
    boxSizing: "border-box",
    padding: "8px 24px 24px",
    "@media (max-width: 639px)": { paddingInline: "16px" },
  },
  inner: { maxInlineSize: "1080px", display: "flex", flexDirection: "column", rowGap: "16px" },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px", minBlockSize: "44px" },
  title: {
    flexGrow: 1,
    flexBasis: "240px",
    minInlineSize: 0,
    margin: 0,
    overflowWrap: "anywhere",
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  facts: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  comment: { margin: 0, whiteSpace: "pre-wrap", overflowWrap: "anywhere", maxInlineSize: "720px" },
  heading: {
    margin: "0 0 8px",
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  block: {
    padding: "12px 16px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow2,
    minInlineSize: 0,
  },
  sub: { margin: "16px 0 8px", fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  dissent: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground3,
    overflowWrap: "anywhere",
  },
  dissents: { margin: 0, paddingInlineStart: "20px" },
  icon: { verticalAlign: "text-bottom", marginInlineEnd: "6px" },
  hint: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    margin: 0,
  },
  link: { color: tokens.colorBrandForegroundLink },
  protocol: { marginInlineEnd: "8px", marginBlockEnd: "8px" },
});

/** One request: what is signed, how it stands, what I may do, and what happened. */
export function ApprovalPage() {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const now = useNow();
  const { approval: id } = route.useParams();
  const { data: detail } = useSuspenseQuery(approvalQuery(id));
  const people = useDirectory(peopleOf(detail));
  const [logged, setLogged] = useState(false);
  const { approval } = detail;
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header>
          <div className={styles.head}>
            <Button
              appearance="subtle"
              icon={<ArrowLeft20Regular />}
              aria-label={intl.formatMessage({ id: "approval.back" })}
              onClick={() => void navigate({ to: "/approvals" })}
            />
            <h1 className={styles.title}>{approval.subject}</h1>
            <StateSign tone={toneOfOutcome(approval.state)}>
              <FormattedMessage id={`approval.state.${approval.state}`} />
            </StateSign>
          </div>
          <div className={styles.facts}>
            <Facts detail={detail} people={people} now={now} />
          </div>
        </header>
        <Dissents detail={detail} people={people} />
        <Suspense fallback={null}>
          <Moves detail={detail} people={people} level="h2" />
        </Suspense>
        {detail.comment != null && <p className={styles.comment}>{detail.comment}</p>}
        <section className={styles.block} aria-labelledby="path">
          <h2 id="path" className={styles.heading}>
            <FormattedMessage id="approval.path" />
          </h2>
          <PathPicture
            author={approval.author}
            stages={detail.stages}
            state={approval.state}
            people={people}
          />
          <h3 className={styles.sub}>
            <FormattedMessage id="approval.path-words" />
          </h3>
          <PathList stages={detail.stages} people={people} />
        </section>
        <section className={styles.block} aria-labelledby="content">
          <h2 id="content" className={styles.heading}>
            <FormattedMessage id="approval.content" />
          </h2>
          <Versions versions={detail.versions} people={people} />
        </section>
        <section className={styles.block} aria-labelledby="log">
          <h2 id="log" className={styles.heading}>
            <FormattedMessage id="approval.log" />
          </h2>
          <Protocol approval={approval.id} subject={approval.subject} />
          {logged ? (
            <Suspense fallback={<Waiting />}>
              <Log detail={detail} />
            </Suspense>
          ) : (
            <Button onClick={() => setLogged(true)}>
              <FormattedMessage id="approval.log-show" />
            </Button>
          )}
        </section>
        <p className={styles.hint}>
          <FormattedMessage id="approval.no-written-form" />
        </p>
      </div>
    </div>
  );
}

type About = { readonly detail: SchemaApprovalDetail; readonly people: Directory };

/** Who asks, since when, for which unit, on which card, who leads, how many eyes. */
function Facts({ detail, people, now }: About & { now: number }) {
  const styles = useStyles();
  const intl = useIntl();
  const { approval, lead, informed, noted } = detail;
  const names = (ids: readonly string[]) => intl.formatList(ids.map((id) => nameOf(intl, people, id)));
  const facts = [
    intl.formatMessage(
      { id: "approval.by" },
      { name: nameOf(intl, people, approval.author), ago: ago(intl, approval.askedAt, now) },
    ),
    approval.unit === "" ? "" : approval.unit,
    approval.amount == null ? "" : intl.formatNumber(approval.amount, { style: "currency", currency: "EUR" }),
    lead.length === 1 && lead[0] === approval.author
      ? ""
      : intl.formatMessage({ id: "approval.lead" }, { names: names(lead) }),
    informed.length === 0
      ? ""
      : intl.formatMessage(
          { id: "approval.informed" },
          { names: names(informed), noted: noted.length, count: informed.length },
        ),
    detail.fourEyes ? intl.formatMessage({ id: "approval.four-eyes" }) : "",
    detail.silenceConsents ? intl.formatMessage({ id: "approval.silence" }) : "",
  ].filter((fact) => fact !== "");
  return (
    <>
      {facts.join(" · ")}
      {approval.on != null && (
        <>
          {" · "}
          <Link
            to="/boards/$board"
            params={{ board: approval.on.board }}
            search={{ card: approval.on.card }}
            className={styles.link}
          >
            {approval.on.cardKey}, {approval.on.boardName}
          </Link>
        </>
      )}
    </>
  );
}

/** What the closing signatory has to know first: who does not agree, and why. */
function Dissents({ detail, people }: About) {
  const styles = useStyles();
  const intl = useIntl();
  const steps = detail.stages
    .flatMap(({ seats }) => seats.flatMap((seat) => seat.steps.map((step) => ({ seat, step }))))
    .filter(({ step }) => detail.dissents.includes(step.number));
  if (steps.length === 0) return null;
  return (
    <section className={mergeClasses(styles.block, styles.dissent)} aria-labelledby="dissents">
      <h2 id="dissents" className={styles.heading}>
        <Warning16Filled aria-hidden="true" className={styles.icon} />
        <FormattedMessage id="approval.dissents" />
      </h2>
      <ul className={styles.dissents}>
        {steps.map(({ seat, step }) => (
          <li key={step.number}>
            {seatName(intl, seat)}
            {step.decision != null && (
              <>
                {" ("}
                {signedBy(intl, people, step.decision)}
                {")"}
                {step.decision.text != null && (
                  <>
                    {": "}
                    <FormattedMessage id="approval.quoted" values={{ text: step.decision.text }} />
                  </>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The protocol as a page that prints well, with the head of the record. */
function Protocol({ approval, subject }: { approval: string; subject: string }) {
  const styles = useStyles();
  const notify = useNotify();
  const intl = useIntl();
  const sentence = useSentence();
  const save = useMutation({
    mutationFn: () =>
      api.GET("/api/approvals/{approval}/protocol", { params: { path: { approval } }, parseAs: "blob" }),
    // Described without a body in the contract: it is a page.
    onSuccess: ({ data }) => saveFile(data as unknown as Blob, `${subject}.html`),
    onError: (error) =>
      notify({ intent: "error", title: intl.formatMessage({ id: "refused" }), text: sentence(error) }),
  });
  return (
    <Button
      className={styles.protocol}
      icon={<Print20Regular />}
      disabledFocusable={save.isPending}
      onClick={() => save.mutate()}
    >
      <FormattedMessage id="approval.protocol" />
    </Button>
  );
}
