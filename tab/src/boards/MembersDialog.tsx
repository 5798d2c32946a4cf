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
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaBoardRole } from "../api/schema";
import { Face } from "../shared/Face";
import type { Directory } from "../shared/people";
import { PersonPicker } from "../shared/PersonPicker";
import type { Access, Board } from "./board";
import { removeMember, setMember } from "./commands";
import { useSession } from "./session";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: "0 0 16px",
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  row: { display: "flex", alignItems: "center", columnGap: "12px", minBlockSize: "36px" },
  who: { flexGrow: 1, minInlineSize: 0, display: "flex", flexDirection: "column" },
  unit: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

const roles: readonly SchemaBoardRole[] = ["owner", "editor", "commenter", "viewer"];

/** Who belongs to the board, and as what. Owners change it, everybody may look. */
export function MembersDialog(props: { board: Board; people: Directory; access: Access; close: () => void }) {
  const { board, people, access, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const { run } = useSession();
  const members = board.members.toSorted((a, b) =>
    (people[a.person]?.name ?? "").localeCompare(people[b.person]?.name ?? "", intl.locale),
  );
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            <FormattedMessage id="board.members" />
          </DialogTitle>
          <DialogContent>
            <ul className={styles.list}>
              {members.map(({ person, role }) => {
                const name = people[person]?.name ?? intl.formatMessage({ id: "person.unknown" });
                return (
                  <li key={person} className={styles.row}>
                    <Face id={person} name={people[person]?.name} size={32} named={false} />
                    <span className={styles.who}>
                      <span>{name}</span>
                      {people[person]?.department != null && (
                        <span className={styles.unit}>{people[person].department}</span>
                      )}
                    </span>
                    {access.canManage ? (
                      <>
                        <Select
                          size="small"
                          value={role}
                          aria-label={intl.formatMessage({ id: "board.role-of" }, { name })}
                          onChange={(_, { value }) => {
                            const next = roles.find((each) => each === value);
                            if (next !== undefined) void run(setMember(board.id, person, next));
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
                          aria-label={intl.formatMessage({ id: "board.remove-member" }, { name })}
                          onClick={() => void run(removeMember(board.id, person))}
                        />
                      </>
                    ) : (
                      <span className={styles.unit}>{intl.formatMessage({ id: `role.${role}` })}</span>
                    )}
                  </li>
                );
              })}
            </ul>
            {access.canManage && (
              <Field label={intl.formatMessage({ id: "board.add-member" })}>
                <PersonPicker
                  without={board.members.map((member) => member.person)}
                  pick={(person) => void run(setMember(board.id, person.id, "editor"))}
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
