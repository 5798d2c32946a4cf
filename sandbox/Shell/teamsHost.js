// The other end of teams-js: what Teams answers to an app in a frame (protocol as spoken by @microsoft/teams-js 2.58).

const runtime = JSON.stringify({
  apiVersion: 4,
  isLegacyTeams: false,
  hostVersionsInfo: {},
  supports: {
    pages: { config: {}, tabs: {}, backStack: {}, appButton: {} },
    dialog: { url: { bot: {}, parentCommunication: {} }, card: {}, update: {} },
    chat: {},
    people: {},
    stageView: {},
    teamsCore: {},
  },
});

/**
 * @param {HTMLIFrameElement} frame
 * @param {{ origin: string, frameContext: "content" | "settings", context: () => object, token: () => Promise<string>,
 *           settings?: object, on: Record<string, (...args: unknown[]) => unknown> }} host
 */
export function teamsHost(frame, host) {
  const handlers = new Set();
  let saved = host.settings ?? {};

  const post = (message) => frame.contentWindow?.postMessage(message, host.origin);
  const push = (func, ...args) => post({ func, args });

  const answers = {
    initialize: () => [host.frameContext, "web", runtime, "2.0.0"],
    getContext: () => [host.context()],
    "authentication.getAuthToken": async () => {
      try {
        return [true, await host.token()];
      } catch (problem) {
        return [false, problem.message];
      }
    },
    registerHandler: (name) => void handlers.add(name),
    "appInitialization.appLoaded": () => void host.on.loaded?.(),
    "appInitialization.success": () => void host.on.success?.(),
    "appInitialization.failure": (failure) => void host.on.failure?.(failure),
    "appInitialization.expectedFailure": (failure) => void host.on.failure?.(failure),
    executeDeepLink: (url) => (host.on.link?.(url), [true]),
    "pages.navigateToApp": (target) => (host.on.navigate?.(target), [true]),
    shareDeepLink: (sub, label, webUrl) => (host.on.share?.({ sub, label, webUrl }), [true]),
    navigateBack: () => (history.back(), [true]),
    "settings.getSettings": () => [saved],
    "settings.setSettings": (settings) => ((saved = settings), [true]),
    "settings.setValidityState": (valid) => void host.on.validity?.(valid),
    "settings.save.success": () => void host.on.saved?.(saved),
    "settings.save.failure": (reason) => void host.on.saveFailed?.(reason),
  };

  async function receive(event) {
    // Only this frame, and only while it shows the page that it was opened with.
    if (event.source !== frame.contentWindow || event.origin !== host.origin || typeof event.data?.func !== "string") return;
    const { id, uuidAsString, func, args = [] } = event.data;
    const answer = answers[func];
    if (!answer) {
      console.info(`The sandbox has no answer to the Teams call ${func}.`);
      return;
    }
    const result = await answer(...args);
    if (Array.isArray(result)) post({ id, uuidAsString, args: result });
  }

  addEventListener("message", receive);
  return {
    themeChanged: (theme) => handlers.has("themeChange") && push("themeChange", theme),
    save: () => push("settings.save", {}),
    stop: () => removeEventListener("message", receive),
  };
}
