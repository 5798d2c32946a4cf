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
import { createContext, use, useCallback, type ReactNode } from "react";
import { useIntl } from "react-intl";
import { isProblem } from "../api/problem";

type Action = { readonly text: string; readonly run: () => void };

export type Notice = {
  readonly intent: "success" | "error" | "info" | "warning";
  readonly title: string;
  readonly text?: string | undefined;
  readonly actions?: readonly Action[];
};

const NoticeContext = createContext<(notice: Notice) => void>(() => undefined);

const stayMs = { success: 5_000, info: 6_000, warning: 8_000, error: 10_000 } as const;

export function Notices({ children }: { children: ReactNode }) {
  const toaster = useId("notices");
  const { dispatchToast } = useToastController(toaster);
  const notify = useCallback(
    ({ intent, title, text, actions = [] }: Notice) => {
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
    },
    [dispatchToast],
  );
  return (
    <NoticeContext value={notify}>
      {children}
      <Toaster toasterId={toaster} position="bottom-end" pauseOnHover pauseOnWindowBlur limit={3} />
    </NoticeContext>
  );
}

export const useNotify = () => use(NoticeContext);

/** The sentence for a failure: the server's own where it said one. */
export function useSentence(): (error: unknown) => string {
  const intl = useIntl();
  return useCallback(
    (error) => {
      if (!isProblem(error)) return intl.formatMessage({ id: "failure.unexpected" });
      if (error.detail !== undefined && error.status !== 0) return error.detail;
      return intl.formatMessage({
        id: error.code === "unreachable" ? "failure.unreachable" : "failure.unexpected",
      });
    },
    [intl],
  );
}
