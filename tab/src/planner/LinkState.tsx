import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FormattedMessage, useIntl } from "react-intl";
import { api, as, done } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaPlannerLinkView } from "../api/schema";
import { ago } from "../shared/dates";
import { useNotify, useSentence } from "../shared/notices";
import { useNow } from "../shared/useNow";
import { plannerQuery } from "./queries";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", rowGap: "12px" },
  facts: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    columnGap: "16px",
    rowGap: "6px",
    margin: 0,
    "& dd": { margin: 0, overflowWrap: "anywhere" },
    "& dt": { color: tokens.colorNeutralForeground3 },
  },
});

/** How a link stands, and what can be done about it. */
export function LinkState(props: { board: string; link: SchemaPlannerLinkView; close: () => void }) {
  const { board, link, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const notify = useNotify();
  const sentence = useSentence();
  const now = useNow(1_000);
  const refresh = () => client.invalidateQueries({ queryKey: plannerQuery(board).queryKey });
  const params = (command: string) => ({ params: { path: { board }, header: as(command) } });
  const sync = useMutation({
    mutationFn: (command: string) => done(api.POST("/api/boards/{board}/planner/sync", params(command))),
    onSuccess: refresh,
  });
  const unlink = useMutation({
    mutationFn: (command: string) => done(api.DELETE("/api/boards/{board}/planner", params(command))),
    onSuccess: async () => {
      notify({ intent: "success", title: intl.formatMessage({ id: "planner.unlinked" }) });
      close();
      await refresh();
    },
  });
  const problem = sync.error ?? unlink.error;
  return (
    <DialogBody>
      <DialogTitle>
        <FormattedMessage id="planner.title" />
      </DialogTitle>
      <DialogContent className={styles.content}>
        {problem !== null && (
          <MessageBar intent="error">
            <MessageBarBody>{sentence(problem)}</MessageBarBody>
          </MessageBar>
        )}
        {link.state === "paused" && (
          <MessageBar intent="warning">
            <MessageBarBody>
              {link.problem?.detail ?? intl.formatMessage({ id: "planner.paused-text" })}
            </MessageBarBody>
          </MessageBar>
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
              ? intl.formatMessage({ id: "planner.waiting" })
              : ago(intl, link.lastSync, now)}
          </dd>
        </dl>
      </DialogContent>
      <DialogActions fluid>
        <Button
          appearance="subtle"
          disabledFocusable={unlink.isPending}
          onClick={() => unlink.mutate(newCommandId())}
        >
          <FormattedMessage id="planner.unlink" />
        </Button>
        <Button disabledFocusable={sync.isPending} onClick={() => sync.mutate(newCommandId())}>
          <FormattedMessage id="planner.sync-now" />
        </Button>
        <Button appearance="primary" onClick={close}>
          <FormattedMessage id="action.close" />
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
