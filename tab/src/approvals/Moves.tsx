import {
  Button,
  Field,
  Input,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  Textarea,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useId, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaApprovalDetail, SchemaApprovalMove } from "../api/schema";
import { longDate } from "../shared/dates";
import { useOnline } from "../shared/live";
import { useSentence } from "../shared/notices";
import type { Directory, Person } from "../shared/people";
import { askedOf, isPlain, othersOf, textOf, type Reply, type Way } from "./moves";
import { nameOf, seatName, stepOf } from "./path";
import { PeoplePicker } from "./PeoplePicker";
import { useReply } from "./useReply";

const useStyles = makeStyles({
  asked: {
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    padding: "12px 16px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorBrandStroke1}`,
    overflowWrap: "anywhere",
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  form: { display: "flex", flexDirection: "column", rowGap: "8px" },
});

const longest = 2_000;

/** What is asked of the reader, and behind it what else they may do: only what the server offers. */
export function Moves(props: {
  detail: SchemaApprovalDetail;
  people: Directory;
  /** How deep the headings lie. */
  level: "h2" | "h4";
  /** The answers alone. */
  brief?: boolean;
}) {
  const { detail, people, level: Heading, brief = false } = props;
  const styles = useStyles();
  const intl = useIntl();
  const sentence = useSentence();
  const online = useOnline();
  const id = useId();
  const reply = useReply(detail);
  const [open, setOpen] = useState<Way>();
  const choose = (way: Way) => {
    if (isPlain(way)) void reply.send(way);
    else setOpen(way);
  };
  const close = () => setOpen(undefined);
  const asked = askedOf(detail.moves);
  const others = brief ? [] : othersOf(detail);
  const failed = reply.error !== null && (
    <MessageBar intent="error">
      <MessageBarBody>{sentence(reply.error)}</MessageBarBody>
    </MessageBar>
  );
  const form = (way: Way) => (
    <ReplyForm
      way={way}
      detail={detail}
      pending={reply.isPending}
      send={(answer) =>
        void reply.send(answer).then((done) => {
          if (done) close();
        })
      }
      close={close}
    />
  );
  return (
    <>
      {asked.map(({ move, ways }, at) => (
        <section key={keyOf(move)} className={styles.asked} aria-labelledby={`${id}-${at}`}>
          <Heading id={`${id}-${at}`} className={styles.heading}>
            <AskedWords move={move} detail={detail} people={people} />
          </Heading>
          <DueOf move={move} detail={detail} />
          {at === 0 && failed}
          {open !== undefined && keyOf(open.move) === keyOf(move) ? (
            form(open)
          ) : (
            <AnswerButtons ways={ways} pending={reply.isPending} choose={choose} />
          )}
        </section>
      ))}
      {asked.length === 0 && failed}
      {others.length > 0 &&
        (open !== undefined && others.some(({ move }) => keyOf(move) === keyOf(open.move)) ? (
          <section className={styles.asked} aria-labelledby={`${id}-other`}>
            <Heading id={`${id}-other`} className={styles.heading}>
              <MoveWords way={open} detail={detail} people={people} />
            </Heading>
            {form(open)}
          </section>
        ) : (
          <div
            className={styles.buttons}
            role="group"
            aria-label={intl.formatMessage({ id: "approval.moves" })}
          >
            {others.map((way) => (
              <Button
                key={keyOf(way.move)}
                disabledFocusable={reply.isPending || !online}
                onClick={() => choose(way)}
              >
                <MoveWords way={way} detail={detail} people={people} />
              </Button>
            ))}
          </div>
        ))}
    </>
  );
}

const keyOf = (move: SchemaApprovalMove) => [move.kind, move.step, move.for ?? ""].join(" ");

const seatOf = (detail: SchemaApprovalDetail, step: number | null | undefined) =>
  detail.stages
    .flatMap(({ seats }) => seats)
    .find((seat) => step != null && seat.steps.some(({ number }) => number === step));

type About = { readonly detail: SchemaApprovalDetail; readonly people: Directory };

/** "Ihre Mitzeichnung für Amt 20, in Vertretung von Ada". */
function AskedWords({ move, detail, people }: About & { move: SchemaApprovalMove }) {
  const intl = useIntl();
  const seat = seatOf(detail, move.step);
  const words = intl.formatMessage(
    { id: `approval.asked-as.${seat?.role ?? "closing"}` },
    { seat: seat === undefined ? "" : seatName(intl, seat) },
  );
  return move.for == null ? (
    words
  ) : (
    <FormattedMessage id="approval.asked-for" values={{ words, principal: nameOf(intl, people, move.for) }} />
  );
}

/** What a button says; where it is about one seat, about which. */
function MoveWords({ way, detail, people }: About & { way: Way }) {
  const intl = useIntl();
  const { kind, step, for: principal } = way.move;
  const seat = seatOf(detail, step);
  const words = intl.formatMessage({ id: `approval.move.${kind}` });
  const about = seat === undefined ? words : `${words}: ${seatName(intl, seat)}`;
  return principal == null
    ? about
    : intl.formatMessage(
        { id: "approval.for-other" },
        { name: about, principal: nameOf(intl, people, principal) },
      );
}

function DueOf({ move, detail }: { move: SchemaApprovalMove; detail: SchemaApprovalDetail }) {
  const styles = useStyles();
  const intl = useIntl();
  const seat = seatOf(detail, move.step);
  const step = seat === undefined ? undefined : stepOf(seat);
  if (step?.due == null) return null;
  return (
    <span className={styles.quiet}>
      {step.dueWords ?? intl.formatMessage({ id: "approval.until" }, { date: longDate(intl, step.due) })}
    </span>
  );
}

/** The first two answers at hand, the others behind "Anders antworten". */
function AnswerButtons(props: { ways: readonly Way[]; pending: boolean; choose: (way: Way) => void }) {
  const { ways, pending, choose } = props;
  const styles = useStyles();
  const online = useOnline();
  const [first, second, ...rest] = ways;
  return (
    <div className={styles.buttons}>
      {[first, second].map(
        (way, at) =>
          way !== undefined && (
            <Button
              key={way.answer}
              appearance={at === 0 ? "primary" : "secondary"}
              disabledFocusable={pending || !online}
              onClick={() => choose(way)}
            >
              <AnswerWords way={way} />
            </Button>
          ),
      )}
      {rest.length > 0 && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <MenuButton appearance="subtle" disabledFocusable={pending || !online}>
              <FormattedMessage id="approval.answer-other" />
            </MenuButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {rest.map((way) => (
                <MenuItem key={way.answer} onClick={() => choose(way)}>
                  <AnswerWords way={way} />
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </div>
  );
}

/** What the button says; who closes signs, all others co-sign. */
function AnswerWords({ way: { move, answer } }: { way: Way }) {
  return (
    <FormattedMessage
      id={
        answer === undefined
          ? `approval.move.${move.kind}`
          : move.kind === "close" && answer === "signed"
            ? "approval.answer.close"
            : `approval.answer.${answer}`
      }
    />
  );
}

/** Which words are wanted. */
function textId({ move: { kind }, answer }: Way) {
  switch (kind) {
    case "withdraw":
    case "decideEscalation":
    case "declineChange":
    case "takeBack":
    case "callTalk":
    case "declareBias":
      return `approval.text.${kind}` as const;
    case "answer":
    case "close":
    case "noteDissent":
    case "escalate":
    case "reassign":
    case "drop":
    case "confirm":
    case "revise":
    case "acknowledge":
      return answer === undefined || answer === "signed"
        ? "approval.text.remark"
        : (`approval.text.${answer}` as const);
    default:
      return kind satisfies never;
  }
}

/** What else has to be said: remark, proposal, reason; persons; which way; the new version. */
function ReplyForm(props: {
  way: Way;
  detail: SchemaApprovalDetail;
  pending: boolean;
  send: (reply: Reply) => void;
  close: () => void;
}) {
  const { way, detail, pending, send, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const online = useOnline();
  const { kind } = way.move;
  const [text, setText] = useState("");
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [choice, setChoice] = useState("");
  const last = detail.versions.at(-1);
  const [content, setContent] = useState({ subject: last?.subject ?? "", text: last?.text ?? "" });
  const [tried, setTried] = useState(false);
  const words = text.trim();
  const needs = textOf(way);
  const asksPeople = kind === "reassign" || kind === "escalate";
  const choices =
    kind === "decideEscalation"
      ? (["goes-on", "back"] as const)
      : kind === "confirm" || kind === "revise"
        ? (["editorial", "substantive"] as const)
        : undefined;
  const missing = {
    text: needs === "required" && words === "",
    people: asksPeople && people.length === 0,
    choice: choices !== undefined && choice === "",
    subject: kind === "revise" && content.subject.trim() === "",
  };
  const required = intl.formatMessage({ id: "field.required" });
  const peopleName = intl.formatMessage({
    id: kind === "escalate" ? "approval.people.escalate" : "approval.people.reassign",
  });
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.text || missing.people || missing.choice || missing.subject) return;
        send({
          ...way,
          ...(words === "" ? {} : { text: words }),
          ...(asksPeople ? { people: people.map(({ id }) => id) } : {}),
          ...(kind === "decideEscalation" ? { goesOn: choice === "goes-on" } : {}),
          ...(choice === "editorial" || choice === "substantive" ? { kind: choice } : {}),
          ...(kind === "revise"
            ? { content: { ...content, subject: content.subject.trim(), takesOver: proposalsIn(detail) } }
            : {}),
        });
      }}
    >
      {kind === "revise" && (
        <>
          <Field
            required
            label={intl.formatMessage({ id: "approval.subject" })}
            validationMessage={tried && missing.subject ? required : null}
          >
            <Input
              value={content.subject}
              maxLength={500}
              onChange={(_, { value }) => setContent({ ...content, subject: value })}
            />
          </Field>
          <Field label={intl.formatMessage({ id: "approval.content" })}>
            <Textarea
              rows={8}
              resize="vertical"
              maxLength={20_000}
              value={content.text}
              onChange={(_, { value }) => setContent({ ...content, text: value })}
            />
          </Field>
        </>
      )}
      {choices !== undefined && (
        <Field
          required
          label={intl.formatMessage({
            id: kind === "decideEscalation" ? "approval.choose.decideEscalation" : "approval.choose.confirm",
          })}
          validationMessage={tried && missing.choice ? required : null}
        >
          <RadioGroup value={choice} onChange={(_, { value }) => setChoice(value)}>
            {choices.map((each) => (
              <Radio key={each} value={each} label={intl.formatMessage({ id: `approval.choice.${each}` })} />
            ))}
          </RadioGroup>
        </Field>
      )}
      {asksPeople && (
        <Field required label={peopleName} validationMessage={tried && missing.people ? required : null}>
          <PeoplePicker
            name={peopleName}
            chosen={people}
            change={(chosen) => setPeople(kind === "escalate" ? chosen.slice(-1) : chosen)}
          />
        </Field>
      )}
      {needs !== "none" && (
        <Field
          required={needs === "required"}
          label={intl.formatMessage({ id: textId(way) })}
          validationMessage={tried && missing.text ? required : null}
        >
          <Textarea
            // The person has just asked for this field.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={choices === undefined}
            rows={3}
            resize="vertical"
            maxLength={longest}
            value={text}
            onChange={(_, { value }) => setText(value)}
          />
        </Field>
      )}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={pending || !online}>
          <AnswerWords way={way} />
        </Button>
        <Button appearance="subtle" onClick={close}>
          <FormattedMessage id="action.cancel" />
        </Button>
      </div>
    </form>
  );
}

/** The steps whose proposals a new version takes over: those that wait. */
const proposalsIn = (detail: SchemaApprovalDetail): readonly number[] =>
  detail.stages
    .flatMap(({ seats }) => seats.map(stepOf))
    .flatMap((step) => (step?.state === "changeProposed" ? [step.number] : []));
