import { Field, Input, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
import { useRef, useState, type RefObject } from "react";
import { useIntl } from "react-intl";
import type { SchemaBoardVisibility } from "../api/schema";

type Values = {
  readonly name: string;
  readonly purpose: string;
  readonly visibility: SchemaBoardVisibility;
};

export type BoardForm = {
  readonly values: Values;
  readonly set: (change: Partial<Values>) => void;
  readonly nameMissing: boolean;
  readonly nameInput: RefObject<HTMLInputElement | null>;
  /** The trimmed values, or undefined with the focus on what is missing. */
  readonly submit: () => Values | undefined;
};

const longestName = 120;
const longestPurpose = 2_000;

export function useBoardFields(initial: Values): BoardForm {
  const [values, setValues] = useState(initial);
  const [tried, setTried] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const missing = values.name.trim() === "";
  return {
    values,
    nameInput,
    nameMissing: tried && missing,
    set: (change) => setValues((now) => ({ ...now, ...change })),
    submit: () => {
      setTried(true);
      if (missing) {
        nameInput.current?.focus();
        return undefined;
      }
      return { ...values, name: values.name.trim(), purpose: values.purpose.trim() };
    },
  };
}

const visibilityOf = (value: string): SchemaBoardVisibility =>
  value === "organisation" ? "organisation" : "members";

/** What a board is called, what it is for, and who may read it. */
export function BoardFields({ form }: { form: BoardForm }) {
  const intl = useIntl();
  const { values, set } = form;
  return (
    <>
      <Field
        required
        label={intl.formatMessage({ id: "board.name" })}
        validationMessage={form.nameMissing ? intl.formatMessage({ id: "field.required" }) : null}
      >
        <Input
          input={{ ref: form.nameInput }}
          value={values.name}
          maxLength={longestName}
          onChange={(_, { value }) => set({ name: value })}
        />
      </Field>
      <Field label={intl.formatMessage({ id: "board.purpose" })}>
        <Textarea
          value={values.purpose}
          maxLength={longestPurpose}
          rows={2}
          resize="vertical"
          onChange={(_, { value }) => set({ purpose: value })}
        />
      </Field>
      <Field label={intl.formatMessage({ id: "board.visibility" })}>
        <RadioGroup
          value={values.visibility}
          onChange={(_, { value }) => set({ visibility: visibilityOf(value) })}
        >
          <Radio value="members" label={intl.formatMessage({ id: "board.visibility.members" })} />
          <Radio value="organisation" label={intl.formatMessage({ id: "board.visibility.organisation" })} />
        </RadioGroup>
      </Field>
    </>
  );
}
