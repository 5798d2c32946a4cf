import {
  FluentProvider,
  RendererProvider,
  createDOMRenderer,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  type Theme as FluentTheme,
} from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, lazy, useEffect, useState, useSyncExternalStore } from "react";
import { Live } from "../api/live";
import { Failure } from "../shared/Failure";
import { labelBarsInContrast } from "../shared/labels";
import { LiveContext } from "../shared/live";
import { Notices } from "../shared/notices";
import { Texts } from "../texts/texts";
import { createQueryClient } from "./queryClient";
import { createAppRouter } from "./router";
import { OpenInTeams } from "./OpenInTeams";
import { hostStore, painted, type Host, type Theme } from "./teams";

// Fluent's own list ends in the browser's default face; on a Linux desktop that is a fifth wider than Segoe UI.
const fontFamilyBase =
  "'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Noto Sans', 'Liberation Sans', 'Helvetica Neue', Arial, sans-serif";

const themes: Readonly<Record<Theme, FluentTheme>> = {
  light: { ...teamsLightTheme, fontFamilyBase },
  dark: { ...teamsDarkTheme, fontFamilyBase },
  contrast: { ...teamsHighContrastTheme, ...labelBarsInContrast, fontFamilyBase },
};

const FocusKeeper = lazy(() => import("./FocusKeeper").then((module) => ({ default: module.FocusKeeper })));

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const renderer = createDOMRenderer(
  document,
  nonce === undefined ? {} : { styleElementAttributes: { nonce } },
);

/** The whole tab, once it is known where it lives; or why it can't be shown. */
export function App({ host }: { host: Host | Error }) {
  const { theme, locale } = useSyncExternalStore(hostStore.subscribe, hostStore.get);
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.style.colorScheme = theme === "light" ? "light" : "dark";
  }, [theme, locale]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={themes[theme]} className="app" style={{ blockSize: "100%" }}>
        <Texts locale={locale}>
          {host instanceof Error ? (
            <main className="whole">
              <Failure error={host} retry={() => location.reload()} />
            </main>
          ) : host.place === "browser" ? (
            <OpenInTeams teamsAppId={host.config.teamsAppId} />
          ) : (
            <Inside host={host} />
          )}
        </Texts>
      </FluentProvider>
    </RendererProvider>
  );
}

function Inside({ host }: { host: Host }) {
  const [client] = useState(createQueryClient);
  const [live] = useState(() => new Live());
  const [router] = useState(() => createAppRouter(client, host));
  useEffect(painted, []);
  return (
    <QueryClientProvider client={client}>
      <LiveContext value={live}>
        <Notices>
          <RouterProvider router={router} />
        </Notices>
        <Suspense fallback={null}>
          <FocusKeeper />
        </Suspense>
      </LiveContext>
    </QueryClientProvider>
  );
}
