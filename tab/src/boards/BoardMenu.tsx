import { MenuDivider, MenuItem } from "@fluentui/react-components";
import { Archive20Regular } from "@fluentui/react-icons/svg/archive";
import { ArrowDownload20Regular } from "@fluentui/react-icons/svg/arrow-download";
import { ArrowSync20Regular } from "@fluentui/react-icons/svg/arrow-sync";
import { Keyboard20Regular } from "@fluentui/react-icons/svg/keyboard";
import { PeopleTeam20Regular } from "@fluentui/react-icons/svg/people-team";
import { Settings20Regular } from "@fluentui/react-icons/svg/settings";
import { Tag20Regular } from "@fluentui/react-icons/svg/tag";
import { useNavigate } from "@tanstack/react-router";
import { FormattedMessage } from "react-intl";
import { MenuAt } from "../shared/MenuAt";
import type { Access, Board } from "./board";

export type BoardDialogName = "board" | "members" | "labels" | "planner" | "export";

/** What can be done with the whole board. */
export function BoardMenu(props: {
  board: Board;
  access: Access;
  target: HTMLElement;
  close: () => void;
  open: (dialog: BoardDialogName) => void;
  openKeys: () => void;
}) {
  const { board, access, target, close, open, openKeys } = props;
  const navigate = useNavigate();
  return (
    <MenuAt target={target} close={close}>
      {access.canManage && (
        <MenuItem icon={<Settings20Regular />} onClick={() => open("board")}>
          <FormattedMessage id="board.edit" />
        </MenuItem>
      )}
      <MenuItem icon={<PeopleTeam20Regular />} onClick={() => open("members")}>
        <FormattedMessage id="board.members" />
      </MenuItem>
      {access.canEdit && (
        <MenuItem icon={<Tag20Regular />} onClick={() => open("labels")}>
          <FormattedMessage id="board.labels" />
        </MenuItem>
      )}
      {access.canManage && (
        <MenuItem icon={<ArrowSync20Regular />} onClick={() => open("planner")}>
          <FormattedMessage id="planner.menu" />
        </MenuItem>
      )}
      <MenuItem icon={<ArrowDownload20Regular />} onClick={() => open("export")}>
        <FormattedMessage id="board.export" />
      </MenuItem>
      <MenuItem
        icon={<Archive20Regular />}
        onClick={() => void navigate({ to: "/boards/$board/archive", params: { board: board.id } })}
      >
        <FormattedMessage id="board.archive" values={{ count: board.archivedCount }} />
      </MenuItem>
      <MenuDivider />
      <MenuItem icon={<Keyboard20Regular />} secondaryContent="?" onClick={openKeys}>
        <FormattedMessage id="keys.title" />
      </MenuItem>
    </MenuAt>
  );
}
