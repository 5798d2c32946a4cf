import {
  Link,
  Toast,
  ToastBody,
  ToastFooter,
  ToastTitle,
  Toaster,
  useId,
  useToastController,
} from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { NumberedNotice } from "./notices";

const stayMs = { success: 5_000, info: 6_000, warning: 8_000, error: 10_000 } as const;

/** Draws each notice once. */
export function NoticeList({ notices }: { notices: readonly NumberedNotice[] }) {
  const toaster = useId("notices");
  const { dispatchToast } = useToastController(toaster);
  const shown = useRef(0);
  useEffect(() => {
    for (const { intent, title, text, actions = [], number } of notices.slice(shown.current)) {
      shown.current = number + 1;
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {text !== undefined && <ToastBody>{text}</ToastBody>}
          {actions.length > 0 && (
            <ToastFooter>
              {actions.map((action) => (
                <Link key={action.text} as="button" onClick={action.run}>
                  {action.text}
                </Link>
              ))}
            </ToastFooter>
          )}
        </Toast>,
        { intent, timeout: stayMs[intent], politeness: intent === "error" ? "assertive" : "polite" },
      );
    }
  }, [notices, dispatchToast]);
  return <Toaster toasterId={toaster} position="bottom-end" pauseOnHover pauseOnWindowBlur limit={3} />;
}
