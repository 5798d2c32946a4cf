import {
  Button,
  Input,
  Menu,
  MenuDivider,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { ChevronDown16Regular } from "@fluentui/react-icons/svg/chevron-down";
import { Search16Regular } from "@fluentui/react-icons/svg/search";
import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { Directory } from "../shared/people";
import { assigneesOf, type Board } from "./board";
import { dues, myself, nobody, priorities, type BoardSearch } from "./search";
import { SavedFilters } from "./SavedFilters";
import type { BoardActions } from "./view";

const useStyles = makeStyles({
  bar: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 8px",
    paddingInline: "24px",
    paddingBlock: "2px 6px",
    "@media (max-width: 639px)": { paddingInline: "16px" },
  },
  text: { inlineSize: "220px", maxInlineSize: "100%" },
  chip: { fontWeight: tokens.fontWeightRegular, minInlineSize: 0, maxInlineSize: "220px" },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    "@media (forced-colors: active)": { border: "1px solid Highlight" },
  },
  words: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  list: { maxBlockSize: "min(60vh, 480px)", overflowY: "auto" },
  count: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

const pauseMs = 200;

/** Which cards are shown: by words, persons, labels, due date and priority; all of it in the address. */
export function FilterBar(props: {
  board: Board;
  people: Directory;
  me: string;
  search: BoardSearch;
  canShare: boolean;
  actions: BoardActions;
  total: number;
  found: number;
  asked: boolean;
  /** The person has just asked for the filter. */
  focus: boolean;
  close: () => void;
}) {
  const { board, people, me, search, actions, total, found, asked, focus, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const ids = useMemo(() => assigneesOf(board), [board]);
  const names = ids
    .filter((id) => id !== me && people[id] !== undefined)
    .map((id) => ({ id, name: people[id]?.name ?? "" }))
    .sort((a, b) => a.name.localeCompare(b.name, intl.locale));
  const nameOfPerson = (id: string) =>
    id === myself
      ? intl.formatMessage({ id: "filter.me" })
      : id === nobody
        ? intl.formatMessage({ id: "filter.nobody" })
        : (people[id]?.name ?? intl.formatMessage({ id: "person.unknown" }));
  const nameOfLabel = (id: string) => {
    const name = id === nobody ? undefined : board.labels.find((label) => label.id === id)?.name;
    return id === nobody
      ? intl.formatMessage({ id: "filter.no-label" })
      : name === undefined || name === ""
        ? intl.formatMessage({ id: "label.unnamed" })
        : name;
  };
  const departments = [
    ...new Set(Object.values(board.cards).flatMap((card) => card.department ?? [])),
    ...(search.departments?.filter((each) => each !== nobody) ?? []),
  ];
  const nameOfDepartment = (name: string) =>
    name === nobody ? intl.formatMessage({ id: "filter.no-department" }) : name;
  const choose = (field: "people" | "labels" | "priorities" | "departments") => (items: readonly string[]) =>
    actions.show({ [field]: items.length === 0 ? undefined : items }, true);
  const clear = () => {
    close();
    actions.show(
      {
        text: undefined,
        people: undefined,
        labels: undefined,
        due: undefined,
        priorities: undefined,
        departments: undefined,
      },
      true,
    );
  };
  return (
    <div className={styles.bar} role="search" aria-label={intl.formatMessage({ id: "filter.name" })}>
      <TextFilter
        text={search.text ?? ""}
        focus={focus}
        change={(text) => actions.show({ text: text === "" ? undefined : text }, true)}
        leave={() => {
          if (!asked) close();
        }}
      />
      <Chip
        name={intl.formatMessage({ id: "filter.people" })}
        chosen={search.people ?? []}
        nameOf={nameOfPerson}
        choose={choose("people")}
      >
        <MenuItemCheckbox name="chosen" value={myself}>
          {nameOfPerson(myself)}
        </MenuItemCheckbox>
        <MenuItemCheckbox name="chosen" value={nobody}>
          {nameOfPerson(nobody)}
        </MenuItemCheckbox>
        {names.length > 0 && <MenuDivider />}
        {names.map(({ id, name }) => (
          <MenuItemCheckbox key={id} name="chosen" value={id}>
            {name}
          </MenuItemCheckbox>
        ))}
      </Chip>
      <Chip
        name={intl.formatMessage({ id: "filter.labels" })}
        chosen={search.labels ?? []}
        nameOf={nameOfLabel}
        choose={choose("labels")}
      >
        {board.labels.map(({ id }) => (
          <MenuItemCheckbox key={id} name="chosen" value={id}>
            {nameOfLabel(id)}
          </MenuItemCheckbox>
        ))}
        <MenuItemCheckbox name="chosen" value={nobody}>
          {nameOfLabel(nobody)}
        </MenuItemCheckbox>
      </Chip>
      <Chip
        name={intl.formatMessage({ id: "filter.due" })}
        chosen={[search.due ?? ""].filter(Boolean)}
        nameOf={(due) =>
          dues
            .filter((each) => each === due)
            .map((each) => intl.formatMessage({ id: `filter.due.${each}` }))
            .join("")
        }
        choose={([due]) => actions.show({ due: due === "" ? undefined : due }, true)}
      >
        <MenuItemRadio name="chosen" value="">
          <FormattedMessage id="filter.any" />
        </MenuItemRadio>
        {dues.map((due) => (
          <MenuItemRadio key={due} name="chosen" value={due}>
            <FormattedMessage id={`filter.due.${due}`} />
          </MenuItemRadio>
        ))}
      </Chip>
      <Chip
        name={intl.formatMessage({ id: "fact.priority" })}
        chosen={search.priorities ?? []}
        nameOf={(priority) =>
          priorities
            .filter((each) => each === priority)
            .map((each) => intl.formatMessage({ id: `priority.${each}` }))
            .join("")
        }
        choose={choose("priorities")}
      >
        {priorities.map((each) => (
          <MenuItemCheckbox key={each} name="chosen" value={each}>
            <FormattedMessage id={`priority.${each}`} />
          </MenuItemCheckbox>
        ))}
      </Chip>
      {departments.length > 0 && (
        <Chip
          name={intl.formatMessage({ id: "fact.department" })}
          chosen={search.departments ?? []}
          nameOf={nameOfDepartment}
          choose={choose("departments")}
        >
          {[...new Set(departments)].sort().map((each) => (
            <MenuItemCheckbox key={each} name="chosen" value={each}>
              {each}
            </MenuItemCheckbox>
          ))}
          <MenuItemCheckbox name="chosen" value={nobody}>
            {nameOfDepartment(nobody)}
          </MenuItemCheckbox>
        </Chip>
      )}
      <SavedFilters me={me} search={search} canShare={props.canShare} actions={actions} />
      <span role="status" className={styles.count}>
        {asked && <FormattedMessage id="filter.found" values={{ found, total }} />}
      </span>
      {asked && (
        <Button size="small" appearance="transparent" onClick={clear}>
          <FormattedMessage id="filter.clear" />
        </Button>
      )}
    </div>
  );
}

/** One question of the filter: its name, or what was chosen. */
function Chip(props: {
  name: string;
  chosen: readonly string[];
  nameOf: (value: string) => string;
  choose: (values: readonly string[]) => void;
  children: ReactNode;
}) {
  const { name, chosen, nameOf, choose, children } = props;
  const styles = useStyles();
  const [first] = chosen;
  const words =
    first === undefined ? name : chosen.length === 1 ? nameOf(first) : `${name} (${chosen.length})`;
  return (
    <Menu
      checkedValues={{ chosen: chosen.length === 0 ? [""] : [...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) =>
        choose(checkedItems.length === 1 ? checkedItems : checkedItems.filter(Boolean))
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          className={mergeClasses(styles.chip, first !== undefined && styles.chosen)}
          icon={<ChevronDown16Regular />}
          iconPosition="after"
          aria-label={first === undefined ? name : `${name}: ${chosen.map(nameOf).join(", ")}`}
        >
          <span className={styles.words}>{words}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className={styles.list}>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** The words to look for. The address follows when the typing pauses, and leads when somebody else changes it. */
function TextFilter(props: {
  text: string;
  focus: boolean;
  change: (text: string) => void;
  leave: () => void;
}) {
  const { text, focus, change, leave } = props;
  const styles = useStyles();
  const intl = useIntl();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<number>(undefined);
  useEffect(() => {
    if (input.current !== null && document.activeElement !== input.current) input.current.value = text;
  }, [text]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const soon = (value: string, ms: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => change(value.trim()), ms);
  };
  return (
    <Input
      type="search"
      size="small"
      className={styles.text}
      input={{ ref: input }}
      contentBefore={<Search16Regular />}
      defaultValue={text}
      maxLength={200}
      // The person has just asked for this field.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={focus}
      placeholder={intl.formatMessage({ id: "filter.text" })}
      aria-label={intl.formatMessage({ id: "filter.text" })}
      onChange={(_, { value }) => soon(value, pauseMs)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        if (event.currentTarget.value === "") leave();
        event.currentTarget.value = "";
        soon("", 0);
      }}
    />
  );
}
