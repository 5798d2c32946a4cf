import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Switch,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { Delete20Regular } from "@fluentui/react-icons/svg/delete";
import { Edit20Regular } from "@fluentui/react-icons/svg/edit";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Choice } from "../shared/Choice";
import { Empty } from "../shared/Empty";
import { Failure } from "../shared/Failure";
import { useOnline } from "../shared/live";
import { useDirectory, type Directory } from "../shared/people";
import { Waiting } from "../shared/Waiting";
import type { Access, Board } from "./board";
import { removeRule, saveRule } from "./commands";
import { rulesQuery } from "./queries";
import { RuleEditor } from "./RuleEditor";
import { RuleLog } from "./RuleLog";
import { peopleOfRules, presetsFor, useRuleWords, type Rule, type RuleDraft } from "./rules";
import { useSession } from "./session";

const useStyles = makeStyles({
  surface: { maxInlineSize: "760px", inlineSize: "calc(100vw - 24px)", boxSizing: "border-box" },
  content: { display: "flex", flexDirection: "column", rowGap: "12px", minBlockSize: "240px" },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    alignItems: "flex-start",
    columnGap: "8px",
    paddingBlock: "10px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flexGrow: 1, minInlineSize: 0, overflowWrap: "anywhere" },
  name: { fontWeight: tokens.fontWeightSemibold },
  sentence: { color: tokens.colorNeutralForeground2 },
  off: { color: tokens.colorNeutralForeground3 },
  tools: { display: "flex", flexShrink: 0 },
  presets: {
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    alignItems: "stretch",
    inlineSize: "100%",
  },
  preset: {
    justifyContent: "flex-start",
    textAlign: "start",
    fontWeight: tokens.fontWeightRegular,
    paddingBlock: "8px",
    maxInlineSize: "none",
  },
  more: { alignSelf: "flex-start" },
});

type Editing = { readonly rule?: string; readonly draft: RuleDraft };

/** What the board does by itself: its rules in sentences, and what they did. */
export function RulesDialog(props: { board: Board; people: Directory; access: Access; close: () => void }) {
  const { board, access, close } = props;
  const styles = useStyles();
  const [place, setPlace] = useState<"rules" | "log">("rules");
  const [editing, setEditing] = useState<Editing>();
  const { data, error, refetch } = useQuery(rulesQuery(board.id));
  const more = useDirectory(peopleOfRules(data ?? []).toSorted());
  const people = { ...props.people, ...more };
  const intl = useIntl();
  const rules = (data ?? []).filter((rule) => !rule.removed);
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface className={styles.surface}>
        {editing !== undefined ? (
          <RuleEditor board={board} people={people} {...editing} close={() => setEditing(undefined)} />
        ) : (
          <DialogBody>
            <DialogTitle>
              <FormattedMessage id="rules.title" />
            </DialogTitle>
            <DialogContent className={styles.content}>
              {access.canEdit && (
                <Choice
                  name={intl.formatMessage({ id: "rules.title" })}
                  chosen={place}
                  options={[
                    { value: "rules", text: intl.formatMessage({ id: "rules.title" }) },
                    { value: "log", text: intl.formatMessage({ id: "rules.log" }) },
                  ]}
                  choose={setPlace}
                />
              )}
              {place === "log" ? (
                <RuleLog board={board.id} rules={data ?? []} close={close} />
              ) : error !== null ? (
                <Failure error={error} retry={() => void refetch()} />
              ) : data === undefined ? (
                <Waiting />
              ) : rules.length === 0 ? (
                <NoRules board={board} people={people} access={access} edit={setEditing} />
              ) : (
                <RuleList rules={rules} board={board} people={people} access={access} edit={setEditing} />
              )}
            </DialogContent>
            <DialogActions>
              {access.canManage && place === "rules" && rules.length > 0 && (
                <Button
                  icon={<Add20Regular />}
                  onClick={() =>
                    setEditing({
                      draft: {
                        name: "",
                        on: true,
                        trigger: { kind: "cardEnters", column: board.columns[0]?.id ?? null },
                        conditions: [],
                        actions: [{ kind: "move", column: board.columns.at(-1)?.id ?? null }],
                      },
                    })
                  }
                >
                  <FormattedMessage id="rules.new" />
                </Button>
              )}
              <Button appearance="primary" onClick={close}>
                <FormattedMessage id="action.close" />
              </Button>
            </DialogActions>
          </DialogBody>
        )}
      </DialogSurface>
    </Dialog>
  );
}

