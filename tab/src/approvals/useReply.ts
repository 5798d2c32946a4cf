import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api, as, done } from "../api/client";
import { newCommandId } from "../api/commandId";
import type { SchemaApprovalDetail } from "../api/schema";
import { useNotify } from "../shared/notices";
import type { Reply } from "./moves";

/** Sends what the reader decided, with the version that they saw; afterwards everything shows how it stands now. */
export function useReply(detail: SchemaApprovalDetail) {
  const client = useQueryClient();
  const intl = useIntl();
  const notify = useNotify();
  const { id, subject } = detail.approval;
  const mutation = useMutation({
    mutationFn: ({ command, reply }: { command: string; reply: Reply }) => send(detail, command, reply),
    onSuccess: (_, { reply: { move, answer } }) =>
      notify({
        intent: "success",
        title: intl.formatMessage(
          { id: "approval.done" },
          {
            what: intl.formatMessage({
              id:
                answer === undefined
                  ? `approval.move.${move.kind}`
                  : move.kind === "close" && answer === "signed"
                    ? "approval.step.closed"
                    : answer === "change"
                      ? "approval.step.changeProposed"
                      : `approval.step.${answer}`,
            }),
            subject,
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

function send(detail: SchemaApprovalDetail, command: string, reply: Reply): Promise<void> {
  const { move, answer = "signed", text, people = [], kind = "substantive", goesOn = false, content } = reply;
  const approval = detail.approval.id;
  const header = as(command);
  const whole = { params: { path: { approval }, header } };
  const one = { params: { path: { approval, step: move.step ?? 0 }, header } };
  const own = move.for == null ? {} : { for: move.for };
  const words = { ...(text === undefined ? {} : { text }), ...own };
  switch (move.kind) {
    case "answer":
    case "close": {
      const version = detail.versions.at(-1)?.number ?? 0;
      const body = { version, answer, ...words };
      return done(api.POST("/api/approvals/{approval}/steps/{step}/answer", { ...one, body }));
    }
    case "takeBack":
      return done(api.POST("/api/approvals/{approval}/steps/{step}/take-back", { ...one, body: words }));
    case "callTalk":
      return done(api.POST("/api/approvals/{approval}/steps/{step}/call-talk", { ...one, body: words }));
    case "noteDissent":
      return done(api.POST("/api/approvals/{approval}/steps/{step}/note-dissent", { ...one, body: words }));
    case "declineChange":
      return done(api.POST("/api/approvals/{approval}/steps/{step}/decline-change", { ...one, body: words }));
    case "drop":
      return done(api.POST("/api/approvals/{approval}/steps/{step}/drop", { ...one, body: words }));
    case "escalate": {
      const body = { superior: people[0] ?? "", ...own };
      return done(api.POST("/api/approvals/{approval}/steps/{step}/escalate", { ...one, body }));
    }
    case "decideEscalation": {
      const body = { goesOn, text: text ?? "", ...own };
      return done(api.POST("/api/approvals/{approval}/steps/{step}/decide-escalation", { ...one, body }));
    }
    case "reassign": {
      const body = { holders: people, ...own };
      return done(api.POST("/api/approvals/{approval}/steps/{step}/reassign", { ...one, body }));
    }
    case "withdraw":
      return done(api.POST("/api/approvals/{approval}/withdraw", { ...whole, body: words }));
    case "declareBias":
      return done(api.POST("/api/approvals/{approval}/declare-bias", { ...whole, body: words }));
    case "acknowledge":
      return done(api.POST("/api/approvals/{approval}/acknowledge", { ...whole, body: words }));
    case "confirm":
      return done(api.POST("/api/approvals/{approval}/confirm", { ...whole, body: { kind, ...own } }));
    case "revise": {
      const attachments = detail.versions.at(-1)?.attachments ?? [];
      const { subject, text: words, takesOver } = content ?? { subject: "", text: "", takesOver: [] };
      const body = { kind, subject, text: words, attachments, takesOver, ...own };
      return done(api.POST("/api/approvals/{approval}/revise", { ...whole, body }));
    }
    default:
      return move.kind satisfies never;
  }
}
