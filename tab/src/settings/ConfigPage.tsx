import { Field, Select, Subtitle1, Text, makeStyles } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { boardsQuery } from "../boards/queries";
import { Empty } from "../shared/Empty";
import { offerTab } from "../shell/teams";

const useStyles = makeStyles({
  page: { padding: "24px", maxInlineSize: "480px", display: "flex", flexDirection: "column", rowGap: "12px" },
});

/** Which board a channel's tab shows; Teams' own "Save" takes it. */
export function ConfigPage() {
  const styles = useStyles();
  const intl = useIntl();
  const { data: boards } = useSuspenseQuery(boardsQuery);
  const [id, setId] = useState("");
  const board = boards.find((each) => each.id === id);
  useEffect(
    () => offerTab(board === undefined ? undefined : { path: `/boards/${board.id}`, name: board.name }),
    [board],
  );
  if (boards.length === 0) {
    return (
      <Empty
        motif="board"
        title={intl.formatMessage({ id: "config.empty.title" })}
        text={intl.formatMessage({ id: "config.empty" })}
      />
    );
  }
  return (
    <div className={styles.page}>
      <Subtitle1 as="h1">
        <FormattedMessage id="config.title" />
      </Subtitle1>
      <Text>
        <FormattedMessage id="config.text" />
      </Text>
      <Field label={intl.formatMessage({ id: "config.board" })}>
        <Select value={id} onChange={(_, { value }) => setId(value)}>
          <option value="">{intl.formatMessage({ id: "config.choose" })}</option>
          {boards.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
