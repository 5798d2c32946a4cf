import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowSync16Regular } from "@fluentui/react-icons/svg/arrow-sync";
import { PauseCircle16Regular } from "@fluentui/react-icons/svg/pause-circle";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { ago } from "../shared/dates";
import { useNow } from "../shared/useNow";
import { plannerQuery } from "./queries";

const useStyles = makeStyles({
  chip: {
    minInlineSize: 0,
    paddingInline: "6px",
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
    whiteSpace: "nowrap",
  },
  paused: { color: tokens.colorStatusWarningForeground3 },
  words: { "@media (max-width: 639px)": { display: "none" } },
});

const askEveryMs = 20_000;
const wordsEveryMs = 5_000;

/** How the link to Planner stands: "Planner vor 20 s". Nothing where there is no link. */
export function PlannerChip(props: { board: string; canManage: boolean; open: () => void }) {
  const { board, canManage, open } = props;
  const styles = useStyles();
  const intl = useIntl();
  const now = useNow(wordsEveryMs);
  // A link that begins is heard live; where there is none, nobody asks again.
  const { data: link } = useQuery({
    ...plannerQuery(board),
    refetchInterval: ({ state }) => state.data != null && askEveryMs,
  });
  if (link == null) return null;
  const paused = link.state === "paused";
  const text = paused
    ? intl.formatMessage({ id: "planner.paused" })
    : link.lastSync == null
      ? intl.formatMessage({ id: "planner.waiting" })
      : intl.formatMessage({ id: "planner.synced" }, { ago: ago(intl, link.lastSync, now) });
  return (
    <Button
      size="small"
      appearance="subtle"
      className={mergeClasses(styles.chip, paused && styles.paused)}
      icon={paused ? <PauseCircle16Regular /> : <ArrowSync16Regular />}
      disabledFocusable={!canManage}
      onClick={open}
      title={link.plan.title}
      aria-label={text}
    >
      <span className={styles.words}>{text}</span>
    </Button>
  );
}
