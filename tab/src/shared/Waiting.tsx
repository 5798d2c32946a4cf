import { makeStyles, tokens } from "@fluentui/react-components";
import { FormattedMessage } from "react-intl";

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    paddingBlock: "8px",
    paddingInline: "24px",
    // What comes at once needs no placeholder.
    animationName: { from: { opacity: 0 }, to: { opacity: 0 } },
    animationDuration: "150ms",
  },
  row: {
    blockSize: "32px",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
  },
});

const rows = [1, 2, 3, 4, 5, 6];

/** Grey rows where a part of a page is about to be. */
export function Waiting() {
  const styles = useStyles();
  return (
    <div role="status" className={styles.page}>
      <span className="only-heard">
        <FormattedMessage id="state.loading" />
      </span>
      {rows.map((row) => (
        <div key={row} className={styles.row} />
      ))}
    </div>
  );
}
