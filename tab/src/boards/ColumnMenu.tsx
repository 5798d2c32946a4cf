import { MenuDivider, MenuItem } from "@fluentui/react-components";
import { useQueryClient } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { MenuAt } from "../shared/MenuAt";
import type { Column } from "./board";
import { archiveColumn, moveColumn } from "./commands";
import { boardQuery } from "./queries";
import { useSession } from "./session";

/** What can be done with a column: put it aside, change its name and limit, its place, the archive. */
export function ColumnMenu(props: {
  column: Column;
  canEdit: boolean;
  target: HTMLElement;
  close: () => void;
  collapse: () => void;
  edit: () => void;
}) {
  const { column, canEdit, target, close, collapse, edit } = props;
  const client = useQueryClient();
  const { board, run } = useSession();
  const columns = () => client.getQueryData(boardQuery(board).queryKey)?.columns ?? [];
  const move = (by: -1 | 1) => {
    const all = columns();
    const at = all.findIndex((each) => each.id === column.id);
    const before = by === -1 ? all[at - 1] : all[at + 2];
    if (by === -1 && before === undefined) return;
    if (by === 1 && at === all.length - 1) return;
    void run(moveColumn(board, column.id, before?.id));
  };
  return (
    <MenuAt target={target} close={close}>
      <MenuItem onClick={collapse}>
        <FormattedMessage id="column.collapse" />
      </MenuItem>
      {canEdit && (
        <>
          <MenuDivider />
          <MenuItem onClick={edit}>
            <FormattedMessage id="column.edit" />
          </MenuItem>
          <MenuItem onClick={() => move(-1)}>
            <FormattedMessage id="column.move-left" />
          </MenuItem>
          <MenuItem onClick={() => move(1)}>
            <FormattedMessage id="column.move-right" />
          </MenuItem>
          <MenuDivider />
          <MenuItem onClick={() => void run(archiveColumn(board, column.id))}>
            <FormattedMessage id="column.archive" />
          </MenuItem>
        </>
      )}
    </MenuAt>
  );
}
