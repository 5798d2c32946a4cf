import { Subtitle2, Text, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Drawing, type Motif } from "./Drawing";

const useStyles = makeStyles({
  empty: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    rowGap: "8px",
    paddingBlock: "48px",
    paddingInline: "24px",
    textAlign: "center",
  },
  text: { maxInlineSize: "420px", color: tokens.colorNeutralForeground2, marginBlockEnd: "8px" },
});

/** What belongs here, why it helps, and the one thing to do. */
export function Empty(props: { motif: Motif; title: ReactNode; text: ReactNode; action?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <Drawing of={props.motif} />
      <Subtitle2 as="h2">{props.title}</Subtitle2>
      <Text align="center" className={styles.text}>
        {props.text}
      </Text>
      {props.action}
    </div>
  );
}
