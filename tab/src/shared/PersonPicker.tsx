import { Combobox, Option, makeStyles, tokens } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useIntl } from "react-intl";
import { Face } from "./Face";
import { peopleSearchQuery, type Person } from "./people";

const useStyles = makeStyles({
  box: { minInlineSize: 0, inlineSize: "100%" },
  option: { display: "flex", alignItems: "center", columnGap: "8px", minInlineSize: 0 },
  words: { display: "flex", flexDirection: "column", minInlineSize: 0 },
  unit: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  list: { maxBlockSize: "320px" },
});

/** Finds a person of the organisation, or of a board, by a few letters. */
export function PersonPicker(props: {
  /** The accessible name where no Field around it gives one. */
  name?: string;
  chosen?: Person | undefined;
  without?: readonly string[];
  /** Only those who take part in this board. */
  board?: string;
  /** Nobody may be chosen too. */
  clear?: { readonly text: string; readonly pick: () => void };
  size?: "small" | "medium";
  /** Takes the focus when it appears: the person has just asked for it. */
  asked?: boolean;
  pick: (person: Person) => void;
}) {
  const { name, chosen, without = [], board, clear, size = "medium", asked = false, pick } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(false);
  const search = useDeferredValue(typed ?? "");
  const { data = [], isPending } = useQuery({
    ...peopleSearchQuery(search, board),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const people = data.filter((person) => person.active && !without.includes(person.id));
  return (
    <Combobox
      className={styles.box}
      size={size}
      {...(name === undefined ? {} : { "aria-label": name })}
      // The person has just asked for this field.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={asked}
      freeform
      placeholder={intl.formatMessage({ id: "person.search" })}
      value={typed ?? chosen?.name ?? ""}
      selectedOptions={chosen === undefined ? [] : [chosen.id]}
      listbox={{ className: styles.list }}
      open={open}
      onOpenChange={(_, data) => setOpen(data.open)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => setTyped(undefined)}
      onOptionSelect={(_, { optionValue }) => {
        const person = people.find((each) => each.id === optionValue);
        setTyped(undefined);
        if (person !== undefined) pick(person);
        else if (optionValue === nobody) clear?.pick();
      }}
    >
      {clear !== undefined && typed === undefined && chosen !== undefined && (
        <Option value={nobody} text={clear.text}>
          {clear.text}
        </Option>
      )}
      {people.map((person) => (
        <Option key={person.id} value={person.id} text={person.name}>
          <span className={styles.option}>
            <Face id={person.id} name={person.name} named={false} />
            <span className={styles.words}>
              <span>{person.name}</span>
              {person.department != null && <span className={styles.unit}>{person.department}</span>}
            </span>
          </span>
        </Option>
      ))}
      {people.length === 0 && !isPending && (
        <Option disabled text="">
          {intl.formatMessage({ id: "person.none" })}
        </Option>
      )}
    </Combobox>
  );
}

const nobody = "";
