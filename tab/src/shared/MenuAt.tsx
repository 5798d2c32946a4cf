import { Menu, MenuList, MenuPopover, makeStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({ list: { maxBlockSize: "min(60vh, 480px)", overflowY: "auto" } });

/**
 * A menu at an element, there only while it is open: what opens it is a plain button, so that the first page
 * carries no menus. Items named "chosen" are ticked by `chosen`.
 */
export function MenuAt(props: {
  target: HTMLElement;
  close: () => void;
  chosen?: readonly string[];
  choose?: (values: string[]) => void;
  children: ReactNode;
}) {
  const { target, close, chosen = [], choose, children } = props;
  const styles = useStyles();
  return (
    <Menu
      open
      onOpenChange={(_, { open }) => {
        if (open) return;
        close();
        target.focus();
      }}
      checkedValues={{ chosen: [...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) => choose?.(checkedItems)}
      positioning={{ target, position: "below", align: "end" }}
    >
      <MenuPopover>
        <MenuList className={styles.list}>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}
