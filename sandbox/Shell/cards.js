// Adaptive cards drawn by Microsoft's own renderer, dressed like Teams in the three themes.
import { h } from "./dom.js";
import { t } from "./texts.js";

const looks = {
  default: { text: "#242424", subtle: "#616161", accent: "#4f52b2", good: "#0e700e", warning: "#835b00", attention: "#b10e1c", back: "#ffffff", emphasis: "#f0f0f0", line: "#d1d1d1" },
  dark: { text: "#ffffff", subtle: "#d6d6d6", accent: "#aab0fa", good: "#9fd89f", warning: "#f7c46c", attention: "#f1bbbc", back: "#292929", emphasis: "#3a3a3a", line: "#666666" },
  contrast: { text: "#ffffff", subtle: "#ffffff", accent: "#ffff01", good: "#3ff23f", warning: "#ffff01", attention: "#ff9a9a", back: "#000000", emphasis: "#000000", line: "#ffffff" },
};

function hostConfig(theme) {
  const look = looks[theme];
  const colour = (value) => ({ default: value, subtle: value });
  const colours = {
    default: { default: look.text, subtle: look.subtle },
    dark: { default: look.text, subtle: look.subtle },
    light: { default: look.text, subtle: look.subtle },
    accent: colour(look.accent),
    good: colour(look.good),
    warning: colour(look.warning),
    attention: colour(look.attention),
  };
  const container = (back) => ({ backgroundColor: back, borderColor: look.line, foregroundColors: colours });
  return {
    supportsInteractivity: true,
    fontFamily: "inherit",
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
    separator: { lineThickness: 1, lineColor: look.line },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    imageSizes: { small: 32, medium: 48, large: 96 },
    containerStyles: {
      default: container(look.back),
      emphasis: container(look.emphasis),
      accent: container(look.emphasis),
      good: container(look.emphasis),
      warning: container(look.emphasis),
      attention: container(look.emphasis),
    },
    factSet: {
      title: { color: "default", isSubtle: true, weight: "default", wrap: true, maxWidth: 140 },
      value: { color: "default", weight: "default", wrap: true },
      spacing: 12,
    },
    inputs: {
      label: { inputSpacing: "small", requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" }, optionalInputs: { weight: "bolder" } },
      errorMessage: { color: "attention", weight: "default" },
    },
    actions: {
      maxActions: 6,
      spacing: "default",
      buttonSpacing: 8,
      showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
      actionsOrientation: "horizontal",
      actionAlignment: "left",
      preExpandSingleShowCardAction: false,
    },
    textBlock: { headingLevel: 3 },
  };
}

/**
 * Draws one card. `onAction` gets the action as it goes over the wire, with the inputs merged into its data.
 * @param {object} payload @param {"default"|"dark"|"contrast"} theme
 */
export function drawCard(payload, theme, { language, label, onExecute, onSubmit, onLink }) {
  const { AdaptiveCard, HostConfig, ExecuteAction, SubmitAction, OpenUrlAction, SerializationContext } = window.AdaptiveCards;
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(hostConfig(theme));
  card.lang = language;
  card.onExecuteAction = (action) => {
    if (action instanceof ExecuteAction) onExecute({ type: "Action.Execute", id: action.id, title: action.title, verb: action.verb, data: action.data ?? {} });
    else if (action instanceof SubmitAction) onSubmit(action.data ?? {});
    else if (action instanceof OpenUrlAction) onLink(action.url);
  };
  card.parse(payload, new SerializationContext());
  const drawn = card.render();
  if (!drawn) return h("p", { class: "problem" }, t("chat.unsupported"));
  drawn.setAttribute("role", "group");
  drawn.setAttribute("aria-label", label);
  drawn.removeAttribute("tabindex");
  return drawn;
}

/**
 * The little Markdown that Teams allows in messages and cards: emphasis, links, lists, line breaks. Everything else is text, and so is
 * a sign behind a backslash: it waits in the private use area until nothing can take it for Markdown any more.
 */
export function markdown(text) {
  const hidden = text.replace(/\\([!-/:-@[-`{-~])/g, (_, sign) => String.fromCharCode(0xe000 + sign.charCodeAt(0)));
  return render(hidden).replace(/[\ue021-\ue07e]/g, (sign) => {
    const shown = String.fromCharCode(sign.charCodeAt(0) - 0xe000);
    return { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }[shown] ?? shown;
  });
}

function render(text) {
  const safe = (part) => part.replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign]);
  const inline = (line) =>
    safe(line)
      .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2" target="_blank" rel="noreferrer">$1</a>')
      .replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")
      .replace(/(^|[\s(])[_*](\S(?:.*?\S)?)[_*](?=[\s).,;:!?]|$)/g, "$1<em>$2</em>");
  const out = [];
  let list = [];
  const endList = () => {
    if (list.length > 0) out.push(`<ul>${list.map((item) => `<li>${item}</li>`).join("")}</ul>`);
    list = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s*[-*]\s+(.*)$/.exec(line);
    if (item) list.push(inline(item[1]));
    else {
      endList();
      if (line.trim()) out.push(`<p>${inline(line)}</p>`);
    }
  }
  endList();
  return out.join("");
}

addEventListener("DOMContentLoaded", () => {
  window.AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown(text);
    result.didProcess = true;
  };
});
