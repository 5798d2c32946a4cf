import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
  Textarea,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaApprovalTemplateView, SchemaStartApprovalRequest } from "../api/schema";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { meQuery, useDirectory, type Person } from "../shared/people";
import { peopleOnPath, seatName } from "./path";
import { PathList } from "./PathList";
import { PathPicture } from "./PathPicture";
import { PeoplePicker } from "./PeoplePicker";
import { previewQuery, templatesQuery } from "./queries";

const route = getRouteApi("/approvals/new");

const useStyles = makeStyles({
  page: {
    blockSize: "100%",
    overflowY: "auto",
    boxSizing: "border-box",
    padding: "8px 24px 24px",
    "@media (max-width: 639px)": { paddingInline: "16px" },
  },
  head: { display: "flex", alignItems: "center", columnGap: "8px", minBlockSize: "44px" },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  form: { maxInlineSize: "720px", display: "flex", flexDirection: "column", rowGap: "12px" },
  pair: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    alignItems: "start",
    columnGap: "12px",
    rowGap: "12px",
    "@media (max-width: 479px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  preview: {
    maxInlineSize: "1080px",
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    padding: "12px 16px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  words: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  hint: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

/** A seat of the template for which whoever asks names somebody. */
type OpenSeat = { readonly number: number; readonly name: string };

/** Asks for an approval: by which template, what, of whom; the way is shown before anything is sent. */
export function RequestPage() {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const online = useOnline();
  const { board, card } = route.useSearch();
  const { data: templates } = useSuspenseQuery(templatesQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  const [template, setTemplate] = useState("");
  const [subject, setSubject] = useState("");
  const [text, setText] = useState("");
  const [unit, setUnit] = useState(me.person.department ?? "");
  const [amount, setAmount] = useState("");
  const [comment, setComment] = useState("");
  const [holders, setHolders] = useState<Readonly<Record<number, readonly Person[]>>>({});
  const [informed, setInformed] = useState<readonly Person[]>([]);
  const [tried, setTried] = useState(false);
  const ofCard = board !== undefined && card !== undefined;
  const chosen = templates.find(({ id }) => id === template);
  const open: readonly OpenSeat[] =
    chosen === undefined
      ? [{ number: 1, name: intl.formatMessage({ id: "approval.approver" }) }]
      : openSeatsOf(chosen).map(({ number, seat }) => ({ number, name: seatName(intl, seat) }));
  const complete =
    (ofCard || subject.trim() !== "") && open.every(({ number }) => (holders[number] ?? []).length > 0);
  const body: SchemaStartApprovalRequest = {
    ...(chosen === undefined ? {} : { template: chosen.id }),
    ...(ofCard ? { on: { board, card } } : { subject: subject.trim(), text: text.trim() }),
    ...(unit.trim() === "" ? {} : { unit: unit.trim() }),
    ...(amount === "" ? {} : { amount: Number(amount) }),
    ...(comment.trim() === "" ? {} : { comment: comment.trim() }),
    holders: open.map(({ number }) => ({
      seat: number,
      people: (holders[number] ?? []).map(({ id }) => id),
    })),
    ...(informed.length === 0 ? {} : { informed: informed.map(({ id }) => id) }),
  };
  const start = useMutation({
    mutationFn: (command: string) =>
      read(api.POST("/api/approvals", { params: { header: as(command) }, body })),
    onSuccess: async (approval) => {
      notify({ intent: "success", title: intl.formatMessage({ id: "approval.sent" }) });
      await client.invalidateQueries({ queryKey: ["approvals"] });
      await navigate({ to: "/approvals/$approval", params: { approval: approval.id } });
    },
  });
  const required = intl.formatMessage({ id: "field.required" });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Button
          appearance="subtle"
          icon={<ArrowLeft20Regular />}
          aria-label={intl.formatMessage({ id: "approval.back" })}
          onClick={() => void navigate({ to: "/approvals" })}
        />
        <h1 className={styles.title}>
          <FormattedMessage id="approval.ask" />
        </h1>
      </header>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (complete) start.mutate(newCommandId());
        }}
      >
        {start.isError && (
          <MessageBar intent="error">
            <MessageBarBody>{sentence(start.error)}</MessageBarBody>
          </MessageBar>
        )}
        <Field label={intl.formatMessage({ id: "approval.template" })}>
          <Select
            value={template}
            onChange={(_, { value }) => {
              setTemplate(value);
              setHolders({});
            }}
          >
            <option value="">{intl.formatMessage({ id: "approval.template-none" })}</option>
            {templates
              .filter(({ archived }) => !archived)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        {!ofCard && (
          <>
            <Field
              required
              label={intl.formatMessage({ id: "approval.subject" })}
              validationMessage={tried && subject.trim() === "" ? required : null}
            >
              <Input value={subject} maxLength={500} onChange={(_, { value }) => setSubject(value)} />
            </Field>
            <Field label={intl.formatMessage({ id: "approval.content" })}>
              <Textarea
                rows={6}
                resize="vertical"
                maxLength={20_000}
                value={text}
                onChange={(_, { value }) => setText(value)}
              />
            </Field>
          </>
        )}
        <div className={styles.pair}>
          <Field label={intl.formatMessage({ id: "approval.unit" })}>
            <Input value={unit} maxLength={200} onChange={(_, { value }) => setUnit(value)} />
          </Field>
          <Field label={intl.formatMessage({ id: "approval.amount" })}>
            <Input
              type="number"
              min={0}
              step="any"
              value={amount}
              onChange={(_, { value }) => setAmount(value)}
            />
          </Field>
        </div>
        {open.map(({ number, name }) => (
          <Field
            key={`${template} ${number}`}
            required
            label={name}
            validationMessage={tried && (holders[number] ?? []).length === 0 ? required : null}
          >
            <PeoplePicker
              name={name}
              chosen={holders[number] ?? []}
              change={(people) => setHolders({ ...holders, [number]: people })}
            />
          </Field>
        ))}
        <Field label={intl.formatMessage({ id: "approval.comment" })}>
          <Textarea
            rows={2}
            resize="vertical"
            maxLength={2_000}
            value={comment}
            onChange={(_, { value }) => setComment(value)}
          />
        </Field>
        <Field label={intl.formatMessage({ id: "approval.also-informed" })}>
          <PeoplePicker
            name={intl.formatMessage({ id: "approval.also-informed" })}
            chosen={informed}
            change={setInformed}
          />
        </Field>
        {complete && <Preview body={body} author={me.person.id} />}
        <p className={styles.hint}>
          <FormattedMessage id="approval.no-written-form" />
        </p>
        <div className={styles.buttons}>
          <Button type="submit" appearance="primary" disabledFocusable={start.isPending || !online}>
            <FormattedMessage id="approval.ask-button" />
          </Button>
        </div>
      </form>
    </div>
  );
}

/** The seats without holders, numbered through all stages. */
function openSeatsOf({ path }: SchemaApprovalTemplateView) {
  return path.stages
    .flatMap(({ seats }) => seats)
    .map((seat, at) => ({ number: at + 1, seat }))
    .filter(({ seat }) => seat.holders.length === 0);
}

/** Who would be asked, in which order and until when; or why it can't be sent so. */
function Preview({ body, author }: { body: SchemaStartApprovalRequest; author: string }) {
  const styles = useStyles();
  const sentence = useSentence();
  const asked = useDeferredValue(body);
  const { data, error } = useQuery({ ...previewQuery(asked), placeholderData: keepPreviousData });
  const people = useDirectory(
    data === undefined
      ? []
      : [...new Set([author, ...peopleOnPath(data.stages), ...data.lead, ...data.informed])].sort(),
  );
  if (error !== null)
    return (
      <MessageBar intent="warning">
        <MessageBarBody>{sentence(error)}</MessageBarBody>
      </MessageBar>
    );
  if (data === undefined) return null;
  return (
    <section className={styles.preview} aria-labelledby="preview">
      <h2 id="preview" className={styles.heading}>
        <FormattedMessage id="approval.preview" />
      </h2>
      <PathPicture author={author} stages={data.stages} people={people} />
      <h3 className={styles.words}>
        <FormattedMessage id="approval.path-words" />
      </h3>
      <PathList stages={data.stages} people={people} />
    </section>
  );
}
