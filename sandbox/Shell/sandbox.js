// What the sandbox tells its page: who lives here, where the product and its neighbours answer, and their tokens.

/** @typedef {{ id: string, alias: string, name: string, jobTitle: string, department: string, mail: string }} Person */

const tokens = new Map();

export const sandbox = {
  city: "",
  tenant: "",
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

  /** A token as Teams (for "tab") or Planner (for "graph") would hold it; kept until two minutes before its end. */
  async token(person, audience) {
    const key = `${audience}|${person.id}`;
    const kept = tokens.get(key);
    if (kept && kept.expires - Date.now() > 120_000) return kept.token;
    const answer = await fetch(`/sandbox/tokens/${audience}?person=${person.id}`, { method: "POST" });
    if (!answer.ok) throw new Error((await answer.text()) || `The sandbox answered ${answer.status}.`);
    const { token, expiresIn } = await answer.json();
    tokens.set(key, { token, expires: Date.now() + expiresIn * 1000 });
    return token;
  },
};
