// The product's tab in a frame from another origin: as personal app, or as a tab of a channel.
import { announce, h, icon } from "./dom.js";
import { sandbox } from "./sandbox.js";
import { address, go } from "./state.js";
import { teamsHost } from "./teamsHost.js";
import { locale, t } from "./texts.js";

const sessionId = crypto.randomUUID();
const storageKey = "channel-tabs";

export function workspaceApp(stage, initial, person) {
  let state = initial;
  let frame;
  let host;
  let shownAt;

  function context() {
    const tab = channelTab(state.place);
    return {
      locale: locale().toLowerCase(),
      theme: state.theme,
      entityId: tab ? tab.entityId : sandbox.tabPages.entityId,
      subEntityId: state.sub,
      frameContext: "content",
      hostName: "Teams",
      hostClientType: "web",
      ringId: "general",
      tid: sandbox.tenant,
      userObjectId: person.id,
      userPrincipalName: person.mail,
      loginHint: person.mail,
      sessionId,
      appSessionId: sessionId,
      isFullScreen: false,
      ...(tab && channelContext()),
    };
  }

  function openFrame() {
    shownAt = `${state.place}|${state.sub}|${state.lang}`;
    host?.stop();
    const tab = channelTab(state.place);
    const url = tab?.contentUrl ?? sandbox.tabPages.content;
    frame = h("iframe", { title: t("workspace.frame"), class: "app-frame", allow: "clipboard-write" });
    const status = h("p", { class: "frame-status", role: "status" }, t("workspace.loading"));
    stage.querySelector(".frame-place").replaceChildren(status, frame);
    host = teamsHost(frame, {
      origin: new URL(sandbox.tab).origin,
      frameContext: "content",
      context,
      token: () => sandbox.token(person, "token"),
      on: {
        loaded: () => status.remove(),
        success: () => ((frame.dataset.state = "ready"), status.remove()),
        failure: (failure) => {
          frame.dataset.state = "failed";
          status.textContent = t("workspace.failed", { reason: failure?.message ?? failure?.reason ?? "" });
          stage.querySelector(".frame-place").prepend(status);
        },
        link: followLink,
        navigate: (target) => (typeof target === "string" ? followLink(target) : go({ place: "personal", sub: target.subPageId ?? "" })),
        share: shareLink,
      },
    });
    frame.src = filled(url);
  }

  function filled(url) {
    const context_ = { ...context(), tenantId: sandbox.tenant };
    return url.replace(/\{(\w+)\}/g, (whole, name) => (name in context_ ? encodeURIComponent(context_[name]) : whole));
  }

  function draw() {
    const places = h(
      "nav",
      { class: "places", "aria-label": t("workspace.places") },
      place("personal", t("workspace.personal")),
      channelTabs().map((tab) => place(tab.entityId, `${sandbox.channelName} › ${tab.suggestedDisplayName}`)),
      h("button", { type: "button", class: "quiet", onclick: configure, dataset: { key: "add-tab" } }, icon("add", 16), t("workspace.add")),
      channelTab(state.place) &&
        h("button", { type: "button", class: "quiet", onclick: removeTab, dataset: { key: "remove-tab" } }, icon("close", 16), t("workspace.remove")),
    );
    if (stage.firstElementChild?.classList.contains("places")) stage.firstElementChild.replaceWith(places);
    else stage.replaceChildren(places, h("h1", { class: "visually-hidden" }, t("app.workspace")), h("div", { class: "frame-place" }));
  }

  const place = (id, text) =>
    h(
      "a",
      {
        href: address({ place: id, sub: "" }),
        "aria-current": id === state.place || (id === "personal" && !channelTab(state.place)) ? "page" : undefined,
        onclick: (event) => {
          event.preventDefault();
          go({ place: id, sub: "" });
        },
      },
      text,
    );

  function removeTab() {
    keepTabs(channelTabs().filter((tab) => tab.entityId !== state.place));
    go({ place: "personal", sub: "" });
  }

  /** The page in which an owner chooses what the channel tab shows, with the host's own Save button around it. */
  function configure() {
    const save = h("button", { type: "button", class: "primary", disabled: true, onclick: () => settings.save() }, t("workspace.save"));
    const problem = h("p", { class: "problem", role: "alert" });
    const inner = h("iframe", { title: t("workspace.add.title", { channel: sandbox.channelName }), class: "settings-frame" });
    const dialog = h(
      "dialog",
      { class: "modal wide", "aria-labelledby": "configure-title" },
      h("h2", { id: "configure-title" }, t("workspace.add.title", { channel: sandbox.channelName })),
      inner,
      problem,
      h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, t("cancel")), save),
    );
    const settings = teamsHost(inner, {
      origin: new URL(sandbox.tab).origin,
      frameContext: "settings",
      context: () => ({ ...context(), ...channelContext(), entityId: "", subEntityId: "", frameContext: "settings" }),
      token: () => sandbox.token(person, "token"),
      on: {
        validity: (valid) => (save.disabled = !valid),
        saved: (tab) => {
          keepTabs([...channelTabs().filter((other) => other.entityId !== tab.entityId), tab]);
          dialog.close();
          go({ place: tab.entityId, sub: "" });
        },
        saveFailed: (reason) => (problem.textContent = t("workspace.saveFailed", { reason: reason ?? "" })),
        link: followLink,
      },
    });
    dialog.addEventListener("close", () => {
      settings.stop();
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    inner.src = filled(sandbox.tabPages.configuration);
  }

  function followLink(url) {
    const link = readDeepLink(url);
    if (link) go(link);
    else {
      announce(t("link.outside", { url }));
      toast(t("link.outside", { url }));
    }
  }

  function shareLink({ sub, label }) {
    const deepLink = `https://teams.microsoft.com/l/entity/${sandbox.appId}/${sandbox.tabPages.entityId}?context=${encodeURIComponent(JSON.stringify({ subEntityId: sub }))}`;
    const here = new URL(address({ app: "workspace", sub }), location.href).href;
    const copy = h("button", {
      type: "button",
      class: "primary",
      onclick: async () => {
        await navigator.clipboard.writeText(here);
        announce(t("link.copied"));
        dialog.close();
      },
    }, t("link.copy"));
    const dialog = h(
      "dialog",
      { class: "modal", "aria-labelledby": "link-title" },
      h("h2", { id: "link-title" }, t("link.title", { label: label ?? "Workspace" })),
      h("label", { class: "labelled" }, t("link.field"), h("input", { class: "field", readonly: true, value: here })),
      h("label", { class: "labelled" }, "Teams", h("input", { class: "field", readonly: true, value: deepLink })),
      h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, t("close")), copy),
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  draw();
  openFrame();
  return {
    update(next) {
      const themeChanged = next.theme !== state.theme;
      state = next;
      draw();
      // Teams opens the app anew for another place, deep link or language; a theme is told to the running one.
      if (shownAt !== `${state.place}|${state.sub}|${state.lang}`) openFrame();
      else if (themeChanged) host.themeChanged(state.theme);
    },
    stop: () => host.stop(),
  };
}

