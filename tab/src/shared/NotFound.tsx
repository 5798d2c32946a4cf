import { Button, Subtitle1, Text, makeStyles, tokens } from "@fluentui/react-components";
import { useRouter } from "@tanstack/react-router";
import { FormattedMessage } from "react-intl";
import { Drawing } from "./Drawing";

const useStyles = makeStyles({
  page: {
    blockSize: "100%",
    boxSizing: "border-box",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    justifyContent: "center",
    rowGap: "12px",
    padding: "24px",
    textAlign: "center",
  },
  text: { maxInlineSize: "420px", color: tokens.colorNeutralForeground2 },
});

/** Not there, and not for this person: the same words for both. */
export function NotFound() {
  const styles = useStyles();
  const router = useRouter();
  return (
    <div className={styles.page}>
      <Drawing of="door" />
      <Subtitle1 as="h1">
        <FormattedMessage id="failure.not-found.title" />
      </Subtitle1>
      <Text className={styles.text}>
        <FormattedMessage id="failure.not-found" />
      </Text>
      <Button onClick={() => void router.navigate({ to: "/boards" })}>
        <FormattedMessage id="action.to-boards" />
      </Button>
    </div>
  );
}
