import { useFocusFinders } from "@fluentui/react-components";

/**
 * Keeps Fluent's focus manager alive for as long as the page: it is shared by all menus and dialogs and ends with
 * the last of them, and a dialog that ends it can no longer take its "hidden from screen readers" off the page.
 */
export function FocusKeeper() {
  useFocusFinders();
  return null;
}
