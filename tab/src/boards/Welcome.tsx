import { Button, Subtitle2, Text, makeStyles, tokens } from "@fluentui/react-components";
import { useNavigate } from "@tanstack/react-router";
import { FormattedMessage } from "react-intl";
import { Drawing } from "../shared/Drawing";

const useStyles = makeStyles({
  welcome: {
    flexShrink: 0,
    boxSizing: "border-box",
    inlineSize: "320px",
    maxInlineSize: "100%",
    maxBlockSize: "100%",
    overflowY: "auto",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    rowGap: "8px",
    padding: "24px 16px",
    textAlign: "center",
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    "@media (max-width: 639px)": { scrollSnapAlign: "center" },
  },
  text: { color: tokens.colorNeutralForeground2 },
  ways: {
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    inlineSize: "100%",
    paddingBlockStart: "8px",
  },
});

/** What a board without a single card offers: the first one, or a better beginning. */
export function Welcome({ begin }: { begin: () => void }) {
  const styles = useStyles();
  const navigate = useNavigate();
  return (
    <section className={styles.welcome} aria-labelledby="welcome">
      <Drawing of="board" />
      <Subtitle2 as="h2" id="welcome">
        <FormattedMessage id="welcome.title" />
      </Subtitle2>
      <Text className={styles.text} align="center">
        <FormattedMessage id="welcome.text" />
      </Text>
      <div className={styles.ways}>
        <Button appearance="primary" onClick={begin}>
          <FormattedMessage id="welcome.first-card" />
        </Button>
        <Button onClick={() => void navigate({ to: "/boards", search: { show: "templates" } })}>
          <FormattedMessage id="welcome.templates" />
        </Button>
        <Button onClick={() => void navigate({ to: "/boards/import" })}>
          <FormattedMessage id="welcome.import" />
        </Button>
      </div>
    </section>
  );
}
