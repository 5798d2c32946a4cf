import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Select,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Building24Regular } from "@fluentui/react-icons/svg/building";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { PeopleTeam24Regular } from "@fluentui/react-icons/svg/people-team";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaBoardRole } from "../api/schema";
import { Face } from "../shared/Face";
import type { Directory } from "../shared/people";
import { PersonPicker } from "../shared/PersonPicker";
import type { Access, Board } from "./board";
import { removeMember, removeUnit, setMember, setUnit } from "./commands";
import { unitSizesQuery } from "./queries";
import { useSession } from "./session";
import { UnitPicker } from "./UnitPicker";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: "0 0 12px",
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  row: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 12px", minBlockSize: "36px" },
  who: {
    flexGrow: 1,
    flexBasis: "96px",
    minInlineSize: 0,
    display: "flex",
    flexDirection: "column",
    overflowWrap: "anywhere",
  },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  sign: {
    inlineSize: "32px",
    display: "flex",
    justifyContent: "center",
    color: tokens.colorNeutralForeground3,
  },
  heading: {
    margin: "8px 0",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  part: { marginBlockEnd: "16px" },
});

const roles: readonly SchemaBoardRole[] = ["owner", "editor", "commenter", "viewer"];

/** Who belongs to the board, and as what: persons, departments, Entra groups. Owners change it, everybody may look. */
export function MembersDialog(props: { board: Board; people: Directory; access: Access; close: () => void }) {
  const { board, people, access, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const { run } = useSession();
  const { data: sizes } = useQuery({ ...unitSizesQuery(board.id), enabled: board.units.length > 0 });
  const members = board.members.toSorted((a, b) =>
    (people[a.person]?.name ?? "").localeCompare(people[b.person]?.name ?? "", intl.locale),
  );
  const units = board.units.toSorted((a, b) => a.name.localeCompare(b.name, intl.locale));
  const owners = members.filter(({ role }) => role === "owner").length;
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            <FormattedMessage id="board.members" />
          </DialogTitle>
          <DialogContent>
            <h3 className={styles.heading}>
              <FormattedMessage id="board.members-people" />
            </h3>
            <ul className={styles.list}>
              {members.map(({ person, role }) => (
                <Row
                  key={person}
                  name={people[person]?.name ?? intl.formatMessage({ id: "person.unknown" })}
                  sign={<Face id={person} name={people[person]?.name} size={32} named={false} />}
                  facts={people[person]?.department}
                  role={role}
                  canManage={access.canManage}
                  last={role === "owner" && owners === 1}
                  set={(next) => void run(setMember(board.id, person, next))}
                  remove={() => void run(removeMember(board.id, person))}
                />
              ))}
            </ul>
            {access.canManage && (
              <Field className={styles.part} label={intl.formatMessage({ id: "board.add-member" })}>
                <PersonPicker
                  without={board.members.map((member) => member.person)}
                  pick={(person) => void run(setMember(board.id, person.id, "editor"))}
                />
              </Field>
            )}
            {(units.length > 0 || access.canManage) && (
              <h3 className={styles.heading}>
                <FormattedMessage id="board.members-units" />
              </h3>
            )}
            {units.length > 0 && (
              <ul className={styles.list}>
                {units.map(({ kind, key, name, role }) => {
                  const size = sizes?.find((each) => each.kind === kind && each.key === key)?.people;
                  return (
                    <Row
                      key={`${kind} ${key}`}
                      name={name}
                      sign={
                        <span className={styles.sign} aria-hidden="true">
                          {kind === "department" ? <Building24Regular /> : <PeopleTeam24Regular />}
                        </span>
                      }
                      facts={[
                        intl.formatMessage({ id: `unit.${kind}` }),
                        ...(size === undefined
                          ? []
                          : [intl.formatMessage({ id: "unit.people" }, { count: size })]),
                      ].join(" · ")}
                      role={role}
                      canManage={access.canManage}
                      set={(next) => void run(setUnit(board.id, kind, key, next))}
                      remove={() => void run(removeUnit(board.id, kind, key))}
                    />
                  );
                })}
              </ul>
            )}
            {access.canManage && (
              <Field
                label={intl.formatMessage({ id: "board.add-unit" })}
                hint={intl.formatMessage({ id: "board.add-unit-hint" })}
              >
                <UnitPicker
                  without={board.units}
                  pick={(unit) => void run(setUnit(board.id, unit.kind, unit.key, "editor"))}
                />
              </Field>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={close}>
              <FormattedMessage id="action.close" />
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Somebody or a unit with their role; the last owner can't leave, and the row says why. */
function Row(props: {
  name: string;
  sign: ReactNode;
  facts: string | null | undefined;
  role: SchemaBoardRole;
  canManage: boolean;
  last?: boolean;
  set: (role: SchemaBoardRole) => void;
  remove: () => void;
}) {
  const { name, sign, facts, role, canManage, last = false, set, remove } = props;
  const styles = useStyles();
  const intl = useIntl();
  return (
    <li className={styles.row}>
      {sign}
      <span className={styles.who}>
        <span>{name}</span>
        {facts != null && <span className={styles.quiet}>{facts}</span>}
        {canManage && last && (
          <span className={styles.quiet}>
            <FormattedMessage id="board.last-owner" />
          </span>
        )}
      </span>
      {canManage ? (
        <>
          <Select
            size="small"
            value={role}
            disabled={last}
            aria-label={intl.formatMessage({ id: "board.role-of" }, { name })}
            onChange={(_, { value }) => {
              const next = roles.find((each) => each === value);
              if (next !== undefined) set(next);
            }}
          >
            {roles.map((each) => (
              <option key={each} value={each}>
                {intl.formatMessage({ id: `role.${each}` })}
              </option>
            ))}
          </Select>
          <Button
            size="small"
            appearance="subtle"
            icon={<Dismiss16Regular />}
            disabled={last}
            aria-label={intl.formatMessage({ id: "board.remove-member" }, { name })}
            onClick={remove}
          />
        </>
      ) : (
        <span className={styles.quiet}>{intl.formatMessage({ id: `role.${role}` })}</span>
      )}
    </li>
  );
}
