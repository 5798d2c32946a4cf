// What the sandbox tells its page: who lives here, where the product and its neighbours answer, and people's tokens.

/** @typedef {{ id: string, alias: string, name: string, jobTitle: string, department: string, mail: string }} Person */

const spareMs = 120_000;
const tokens = new Map();

export const sandbox = {
  city: "",
  tenant: "",
  timeZone: "",
  appId: "",
  tab: "",
  tabPages: { entityId: "", content: "", configuration: "" },
  graph: "",
  channelName: "",
  /** @type {Person[]} */
  people: [],

  async load() {
    const answer = await fetch("/sandbox");
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
    Object.assign(this, await answer.json());
  },

  /** By address name ("anna.mueller") or object id. */
  person(key) {
    return this.people.find((person) => person.alias === key || person.id === key);
  },

  /** A token as Teams would hold it for its tab ("token"), or Planner for Graph ("graph"); asked for anew shortly before it ends. */
  async token(person, kind) {
    const key = `${kind}|${person.id}`;
    const kept = tokens.get(key);
    if (kept && endOf(kept) - Date.now() > spareMs) return kept;
    const answer = await fetch(`/teams/people/${person.id}/${kind}`);
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
    const { token } = await answer.json();
    tokens.set(key, token);
    return token;
  },
};

const endOf = (token) => JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000;
