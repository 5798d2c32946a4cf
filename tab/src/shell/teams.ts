import { app, authentication, pages } from "@microsoft/teams-js";
import { Problem } from "../api/problem";

export type Theme = "light" | "dark" | "contrast";
export type Locale = "de" | "en";

/** Where the page lives: alone in the personal app, pinned to a channel or chat, as a tab's configuration, or outside. */
export type Place = "personal" | "channel" | "configuration" | "browser";

export type Config = {
  readonly hostOrigins: readonly string[];
  readonly teamsAppId: string;
  readonly version: string;
};

type HostState = { readonly theme: Theme; readonly locale: Locale };

const handshakeLimitMs = 5_000;

export const themeOf = (name: string | undefined): Theme =>
  name === "dark" ? "dark" : name === "contrast" ? "contrast" : "light";

export const localeOf = (name: string | undefined): Locale =>
  name?.toLowerCase().startsWith("en") === true ? "en" : "de";

/** Colours and language as the surroundings want them; a component listens with `useSyncExternalStore`. */
class HostStore {
  #state: HostState;
  readonly #listeners = new Set<() => void>();

  constructor(state: HostState) {
    this.#state = state;
  }

  readonly get = (): HostState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(change: Partial<HostState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const systemTheme = (): Theme =>
  window.matchMedia("(forced-colors: active)").matches
    ? "contrast"
    : window.matchMedia("(prefers-color-scheme: dark)").matches
      ? "dark"
      : "light";

export const hostStore = new HostStore({ theme: systemTheme(), locale: localeOf(navigator.language) });

async function config(): Promise<Config> {
  const response = await fetch("/config.json");
  if (!response.ok) throw new Problem({ code: "unreachable", status: response.status });
  const answer: unknown = await response.json();
  const fields = typeof answer === "object" && answer !== null ? answer : {};
  return {
    hostOrigins:
      "hostOrigins" in fields && Array.isArray(fields.hostOrigins) ? fields.hostOrigins.map(String) : [],
    teamsAppId: "teamsAppId" in fields ? String(fields.teamsAppId) : "",
    version: "version" in fields ? String(fields.version) : "",
  };
}

const withLimit = <T>(work: Promise<T>, ms: number): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      window.setTimeout(() => reject(new Problem({ code: "host-silent", status: 0 })), ms);
    }),
  ]);

export type Host = { readonly place: Place; readonly path: string | undefined; readonly config: Config };

/** Shakes hands with Teams. Outside of Teams there is nobody to answer, and the page explains itself instead. */
export async function startHost(): Promise<Host> {
  const settings = await config();
  if (window.parent === window && window.opener === null) {
    const media = window.matchMedia("(prefers-color-scheme: dark)");
    media.addEventListener("change", () => hostStore.set({ theme: systemTheme() }));
    return { place: "browser", path: undefined, config: settings };
  }
  await withLimit(app.initialize([...settings.hostOrigins]), handshakeLimitMs);
  teamsToken(false).catch(() => undefined); // on its way early; whoever needs it hears why there is none
  const context = await withLimit(app.getContext(), handshakeLimitMs);
  hostStore.set({ theme: themeOf(context.app.theme), locale: localeOf(context.app.locale) });
  app.registerOnThemeChangeHandler((theme) => hostStore.set({ theme: themeOf(theme) }));
  app.notifyAppLoaded();
  return { place: placeOf(context), path: pathOf(context.page.subPageId), config: settings };
}

/** Tells Teams that there is something to see, an explanation of a failure included. */
export const painted = (): void => {
  void app.notifySuccess();
};

function placeOf(context: app.Context): Place {
  if (location.pathname === "/config") return "configuration";
  return context.channel !== undefined || context.chat !== undefined || context.meeting !== undefined
    ? "channel"
    : "personal";
}

/** A deep link names a place by its path without the first slash; anything else is ignored. */
export function pathOf(subPageId: string | undefined): string | undefined {
  if (subPageId === undefined || subPageId === "") return undefined;
  const url = new URL(`/${subPageId.replace(/^\/+/, "")}`, location.origin);
  return url.origin === location.origin ? `${url.pathname}${url.search}` : undefined;
}

const expiryOf = (token: string): number => {
  const [, body = ""] = token.split(".");
  try {
    const claims: unknown = JSON.parse(atob(body.replaceAll("-", "+").replaceAll("_", "/")));
    const exp = typeof claims === "object" && claims !== null && "exp" in claims ? Number(claims.exp) : 0;
    return exp * 1000;
  } catch {
    return 0; // not a readable token: ask for a new one each time, the server judges it
  }
};

const spareMs = 120_000;
let known: { token: string; until: number } | undefined;
let asking: Promise<string> | undefined;

/** The person's token from Teams, asked for anew shortly before it ends. */
export function teamsToken(fresh: boolean): Promise<string> {
  if (!fresh && known !== undefined && known.until - spareMs > Date.now())
    return Promise.resolve(known.token);
  asking ??= authentication
    .getAuthToken()
    .then((token) => {
      known = { token, until: expiryOf(token) };
      return token;
    })
    .catch((error: unknown) => {
      throw new Problem({ code: "not-signed-in", status: 401, detail: String(error) });
    })
    .finally(() => {
      asking = undefined;
    });
  return asking;
}

/** The part of the configuration page that talks to Teams: what the pinned tab will show. */
export function offerTab(choice: { path: string; name: string } | undefined): void {
  pages.config.setValidityState(choice !== undefined);
  if (choice === undefined) return;
  pages.config.registerOnSaveHandler((save) => {
    pages.config
      .setConfig({
        entityId: choice.path,
        contentUrl: `${location.origin}${choice.path}`,
        websiteUrl: `${location.origin}${choice.path}`,
        suggestedDisplayName: choice.name,
      })
      .then(
        () => save.notifySuccess(),
        (error: unknown) => save.notifyFailure(String(error)),
      );
  });
}

/** The link that opens a place of this app inside Teams. */
export const teamsLink = (teamsAppId: string, path: string): string => {
  const context = encodeURIComponent(JSON.stringify({ subEntityId: path.replace(/^\/+/, "") }));
  return `https://teams.microsoft.com/l/entity/${teamsAppId}/workspace?context=${context}`;
};
