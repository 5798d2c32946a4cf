import { useState } from "react";

const storageOf = (name: string): string => `draft.${name}`;

/**
 * A text that is being written. It stays for as long as the tab is open, whatever the person looks at meanwhile;
 * undefined = nothing was begun.
 */
export function useDraft(name: string): readonly [string | undefined, (text: string | undefined) => void] {
  const [text, setText] = useState(() => sessionStorage.getItem(storageOf(name)) ?? undefined);
  const keep = (next: string | undefined) => {
    if (next === undefined) sessionStorage.removeItem(storageOf(name));
    else sessionStorage.setItem(storageOf(name), next);
    setText(next);
  };
  return [text, keep];
}
