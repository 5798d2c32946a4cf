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
    const onFocusIn = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.closest(`${dialog}, [data-tabster-dummy]`) === null)
        outside = target;
    };
    // Dialogs lie directly in the body.
    const observer = new MutationObserver((changes) => {
      const closed = changes.some(({ removedNodes }) =>
        [...removedNodes].some((node) => node instanceof Element && node.querySelector(dialog) !== null),
      );
      if (!closed || document.activeElement !== document.body || document.querySelector(dialog) !== null)
        return;
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
