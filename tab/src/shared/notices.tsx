import { createContext, lazy, Suspense, use, useCallback, useState, type ReactNode } from "react";
import { useIntl } from "react-intl";
import { isProblem } from "../api/problem";

type Action = { readonly text: string; readonly run: () => void };

export type Notice = {
  readonly intent: "success" | "error" | "info" | "warning";
  readonly title: string;
  readonly text?: string | undefined;
  readonly actions?: readonly Action[];
};

export type NumberedNotice = Notice & { readonly number: number };

const NoticeContext = createContext<(notice: Notice) => void>(() => undefined);

const NoticeList = lazy(() => import("./NoticeList").then((module) => ({ default: module.NoticeList })));

/** Short words about what just happened, at the edge of the page; what draws them is loaded with the first one. */
export function Notices({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<readonly NumberedNotice[]>([]);
  const notify = useCallback(
    (notice: Notice) => setNotices((now) => [...now, { ...notice, number: now.length }]),
    [],
  );
  return (
    <NoticeContext value={notify}>
      {children}
      {notices.length > 0 && (
        <Suspense fallback={null}>
          <NoticeList notices={notices} />
        </Suspense>
      )}
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
