import { Link, makeStyles } from "@fluentui/react-components";
import { FormattedMessage } from "react-intl";
import type { SchemaLinkView } from "../api/schema";
import { usePanelStyles } from "./CardPanel.styles";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
  },
  link: { overflowWrap: "anywhere" },
});

/** Files and pages that belong to the card. */
export function CardLinks({ links }: { links: readonly SchemaLinkView[] }) {
  const styles = useStyles();
  const panel = usePanelStyles();
  return (
    <section className={panel.section}>
      <h3 className={panel.heading}>
        <FormattedMessage id="panel.links" />
      </h3>
      <ul className={styles.list}>
        {links.map((link) => (
          <li key={link.id}>
            {/^https?:/i.test(link.url) ? (
              <Link href={link.url} target="_blank" rel="noreferrer" className={styles.link}>
                {link.title}
              </Link>
            ) : (
              <span className={styles.link}>{`${link.title} (${link.url})`}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
