import { Menu, MenuList, MenuPopover } from "@fluentui/react-components";
import type { ReactNode } from "react";

/**
 * A menu at an element, there only while it is open: what opens it is a plain button, so that the first page
 * carries no menus.
 */
export function MenuAt(props: { target: HTMLElement; close: () => void; children: ReactNode }) {
  const { target, close, children } = props;
  return (
    <Menu
      open
      onOpenChange={(_, { open }) => {
        if (open) return;
        close();
        target.focus();
      }}
      positioning={{ target, position: "below", align: "end" }}
    >
      <MenuPopover>
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}
