import { Checkbox, Field, Select, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaPlannerPolicy, SchemaPlannerRuleField, SchemaPlannerRules } from "../api/schema";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { rulesQuery } from "./queries";
import { fieldName } from "./values";

const policies = ["later", "board", "planner", "ask"] as const satisfies readonly SchemaPlannerPolicy[];

const fields = [
  "title",
  "description",
  "column",
  "assignees",
  "labels",
  "start",
  "due",
  "priority",
  "progress",
  "checklist",
  "links",
] as const satisfies readonly SchemaPlannerRuleField[];

/** Stands for "no rule of its own". */
const usual = "";

const useStyles = makeStyles({
  rules: { display: "flex", flexDirection: "column", rowGap: "8px" },
  folded: {
    "& summary": {
      inlineSize: "fit-content",
      paddingBlock: "6px",
      borderRadius: tokens.borderRadiusMedium,
      cursor: "pointer",
    },
  },
  fields: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(220px, 100%), 1fr))",
    gap: "12px",
    paddingBlock: "4px 12px",
    "& > *, & select": { minInlineSize: 0 },
  },
  list: { margin: 0, paddingInlineStart: "20px" },
});

/** The rules of a link and the way to change them; undefined until they are known. */
function useRules(board: string) {
  const intl = useIntl();
  const online = useOnline();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const { data: known } = useQuery(rulesQuery(board));
  const set = useMutation({
    mutationFn: ({ rules, command }: { rules: SchemaPlannerRules; command: string }) =>
      read(
        api.PUT("/api/boards/{board}/planner/rules", {
          params: { path: { board }, header: as(command) },
          body: rules,
        }),
      ),
    onSuccess: (now) => {
      client.setQueryData(rulesQuery(board).queryKey, now);
      notify({ intent: "success", title: intl.formatMessage({ id: "planner.rules.done" }) });
    },
    onError: (failed) =>
      notify({ intent: "error", title: intl.formatMessage({ id: "refused" }), text: sentence(failed) }),
  });
  if (known === undefined) return undefined;
  const rules = set.isPending ? set.variables.rules : known;
  return {
    rules,
    change: (part: Partial<SchemaPlannerRules>) =>
      set.mutate({ rules: { ...rules, ...part }, command: newCommandId() }),
    waits: !online || set.isPending,
  };
}

/** What becomes of the task of a card that somebody archives. */
export function ArchiveRule(props: { board: string; canManage: boolean }) {
  const intl = useIntl();
  const known = useRules(props.board);
  if (known === undefined) return null;
  const { rules, change, waits } = known;
  if (!props.canManage)
    return (
      <span>
        <FormattedMessage
          id={rules.deletesArchived ? "planner.rules.deletes-now" : "planner.rules.keeps-now"}
        />
      </span>
    );
  return (
    <Field hint={intl.formatMessage({ id: "planner.rules.deletes-hint" })}>
      <Checkbox
        label={intl.formatMessage({ id: "planner.rules.deletes" })}
        checked={rules.deletesArchived}
        disabled={waits}
        onChange={(_, { checked }) => change({ deletesArchived: checked === true })}
      />
    </Field>
  );
}

/** Which value stays where both sides changed the same field. */
export function Rules(props: { board: string; canManage: boolean }) {
  const { board, canManage } = props;
  const styles = useStyles();
  const intl = useIntl();
  const known = useRules(board);
  if (known === undefined) return null;
  const { rules, change, waits } = known;
  const say = (policy: SchemaPlannerPolicy) => intl.formatMessage({ id: `planner.rules.${policy}` });
  const own = fields.flatMap((field) => rules.fields.find((rule) => rule.field === field) ?? []);
  if (!canManage)
    return (
      <div className={styles.rules}>
        <span>
          <FormattedMessage id="planner.rules" />: {say(rules.usual)}
        </span>
        {own.length > 0 && (
          <ul className={styles.list}>
            {own.map(({ field, policy }) => (
              <li key={field}>
                {fieldName(intl, field)}: {say(policy)}
              </li>
            ))}
          </ul>
        )}
      </div>
    );
  return (
    <div className={styles.rules}>
      <Field label={intl.formatMessage({ id: "planner.rules" })}>
        <Select
          value={rules.usual}
          disabled={waits}
          onChange={(_, { value }) => {
            const policy = policies.find((each) => each === value);
            if (policy !== undefined) change({ usual: policy });
          }}
        >
          {policies.map((each) => (
            <option key={each} value={each}>
              {say(each)}
            </option>
          ))}
        </Select>
      </Field>
      <details className={styles.folded}>
        <summary>
          <FormattedMessage id="planner.rules.fields" values={{ count: own.length }} />
        </summary>
        <div className={styles.fields}>
          {fields.map((field) => (
            <Field key={field} label={fieldName(intl, field)}>
              <Select
                value={own.find((rule) => rule.field === field)?.policy ?? usual}
                disabled={waits}
                onChange={(_, { value }) => {
                  const policy = policies.find((each) => each === value);
                  const others = own.filter((rule) => rule.field !== field);
                  change({ fields: policy === undefined ? others : [...others, { field, policy }] });
                }}
              >
                <option value={usual}>{intl.formatMessage({ id: "planner.rules.usual" })}</option>
                {policies.map((each) => (
                  <option key={each} value={each}>
                    {say(each)}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
        </div>
      </details>
    </div>
  );
}
