import { useFocusFinders } from "@fluentui/react-components";
import { useEffect } from "react";

const dialog = "[role=dialog], [role=alertdialog]";

/**
 * Keeps Fluent's focus manager alive for as long as the page: it is shared by all menus and dialogs and ends with
 * the last of them, and a dialog that ends it can no longer take its "hidden from screen readers" off the page.
 * And gives the focus back when a dialog closes: ours are there only while they are open, so that Fluent does not
 * know what opened them.
 */
export function FocusKeeper() {
  useFocusFinders();
  useEffect(() => {
    let outside: Element | undefined;
    let inDialog = false;
    const onFocusIn = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      inDialog = target.closest(dialog) !== null;
      if (!inDialog && !target.matches("[data-tabster-dummy]")) outside = target;
    };
    // What a dialog lies in is a child of the body, and goes with it.
    const observer = new MutationObserver((changes) => {
      if (!inDialog || changes.every(({ removedNodes }) => removedNodes.length === 0)) return;
      if (document.activeElement !== document.body || document.querySelector(dialog) !== null) return;
      inDialog = false;
      if (outside instanceof HTMLElement && outside.isConnected) outside.focus();
    });
    document.addEventListener("focusin", onFocusIn);
    observer.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener("focusin", onFocusIn);
      observer.disconnect();
    };
  }, []);
  return null;
}
