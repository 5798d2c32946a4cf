import {
  Button,
  Checkbox,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { ArrowDown16Regular } from "@fluentui/react-icons/svg/arrow-down";
import { ArrowUp16Regular } from "@fluentui/react-icons/svg/arrow-up";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import type { Directory, Person } from "../shared/people";
import { nameOf } from "./path";
import { PeoplePicker } from "./PeoplePicker";
import {
  newSeat,
  newStage,
  requestOf,
  type SeatDraft,
  type StageDraft,
  type TemplateDraft,
} from "./template";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", rowGap: "12px", paddingBlockStart: "8px" },
  pair: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    alignItems: "start",
    gap: "8px 12px",
    "@media (max-width: 479px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  stage: {
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    margin: 0,
    padding: "12px",
    minInlineSize: 0,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  seat: {
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    margin: 0,
    padding: "12px",
    minInlineSize: 0,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  legend: { padding: "0 4px", fontWeight: tokens.fontWeightSemibold },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  add: { alignSelf: "flex-start" },
});

const roles = ["coSigner", "participant", "closing"] as const;
const orders = ["parallel", "chain"] as const;
const quorums = ["all", "atLeast", "majority"] as const;
const offices = [
  "staffCouncil",
  "equalOpportunities",
  "severelyDisabled",
  "dataProtection",
  "audit",
] as const;
const rights = ["hearing", "cooperation", "coDetermination"] as const;
const units = ["day", "workingDay", "week", "month"] as const;
const eyes = ["always", "aboveAmount", "off"] as const;

const oneOf = <T extends string>(values: readonly T[], value: string, usual: T): T =>
  values.find((each) => each === value) ?? usual;

/** Name, rules and path of a template; running approvals keep the path they began with. */
export function TemplateForm(props: {
  /** Absent: a new one. */
  id: string | undefined;
  first: TemplateDraft;
  people: Directory;
  close: () => void;
}) {
  const { id, first, people, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const online = useOnline();
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const { path } = draft;
  const required = intl.formatMessage({ id: "field.required" });
  const save = useMutation({
    mutationFn: (command: string) => {
      const body = requestOf(draft);
      const header = as(command);
      return read(
        id === undefined
          ? api.POST("/api/approvals/templates", { params: { header }, body })
          : api.PUT("/api/approvals/templates/{template}", {
              params: { path: { template: id }, header },
              body,
            }),
      );
    },
    onSuccess: async () => {
      notify({ intent: "success", title: intl.formatMessage({ id: "template.saved" }) });
      await client.invalidateQueries({ queryKey: ["approvals", "templates"] });
      close();
    },
  });
  const put = (change: Partial<TemplateDraft["path"]>) =>
    setDraft({ ...draft, path: { ...path, ...change } });
  const putStage = (at: number, stage: StageDraft) => put({ stages: path.stages.with(at, stage) });
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (draft.name.trim() !== "" && draft.type.trim() !== "") save.mutate(newCommandId());
      }}
    >
      {save.isError && (
        <MessageBar intent="error">
          <MessageBarBody>{sentence(save.error)}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.pair}>
        <Field
          required
          label={intl.formatMessage({ id: "template.name" })}
          validationMessage={tried && draft.name.trim() === "" ? required : null}
        >
          <Input
            value={draft.name}
            maxLength={200}
            onChange={(_, { value }) => setDraft({ ...draft, name: value })}
          />
        </Field>
        <Field
          required
          label={intl.formatMessage({ id: "template.type" })}
          hint={intl.formatMessage({ id: "template.type-hint" })}
          validationMessage={tried && draft.type.trim() === "" ? required : null}
        >
          <Input
            value={draft.type}
            maxLength={60}
            onChange={(_, { value }) => setDraft({ ...draft, type: value })}
          />
        </Field>
        <Field label={intl.formatMessage({ id: "template.four-eyes" })}>
          <Select
            value={path.fourEyes}
            onChange={(_, { value }) => put({ fourEyes: oneOf(eyes, value, "always") })}
          >
            {eyes.map((each) => (
              <option key={each} value={each}>
                {intl.formatMessage({ id: `template.four-eyes.${each}` })}
              </option>
            ))}
          </Select>
        </Field>
        {path.fourEyes === "aboveAmount" && (
          <Field label={intl.formatMessage({ id: "template.above" })}>
            <Input
              type="number"
              min={0}
              step="any"
              value={String(path.above)}
              onChange={(_, { value }) => put({ above: Number(value) })}
            />
          </Field>
        )}
      </div>
      <div>
        <Checkbox
          label={intl.formatMessage({ id: "template.silence" })}
          checked={path.silenceConsents}
          onChange={(_, { checked }) => put({ silenceConsents: checked === true })}
        />
        <Checkbox
          label={intl.formatMessage({ id: "template.bulk" })}
          checked={draft.bulkAllowed}
          onChange={(_, { checked }) => setDraft({ ...draft, bulkAllowed: checked === true })}
        />
        {id !== undefined && (
          <Checkbox
            label={intl.formatMessage({ id: "template.archived" })}
            checked={draft.archived}
            onChange={(_, { checked }) => setDraft({ ...draft, archived: checked === true })}
          />
        )}
      </div>
      {path.stages.map((stage, at) => (
        <StageFields
          key={stage.key}
          stage={stage}
          number={at + 1}
          people={people}
          change={(next) => putStage(at, next)}
          {...(at === 0 ? {} : { up: () => put({ stages: swapped(path.stages, at - 1) }) })}
          {...(at === path.stages.length - 1
            ? {}
            : { down: () => put({ stages: swapped(path.stages, at) }) })}
          {...(path.stages.length === 1
            ? {}
            : { remove: () => put({ stages: path.stages.toSpliced(at, 1) }) })}
        />
      ))}
      <Button
        className={styles.add}
        icon={<Add16Regular />}
        onClick={() =>
          put({ stages: [...path.stages, newStage(newCommandId(), newSeat(newCommandId(), "coSigner"))] })
        }
      >
        <FormattedMessage id="template.add-stage" />
      </Button>
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={save.isPending || !online}>
          <FormattedMessage id="action.save" />
        </Button>
        <Button onClick={close}>
          <FormattedMessage id="action.cancel" />
        </Button>
      </div>
    </form>
  );
}

