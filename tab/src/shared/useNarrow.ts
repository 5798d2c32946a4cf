import { useSyncExternalStore } from "react";

const narrow = "(max-width: 639px)";

const watch = (listener: () => void) => {
  const query = window.matchMedia(narrow);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

/** Whether the page is as narrow as a phone, where some things need another form and not only less room. */
export const useNarrow = (): boolean => useSyncExternalStore(watch, () => window.matchMedia(narrow).matches);
