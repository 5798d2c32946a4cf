import { useEffect, useState } from "react";

const usually = 30_000;

/** The present moment, for words like "vor 3 Minuten", as fresh as they need. */
export function useNow(everyMs: number = usually): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return now;
}
