import { Skeleton, SkeletonItem, makeStyles } from "@fluentui/react-components";
import { useIntl } from "react-intl";

const useStyles = makeStyles({
  page: { padding: "16px 24px", display: "flex", flexDirection: "column", rowGap: "20px", blockSize: "100%" },
  title: { inlineSize: "240px" },
  columns: { display: "flex", columnGap: "12px", overflow: "hidden" },
  column: { inlineSize: "288px", flexShrink: 0, display: "flex", flexDirection: "column", rowGap: "8px" },
});

const heights = [
  [72, 96, 64, 72],
  [88, 64, 72],
  [64, 96],
] as const;

/** The layout of what is about to come, in grey. */
export function Pending() {
  const styles = useStyles();
  const intl = useIntl();
  return (
    <Skeleton aria-label={intl.formatMessage({ id: "state.loading" })} className={styles.page}>
      <SkeletonItem size={28} className={styles.title} />
      <div className={styles.columns}>
        {heights.map((column, index) => (
          <div key={index} className={styles.column}>
            <SkeletonItem size={20} />
            {column.map((height, row) => (
              <SkeletonItem key={row} style={{ blockSize: `${height}px` }} />
            ))}
          </div>
        ))}
      </div>
    </Skeleton>
  );
}