type ListProps = { board: Board; people: Directory; access: Access; edit: (editing: Editing) => void };

/** Nothing yet: what rules are good for, and some to begin with. */
function NoRules({ board, people, access, edit }: ListProps) {
  const styles = useStyles();
  const intl = useIntl();
  const words = useRuleWords(board, people);
  return (
    <Empty
      motif="inbox"
      title={intl.formatMessage({ id: "rules.empty.title" })}
      text={intl.formatMessage({ id: access.canManage ? "rules.empty" : "rules.empty-viewer" })}
      action={
        access.canManage && (
          <div className={styles.presets}>
            {presetsFor(board, (id) => intl.formatMessage({ id: `rule.preset.${id}` })).map(
              ({ id, draft }) => (
                <Button key={id} className={styles.preset} onClick={() => edit({ draft })}>
                  <span>
                    {id === "approval"
                      ? intl.formatMessage(
                          { id: "rule.preset.approval-text" },
                          {
                            b: (chunks) => <strong>{chunks}</strong>,
                            column:
                              board.columns.find((column) => column.id === draft.trigger.column)?.name ?? "",
                          },
                        )
                      : words(draft)}
                  </span>
                </Button>
              ),
            )}
            <Button
              appearance="primary"
              icon={<Add20Regular />}
              className={styles.more}
              onClick={() =>
                edit({
                  draft: {
                    name: "",
                    on: true,
                    trigger: { kind: "cardEnters", column: board.columns[0]?.id ?? null },
                    conditions: [],
                    actions: [{ kind: "move", column: board.columns.at(-1)?.id ?? null }],
                  },
                })
              }
            >
              <FormattedMessage id="rules.new" />
            </Button>
          </div>
        )
      }
    />
  );
}

function RuleList({ rules, board, people, access, edit }: ListProps & { rules: readonly Rule[] }) {
  const styles = useStyles();
  const intl = useIntl();
  const online = useOnline();
  const { run } = useSession();
  const words = useRuleWords(board, people);
  return (
    <ul className={styles.list}>
      {rules.map((rule) => {
        const { id, name, on, trigger, conditions, actions } = rule;
        const draft = { name, on, trigger, conditions, actions };
        return (
          <li key={id} className={styles.row}>
            {access.canManage && (
              <Switch
                checked={on}
                disabled={!online}
                aria-label={intl.formatMessage({ id: "rules.switch" }, { name })}
                onChange={(_, data) => void run(saveRule(board.id, id, { ...draft, on: data.checked }))}
              />
            )}
            <div className={styles.words}>
              <div className={styles.name}>
                {name}
                {!on && (
                  <span className={styles.off}>
                    {" "}
                    <FormattedMessage id="rules.off" />
                  </span>
                )}
              </div>
              <div className={styles.sentence}>{words(rule)}</div>
            </div>
            {access.canManage && (
              <span className={styles.tools}>
                <Button
                  appearance="subtle"
                  icon={<Edit20Regular />}
                  aria-label={intl.formatMessage({ id: "rules.edit-name" }, { name })}
                  onClick={() => edit({ rule: id, draft })}
                />
                <Button
                  appearance="subtle"
                  icon={<Delete20Regular />}
                  disabledFocusable={!online}
                  aria-label={intl.formatMessage({ id: "rules.remove-name" }, { name })}
                  onClick={() => void run(removeRule(board.id, id))}
                />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
