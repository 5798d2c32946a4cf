import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, done } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaDeputyKind, SchemaDeputyshipView, SchemaNameDeputyRequest } from "../api/schema";
import { longDate, today } from "../shared/dates";
import { Face } from "../shared/Face";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { meQuery, useDirectory, type Directory, type Person } from "../shared/people";
import { PersonPicker } from "../shared/PersonPicker";
import { useNow } from "../shared/useNow";
import { nameOf } from "./path";
import { deputiesQuery } from "./queries";

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
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  heading: { margin: "20px 0 8px", fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  row: {
    display: "flex",
    alignItems: "center",
    columnGap: "12px",
    padding: "8px 12px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow2,
  },
  words: {
    flexGrow: 1,
    minInlineSize: 0,
    display: "flex",
    flexDirection: "column",
    overflowWrap: "anywhere",
  },
  quiet: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  form: { display: "flex", flexDirection: "column", rowGap: "12px" },
  pair: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    alignItems: "start",
    gap: "12px",
    "@media (max-width: 479px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  submit: { alignSelf: "flex-start" },
});

const kinds: readonly SchemaDeputyKind[] = ["absence", "standing", "adHoc"];

/** Who stands in for me, for whom I do, and naming somebody. */
export function DeputiesPage() {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const { data: deputyships } = useSuspenseQuery(deputiesQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  const people = useDirectory(
    [...new Set(deputyships.flatMap(({ principal, deputy }) => [principal, deputy]))].sort(),
  );
  const groups = [
    { id: "mine", rows: deputyships.filter(({ principal }) => principal === me.person.id) },
    { id: "others", rows: deputyships.filter(({ deputy }) => deputy === me.person.id) },
  ] as const;
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <Button
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={intl.formatMessage({ id: "approval.back" })}
            onClick={() => void navigate({ to: "/approvals" })}
          />
          <h1 className={styles.title}>
            <FormattedMessage id="deputies.title" />
          </h1>
        </header>
        <p className={styles.quiet}>
          <FormattedMessage id="deputies.text" />
        </p>
        {groups.map(({ id, rows }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id} className={styles.heading}>
              <FormattedMessage id={`deputies.${id}`} />
            </h2>
            {rows.length === 0 ? (
              <p className={styles.quiet}>
                <FormattedMessage id={`deputies.${id}-none`} />
              </p>
            ) : (
              <ul className={styles.list}>
                {rows.map((row) => (
                  <Row key={row.id} deputyship={row} mine={id === "mine"} people={people} />
                ))}
              </ul>
            )}
          </section>
        ))}
        <section aria-labelledby="name">
          <h2 id="name" className={styles.heading}>
            <FormattedMessage id="deputies.name" />
          </h2>
          <NameForm me={me.person.id} zone={me.organisation.timeZone} />
        </section>
      </div>
    </div>
  );
}

/** After any change lists of approvals may show more or less. */
function useChange<T>(change: (value: T, command: string) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ command, value }: { command: string; value: T }) => change(value, command),
    onSettled: () => client.invalidateQueries({ queryKey: ["approvals"] }),
  });
}

function Row(props: { deputyship: SchemaDeputyshipView; mine: boolean; people: Directory }) {
  const { deputyship, mine, people } = props;
  const styles = useStyles();
  const intl = useIntl();
  const notify = useNotify();
  const sentence = useSentence();
  const online = useOnline();
  const end = useChange((id: string, command) =>
    done(
      api.DELETE("/api/approvals/deputies/{deputyship}", {
        params: { path: { deputyship: id }, header: as(command) },
      }),
    ),
  );
  const other = mine ? deputyship.deputy : deputyship.principal;
  const name = nameOf(intl, people, other);
  const limits = [
    deputyship.unit ?? "",
    deputyship.type ?? "",
    deputyship.upTo == null
      ? ""
      : intl.formatMessage(
          { id: "deputies.up-to" },
          { amount: intl.formatNumber(deputyship.upTo, { style: "currency", currency: "EUR" }) },
        ),
  ].filter((limit) => limit !== "");
  return (
    <li className={styles.row}>
      <Face id={other} name={name} size={32} named={false} />
      <span className={styles.words}>
        <span>{name}</span>
        <span className={styles.quiet}>
          <FormattedMessage
            id="deputies.when"
            values={{
              kind: intl.formatMessage({ id: `deputies.kind.${deputyship.kind}` }),
              from: longDate(intl, deputyship.from),
              to: longDate(intl, deputyship.to),
            }}
          />
          {limits.length > 0 && ` · ${limits.join(" · ")}`}
        </span>
      </span>
      {mine && (
        <Button
          appearance="subtle"
          icon={<Dismiss16Regular />}
          disabledFocusable={end.isPending || !online}
          aria-label={intl.formatMessage({ id: "deputies.end" }, { name })}
          onClick={() =>
            end.mutate(
              { command: newCommandId(), value: deputyship.id },
              {
                onSuccess: () =>
                  notify({
                    intent: "success",
                    title: intl.formatMessage({ id: "deputies.ended" }, { name }),
                  }),
                onError: (error) =>
                  notify({
                    intent: "error",
                    title: intl.formatMessage({ id: "refused" }),
                    text: sentence(error),
                  }),
              },
            )
          }
        />
      )}
    </li>
  );
}

