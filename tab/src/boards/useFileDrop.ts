import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";

/** A place onto which a file can be dropped; the button beside it does the same for everybody else. */
export function useFileDrop(
  choose: (file: File | undefined) => void,
): [RefObject<HTMLDivElement | null>, boolean] {
  const place = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent(choose);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const onOver = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const onLeave = () => setOver(false);
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      dropped(event.dataTransfer?.files[0]);
    };
    element.addEventListener("dragover", onOver);
    element.addEventListener("dragleave", onLeave);
    element.addEventListener("drop", onDrop);
    return () => {
      element.removeEventListener("dragover", onOver);
      element.removeEventListener("dragleave", onLeave);
      element.removeEventListener("drop", onDrop);
    };
  }, []);
  return [place, over];
}
