import type { IntlShape } from "react-intl";
import type { SchemaPlannerLinkView } from "../api/schema";
import { ago } from "../shared/dates";

export type Standing = {
  readonly kind: "paused" | "first" | "trouble" | "inStep";
  readonly text: string;
};

/** How a link stands, in few words. Microsoft's asking to wait is no trouble: it passes. */
export function standing(intl: IntlShape, link: SchemaPlannerLinkView, now: number): Standing {
  if (link.state === "paused") return { kind: "paused", text: intl.formatMessage({ id: "planner.paused" }) };
  if (link.first != null)
    return {
      kind: "first",
      text:
        link.first.total === 0
          ? intl.formatMessage({ id: "planner.waiting" })
          : intl.formatMessage({ id: "planner.first" }, link.first),
    };
  const last =
    link.lastSync == null
      ? intl.formatMessage({ id: "planner.waiting" })
      : intl.formatMessage({ id: "planner.synced" }, { ago: ago(intl, link.lastSync, now) });
  return {
    kind: link.problem != null && link.problem.code !== "planner.slowed" ? "trouble" : "inStep",
    text: last,
  };
}
