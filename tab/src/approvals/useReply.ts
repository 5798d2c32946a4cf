import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api, as, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaApprovalDetail } from "../api/schema";
import { useNotify } from "../shared/notices";
import type { Reply } from "./moves";

/** Sends what the reader decided, with the version that they saw; afterwards everything shows how it stands now. */
export function useReply(detail: SchemaApprovalDetail) {
  const client = useQueryClient();
  const intl = useIntl();
  const notify = useNotify();
  const { id } = detail.approval;
  const version = detail.versions.at(-1)?.number ?? 0;
  const mutation = useMutation({
    mutationFn: ({ command, reply: { move, answer, text } }: { command: string; reply: Reply }) =>
      read(
        api.POST("/api/approvals/{approval}/steps/{step}/answer", {
          params: { path: { approval: id, step: move.step ?? 0 }, header: as(command) },
          body: {
            version,
            answer,
            ...(text === undefined ? {} : { text }),
            ...(move.for == null ? {} : { for: move.for }),
          },
        }),
      ),
    onSuccess: (_, { reply: { move, answer } }) =>
      notify({
        intent: "success",
        title: intl.formatMessage(
          { id: "approval.done" },
          {
            what: intl.formatMessage({
              id:
                move.kind === "close" && answer === "signed"
                  ? "approval.step.closed"
                  : answer === "change"
                    ? "approval.step.changeProposed"
                    : `approval.step.${answer}`,
            }),
            subject: detail.approval.subject,
          },
        ),
      }),
    // Somebody was faster, or it changed: everything shows how it stands now.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["approvals"] }),
        client.invalidateQueries({ queryKey: ["approval", id] }),
      ]),
  });
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    /** Whether it was accepted. */
    send: (reply: Reply): Promise<boolean> =>
      mutation.mutateAsync({ command: newCommandId(), reply }).then(
        () => true,
        () => false,
      ),
  };
}
