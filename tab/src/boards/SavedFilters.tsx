import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  MenuDivider,
  MenuItem,
  makeStyles,
} from "@fluentui/react-components";
import { Bookmark16Regular } from "@fluentui/react-icons/svg/bookmark";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { MenuAt } from "../shared/MenuAt";
import { keepFilter, forgetFilter } from "./commands";
import { filtersQuery } from "./queries";
import { boardSearch, parseSearch, searchText, type BoardSearch } from "./search";
import { useSession } from "./session";
import type { BoardActions } from "./view";

const useStyles = makeStyles({ fields: { display: "flex", flexDirection: "column", rowGap: "8px" } });

const longest = 120;

/** Views and filters worth coming back to: own ones, and those that everybody of the board has. */
export function SavedFilters(props: {
  me: string;
  search: BoardSearch;
  canShare: boolean;
  actions: BoardActions;
}) {
  const { me, search, canShare, actions } = props;
  const intl = useIntl();
  const client = useQueryClient();
  const { board, run } = useSession();
  const { data: filters = [] } = useQuery(filtersQuery(board));
  const [target, setTarget] = useState<HTMLElement>();
  const [saving, setSaving] = useState(false);
  const query = searchText({ ...search, card: undefined }).slice(1);
  const current = filters.find((each) => each.query === query);
  const refresh = () => client.invalidateQueries({ queryKey: filtersQuery(board).queryKey });
  const open = (text: string) => {
    const next = boardSearch(parseSearch(text));
    const cleared = Object.fromEntries(Object.keys(search).map((key) => [key, undefined]));
    actions.show({ ...cleared, ...next });
  };
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={<Bookmark16Regular />}
        aria-haspopup="menu"
        onClick={(event) => setTarget(event.currentTarget)}
      >
        {current?.name ?? intl.formatMessage({ id: "filters.name" })}
      </Button>
      {target !== undefined && (
        <MenuAt target={target} close={() => setTarget(undefined)}>
          {filters.map((filter) => (
            <MenuItem
              key={filter.id}
              onClick={() => open(filter.query)}
              secondaryContent={filter.shared ? intl.formatMessage({ id: "filters.shared" }) : null}
            >
              {filter.name}
            </MenuItem>
          ))}
          {filters.length > 0 && <MenuDivider />}
          <MenuItem disabled={query === "" || current !== undefined} onClick={() => setSaving(true)}>
            <FormattedMessage id="filters.save" />
          </MenuItem>
          {current?.person === me && (
            <MenuItem onClick={() => void run(forgetFilter(board, current.id)).then(refresh)}>
              <FormattedMessage id="filters.forget" values={{ name: current.name }} />
            </MenuItem>
          )}
        </MenuAt>
      )}
      {saving && (
        <SaveDialog
          canShare={canShare}
          close={() => setSaving(false)}
          save={(name, shared) => {
            setSaving(false);
            void run(keepFilter(board, name, query, shared)).then(refresh);
          }}
        />
      )}
    </>
  );
}

function SaveDialog(props: {
  canShare: boolean;
  close: () => void;
  save: (name: string, shared: boolean) => void;
}) {
  const { canShare, close, save } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [tried, setTried] = useState(false);
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (name.trim() !== "") save(name.trim(), shared);
          }}
        >
          <DialogBody>
            <DialogTitle>
              <FormattedMessage id="filters.save" />
            </DialogTitle>
            <DialogContent className={styles.fields}>
              <Field
                required
                label={intl.formatMessage({ id: "board.name" })}
                validationMessage={
                  tried && name.trim() === "" ? intl.formatMessage({ id: "field.required" }) : null
                }
              >
                <Input value={name} maxLength={longest} onChange={(_, { value }) => setName(value)} />
              </Field>
              {canShare && (
                <Checkbox
                  label={intl.formatMessage({ id: "filters.share" })}
                  checked={shared}
                  onChange={(_, { checked }) => setShared(checked === true)}
                />
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>
                <FormattedMessage id="action.cancel" />
              </Button>
              <Button type="submit" appearance="primary">
                <FormattedMessage id="action.save" />
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
