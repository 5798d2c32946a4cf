import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { ArrowDownload20Regular } from "@fluentui/react-icons/svg/arrow-download";
import { Copy16Regular } from "@fluentui/react-icons/svg/copy";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FormattedMessage, useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import { announce } from "../shared/announce";
import { longDate } from "../shared/dates";
import { useOnline } from "../shared/live";
import { useSentence } from "../shared/notices";
import { Waiting } from "../shared/Waiting";
import type { Board } from "./board";
import {
  calendarQuery,
  endCalendar,
  exportFormats,
  saveExport,
  shareCalendar,
  type ExportFormat,
} from "./exporting";

const useStyles = makeStyles({
  heading: {
    margin: "0 0 8px",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    ":not(:first-child)": { marginBlockStart: "20px" },
  },
  text: { margin: "0 0 8px", color: tokens.colorNeutralForeground2 },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  format: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 12px" },
  what: { flexGrow: 1, flexBasis: "220px", color: tokens.colorNeutralForeground2 },
  name: { display: "block", color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px", marginBlockStart: "8px" },
});

/** The board as a file, and its due days as a calendar behind an address of one's own. */
export function ExportDialog({ board, close }: { board: Board; close: () => void }) {
  const styles = useStyles();
  const intl = useIntl();
  const online = useOnline();
  const sentence = useSentence();
  const save = useMutation({
    mutationFn: (format: ExportFormat) => saveExport(board.id, format),
    onSuccess: (name) => announce(intl.formatMessage({ id: "export.saved" }, { name })),
    onError: (error) => announce(sentence(error), true),
  });
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            <FormattedMessage id="export.title" />
          </DialogTitle>
          <DialogContent>
            <h3 className={styles.heading}>
              <FormattedMessage id="export.files" />
            </h3>
            {save.isError && (
              <MessageBar intent="error" layout="multiline">
                <MessageBarBody>{sentence(save.error)}</MessageBarBody>
              </MessageBar>
            )}
            <ul className={styles.list}>
              {exportFormats.map((format) => (
                <li key={format} className={styles.format}>
                  <span className={styles.what}>
                    <span className={styles.name}>
                      <FormattedMessage id={`export.${format}`} />
                    </span>
                    <FormattedMessage id={`export.${format}-text`} />
                  </span>
                  <Button
                    icon={<ArrowDownload20Regular />}
                    disabledFocusable={!online || save.isPending}
                    aria-label={intl.formatMessage(
                      { id: "export.save-name" },
                      { format: intl.formatMessage({ id: `export.${format}` }) },
                    )}
                    onClick={() => save.mutate(format)}
                  >
                    <FormattedMessage
                      id={save.isPending && save.variables === format ? "export.saving" : "export.save"}
                    />
                  </Button>
                </li>
              ))}
            </ul>
            <Calendar board={board.id} />
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

function Calendar({ board }: { board: string }) {
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const online = useOnline();
  const sentence = useSentence();
  const calendar = useQuery(calendarQuery(board));
  const share = useMutation({
    mutationFn: (command: string) => shareCalendar(board, command),
    onSuccess: ({ since = null }) => {
      client.setQueryData(calendarQuery(board).queryKey, { since });
      announce(intl.formatMessage({ id: "calendar.made" }));
    },
  });
  const end = useMutation({
    mutationFn: (command: string) => endCalendar(board, command),
    onSuccess: () => {
      share.reset();
      client.setQueryData(calendarQuery(board).queryKey, {});
      announce(intl.formatMessage({ id: "calendar.ended" }));
    },
  });
  const path = share.data?.path;
  const address = path == null ? undefined : new URL(path, location.origin).href;
  const since = calendar.data?.since;
  const problem = share.error ?? end.error ?? calendar.error;
  const busy = !online || share.isPending || end.isPending;
  const copy = (text: string) =>
    void navigator.clipboard
      .writeText(text)
      .then(() => announce(intl.formatMessage({ id: "calendar.copied" })));
  return (
    <>
      <h3 className={styles.heading}>
        <FormattedMessage id="calendar.title" />
      </h3>
      <p className={styles.text}>
        <FormattedMessage id="calendar.text" />
      </p>
      {problem !== null && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{sentence(problem)}</MessageBarBody>
        </MessageBar>
      )}
      {calendar.isPending && <Waiting />}
      {address !== undefined && (
        <Field
          label={intl.formatMessage({ id: "calendar.address" })}
          hint={intl.formatMessage({ id: "calendar.once" })}
        >
          <Input
            readOnly
            value={address}
            onFocus={(event) => event.target.select()}
            contentAfter={
              <Button
                size="small"
                appearance="transparent"
                icon={<Copy16Regular />}
                onClick={() => copy(address)}
              >
                <FormattedMessage id="calendar.copy" />
              </Button>
            }
          />
        </Field>
      )}
      {address === undefined && since != null && (
        <p className={styles.text}>
          <FormattedMessage id="calendar.since" values={{ day: longDate(intl, since.slice(0, 10)) }} />
        </p>
      )}
      {calendar.isSuccess && (
        <div className={styles.buttons}>
          <Button disabledFocusable={busy} onClick={() => share.mutate(newCommandId())}>
            <FormattedMessage id={since == null ? "calendar.make" : "calendar.renew"} />
          </Button>
          {since != null && (
            <Button disabledFocusable={busy} onClick={() => end.mutate(newCommandId())}>
              <FormattedMessage id="calendar.end" />
            </Button>
          )}
        </div>
      )}
    </>
  );
}