const swapped = <T,>(items: readonly T[], at: number): readonly T[] => {
  const [one, other] = [items[at], items[at + 1]];
  return one === undefined || other === undefined ? items : items.toSpliced(at, 2, other, one);
};

/** A stage: how its seats are asked, when it is done, and who sits in it. */
function StageFields(props: {
  stage: StageDraft;
  number: number;
  people: Directory;
  change: (stage: StageDraft) => void;
  up?: () => void;
  down?: () => void;
  remove?: () => void;
}) {
  const { stage, number, people, change, up, down, remove } = props;
  const styles = useStyles();
  const intl = useIntl();
  const title = intl.formatMessage({ id: "approval.stage" }, { number });
  return (
    <fieldset className={styles.stage}>
      <legend className={styles.legend}>{title}</legend>
      <div className={styles.buttons}>
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowUp16Regular />}
          disabledFocusable={up === undefined}
          aria-label={intl.formatMessage({ id: "item.up" }, { title })}
          onClick={() => up?.()}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowDown16Regular />}
          disabledFocusable={down === undefined}
          aria-label={intl.formatMessage({ id: "item.down" }, { title })}
          onClick={() => down?.()}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<Dismiss16Regular />}
          disabledFocusable={remove === undefined}
          aria-label={intl.formatMessage({ id: "panel.remove-item" }, { title })}
          onClick={() => remove?.()}
        />
      </div>
      {stage.seats.length > 1 && (
        <div className={styles.pair}>
          <Field label={intl.formatMessage({ id: "template.order" })}>
            <Select
              value={stage.order}
              onChange={(_, { value }) => change({ ...stage, order: oneOf(orders, value, "parallel") })}
            >
              {orders.map((each) => (
                <option key={each} value={each}>
                  {intl.formatMessage({ id: `approval.order.${each}` })}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={intl.formatMessage({ id: "template.quorum" })}>
            <Select
              value={stage.quorum.kind}
              onChange={(_, { value }) =>
                change({ ...stage, quorum: { ...stage.quorum, kind: oneOf(quorums, value, "all") } })
              }
            >
              {quorums.map((each) => (
                <option key={each} value={each}>
                  {intl.formatMessage({ id: `template.quorum.${each}` })}
                </option>
              ))}
            </Select>
          </Field>
          {stage.quorum.kind !== "all" && (
            <Field label={intl.formatMessage({ id: "template.needed" })}>
              <Input
                type="number"
                min={1}
                max={stage.seats.length}
                value={String(stage.quorum.needed ?? 1)}
                onChange={(_, { value }) =>
                  change({ ...stage, quorum: { ...stage.quorum, needed: Math.max(1, Number(value)) } })
                }
              />
            </Field>
          )}
        </div>
      )}
      {stage.seats.map((seat, at) => (
        <SeatFields
          key={seat.key}
          seat={seat}
          number={at + 1}
          people={people}
          change={(next) => change({ ...stage, seats: stage.seats.with(at, next) })}
          {...(stage.seats.length === 1
            ? {}
            : { remove: () => change({ ...stage, seats: stage.seats.toSpliced(at, 1) }) })}
        />
      ))}
      <Button
        size="small"
        className={styles.add}
        icon={<Add16Regular />}
        onClick={() => change({ ...stage, seats: [...stage.seats, newSeat(newCommandId(), "coSigner")] })}
      >
        <FormattedMessage id="template.add-seat" />
      </Button>
    </fieldset>
  );
}

/** A seat: what it is asked for, for which unit and area, how long it has, and who holds it. */
function SeatFields(props: {
  seat: SeatDraft;
  number: number;
  people: Directory;
  change: (seat: SeatDraft) => void;
  remove?: () => void;
}) {
  const { seat, number, people, change, remove } = props;
  const styles = useStyles();
  const intl = useIntl();
  // Names of those who were just chosen; the others come from the directory.
  const [chosen, setChosen] = useState<Readonly<Record<string, Person>>>({});
  const title = intl.formatMessage({ id: "template.seat" }, { number });
  const holders = seat.holders.map(
    (id) => chosen[id] ?? people[id] ?? { id, name: nameOf(intl, people, id), active: true },
  );
  const holdersName = intl.formatMessage({ id: "template.holders" });
  const participation = seat.participation ?? { office: "staffCouncil", right: "coDetermination" };
  return (
    <fieldset className={styles.seat}>
      <legend className={styles.legend}>{title}</legend>
      <div className={styles.pair}>
        <Field label={intl.formatMessage({ id: "template.role" })}>
          <Select
            value={seat.role}
            onChange={(_, { value }) => change({ ...seat, role: oneOf(roles, value, "coSigner") })}
          >
            {roles.map((each) => (
              <option key={each} value={each}>
                {intl.formatMessage({ id: `approval.role.${each}` })}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={intl.formatMessage({ id: "approval.unit" })}>
          <Input
            value={seat.unit}
            maxLength={200}
            onChange={(_, { value }) => change({ ...seat, unit: value })}
          />
        </Field>
        <Field label={intl.formatMessage({ id: "template.area" })}>
          <Input
            value={seat.area ?? ""}
            maxLength={200}
            onChange={(_, { value }) => change({ ...seat, area: value === "" ? null : value })}
          />
        </Field>
        <Field label={intl.formatMessage({ id: "template.frist" })}>
          <Input
            type="number"
            min={1}
            max={366}
            value={seat.frist == null ? "" : String(seat.frist.length)}
            onChange={(_, { value }) =>
              change({
                ...seat,
                frist:
                  value === ""
                    ? null
                    : { unit: "workingDay", begin: "event", ...seat.frist, length: Number(value) },
              })
            }
          />
        </Field>
        {seat.frist != null && (
          <Field label={intl.formatMessage({ id: "template.frist-unit" })}>
            <Select
              value={seat.frist.unit}
              onChange={(_, { value }) =>
                change({
                  ...seat,
                  frist: {
                    length: seat.frist?.length ?? 1,
                    begin: seat.frist?.begin ?? "event",
                    unit: oneOf(units, value, "workingDay"),
                  },
                })
              }
            >
              {units.map((each) => (
                <option key={each} value={each}>
                  {intl.formatMessage({ id: `template.frist-unit.${each}` })}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {seat.role === "participant" && (
          <>
            <Field label={intl.formatMessage({ id: "template.office" })}>
              <Select
                value={participation.office}
                onChange={(_, { value }) =>
                  change({
                    ...seat,
                    participation: { ...participation, office: oneOf(offices, value, "staffCouncil") },
                  })
                }
              >
                {offices.map((each) => (
                  <option key={each} value={each}>
                    {intl.formatMessage({ id: `approval.office.${each}` })}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={intl.formatMessage({ id: "template.right" })}>
              <Select
                value={participation.right}
                onChange={(_, { value }) =>
                  change({
                    ...seat,
                    participation: { ...participation, right: oneOf(rights, value, "coDetermination") },
                  })
                }
              >
                {rights.map((each) => (
                  <option key={each} value={each}>
                    {intl.formatMessage({ id: `approval.right.${each}` })}
                  </option>
                ))}
              </Select>
            </Field>
          </>
        )}
      </div>
      {seat.role === "coSigner" && (
        <Checkbox
          label={intl.formatMessage({ id: "template.agreement" })}
          checked={seat.needsAgreement}
          onChange={(_, { checked }) => change({ ...seat, needsAgreement: checked === true })}
        />
      )}
      <Field label={holdersName} hint={intl.formatMessage({ id: "template.holders-hint" })}>
        <PeoplePicker
          name={holdersName}
          chosen={holders}
          change={(next) => {
            setChosen({ ...chosen, ...Object.fromEntries(next.map((person) => [person.id, person])) });
            change({ ...seat, holders: next.map(({ id }) => id) });
          }}
        />
      </Field>
      {remove !== undefined && (
        <Button size="small" appearance="subtle" className={styles.add} onClick={remove}>
          <FormattedMessage id="panel.remove-item" values={{ title }} />
        </Button>
      )}
    </fieldset>
  );
}
