import { Combobox, Option, makeStyles, tokens } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaUnitChoice } from "../api/schema";
import { unitSearchQuery } from "../shared/people";
import type { Unit } from "./board";

const useStyles = makeStyles({
  box: { minInlineSize: 0, inlineSize: "100%" },
  words: { display: "flex", flexDirection: "column", minInlineSize: 0 },
  quiet: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  list: { maxBlockSize: "320px" },
});

/** Finds a department or an Entra group by a few letters. */
export function UnitPicker(props: { without: readonly Unit[]; pick: (unit: SchemaUnitChoice) => void }) {
  const { without, pick } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const search = useDeferredValue(typed);
  const {
    data = [],
    isPending,
    isError,
  } = useQuery({ ...unitSearchQuery(search), enabled: open, placeholderData: keepPreviousData });
  const units = data.filter(
    (unit) => !without.some((other) => other.kind === unit.kind && other.key === unit.key),
  );
  return (
    <Combobox
      className={styles.box}
      freeform
      placeholder={intl.formatMessage({ id: "unit.search" })}
      value={typed}
      selectedOptions={[]}
      listbox={{ className: styles.list }}
      open={open}
      onOpenChange={(_, data) => setOpen(data.open)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => setTyped("")}
      onOptionSelect={(_, { optionValue }) => {
        const unit = units.find((each) => valueOf(each) === optionValue);
        setTyped("");
        if (unit !== undefined) pick(unit);
      }}
    >
      {units.map((unit) => (
        <Option key={valueOf(unit)} value={valueOf(unit)} text={unit.name}>
          <span className={styles.words}>
            <span>{unit.name}</span>
            <span className={styles.quiet}>
              <FormattedMessage id={`unit.${unit.kind}`} />
              {unit.people != null && (
                <>
                  {" · "}
                  <FormattedMessage id="unit.people" values={{ count: unit.people }} />
                </>
              )}
            </span>
          </span>
        </Option>
      ))}
      {units.length === 0 && !isPending && (
        <Option disabled text="">
          {intl.formatMessage({ id: isError ? "unit.unreachable" : "unit.none" })}
        </Option>
      )}
    </Combobox>
  );
}

const valueOf = (unit: SchemaUnitChoice) => `${unit.kind} ${unit.key}`;
