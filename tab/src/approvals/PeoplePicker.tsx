import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Dismiss12Regular } from "@fluentui/react-icons/svg/dismiss";
import { useIntl } from "react-intl";
import { Face } from "../shared/Face";
import type { Person } from "../shared/people";
import { PersonPicker } from "../shared/PersonPicker";

const useStyles = makeStyles({
  people: { display: "flex", flexDirection: "column", rowGap: "4px" },
  chips: { display: "flex", flexWrap: "wrap", gap: "4px" },
  chip: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: "6px",
    minBlockSize: "28px",
    boxSizing: "border-box",
    paddingInline: "2px 4px",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    overflowWrap: "anywhere",
  },
  remove: { minInlineSize: "20px", blockSize: "20px", padding: 0 },
});

/** One person or several; the Field around it gives the name. */
export function PeoplePicker(props: {
  name: string;
  chosen: readonly Person[];
  change: (people: readonly Person[]) => void;
}) {
  const { name, chosen, change } = props;
  const styles = useStyles();
  const intl = useIntl();
  return (
    <div className={styles.people}>
      {chosen.length > 0 && (
        <div className={styles.chips}>
          {chosen.map((person) => (
            <span key={person.id} className={styles.chip}>
              <Face id={person.id} name={person.name} named={false} />
              {person.name}
              <Button
                size="small"
                appearance="transparent"
                className={styles.remove}
                icon={<Dismiss12Regular />}
                aria-label={intl.formatMessage({ id: "panel.remove-item" }, { title: person.name })}
                onClick={() => change(chosen.filter(({ id }) => id !== person.id))}
              />
            </span>
          ))}
        </div>
      )}
      <PersonPicker
        name={name}
        without={chosen.map(({ id }) => id)}
        pick={(person) => change([...chosen, person])}
      />
    </div>
  );
}
