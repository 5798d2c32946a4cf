import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowSync16Regular } from "@fluentui/react-icons/svg/arrow-sync";
import { PauseCircle16Regular } from "@fluentui/react-icons/svg/pause-circle";
import { Warning16Regular } from "@fluentui/react-icons/svg/warning";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { useNow } from "../shared/useNow";
import { plannerQuery } from "./queries";
import { standing } from "./standing";

const useStyles = makeStyles({
  chip: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: "4px",
    minBlockSize: "24px",
    minInlineSize: 0,
    paddingInline: "6px",
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    outlineStyle: "none",
    whiteSpace: "nowrap",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  trouble: { color: tokens.colorStatusWarningForeground3 },
  words: { "@media (max-width: 639px)": { display: "none" } },
});

const askEveryMs = 20_000;
const wordsEveryMs = 5_000;

/** How the link to Planner stands, and the way to its page: "Planner vor 20 s". Nothing where there is no link. */
export function PlannerChip({ board }: { board: string }) {
  const styles = useStyles();
  const intl = useIntl();
  const now = useNow(wordsEveryMs);
  // A link that begins is heard live; where there is none, nobody asks again.
  const { data: link } = useQuery({
    ...plannerQuery(board),
    refetchInterval: ({ state }) => state.data != null && askEveryMs,
  });
  if (link == null) return null;
  const { kind, text } = standing(intl, link, now);
  return (
    <Link
      to="/boards/$board/planner"
      params={{ board }}
      className={mergeClasses(styles.chip, (kind === "paused" || kind === "trouble") && styles.trouble)}
      title={link.plan.title}
      aria-label={text}
    >
      {kind === "paused" ? (
        <PauseCircle16Regular aria-hidden="true" />
      ) : kind === "trouble" ? (
        <Warning16Regular aria-hidden="true" />
      ) : (
        <ArrowSync16Regular aria-hidden="true" />
      )}
      <span className={styles.words}>{text}</span>
    </Link>
  );
}
