import {
  Button,
  Field,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarBody,
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
import type { Directory } from "../shared/people";
import { askedOf, textOf, type Reply, type Way } from "./moves";
import { nameOf, seatName, stepOf } from "./path";
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

/** What is asked of the reader: only what the server offers, the first two answers at hand. */
export function Moves(props: {
  detail: SchemaApprovalDetail;
  people: Directory;
  /** How deep the headings lie. */
  level: "h2" | "h4";
}) {
  const { detail, people, level: Heading } = props;
  const styles = useStyles();
  const sentence = useSentence();
  const id = useId();
  const reply = useReply(detail);
  const [open, setOpen] = useState<Way>();
  const choose = (way: Way) => {
    if (textOf(way.answer) === "none") void reply.send(way);
    else setOpen(way);
  };
  return askedOf(detail.moves).map(({ move, ways }, at) => (
    <section key={keyOf(move)} className={styles.asked} aria-labelledby={`${id}-${at}`}>
      <Heading id={`${id}-${at}`} className={styles.heading}>
        <AskedWords move={move} detail={detail} people={people} />
      </Heading>
      <DueOf move={move} detail={detail} />
      {reply.error != null && (
        <MessageBar intent="error">
          <MessageBarBody>{sentence(reply.error)}</MessageBarBody>
        </MessageBar>
      )}
      {open !== undefined && keyOf(open.move) === keyOf(move) ? (
        <ReplyForm
          way={open}
          pending={reply.isPending}
          send={(answer) =>
            void reply.send(answer).then((done) => {
              if (done) setOpen(undefined);
            })
          }
          close={() => setOpen(undefined)}
        />
      ) : (
        <AnswerButtons ways={ways} pending={reply.isPending} choose={choose} />
      )}
    </section>
  ));
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

/** The answer on its button; who closes signs, all others co-sign. */
function AnswerWords({ way: { move, answer } }: { way: Way }) {
  return (
    <FormattedMessage
      id={
        move.kind === "close" && answer === "signed" ? "approval.answer.close" : `approval.answer.${answer}`
      }
    />
  );
}

/** The words that go with an answer: remark, proposal, reason. */
function ReplyForm(props: { way: Way; pending: boolean; send: (reply: Reply) => void; close: () => void }) {
  const { way, pending, send, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const online = useOnline();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const words = text.trim();
  const required = textOf(way.answer) === "required";
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!required || words !== "") send(words === "" ? way : { ...way, text: words });
      }}
    >
      <Field
        required={required}
        label={intl.formatMessage({ id: `approval.text.${way.answer === "signed" ? "remark" : way.answer}` })}
        validationMessage={
          tried && required && words === "" ? intl.formatMessage({ id: "field.required" }) : null
        }
      >
        <Textarea
          // The person has just asked for this field.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          rows={3}
          resize="vertical"
          maxLength={longest}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
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
