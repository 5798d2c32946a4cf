import { Field, Select } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaPlannerPolicy } from "../api/schema";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { rulesQuery } from "./queries";

const policies = ["later", "board", "planner", "ask"] as const satisfies readonly SchemaPlannerPolicy[];

/** Which value stays where both sides changed the same field. Rules for single fields are kept as they are. */
export function Rules(props: { board: string; canManage: boolean }) {
  const { board, canManage } = props;
  const intl = useIntl();
  const online = useOnline();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const { data: rules } = useQuery(rulesQuery(board));
  const set = useMutation({
    mutationFn: ({ usual, command }: { usual: SchemaPlannerPolicy; command: string }) =>
      read(
        api.PUT("/api/boards/{board}/planner/rules", {
          params: { path: { board }, header: as(command) },
          body: { usual, fields: rules?.fields ?? [] },
        }),
      ),
    onSuccess: (known) => {
      client.setQueryData(rulesQuery(board).queryKey, known);
      notify({ intent: "success", title: intl.formatMessage({ id: "planner.rules.done" }) });
    },
    onError: (failed) =>
      notify({ intent: "error", title: intl.formatMessage({ id: "refused" }), text: sentence(failed) }),
  });
  if (rules === undefined) return null;
  if (!canManage)
    return (
      <span>
        <FormattedMessage id="planner.rules" />: <FormattedMessage id={`planner.rules.${rules.usual}`} />
      </span>
    );
  return (
    <Field label={intl.formatMessage({ id: "planner.rules" })}>
      <Select
        value={set.isPending ? set.variables.usual : rules.usual}
        disabled={!online || set.isPending}
        onChange={(_, { value }) => {
          const usual = policies.find((each) => each === value);
          if (usual !== undefined) set.mutate({ usual, command: newCommandId() });
        }}
      >
        {policies.map((each) => (
          <option key={each} value={each}>
            {intl.formatMessage({ id: `planner.rules.${each}` })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
