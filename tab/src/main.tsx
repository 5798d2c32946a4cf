import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { setSession } from "./api/client";
import { prepareAnnouncements } from "./shared/announce";
import { App } from "./shell/App";
import "./shell/global.css";
import { hostStore, startHost, teamsToken } from "./shell/teams";

setSession({ token: teamsToken, locale: () => hostStore.get().locale });
prepareAnnouncements();

// Most who open the tab are on their way to a board: its code travels while Teams shakes hands. Whoever needs it asks again.
import("./boards/BoardPage").catch(() => undefined);

const element = document.getElementById("root");
if (element === null) throw new Error("index.html has no #root");
const root = createRoot(element);
startHost().then(
  (host) =>
    root.render(
      <StrictMode>
        <App host={host} />
      </StrictMode>,
    ),
  (error: unknown) =>
    root.render(
      <StrictMode>
        <App host={error instanceof Error ? error : new Error(String(error))} />
      </StrictMode>,
    ),
);
