import { Button, Field, Input, Link, makeStyles } from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { Edit16Regular } from "@fluentui/react-icons/svg/edit";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaLinkView } from "../api/schema";
import { usePanelStyles } from "./CardPanel.styles";
import { addLink, editLink, removeLink } from "./commands";
import { useSession } from "./session";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
  },
  row: {
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    "& .remove": { opacity: 0 },
    ":hover .remove": { opacity: 1 },
    ":focus-within .remove": { opacity: 1 },
    "@media (hover: none)": { "& .remove": { opacity: 1 } },
  },
  link: { flexGrow: 1, minInlineSize: 0, overflowWrap: "anywhere" },
  add: { alignSelf: "flex-start", marginInlineStart: "-6px" },
  form: { display: "flex", flexDirection: "column", rowGap: "8px" },
  buttons: { display: "flex", columnGap: "8px" },
});

const longestAddress = 2_000;
const longestTitle = 500;

/** Files and pages that belong to the card. */
export function CardLinks(props: {
  board: string;
  card: string;
  links: readonly SchemaLinkView[];
  canEdit: boolean;
}) {
  const { board, card, links, canEdit } = props;
  const styles = useStyles();
  const panel = usePanelStyles();
  const intl = useIntl();
  const { run } = useSession();
  /** The link that is being edited; empty: a new one. */
  const [open, setOpen] = useState<string>();
  const section = useRef<HTMLElement>(null);
  const back = useRef<string>(undefined);
  useEffect(() => {
    if (back.current === undefined) return;
    section.current?.querySelector<HTMLElement>(`[data-open="${back.current}"]`)?.focus();
    back.current = undefined;
  });
  const close = () => {
    back.current = open;
    setOpen(undefined);
  };
  return (
    <section ref={section} className={panel.section}>
      <h3 className={panel.heading}>
        <FormattedMessage id="panel.links" />
      </h3>
      {links.length > 0 && (
        <ul className={styles.list}>
          {links.map((link) =>
            open === link.id && canEdit ? (
              <li key={link.id}>
                <LinkForm
                  link={link}
                  close={close}
                  save={(url, title) => run(editLink(board, card, link.id, url, title))}
                />
              </li>
            ) : (
              <li key={link.id} className={styles.row}>
                {/^https?:/i.test(link.url) ? (
                  <Link href={link.url} target="_blank" rel="noreferrer" className={styles.link}>
                    {link.title}
                  </Link>
                ) : (
                  <span className={styles.link}>{`${link.title} (${link.url})`}</span>
                )}
                {canEdit && (
                  <>
                    <Button
                      className="remove"
                      size="small"
                      appearance="subtle"
                      icon={<Edit16Regular />}
                      data-open={link.id}
                      aria-label={intl.formatMessage({ id: "panel.edit-item" }, { title: link.title })}
                      onClick={() => setOpen(link.id)}
                    />
                    <Button
                      className="remove"
                      size="small"
                      appearance="subtle"
                      icon={<Dismiss16Regular />}
                      aria-label={intl.formatMessage({ id: "panel.remove-item" }, { title: link.title })}
                      onClick={() => void run(removeLink(board, card, link.id))}
                    />
                  </>
                )}
              </li>
            ),
          )}
        </ul>
      )}
      {canEdit &&
        (open === "" ? (
          <LinkForm close={close} save={(url, title) => run(addLink(board, card, url, title))} />
        ) : (
          <Button
            size="small"
            appearance="subtle"
            icon={<Add16Regular />}
            className={styles.add}
            data-open=""
            onClick={() => setOpen("")}
          >
            <FormattedMessage id="panel.add-link" />
          </Button>
        ))}
    </section>
  );
}

/** Address and title of a link, a new one or one that is there. */
function LinkForm(props: {
  link?: SchemaLinkView;
  save: (url: string, title: string) => Promise<unknown>;
  close: () => void;
}) {
  const { link, save, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [url, setUrl] = useState(link?.url ?? "");
  const [title, setTitle] = useState(link?.title ?? "");
  const [tried, setTried] = useState(false);
  const address = url.trim();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  };
  const secure = /^https:\/\/\S+$/i.test(address);
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!secure) return;
        void save(address, title.trim()).then((answer) => {
          if (answer !== undefined) close();
        });
      }}
    >
      <Field
        required
        label={intl.formatMessage({ id: "panel.link-address" })}
        validationMessage={tried && !secure ? intl.formatMessage({ id: "panel.link-https" }) : null}
      >
        <Input
          // The person has just asked for this field.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          type="url"
          size="small"
          value={url}
          maxLength={longestAddress}
          placeholder="https://"
          onChange={(_, { value }) => setUrl(value)}
          onKeyDown={onKeyDown}
        />
      </Field>
      <Field label={intl.formatMessage({ id: "fact.title" })}>
        <Input
          size="small"
          value={title}
          maxLength={longestTitle}
          onChange={(_, { value }) => setTitle(value)}
          onKeyDown={onKeyDown}
        />
      </Field>
      <div className={styles.buttons}>
        <Button type="submit" size="small" appearance="primary">
          <FormattedMessage id={link === undefined ? "action.add" : "action.save"} />
        </Button>
        <Button size="small" appearance="subtle" onClick={close}>
          <FormattedMessage id="action.cancel" />
        </Button>
      </div>
    </form>
  );
}
