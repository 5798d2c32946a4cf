import type { IntlShape } from "react-intl";
import type { SchemaFieldView } from "../api/schema";
import { longDate } from "../shared/dates";
import type { Directory } from "../shared/people";
import type { Card } from "./board";

/** What a card says in a field of the board's own. */
export const valueOf = (card: Card, field: string): string | undefined =>
  card.values?.find((value) => value.field === field)?.value;

/** That value as people read it; empty where there is none. */
export function wordsOf(
  intl: IntlShape,
  field: SchemaFieldView,
  value: string | null | undefined,
  people: Directory,
): string {
  if (value == null) return "";
  switch (field.kind) {
    case "text":
      return value;
    case "number":
      return intl.formatNumber(Number(value), { maximumFractionDigits: 10 });
    case "date":
      return longDate(intl, value);
    case "choice":
      return (
        field.choices?.find((choice) => choice.id === value)?.name ??
        intl.formatMessage({ id: "history.gone" })
      );
    case "person":
      return people[value]?.name ?? intl.formatMessage({ id: "person.unknown" });
    default:
      return field.kind satisfies never;
  }
}

type Option = { readonly id: string; readonly name: string };

/**
 * What can be chosen, first nothing; undefined where a field is typed. An answer that is gone stays until it changes.
 * `members`: who takes part in the board.
 */
export function optionsOf(
  intl: IntlShape,
  field: SchemaFieldView,
  value: string,
  people: Directory,
  members: readonly Option[],
): readonly Option[] | undefined {
  const nothing = { id: "", name: intl.formatMessage({ id: "fact.none" }) };
  const named = (id: string) => ({ id, name: wordsOf(intl, field, id, people) });
  if (field.kind === "choice") {
    const choices = (field.choices ?? []).map(({ id, name }) => ({ id, name }));
    const gone = value === "" || choices.some(({ id }) => id === value) ? [] : [named(value)];
    return [nothing, ...choices, ...gone];
  }
  if (field.kind === "person") {
    const gone = value === "" || members.some(({ id }) => id === value) ? [] : [named(value)];
    return [nothing, ...members, ...gone];
  }
  return undefined;
}
