import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import { useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import { announce } from "../shared/announce";
import { useNotify, useSentence } from "../shared/notices";
import type { Draft } from "./board";
import { FocusStop } from "./focus";
import { Pending } from "./pending";
import { PresentPeople } from "./presence";
import { accessQuery } from "./queries";
import { Selection } from "./selection";
import { Touched } from "./touched";
import { Undoing } from "./undoing";

/** A change that the person asked for. `draft` is shown until the board itself contains it. */
export type Command<T = unknown> = {
  readonly draft?: Draft;
  /** Ctrl+Z passes it by. */
  readonly lasting?: boolean;
  /** Commands of one step are taken back together. */
  readonly step?: string;
  readonly send: (command: string) => Promise<T>;
};

type Sent = { readonly id: string; readonly command: Command };

/** What the parts of one open board share. Nothing in it changes while cards move. */
export type BoardSession = {
  readonly board: string;
  readonly pending: Pending;
  readonly focus: FocusStop;
  readonly touched: Touched;
  readonly selection: Selection;
  readonly undoing: Undoing;
  readonly present: PresentPeople;
  /** Sends a change in the order of the hand. Undefined: it was refused, and the person has been told why. */
  readonly run: <T>(command: Command<T>) => Promise<T | undefined>;
};

const SessionContext = createContext<BoardSession | undefined>(undefined);

export function useSession(): BoardSession {
  const session = use(SessionContext);
  if (session === undefined) throw new Error("This part of a board needs its session.");
  return session;
}

export function SessionProvider({ board, children }: { board: string; children: ReactNode }) {
  const session = useBoardSession(board);
  return <SessionContext value={session}>{children}</SessionContext>;
}

function useBoardSession(board: string): BoardSession {
  const client = useQueryClient();
  const intl = useIntl();
  const navigate = useNavigate();
  const notify = useNotify();
  const sentence = useSentence();
  const [stores] = useState(() => ({
    pending: new Pending(),
    focus: new FocusStop(),
    touched: new Touched(),
    selection: new Selection(),
    undoing: new Undoing(),
    present: new PresentPeople(),
  }));
  const { pending, undoing } = stores;
  const { mutateAsync } = useMutation({
    scope: { id: board },
    mutationFn: ({ id, command }: Sent) => command.send(id),
    onSuccess: (_, { id, command }) => {
      if (command.lasting !== true) undoing.done(id, command.step);
      pending.confirm(id);
    },
    onError: (error, { id, command }) => {
      pending.refuse(id);
      const text = sentence(error);
      const { draft } = command;
      announce(text, true);
      void client.invalidateQueries({ queryKey: accessQuery(board).queryKey });
      notify({
        intent: "error",
        title: intl.formatMessage({
          id:
            draft?.kind === "move"
              ? "refused.move"
              : draft?.kind === "archive"
                ? "refused.archive"
                : "refused",
        }),
        text,
        actions: [
          { text: intl.formatMessage({ id: "action.retry" }), run: () => void run(command) },
          ...(draft !== undefined && draft.kind !== "create"
            ? [
                {
                  text: intl.formatMessage({ id: "action.open-card" }),
                  run: () =>
                    void navigate({
                      to: "/boards/$board",
                      params: { board },
                      search: (now: object) => ({ ...now, card: draft.card }),
                    }),
                },
              ]
            : []),
        ],
      });
    },
  });
  const run = useCallback(
    async <T,>(command: Command<T>): Promise<T | undefined> => {
      const id = newCommandId();
      // Drawn at once, sent when the commands before it have been answered.
      if (command.draft !== undefined) pending.add(id, command.draft);
      let answer: T | undefined;
      const kept: Command = {
        ...command,
        send: async (name) => {
          answer = await command.send(name);
        },
      };
      return mutateAsync({ id, command: kept }).then(
        () => answer,
        () => undefined, // told in onError
      );
    },
    [mutateAsync, pending],
  );
  return useMemo(() => ({ board, ...stores, run }), [board, stores, run]);
}
