import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { FormattedMessage, useIntl } from "react-intl";
import { templatesOf, type Board } from "./board";
import { useFromTemplate } from "./useTemplates";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  row: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px" },
  words: { flexGrow: 1, flexBasis: "160px", minInlineSize: 0, overflowWrap: "anywhere" },
  quiet: {
    display: "block",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  intro: { marginBlockStart: 0, color: tokens.colorNeutralForeground2 },
});

/** The patterns of the board: to make a card of one, or to change one. */
export function TemplatesDialog(props: {
  board: Board;
  canEdit: boolean;
  close: () => void;
  openCard: (card: string) => void;
}) {
  const { board, canEdit, close, openCard } = props;
  const styles = useStyles();
  const intl = useIntl();
  const fromTemplate = useFromTemplate(board);
  const templates = templatesOf(board).toSorted((a, b) => a.title.localeCompare(b.title, intl.locale));
  const show = (card: string) => {
    close();
    openCard(card);
  };
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            <FormattedMessage id="template.list" />
          </DialogTitle>
          <DialogContent>
            <p className={styles.intro}>
              <FormattedMessage id="template.intro" />
            </p>
            <ul className={styles.list}>
              {templates.map((card) => (
                <li key={card.id} className={styles.row}>
                  <span className={styles.words}>
                    {card.title}
                    <span className={styles.quiet}>
                      {board.columns.find((column) => column.id === card.column)?.name}
                    </span>
                  </span>
                  <Button
                    size="small"
                    aria-label={intl.formatMessage({ id: "template.open-name" }, { title: card.title })}
                    onClick={() => show(card.id)}
                  >
                    <FormattedMessage id="action.open" />
                  </Button>
                  {canEdit && (
                    <Button
                      size="small"
                      appearance="primary"
                      aria-label={intl.formatMessage({ id: "template.use-name" }, { title: card.title })}
                      onClick={() =>
                        void fromTemplate(card).then((made) => {
                          if (made !== undefined) show(made.id);
                        })
                      }
                    >
                      <FormattedMessage id="template.use" />
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>
              <FormattedMessage id="action.close" />
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
