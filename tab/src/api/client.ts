import createClient, { type Middleware } from "openapi-fetch";
import { Problem, problemOf } from "./problem";
import type { paths } from "./schema";

/** Who asks, and in which language; the shell fills this in once it knows its host. */
type Session = {
  /** A valid token. `fresh` asks for a new one although the known one has not expired. */
  token: (fresh: boolean) => Promise<string>;
  locale: () => string;
};

let session: Session = {
  token: () => Promise.reject(new Problem({ code: "not-signed-in", status: 401 })),
  locale: () => "de",
};

export const setSession = (next: Session): void => {
  session = next;
};

export const accessToken = (): Promise<string> => session.token(false);

/** One request; an expired token is replaced once, a lost network is a Problem as any other failure. */
async function fetchWithToken(request: Request): Promise<Response> {
  const attempt = async (copy: Request, fresh: boolean) => {
    copy.headers.set("Authorization", `Bearer ${await session.token(fresh)}`);
    copy.headers.set("Accept-Language", session.locale());
    return fetch(copy);
  };
  try {
    const again = request.clone();
    const response = await attempt(request, false);
    return response.status === 401 ? await attempt(again, true) : response;
  } catch (error) {
    if (error instanceof Problem || (error instanceof DOMException && error.name === "AbortError"))
      throw error;
    throw new Problem({ code: "unreachable", status: 0 });
  }
}

const refuse: Middleware = {
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return;
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined); // an answer of a proxy, not of ours: the status says enough
    throw problemOf(response, body);
  },
};

export const api = createClient<paths>({ baseUrl: location.origin, fetch: fetchWithToken });
api.use(refuse);

/** The body of an answer that has one. */
export async function read<T>(answer: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await answer;
  if (data === undefined || data === null) throw new Problem({ code: "unexpected", status: 200 });
  return data;
}

/** A command whose answer carries nothing that anybody needs. */
export async function done(answer: Promise<unknown>): Promise<void> {
  await answer;
}

/** How each command names itself: the header that makes a repetition harmless. */
export const as = (command: string) => ({ "Command-Id": command });
