import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  Select,
  Text,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaLinkPlannerRequest } from "../api/schema";
import { useNotify, useSentence } from "../shared/notices";
import type { Directory } from "../shared/people";
import { Forecast } from "./Forecast";
import type { LinkedBoard } from "./PlannerDialog";
import { groupsQuery, plannerQuery, plansQuery, previewQuery } from "./queries";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", rowGap: "12px" },
  who: {
    padding: "10px 12px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
  },
});

const longestTitle = 120;

/** Which group, which plan, and who will then see what. */
export function LinkForm(props: { board: LinkedBoard; people: Directory; close: () => void }) {
  const { board, people, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const sentence = useSentence();
  const [group, setGroup] = useState("");
  const [kind, setKind] = useState<"existing" | "new">("existing");
  const [plan, setPlan] = useState("");
  const [title, setTitle] = useState(board.name);
  const groups = useQuery(groupsQuery);
  const plans = useQuery({ ...plansQuery(group), enabled: group !== "" });
  const target = kind === "new" ? undefined : plan;
  const chosen = group !== "" && (kind === "new" ? title.trim() !== "" : plan !== "");
  const { isSuccess: foreseen } = useQuery({ ...previewQuery(board.id, target), enabled: chosen });
  const link = useMutation({
    mutationFn: ({ command, body }: { command: string; body: SchemaLinkPlannerRequest }) =>
      read(
        api.POST("/api/boards/{board}/planner", {
          params: { path: { board: board.id }, header: as(command) },
          body,
        }),
      ),
    onSuccess: async () => {
      notify({ intent: "success", title: intl.formatMessage({ id: "planner.linked" }) });
      close();
      await client.invalidateQueries({ queryKey: plannerQuery(board.id).queryKey });
      await navigate({ to: "/boards/$board/planner", params: { board: board.id } });
    },
  });
  const names = board.members
    .map((member) => people[member.person]?.name)
    .filter((name) => name !== undefined)
    .sort((a, b) => a.localeCompare(b, intl.locale));
  const problem = groups.error ?? plans.error ?? link.error;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!chosen || !foreseen) return;
        link.mutate({
          command: newCommandId(),
          body: { group, ...(kind === "new" ? { newPlan: title.trim() } : { plan }) },
        });
      }}
    >
      <DialogBody>
        <DialogTitle>
          <FormattedMessage id="planner.title" />
        </DialogTitle>
        <DialogContent className={styles.fields}>
          <Text>
            <FormattedMessage id="planner.intro" />
          </Text>
          {problem !== null && (
            <MessageBar intent="error">
              <MessageBarBody>{sentence(problem)}</MessageBarBody>
            </MessageBar>
          )}
          <Field
            label={intl.formatMessage({ id: "planner.group" })}
            hint={intl.formatMessage({ id: "planner.group-hint" })}
          >
            <Select
              value={group}
              disabled={groups.data === undefined}
              onChange={(_, { value }) => {
                setGroup(value);
                setPlan("");
              }}
            >
              <option value="">
                {intl.formatMessage({ id: groups.isLoading ? "state.loading" : "planner.choose" })}
              </option>
              {groups.data?.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          </Field>
          {group !== "" && (
            <>
              <Field label={intl.formatMessage({ id: "planner.which" })}>
                <RadioGroup
                  layout="horizontal"
                  value={kind}
                  onChange={(_, { value }) => setKind(value === "new" ? "new" : "existing")}
                >
                  <Radio value="existing" label={intl.formatMessage({ id: "planner.existing" })} />
                  <Radio value="new" label={intl.formatMessage({ id: "planner.new" })} />
                </RadioGroup>
              </Field>
              {kind === "existing" ? (
                <Field label={intl.formatMessage({ id: "planner.plan" })}>
                  <Select
                    value={plan}
                    disabled={plans.data === undefined}
                    onChange={(_, { value }) => setPlan(value)}
                  >
                    <option value="">
                      {intl.formatMessage({
                        id: plans.isLoading
                          ? "state.loading"
                          : plans.data?.length === 0
                            ? "planner.no-plans"
                            : "planner.choose",
                      })}
                    </option>
                    {plans.data?.map((each) => (
                      <option key={each.id} value={each.id}>
                        {each.title}
                      </option>
                    ))}
                  </Select>
                </Field>
              ) : (
                <Field label={intl.formatMessage({ id: "planner.new-title" })}>
                  <Input
                    value={title}
                    maxLength={longestTitle}
                    onChange={(_, { value }) => setTitle(value)}
                  />
                </Field>
              )}
            </>
          )}
          {chosen && <Forecast board={board.id} plan={target} />}
          <div className={styles.who}>
            {board.visibility === "organisation" ? (
              <FormattedMessage id="planner.who.organisation" />
            ) : (
              <FormattedMessage
                id="planner.who.members"
                values={{ count: board.members.length, names: intl.formatList(names) }}
              />
            )}
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>
            <FormattedMessage id="action.cancel" />
          </Button>
          <Button
            type="submit"
            appearance="primary"
            disabledFocusable={!chosen || !foreseen || link.isPending}
          >
            <FormattedMessage id={link.isPending ? "planner.linking" : "planner.link"} />
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
