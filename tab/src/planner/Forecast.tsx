import { MessageBar, MessageBarBody, Spinner, makeStyles, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaPlannerPreview } from "../api/schema";
import { useSentence } from "../shared/notices";
import { previewQuery } from "./queries";

const useStyles = makeStyles({
  box: {
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    padding: "10px 12px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: { margin: 0, paddingInlineStart: "20px" },
  waiting: { justifyContent: "start" },
});

const counts = [
  "tasksToCreate",
  "tasksToChange",
  "cardsToCreate",
  "cardsToChange",
  "cardsToArchive",
  "bucketsToCreate",
  "columnsToCreate",
  "conflicts",
] as const;

/** What linking will do, before anybody does it, and what of it Planner can't hold. */
export function Forecast(props: { board: string; plan: string | undefined }) {
  const { board, plan } = props;
  const styles = useStyles();
  const sentence = useSentence();
  const { data, error } = useQuery(previewQuery(board, plan));
  return (
    <div role="status" className={styles.box}>
      <h3 className={styles.heading}>
        <FormattedMessage id="planner.preview" />
      </h3>
      {error !== null ? (
        <MessageBar intent="error">
          <MessageBarBody>{sentence(error)}</MessageBarBody>
        </MessageBar>
      ) : data === undefined ? (
        <FormattedMessage id="planner.preview.waiting">
          {(text) => <Spinner size="tiny" className={styles.waiting} label={<>{text}</>} />}
        </FormattedMessage>
      ) : (
        <Counted preview={data} />
      )}
    </div>
  );
}

function Counted({ preview }: { preview: SchemaPlannerPreview }) {
  const styles = useStyles();
  const intl = useIntl();
  const some = counts.filter((each) => preview[each] > 0);
  return (
    <>
      {some.length === 0 ? (
        <FormattedMessage id="planner.preview.nothing" />
      ) : (
        <ul className={styles.list}>
          {some.map((each) => (
            <li key={each}>
              <FormattedMessage id={`planner.preview.${each}`} values={{ count: preview[each] }} />
            </li>
          ))}
        </ul>
      )}
      {preview.sameTitles > 0 && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <FormattedMessage id="planner.preview.sameTitles" values={{ count: preview.sameTitles }} />
          </MessageBarBody>
        </MessageBar>
      )}
      {preview.limits.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <ul className={styles.list}>
              {preview.limits.map(({ kind, most, wanted, cards }) => (
                <li key={kind}>
                  {intl.formatMessage({ id: `planner.limit.${kind}` }, { most, wanted, cards })}
                </li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
