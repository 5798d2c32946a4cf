import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { api, read } from "../api/client";
import { Follower } from "../api/follower";
import { isProblem } from "../api/problem";
import { useLive } from "../shared/live";
import { meQuery } from "../shared/people";
import { applyEntry, cardOf, type Board, type Entry } from "./board";
import {
  accessQuery,
  archiveQuery,
  boardQuery,
  cardQuery,
  filtersQuery,
  rulesQuery,
  unitSizesQuery,
} from "./queries";
import type { BoardSession } from "./session";

/** After these the person may do other things on the board than before. */
const accessKinds = ["board.member-set", "board.member-removed", "board.archived", "board.restored"] as const;

/** After these other people may be on the board. */
const unitKinds = ["board.unit-set", "board.unit-removed", "board.access-changed"] as const;

/** Without a live connection the journal is asked this often. */
const pollMs = 10_000;
/** How long the echo of an own command may take before the journal is asked for it. */
const echoMs = 1_500;

/** Whoever is here says so this often. */
const hereMs = 30_000;

/** Keeps the board of a session in step with everybody else, for as long as it is shown. */
export function useLiveBoard(session: BoardSession, card: string | undefined): void {
  const client = useQueryClient();
  const live = useLive();
  const { board, pending, touched, present } = session;
  const here = useEffectEvent(() => live.here(board, card, false));
  useEffect(() => here(), [card]);
  useEffect(() => {
    const { queryKey } = boardQuery(board);
    const me = client.getQueryData(meQuery.queryKey)?.person.id;

    const refreshDetails = (entries: readonly Entry[]) => {
      const cards = new Set(entries.map(cardOf).filter((card) => card !== undefined));
      for (const card of cards) void client.invalidateQueries({ queryKey: cardQuery(board, card).queryKey });
      const kinds = new Set(entries.map((entry) => entry.change.kind));
      if (unitKinds.some((kind) => kinds.has(kind)))
        void client.invalidateQueries({ queryKey: unitSizesQuery(board).queryKey });
      if ([...accessKinds, ...unitKinds].some((kind) => kinds.has(kind)))
        void client.invalidateQueries({ queryKey: accessQuery(board).queryKey });
      if (kinds.has("board.filters-changed"))
        void client.invalidateQueries({ queryKey: filtersQuery(board).queryKey });
      if ([...kinds].some((kind) => kind.startsWith("rule.")))
        void client.invalidateQueries({ queryKey: rulesQuery(board).queryKey });
      if (kinds.has("board.planner-changed") || kinds.has("planner.rules-changed"))
        void client.invalidateQueries({ queryKey: ["board", board, "planner"] });
      if (kinds.has("card.archived") || kinds.has("card.restored") || kinds.has("column.archived"))
        void client.invalidateQueries({ queryKey: archiveQuery(board).queryKey });
    };

    const follower = new Follower<Board, Entry>({
      current: () => client.getQueryData(queryKey),
      apply: applyEntry,
      publish: (next, entries) => {
        client.setQueryData(queryKey, next);
        pending.heard(entries);
        for (const entry of entries) {
          const card = cardOf(entry);
          if (card !== undefined && (entry.actor.kind !== "person" || entry.actor.person !== me))
            touched.touch(card, entry.actor.person ?? undefined);
        }
        refreshDetails(entries);
      },
      journal: async (after) => {
        try {
          return await read(
            api.GET("/api/boards/{board}/journal", { params: { path: { board }, query: { after } } }),
          );
        } catch (error) {
          if (isProblem(error, "journal-gap-too-large")) return undefined;
          throw error;
        }
      },
      snapshot: async () => {
        await client.query({ ...boardQuery(board), staleTime: 0 });
        pending.settled();
        await client.invalidateQueries({ queryKey: ["board", board, "cards"] });
      },
      failed: (error) => {
        // Gone, or not ours any more: the page's own query finds out and says so. Anything else passes.
        if (isProblem(error) && !error.passing) void client.invalidateQueries({ queryKey, exact: true });
      },
      schedule: (work) => void requestAnimationFrame(work),
    });

    const close = live.follow(board, {
      changed: (entries) => follower.changed(entries),
      at: (sequence) => follower.at(sequence),
      opened: () => here(),
      present: (presence) => {
        if (present.heard(presence)) here();
      },
      gone: () => void client.invalidateQueries({ queryKey, exact: true }),
    });

    const timers = new Set<number>();
    const unlisten = pending.onConfirmed((command) => {
      if (live.state !== "connected") {
        void follower.catchUp();
        return;
      }
      const timer = window.setTimeout(() => {
        timers.delete(timer);
        if (pending.has(command)) void follower.catchUp();
      }, echoMs);
      timers.add(timer);
    });

    const presence = window.setInterval(() => {
      here();
      present.forget();
    }, hereMs);
    const poll = window.setInterval(() => {
      if (live.state !== "connected" && document.visibilityState === "visible" && navigator.onLine)
        void follower.catchUp();
    }, pollMs);
    return () => {
      close();
      follower.stop();
      window.clearInterval(poll);
      window.clearInterval(presence);
      for (const timer of timers) window.clearTimeout(timer);
      unlisten();
    };
  }, [board, client, live, pending, touched, present]);
}
