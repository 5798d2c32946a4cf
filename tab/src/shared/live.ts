import { createContext, use, useSyncExternalStore } from "react";
import type { Live, LiveState } from "../api/live";

export const LiveContext = createContext<Live | undefined>(undefined);

export function useLive(): Live {
  const live = use(LiveContext);
  if (live === undefined) throw new Error("No live connection is provided.");
  return live;
}

export function useLiveState(): LiveState {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, () => live.state);
}

const watchOnline = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

/** Whether commands make sense: without a network they wait, disabled. */
export const useOnline = (): boolean => useSyncExternalStore(watchOnline, () => navigator.onLine);
