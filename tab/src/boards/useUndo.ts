import { useEffect, useEffectEvent } from "react";
import { useIntl } from "react-intl";
import { announce } from "../shared/announce";
import { useNotify } from "../shared/notices";
import { undo } from "./commands";
import { useSession } from "./session";
import { typing } from "./useBoardKeys";

/** Ctrl+Z takes the last own change on this board back. Text fields keep their own. */
export function useUndo(canEdit: boolean): void {
  const intl = useIntl();
  const notify = useNotify();
  const { board, run, undoing } = useSession();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (event.defaultPrevented || typing(event.target) || !canEdit) return;
    event.preventDefault();
    const command = undoing.take();
    if (command === undefined) {
      announce(intl.formatMessage({ id: "undo.nothing" }));
      return;
    }
    void run(undo(board, command)).then((answer) => {
      if (answer !== undefined) notify({ intent: "success", title: intl.formatMessage({ id: "undo.done" }) });
    });
  });
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
