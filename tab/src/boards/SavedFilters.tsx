import { Button, MenuDivider, MenuItem } from "@fluentui/react-components";
import { Bookmark16Regular } from "@fluentui/react-icons/svg/bookmark";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaFilterView } from "../api/schema";
import { MenuAt } from "../shared/MenuAt";
import { changeFilter, keepFilter, forgetFilter } from "./commands";
import { filtersQuery } from "./queries";
import { boardSearch, parseSearch, searchText, type BoardSearch } from "./search";
import { useSession } from "./session";
import type { BoardActions } from "./view";

const FilterDialog = lazy(() =>
  import("./FilterDialog").then((module) => ({ default: module.FilterDialog })),
);

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
  const [opened, setOpened] = useState<string>();
  const [changing, setChanging] = useState<SchemaFilterView>();
  const query = searchText({ ...search, card: undefined }).slice(1);
  const current = filters.find((each) => each.query === query);
  // One that was opened stays the one that is meant while its filter is tried out.
  const meant = current ?? filters.find((each) => each.id === opened);
  const own = meant?.person === me ? meant : undefined;
  const refresh = () => client.invalidateQueries({ queryKey: filtersQuery(board).queryKey });
  const open = (filter: SchemaFilterView) => {
    setOpened(filter.id);
    const next = boardSearch(parseSearch(filter.query));
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
              onClick={() => open(filter)}
              secondaryContent={filter.shared ? intl.formatMessage({ id: "filters.shared" }) : null}
            >
              {filter.name}
            </MenuItem>
          ))}
          {filters.length > 0 && <MenuDivider />}
          <MenuItem disabled={query === "" || current !== undefined} onClick={() => setSaving(true)}>
            <FormattedMessage id="filters.save" />
          </MenuItem>
          {own !== undefined && (
            <>
              <MenuItem onClick={() => setChanging(own)}>
                <FormattedMessage id="filters.change" values={{ name: own.name }} />
              </MenuItem>
              <MenuItem onClick={() => void run(forgetFilter(board, own.id)).then(refresh)}>
                <FormattedMessage id="filters.forget" values={{ name: own.name }} />
              </MenuItem>
            </>
          )}
        </MenuAt>
      )}
      <Suspense fallback={null}>
        {saving && (
          <FilterDialog
            title={intl.formatMessage({ id: "filters.save" })}
            canShare={canShare}
            canReplace={false}
            close={() => setSaving(false)}
            save={(name, shared) => {
              setSaving(false);
              void run(keepFilter(board, name, query, shared)).then(refresh);
            }}
          />
        )}
        {changing !== undefined && (
          <FilterDialog
            title={intl.formatMessage({ id: "filters.change" }, { name: changing.name })}
            filter={changing}
            canShare={canShare}
            canReplace={query !== "" && query !== changing.query}
            close={() => setChanging(undefined)}
            save={(name, shared, replace) => {
              setChanging(undefined);
              void run(changeFilter(board, changing.id, name, replace ? query : changing.query, shared)).then(
                refresh,
              );
            }}
          />
        )}
      </Suspense>
    </>
  );
}
