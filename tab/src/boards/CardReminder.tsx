import { Select, makeStyles, tokens } from "@fluentui/react-components";
import { Alert20Regular } from "@fluentui/react-icons/svg/alert";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { longDate } from "../shared/dates";
import { useOnline } from "../shared/live";
import type { Card } from "./board";
import { endReminder, setReminder } from "./commands";
import { reminderQuery } from "./queries";
import { useSession } from "./session";

const useStyles = makeStyles({
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px" },
  icon: { color: tokens.colorNeutralForeground3, display: "inline-flex" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

const offered = [0, 1, 2, 3, 5, 10];

/** One's own wish to be reminded of a card, in the chat with the bot; nobody else sees it. */
export function CardReminder({ board, card }: { board: string; card: Card }) {
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const online = useOnline();
  const { run } = useSession();
  const query = reminderQuery(board, card.id, card.due ?? "");
  const { data } = useQuery(query);
  if (data === undefined) return null;
  const days = data.days ?? undefined;
  const name = intl.formatMessage({ id: "reminder.name" });
  return (
    <div className={styles.line}>
      <span className={styles.icon} aria-hidden="true">
        <Alert20Regular />
      </span>
      <Select
        size="small"
        appearance="filled-lighter"
        value={days === undefined ? "" : String(days)}
        disabled={!online}
        aria-label={name}
        onChange={(_, { value }) =>
          void run(
            value === "" ? endReminder(board, card.id) : setReminder(board, card.id, Number(value)),
          ).then(() => client.invalidateQueries({ queryKey: ["board", board, "cards", card.id, "reminder"] }))
        }
      >
        <option value="">{intl.formatMessage({ id: "reminder.none" })}</option>
        {[...new Set([...offered, ...(days === undefined ? [] : [days])])]
          .sort((a, b) => a - b)
          .map((each) => (
            <option key={each} value={String(each)}>
              {intl.formatMessage({ id: "reminder.before" }, { days: each })}
            </option>
          ))}
      </Select>
      {days !== undefined && (
        <span className={styles.quiet} role="status">
          {data.on != null
            ? intl.formatMessage({ id: "reminder.on" }, { date: longDate(intl, data.on) })
            : intl.formatMessage({ id: card.due == null ? "reminder.no-due" : "reminder.past" })}
        </span>
      )}
    </div>
  );
}
