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

const useStyles = makeStyles({
  list: {
    display: "grid",
    gridTemplateColumns: "max-content 1fr",
    columnGap: "16px",
    rowGap: "8px",
    margin: 0,
    alignItems: "baseline",
  },
  words: { margin: 0 },
  key: {
    display: "inline-block",
    minInlineSize: "20px",
    paddingInline: "6px",
    textAlign: "center",
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

const keys = [
  { keys: ["↑", "↓", "←", "→"], text: "keys.arrows" },
  { keys: ["keys.home", "keys.end"], text: "keys.ends" },
  { keys: ["keys.enter"], text: "keys.open" },
  { keys: ["keys.space"], text: "keys.pick-up" },
  { keys: ["Esc"], text: "keys.cancel" },
  { keys: ["M"], text: "keys.move" },
  { keys: ["X"], text: "keys.select" },
  { keys: ["N"], text: "keys.new" },
  { keys: ["keys.control", "Z"], text: "keys.undo" },
  { keys: ["?"], text: "keys.help" },
] as const;

/** What the keyboard can do on a board. */
export function Shortcuts({ close }: { close: () => void }) {
  const styles = useStyles();
  const intl = useIntl();
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            <FormattedMessage id="keys.title" />
          </DialogTitle>
          <DialogContent>
            <dl className={styles.list}>
              {keys.map((entry) => (
                <div key={entry.text} style={{ display: "contents" }}>
                  <dt>
                    {entry.keys.map((key) => (
                      <span key={key}>
                        <kbd className={styles.key}>
                          {key === "keys.home" ||
                          key === "keys.end" ||
                          key === "keys.enter" ||
                          key === "keys.control" ||
                          key === "keys.space"
                            ? intl.formatMessage({ id: key })
                            : key}
                        </kbd>{" "}
                      </span>
                    ))}
                  </dt>
                  <dd className={styles.words}>
                    <FormattedMessage id={entry.text} />
                  </dd>
                </div>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={close}>
              <FormattedMessage id="action.close" />
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