/** From a day to a day, for all matters or for those of a unit, a type, up to an amount. */
function NameForm({ me, zone }: { me: string; zone: string }) {
  const styles = useStyles();
  const intl = useIntl();
  const notify = useNotify();
  const sentence = useSentence();
  const online = useOnline();
  const day = today(zone, new Date(useNow()));
  const [deputy, setDeputy] = useState<Person>();
  const [kind, setKind] = useState<SchemaDeputyKind>("absence");
  const [from, setFrom] = useState(day);
  const [to, setTo] = useState("");
  const [unit, setUnit] = useState("");
  const [upTo, setUpTo] = useState("");
  const [tried, setTried] = useState(false);
  const name = useChange((body: SchemaNameDeputyRequest, command) =>
    done(api.POST("/api/approvals/deputies", { params: { header: as(command) }, body })),
  );
  const required = intl.formatMessage({ id: "field.required" });
  const submit = () => {
    setTried(true);
    if (deputy === undefined || from === "" || to === "") return;
    const value: SchemaNameDeputyRequest = {
      deputy: deputy.id,
      kind,
      from,
      to,
      ...(unit.trim() === "" ? {} : { unit: unit.trim() }),
      ...(upTo === "" ? {} : { upTo: Number(upTo) }),
    };
    name.mutate(
      { command: newCommandId(), value },
      {
        onSuccess: () => {
          notify({
            intent: "success",
            title: intl.formatMessage({ id: "deputies.named" }, { name: deputy.name }),
          });
          setDeputy(undefined);
          setTo("");
          setTried(false);
        },
      },
    );
  };
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {name.isError && (
        <MessageBar intent="error">
          <MessageBarBody>{sentence(name.error)}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.pair}>
        <Field
          required
          label={intl.formatMessage({ id: "deputies.who" })}
          validationMessage={tried && deputy === undefined ? required : null}
        >
          <PersonPicker chosen={deputy} without={[me]} pick={setDeputy} />
        </Field>
        <Field label={intl.formatMessage({ id: "deputies.kind" })}>
          <Select
            value={kind}
            onChange={(_, { value }) => setKind(kinds.find((each) => each === value) ?? "absence")}
          >
            {kinds.map((each) => (
              <option key={each} value={each}>
                {intl.formatMessage({ id: `deputies.kind.${each}` })}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          required
          label={intl.formatMessage({ id: "deputies.from" })}
          validationMessage={tried && from === "" ? required : null}
        >
          <Input type="date" value={from} onChange={(_, { value }) => setFrom(value)} />
        </Field>
        <Field
          required
          label={intl.formatMessage({ id: "deputies.to" })}
          hint={intl.formatMessage({ id: "deputies.to-hint" })}
          validationMessage={tried && to === "" ? required : null}
        >
          <Input type="date" value={to} min={from} onChange={(_, { value }) => setTo(value)} />
        </Field>
        <Field label={intl.formatMessage({ id: "deputies.unit" })}>
          <Input value={unit} maxLength={200} onChange={(_, { value }) => setUnit(value)} />
        </Field>
        <Field label={intl.formatMessage({ id: "deputies.amount" })}>
          <Input type="number" min={0} step="any" value={upTo} onChange={(_, { value }) => setUpTo(value)} />
        </Field>
      </div>
      <Button
        type="submit"
        appearance="primary"
        className={styles.submit}
        disabledFocusable={name.isPending || !online}
      >
        <FormattedMessage id="deputies.name-button" />
      </Button>
    </form>
  );
}
