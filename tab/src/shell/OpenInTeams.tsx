import { Button, Subtitle1, Text, makeStyles, tokens } from "@fluentui/react-components";
import { FormattedMessage } from "react-intl";
import { Drawing } from "../shared/Drawing";
import { teamsLink } from "./teams";

const useStyles = makeStyles({
  page: {
    minBlockSize: "100%",
    boxSizing: "border-box",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    justifyContent: "center",
    rowGap: "12px",
    padding: "24px",
    textAlign: "center",
    backgroundColor: tokens.colorNeutralBackground2,
  },
  text: { maxInlineSize: "440px", color: tokens.colorNeutralForeground2 },
});

/** Outside of Teams nobody vouches for the person: one step leads to the same place inside. */
export function OpenInTeams({ teamsAppId }: { teamsAppId: string }) {
  const styles = useStyles();
  return (
    <main className={styles.page}>
      <Drawing of="door" />
      <Subtitle1 as="h1">
        <FormattedMessage id="browser.title" />
      </Subtitle1>
      <Text className={styles.text}>
        <FormattedMessage id="browser.text" />
      </Text>
      <Button
        as="a"
        appearance="primary"
        href={teamsLink(teamsAppId, `${location.pathname}${location.search}`)}
      >
        <FormattedMessage id="browser.open" />
      </Button>
    </main>
  );
}