/** What a link to this app means inside the sandbox; undefined for everything else. */
export function readDeepLink(url) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.origin === location.origin) {
    const query = parsed.searchParams;
    return { app: query.get("app") ?? "workspace", place: query.get("place") ?? "personal", sub: query.get("sub") ?? "" };
  }
  if (parsed?.hostname !== "teams.microsoft.com") return undefined;
  const [, l, kind, appId] = parsed.pathname.split("/");
  if (l !== "l") return undefined;
  if (kind === "chat" || (kind === "entity" && parsed.pathname.endsWith("/conversations"))) return { app: "chat" };
  if (kind !== "entity" || appId !== sandbox.appId) return undefined;
  const context = parsed.searchParams.get("context");
  return { app: "workspace", place: "personal", sub: (context && JSON.parse(context).subEntityId) || "" };
}

export function toast(text) {
  const note = h("p", { class: "toast", role: "status" }, text, h("button", { type: "button", class: "quiet", "aria-label": t("close"), onclick: () => note.remove() }, icon("close", 16)));
  document.querySelectorAll(".toast").forEach((other) => other.remove());
  document.body.append(note);
}

const channelContext = () => ({
  teamId: "19:musterstadt-buergerservice@thread.tacv2",
  teamName: "Bürgerservice",
  groupId: sandbox.channelGroup,
  channelId: "19:musterstadt-buergerservice@thread.tacv2",
  channelName: sandbox.channelName,
  channelType: "Regular",
  userTeamRole: 1,
});

// The channel is the same for everybody in this browser, so its tabs are kept for all windows.
const channelTabs = () => JSON.parse(localStorage.getItem(storageKey) ?? "[]");
const channelTab = (place) => channelTabs().find((tab) => tab.entityId === place);
const keepTabs = (tabs) => localStorage.setItem(storageKey, JSON.stringify(tabs));
