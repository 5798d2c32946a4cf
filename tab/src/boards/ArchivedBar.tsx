import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from "@fluentui/react-components";
import { FormattedMessage } from "react-intl";
import { useOnline } from "../shared/live";
import { bringBackBoard } from "./commands";
import { useSession } from "./session";

const useStyles = makeStyles({ bar: { margin: "4px 24px", flexShrink: 0 } });

/** The board was put away: it is read, and comes back by one click of whoever owns it. */
export function ArchivedBar({ canManage }: { canManage: boolean }) {
  const styles = useStyles();
  const online = useOnline();
  const { board, run } = useSession();
  return (
    <MessageBar intent="info" className={styles.bar}>
      <MessageBarBody>
        <FormattedMessage id="board.put-away" />
      </MessageBarBody>
      {canManage && (
        <MessageBarActions>
          <Button size="small" disabledFocusable={!online} onClick={() => void run(bringBackBoard(board))}>
            <FormattedMessage id="board.bring-back" />
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
