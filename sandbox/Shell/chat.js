// Conversations of the person; cards are answered as Teams does: Action.Execute goes to the bot as a signed invoke.
import { drawCard, markdown } from "./cards.js";
import { channelFor } from "./channel.js";
import { announce, appMark, avatar, h, icon, redraw } from "./dom.js";
import { address, go } from "./state.js";
import { t, time } from "./texts.js";
import { readDeepLink, toast } from "./workspace.js";

const cardType = "application/vnd.microsoft.card.adaptive";
const messageType = "application/vnd.microsoft.activity.message";
const nearEnd = 60;

export function chatApp(stage, initial, person) {
  const channel = channelFor(person);
  let state = initial;
  let conversations = [];
  let messages = [];
  let shownChat;
  let loading;
  let again = false;
  let stopped = false;
  let unwatch;

  /** What the bot answered to an action in words, by message. */
  const notices = new Map();
  const refreshed = new Set();

  const current = () => conversations.find((each) => each.id === state.chat) ?? conversations[0];

  async function start() {
    stage.replaceChildren(
      h(
        "div",
        { class: "chat" },
        h("nav", { class: "side" }),
        h("section", { class: "talk" }, h("header", { class: "talk-head" }), h("div", { class: "messages", role: "log", tabindex: "0" }), compose()),
      ),
    );
    unwatch = channel.watch(load);
    await load();
  }

  /** One reading at a time; what changes meanwhile is read right after. */
  function load() {
    if (loading) again = true;
    loading ??= readAll().finally(() => {
      loading = undefined;
      if (!again || stopped) return;
      again = false;
      load();
    });
    return loading;
  }

  async function readAll() {
    try {
      const next = await channel.conversations();
      const talk = next.find((each) => each.id === state.chat) ?? next[0];
      const read = talk ? await channel.messages(talk.id) : { messages: [] };
      if (stopped) return;
      const before = shownChat === talk?.id ? messages : undefined;
      conversations = next;
      messages = read.messages.filter((each) => !each.deleted);
      if (before) messages.filter((each) => each.from.bot && !before.some((old) => old.id === each.id)).forEach((each) => announce(t("chat.new", { name: each.from.name })));
      stage.querySelector(".chat > .problem")?.remove();
      drawList();
      drawMessages();
      for (const message of messages) refreshCard(talk, message);
    } catch (problem) {
      if (stopped || stage.querySelector(".chat > .problem")) return;
      console.warn(problem);
      stage.querySelector(".chat").prepend(h("p", { class: "problem", role: "alert" }, t("shell.failed")));
    }
  }

  const sign = (talk) => (talk.kind === "personal" ? appMark() : avatar({ id: talk.id, name: talk.name }, 32));

  function drawList() {
    const side = stage.querySelector(".side");
    side.setAttribute("aria-label", t("chat.list"));
    redraw(
      side,
      h("h1", {}, t("app.chat")),
      h(
        "ul",
        {},
        conversations.map((talk) =>
          h(
            "li",
            {},
            h(
              "a",
              {
                href: address({ chat: talk.id }),
                "aria-current": talk.id === current()?.id ? "page" : undefined,
                dataset: { key: `chat-${talk.id}` },
                onclick: (event) => {
                  event.preventDefault();
                  go({ chat: talk.id });
                },
              },
              sign(talk),
              h("span", { class: "two-lines" }, h("strong", {}, talk.name), h("small", {}, talk.lastText ?? t("chat.bot"))),
            ),
          ),
        ),
      ),
    );
    const talk = current();
    stage.querySelector(".talk-head").replaceChildren(...(talk ? [sign(talk), h("h2", {}, talk.name)] : []));
    const field = stage.querySelector(".compose textarea");
    field.setAttribute("aria-label", t("chat.write"));
    field.placeholder = t("chat.write");
    stage.querySelector(".compose button").setAttribute("aria-label", t("chat.send"));
    stage.querySelector(".messages").setAttribute("aria-label", talk ? t("chat.with", { name: talk.name }) : t("chat.messages"));
  }

  /** A message stays in place as long as it does not change: a card that is being filled in is not taken away. */
  function drawMessages() {
    const log = stage.querySelector(".messages");
    const switched = shownChat !== current()?.id;
    shownChat = current()?.id;
    const atEnd = switched || log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd;
    const kept = new Map([...log.children].map((each) => [each.dataset.version, each]));
    const items = messages.map((message) => {
      // By content: a refresh that changes nothing must not take away what is being filled in.
      const version = JSON.stringify([message.id, message.text, message.attachments, message.edited, notices.get(message.id), state.lang, state.theme]);
      return kept.get(version) ?? draw(message, version);
    });
    if (items.length === 0) items.push(h("p", { class: "empty" }, t("chat.empty")));
    if (items.length !== log.children.length || items.some((item, i) => item !== log.children[i])) log.replaceChildren(...items);
    if (atEnd) log.scrollTop = log.scrollHeight;
  }

  function draw(message, version) {
    const notice = notices.get(message.id);
    const card = message.attachments.find((each) => each.contentType === cardType)?.content;
    return h(
      "article",
      { class: `message${message.mine ? " mine" : ""}`, dataset: { version, message: message.id }, "aria-label": `${message.from.name}, ${time(message.at)}` },
      !message.mine && (message.from.bot ? appMark() : avatar({ id: message.from.person, name: message.from.name }, 32)),
      h(
        "div",
        { class: "bubble" },
        h("p", { class: "by" }, h("strong", {}, message.from.name), h("time", { datetime: message.at }, time(message.at)), message.edited && h("span", {}, t("chat.edited"))),
        message.text && text(message),
        card && cardOf(message, card),
        notice && h("p", { class: notice.failed ? "problem" : "notice", role: "status" }, notice.text),
      ),
    );
  }

  function text(message) {
    const place = h("div", { class: "text" });
    if (message.textFormat === "plain") place.textContent = message.text;
    else place.innerHTML = markdown(message.text);
    return place;
  }

  function cardOf(message, card) {
    return h(
      "div",
      { class: "card" },
      drawCard(card, state.theme, {
        language: state.lang,
        label: t("chat.card", { name: message.from.name }),
        onExecute: (action) => answer(message, action),
        onSubmit: (value) => channel.submit(current().id, message.id, value).catch(failed),
        onLink: (url) => {
          const inside = readDeepLink(url);
          if (inside) go(inside);
          else window.open(url, "_blank", "noreferrer");
        },
      }),
    );
  }

  const placeOf = (message) => stage.querySelector(`[data-message="${CSS.escape(message.id)}"]`);

  /** What Teams does with the bot's answer: a card replaces this person's card, a text is shown, a failure is told. */
  async function answer(message, action) {
    placeOf(message)?.setAttribute("aria-busy", "true");
    try {
      const { status, body } = await channel.execute(current().id, message.id, action);
      const code = body?.statusCode ?? status;
      if (body?.type === messageType) notices.set(message.id, { text: String(body.value) });
      else if (status !== 200 || code >= 400) notices.set(message.id, { failed: true, text: t("chat.actionFailed", { reason: body?.value?.message ?? code }) });
      else notices.delete(message.id);
    } catch (problem) {
      console.warn(problem);
      notices.set(message.id, { failed: true, text: t("chat.actionFailed", { reason: t("shell.failed") }) });
    }
    placeOf(message)?.removeAttribute("aria-busy");
    await load();
    const bubble = placeOf(message)?.querySelector(".bubble");
    bubble?.setAttribute("tabindex", "-1");
    bubble?.focus({ preventScroll: true });
  }

  /** Once for each state of a card that asks for the viewer's own version; the channel decides whether it is time. */
  function refreshCard(talk, message) {
    const asks = message.attachments.some((each) => each.contentType === cardType && each.content?.refresh);
    const key = `${message.id}|${message.version}`;
    if (!asks || refreshed.has(key)) return;
    refreshed.add(key);
    channel.refresh(talk.id, message.id).catch((problem) => console.warn(problem));
  }

  function failed() {
    toast(t("chat.failed"));
  }

  function compose() {
    const field = h("textarea", {
      class: "field",
      rows: 1,
      "aria-label": t("chat.write"),
      placeholder: t("chat.write"),
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        form.requestSubmit();
      },
    });
    const form = h(
      "form",
      {
        class: "compose",
        onsubmit: async (event) => {
          event.preventDefault();
          const words = field.value.trim();
          if (!words || !current()) return;
          field.value = "";
          try {
            await channel.send(current().id, words);
          } catch {
            field.value = words;
            failed();
          }
        },
      },
      field,
      h("button", { type: "submit", class: "quiet", "aria-label": t("chat.send") }, icon("send")),
    );
    return form;
  }

  start();
  return {
    update(next) {
      const moved = next.chat !== state.chat;
      state = next;
      drawList();
      if (moved) load();
      else drawMessages();
    },
    stop() {
      stopped = true;
      unwatch?.();
    },
  };
}
