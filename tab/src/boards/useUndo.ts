import { useCallback, useEffect, useEffectEvent } from "react";
import { useIntl } from "react-intl";
import { announce } from "../shared/announce";
import { useNotify } from "../shared/notices";
import { undo } from "./commands";
import { useSession } from "./session";
import { typing } from "./useBoardKeys";

/** Takes a step of the person back: the one that is named, or the last. */
export function useTakeBack(): (step?: string) => void {
  const intl = useIntl();
  const notify = useNotify();
  const { board, run, undoing } = useSession();
  return useCallback(
    (step) => {
      const commands = undoing.take(step);
      if (commands.length === 0) {
        announce(intl.formatMessage({ id: "undo.nothing" }));
        return;
      }
      void Promise.all(commands.map((command) => run(undo(board, command)))).then((answers) => {
        if (answers.every((answer) => answer !== undefined))
          notify({ intent: "success", title: intl.formatMessage({ id: "undo.done" }) });
      });
    },
    [intl, notify, board, run, undoing],
  );
}

/** Ctrl+Z takes the last own step on this board back. Text fields keep their own. */
export function useUndo(canEdit: boolean): void {
  const takeBack = useTakeBack();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (event.defaultPrevented || typing(event.target) || !canEdit) return;
    event.preventDefault();
    takeBack();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
