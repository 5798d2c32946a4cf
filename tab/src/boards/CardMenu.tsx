import { MenuDivider, MenuItem } from "@fluentui/react-components";
import { Archive20Regular } from "@fluentui/react-icons/svg/archive";
import { ArrowMove20Regular } from "@fluentui/react-icons/svg/arrow-move";
import { ApprovalsAppRegular } from "@fluentui/react-icons/svg/approvals-app";
import { Copy20Regular } from "@fluentui/react-icons/svg/copy";
import { Delete20Regular } from "@fluentui/react-icons/svg/delete";
import { DocumentCopy20Regular } from "@fluentui/react-icons/svg/document-copy";
import { Link20Regular } from "@fluentui/react-icons/svg/link";
import { Open20Regular } from "@fluentui/react-icons/svg/open";
import { FormattedMessage, useIntl } from "react-intl";
import { MenuAt } from "../shared/MenuAt";
import { useNotify } from "../shared/notices";
import { listOf, type Access, type Board, type Place } from "./board";
import { copyCard, restoreCard, trashCard } from "./commands";
import { useSession } from "./session";
import { useMakeTemplate } from "./useTemplates";

export type OpenMenu = { readonly card: string; readonly target: HTMLElement };

/** One menu for all cards of the board, built when it is opened. */
export function CardMenu(props: {
  menu: OpenMenu;
  board: Board;
  access: Access;
  canEdit: boolean;
  close: () => void;
  open: (card: string) => void;
  move: (card: string, place: Place) => void;
  moveTo: (card: string) => void;
  askApproval: (card: string) => void;
  archive: (card: string, title: string) => void;
}) {
  const { menu, board, access, canEdit, close } = props;
  const intl = useIntl();
  const notify = useNotify();
  const { run } = useSession();
  const makeTemplate = useMakeTemplate(board);
  const card = board.cards[menu.card];
  if (card === undefined) return null;
  const list = listOf(board, card.column);
  const first = list[0];
  const asked = card.approval?.state === "open";
  const trash = () => {
    void run(trashCard(board.id, card.id)).then(() =>
      notify({
        intent: "success",
        title: intl.formatMessage({ id: "card.trashed" }, { title: card.title }),
        actions: [
          {
            text: intl.formatMessage({ id: "action.undo" }),
            run: () => void run(restoreCard(board.id, card.id)),
          },
        ],
      }),
    );
  };
  const copy = () => {
    void navigator.clipboard.writeText(`${location.origin}/boards/${board.id}/cards/${card.id}`).then(
      () => notify({ intent: "success", title: intl.formatMessage({ id: "card.link-copied" }) }),
      () => notify({ intent: "error", title: intl.formatMessage({ id: "card.link-not-copied" }) }),
    );
  };
  return (
    <MenuAt target={menu.target} close={close}>
      <MenuItem icon={<Open20Regular />} onClick={() => props.open(card.id)}>
        <FormattedMessage id="action.open" />
      </MenuItem>
      {canEdit && (
        <>
          <MenuItem icon={<ArrowMove20Regular />} secondaryContent="M" onClick={() => props.moveTo(card.id)}>
            <FormattedMessage id="card.move-to" />
          </MenuItem>
          <MenuItem
            disabled={first === undefined || first.id === card.id}
            onClick={() => props.move(card.id, { column: card.column, before: first?.id })}
          >
            <FormattedMessage id="card.move-first" />
          </MenuItem>
          <MenuItem
            disabled={list.at(-1)?.id === card.id}
            onClick={() => props.move(card.id, { column: card.column, before: undefined })}
          >
            <FormattedMessage id="card.move-last" />
          </MenuItem>
        </>
      )}
      <MenuDivider />
      {access.canAskForApproval && (
        <MenuItem icon={<ApprovalsAppRegular />} disabled={asked} onClick={() => props.askApproval(card.id)}>
          <FormattedMessage id="approval.ask" />
        </MenuItem>
      )}
      <MenuItem icon={<Link20Regular />} onClick={copy}>
        <FormattedMessage id="card.copy-link" />
      </MenuItem>
      {canEdit && (
        <>
          <MenuItem icon={<Copy20Regular />} onClick={() => void run(copyCard(board.id, card.id))}>
            <FormattedMessage id="card.copy" />
          </MenuItem>
          <MenuItem icon={<DocumentCopy20Regular />} onClick={() => makeTemplate(card, true)}>
            <FormattedMessage id="template.make" />
          </MenuItem>
          <MenuDivider />
          <MenuItem icon={<Archive20Regular />} onClick={() => props.archive(card.id, card.title)}>
            <FormattedMessage id="action.archive" />
          </MenuItem>
          <MenuItem icon={<Delete20Regular />} onClick={trash}>
            <FormattedMessage id="card.trash" />
          </MenuItem>
        </>
      )}
    </MenuAt>
  );
}
