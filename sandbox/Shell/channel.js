// The Teams side of the conversations: what the person sees, writes and presses. The sandbox signs it and carries it to the bot.
import { locale } from "./texts.js";

/** @param {import("./sandbox.js").Person} person */
export function channelFor(person) {
  async function call(method, path, body) {
    const answer = await fetch(`/teams/people/${person.id}${path}`, {
      method,
      headers: body && { "Content-Type": "application/json" },
      body: body && JSON.stringify({ ...body, locale: locale() }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text || answer.statusText);
    return text ? JSON.parse(text) : undefined;
  }

  return {
    conversations: () => call("GET", "/conversations"),
    messages: (conversation) => call("GET", `/messages?conversation=${encodeURIComponent(conversation)}`),
    /** The administrator's policy gives the app to everybody: whoever opens Teams has it. */
    async install() {
      const chats = await call("GET", "/conversations");
      if (chats.some((chat) => chat.kind === "personal" && !chat.hasBot)) await call("PUT", "/installation");
    },
    send: (conversation, text) => call("POST", "/messages", { conversation, text }),
    /** Action.Execute; a card in the answer becomes this person's card. */
    execute: (conversation, message, action) => call("POST", "/action", { conversation, message, action }),
    refresh: (conversation, message, byHand = false) => call("POST", "/refresh", { conversation, message, byHand }),
    submit: (conversation, message, value) => call("POST", "/submit", { conversation, message, value }),
    /** Calls back on each change anywhere, until the returned function is called. */
    watch(changed) {
      const source = new EventSource("/teams/changes");
      source.onmessage = changed;
      return () => source.close();
    },
  };
}
