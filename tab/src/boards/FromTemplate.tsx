import { Button, MenuItem } from "@fluentui/react-components";
import { ChevronDown16Regular } from "@fluentui/react-icons/svg/chevron-down";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { MenuAt } from "../shared/MenuAt";
import { templatesOf, type Column } from "./board";
import { boardQuery } from "./queries";
import { useSession } from "./session";
import { useFromTemplate } from "./useTemplates";

/** Adds a card like one of the board's patterns, called as typed; nothing where there are none. */
export function FromTemplate(props: { column: Column; title: string; done: () => void }) {
  const { column, title, done } = props;
  const intl = useIntl();
  const { data: board } = useSuspenseQuery(boardQuery(useSession().board));
  const fromTemplate = useFromTemplate(board);
  const [target, setTarget] = useState<HTMLElement>();
  const templates = templatesOf(board).toSorted((a, b) => a.title.localeCompare(b.title, intl.locale));
  if (templates.length === 0) return null;
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={<ChevronDown16Regular />}
        iconPosition="after"
        aria-haspopup="menu"
        onClick={(event) => setTarget(event.currentTarget)}
      >
        <FormattedMessage id="template.from" />
      </Button>
      {target !== undefined && (
        <MenuAt target={target} close={() => setTarget(undefined)}>
          {templates.map((template) => (
            <MenuItem
              key={template.id}
              onClick={() => {
                void fromTemplate(template, column.id, title);
                done();
              }}
            >
              {template.title}
            </MenuItem>
          ))}
        </MenuAt>
      )}
    </>
  );
}
