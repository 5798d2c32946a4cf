import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { MoreHorizontal16Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useOnline } from "../shared/live";
import type { Column } from "./board";
import { archiveColumn, moveColumn } from "./commands";
import { boardQuery } from "./queries";
import { useSession } from "./session";

const ColumnDialog = lazy(() =>
  import("./ColumnDialog").then((module) => ({ default: module.ColumnDialog })),
);

/** What can be done with a column: its name and limit, its place, the archive. */
export function ColumnMenu({ column }: { column: Column }) {
  const intl = useIntl();
  const client = useQueryClient();
  const { board, run } = useSession();
  const online = useOnline();
  const [editing, setEditing] = useState(false);
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
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<MoreHorizontal16Regular />}
            disabledFocusable={!online}
            aria-label={intl.formatMessage({ id: "column.menu" }, { name: column.name })}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => setEditing(true)}>
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
          </MenuList>
        </MenuPopover>
      </Menu>
      {editing && (
        <Suspense fallback={null}>
          <ColumnDialog column={column} close={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  );
}
