import {
  Button,
  MessageBar,
  MessageBarBody,
  Spinner,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import { DocumentArrowUp20Regular } from "@fluentui/react-icons/svg/document-arrow-up";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import { Drawing } from "../shared/Drawing";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { importTrello, previewTrello } from "./importing";
import { ImportPreview } from "./ImportPreview";
import { boardsQuery } from "./queries";
import { useFileDrop } from "./useFileDrop";

const useStyles = makeStyles({
  page: { blockSize: "100%", overflowY: "auto", boxSizing: "border-box", padding: "8px 24px 24px" },
  inner: { maxInlineSize: "720px", display: "flex", flexDirection: "column", rowGap: "16px" },
  head: { display: "flex", alignItems: "center", columnGap: "8px", minBlockSize: "44px" },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  drop: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    rowGap: "8px",
    padding: "32px 24px",
    textAlign: "center",
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  over: { border: `1px dashed ${tokens.colorBrandStroke1}`, backgroundColor: tokens.colorBrandBackground2 },
  quiet: { color: tokens.colorNeutralForeground3 },
  buttons: {
    position: "sticky",
    insetBlockEnd: "-24px",
    display: "flex",
    columnGap: "8px",
    paddingBlock: "12px 24px",
    marginBlockEnd: "-24px",
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** A Trello export becomes a board: choose the file, see what goes where, then take it over. */
export function ImportPage() {
  const styles = useStyles();
  const intl = useIntl();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const sentence = useSentence();
  const online = useOnline();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const preview = useMutation({ mutationFn: (chosen: File) => previewTrello(chosen, newCommandId()) });
  const take = useMutation({
    mutationFn: ({ chosen, command }: { chosen: File; command: string }) => importTrello(chosen, command),
    onSuccess: async ({ board }) => {
      await client.invalidateQueries({ queryKey: boardsQuery.queryKey });
      notify({ intent: "success", title: intl.formatMessage({ id: "import.done" }, { name: board.name }) });
      await navigate({ to: "/boards/$board", params: { board: board.id } });
    },
  });
  const choose = (chosen: File | undefined) => {
    if (chosen === undefined) return;
    take.reset();
    setFile(chosen);
    preview.mutate(chosen);
  };
  const [place, over] = useFileDrop(choose);
  const problem = take.error ?? preview.error;
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <Button
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={intl.formatMessage({ id: "action.to-boards" })}
            onClick={() => void navigate({ to: "/boards" })}
          />
          <h1 className={styles.title}>
            <FormattedMessage id="import.title" />
          </h1>
        </header>
        <div ref={place} className={mergeClasses(styles.drop, over && styles.over)}>
          {file === undefined && <Drawing of="file" />}
          <Text>
            {file === undefined
              ? intl.formatMessage({ id: "import.text" })
              : intl.formatMessage({ id: "import.chosen" }, { name: file.name })}
          </Text>
          {file === undefined && (
            <Text size={200} className={styles.quiet}>
              <FormattedMessage id="import.how" />
            </Text>
          )}
          <input
            ref={input}
            type="file"
            accept=".json,application/json"
            hidden
            aria-label={intl.formatMessage({ id: "import.choose" })}
            onChange={(event) => {
              choose(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
          <Button
            appearance={file === undefined ? "primary" : "secondary"}
            icon={<DocumentArrowUp20Regular />}
            disabledFocusable={!online || take.isPending}
            onClick={() => input.current?.click()}
          >
            <FormattedMessage id={file === undefined ? "import.choose" : "import.choose-other"} />
          </Button>
        </div>
        {preview.isPending && <Spinner size="small" label={intl.formatMessage({ id: "import.reading" })} />}
        {problem !== null && (
          <MessageBar intent="error">
            <MessageBarBody>{sentence(problem)}</MessageBarBody>
          </MessageBar>
        )}
        {preview.data !== undefined && file !== undefined && (
          <>
            <ImportPreview preview={preview.data} />
            <div className={styles.buttons}>
              <Button
                appearance="primary"
                disabledFocusable={take.isPending || !online}
                onClick={() => take.mutate({ chosen: file, command: newCommandId() })}
              >
                <FormattedMessage
                  id={take.isPending ? "import.running" : "import.take"}
                  values={{ count: preview.data.counts.cards }}
                />
              </Button>
              <Button disabledFocusable={take.isPending} onClick={() => void navigate({ to: "/boards" })}>
                <FormattedMessage id="action.cancel" />
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  );
}
