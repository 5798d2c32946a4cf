import { Button, Caption1, Subtitle1, Text, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { isProblem } from "../api/problem";
import { Drawing } from "./Drawing";
import { NotFound } from "./NotFound";
import { useSentence } from "./notices";

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
    overflow: "auto",
  },
  text: { maxInlineSize: "480px", color: tokens.colorNeutralForeground2 },
  steps: {
    maxInlineSize: "480px",
    boxSizing: "border-box",
    padding: "12px 20px",
    textAlign: "start",
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  list: {
    marginBlock: "8px 0",
    paddingInlineStart: "20px",
    display: "flex",
    flexDirection: "column",
    rowGap: "6px",
    overflowWrap: "anywhere",
  },
  trace: { color: tokens.colorNeutralForeground3, userSelect: "all" },
});

const titles = {
  "organisation-unknown": "failure.organisation-unknown.title",
  "organisation-not-prepared": "failure.organisation-not-prepared.title",
  "not-signed-in": "failure.not-signed-in.title",
  unreachable: "failure.unreachable.title",
  "host-silent": "failure.host-silent.title",
} as const;

const texts = {
  "organisation-unknown": "failure.organisation-unknown",
  "organisation-not-prepared": "failure.organisation-not-prepared",
  "not-signed-in": "failure.not-signed-in",
  unreachable: "failure.unreachable",
  "host-silent": "failure.host-silent",
} as const;

/** What the administrator of an organisation does, one after the other. */
const steps = {
  "organisation-unknown": [
    "failure.step.tenant",
    "failure.step.administrators",
    "failure.step.consent",
    "failure.step.reload",
  ],
  "organisation-not-prepared": ["failure.step.consent", "failure.step.administrators", "failure.step.reload"],
} as const;

const known = (code: string): code is keyof typeof titles => code in titles;

/** What happened, what is safe, what to do; and the number under which an administrator finds it. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const styles = useStyles();
  const intl = useIntl();
  const sentence = useSentence();
  const code = isProblem(error) ? error.code : "unexpected";
  useEffect(() => {
    if (!isProblem(error)) console.error(error);
  }, [error]);
  if (code === "not-found") return <NotFound />;
  const title = known(code) ? titles[code] : "failure.unexpected.title";
  return (
    <div className={styles.page}>
      <Drawing of={code.startsWith("organisation") || code === "not-signed-in" ? "door" : "cloud"} />
      <Subtitle1 as="h1">
        <FormattedMessage id={title} />
      </Subtitle1>
      <Text className={styles.text}>
        {known(code) ? intl.formatMessage({ id: texts[code] }) : sentence(error)}
      </Text>
      {(code === "organisation-unknown" || code === "organisation-not-prepared") && (
        <section className={styles.steps}>
          <h2 className={styles.heading}>
            <FormattedMessage id="failure.administrator" />
          </h2>
          <ol className={styles.list}>
            {steps[code].map((step) => (
              <li key={step}>
                <FormattedMessage id={step} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {retry !== undefined && (
        <Button appearance="primary" onClick={retry}>
          <FormattedMessage id="action.retry" />
        </Button>
      )}
      {isProblem(error) && error.traceId !== undefined && (
        <Caption1 className={styles.trace}>
          <FormattedMessage id="failure.trace" values={{ id: error.traceId }} />
        </Caption1>
      )}
    </div>
  );
}
