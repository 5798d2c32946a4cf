import { MenuDivider, MenuItem } from "@fluentui/react-components";
import { Archive20Regular } from "@fluentui/react-icons/svg/archive";
import { ArrowDownload20Regular } from "@fluentui/react-icons/svg/arrow-download";
import { ArrowSync20Regular } from "@fluentui/react-icons/svg/arrow-sync";
import { Copy20Regular } from "@fluentui/react-icons/svg/copy";
import { Flash20Regular } from "@fluentui/react-icons/svg/flash";
import { FolderArrowRight20Regular } from "@fluentui/react-icons/svg/folder-arrow-right";
import { DocumentCopy20Regular } from "@fluentui/react-icons/svg/document-copy";
import { History20Regular } from "@fluentui/react-icons/svg/history";
import { Keyboard20Regular } from "@fluentui/react-icons/svg/keyboard";
import { PeopleTeam20Regular } from "@fluentui/react-icons/svg/people-team";
import { Settings20Regular } from "@fluentui/react-icons/svg/settings";
import { Tag20Regular } from "@fluentui/react-icons/svg/tag";
import { TextBulletListSquare20Regular } from "@fluentui/react-icons/svg/text-bullet-list-square";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import { MenuAt } from "../shared/MenuAt";
import { useNotify, useSentence } from "../shared/notices";
import { templatesOf, type Access, type Board } from "./board";
import { bringBackBoard, putAwayBoard } from "./commands";
import { boardsQuery } from "./queries";
import { useSession } from "./session";

export type BoardDialogName =
  "board" | "members" | "labels" | "fields" | "templates" | "rules" | "planner" | "export" | "copy";

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
  const putAway = usePutAway(board);
  const canChange = access.canManage && !board.archived;
  const hasTemplates = templatesOf(board).length > 0;
  return (
    <MenuAt target={target} close={close}>
      {canChange && (
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
      {access.canEdit && (
        <MenuItem icon={<TextBulletListSquare20Regular />} onClick={() => open("fields")}>
          <FormattedMessage id="board.fields" />
        </MenuItem>
      )}
      {hasTemplates && (
        <MenuItem icon={<DocumentCopy20Regular />} onClick={() => open("templates")}>
          <FormattedMessage id="template.list" />
        </MenuItem>
      )}
      <MenuItem icon={<Flash20Regular />} onClick={() => open("rules")}>
        <FormattedMessage id="rules.title" />
      </MenuItem>
      {canChange && (
        <MenuItem icon={<ArrowSync20Regular />} onClick={() => open("planner")}>
          <FormattedMessage id="planner.menu" />
        </MenuItem>
      )}
      <MenuItem icon={<ArrowDownload20Regular />} onClick={() => open("export")}>
        <FormattedMessage id="board.export" />
      </MenuItem>
      <MenuItem
        icon={<History20Regular />}
        onClick={() => void navigate({ to: "/boards/$board/history", params: { board: board.id } })}
      >
        <FormattedMessage id="board.history" />
      </MenuItem>
      <MenuItem
        icon={<Archive20Regular />}
        onClick={() => void navigate({ to: "/boards/$board/archive", params: { board: board.id } })}
      >
        <FormattedMessage id="board.archive" values={{ count: board.archivedCount }} />
      </MenuItem>
      <MenuItem icon={<Copy20Regular />} onClick={() => open("copy")}>
        <FormattedMessage id={board.template ? "copy.from-template-menu" : "copy.menu"} />
      </MenuItem>
      {canChange && (
        <MenuItem icon={<FolderArrowRight20Regular />} onClick={putAway}>
          <FormattedMessage id="board.put-away-menu" />
        </MenuItem>
      )}
      <MenuDivider />
      <MenuItem icon={<Keyboard20Regular />} secondaryContent="?" onClick={openKeys}>
        <FormattedMessage id="keys.title" />
      </MenuItem>
    </MenuAt>
  );
}

/** Puts the board away and leaves it, with the way back at hand. */
function usePutAway(board: Board): () => void {
  const intl = useIntl();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const sentence = useSentence();
  const { run } = useSession();
  return () => {
    void run(putAwayBoard(board.id)).then(async (done) => {
      if (done === undefined) return;
      await client.invalidateQueries({ queryKey: boardsQuery.queryKey });
      await navigate({ to: "/boards" });
      notify({
        intent: "success",
        title: intl.formatMessage({ id: "boards.put-away" }, { name: board.name }),
        actions: [
          {
            text: intl.formatMessage({ id: "action.undo" }),
            // Not through the session, which ended with the page.
            run: () =>
              void bringBackBoard(board.id)
                .send(newCommandId())
                .then(() => client.invalidateQueries({ queryKey: boardsQuery.queryKey }))
                .catch((error: unknown) =>
                  notify({
                    intent: "error",
                    title: intl.formatMessage({ id: "refused" }),
                    text: sentence(error),
                  }),
                ),
          },
        ],
      });
    });
  };
}
