/** Says something to screen readers without moving the focus; the newest sentence wins. */
type Say = (text: string, assertive?: boolean) => void;

let regions: { polite: HTMLElement; assertive: HTMLElement } | undefined;

function region(politeness: "polite" | "assertive"): HTMLElement {
  const element = document.createElement("div");
  element.setAttribute("role", politeness === "polite" ? "status" : "alert");
  element.className = "only-heard";
  document.body.append(element);
  return element;
}

/** Regions must exist before they speak. */
export function prepareAnnouncements(): void {
  if (regions?.polite.isConnected !== true)
    regions = { polite: region("polite"), assertive: region("assertive") };
}

export const announce: Say = (text, assertive = false) => {
  prepareAnnouncements();
  const element = assertive ? regions?.assertive : regions?.polite;
  if (element === undefined) return;
  // The same sentence twice is only heard twice when the text differs.
  element.textContent = element.textContent === text ? `${text}\u00a0` : text;
};
