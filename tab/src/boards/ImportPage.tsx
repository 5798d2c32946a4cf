import {
  Button,
  Field,
  Input,
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
import { Problem } from "../api/problem";
import type { SchemaImportPreview, SchemaImportTableUse } from "../api/schema";
import { announce } from "../shared/announce";
import { Drawing } from "../shared/Drawing";
import { useOnline } from "../shared/live";
import { useNotify, useSentence } from "../shared/notices";
import { ImportColumns } from "./ImportColumns";
import { importBoard, kindOf, mostBytes, previewImport, withUse, type ImportOrder } from "./importing";
import { ImportPreview } from "./ImportPreview";
import { boardsQuery } from "./queries";
import { useFileDrop } from "./useFileDrop";

const useStyles = makeStyles({
  page: {
    blockSize: "100%",
    overflowY: "auto",
    boxSizing: "border-box",
    padding: "8px 24px 24px",
    "@media (max-width: 639px)": { paddingInline: "16px" },
  },
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
  chosen: {
    flexDirection: "row",
    flexWrap: "wrap",
    columnGap: "16px",
    padding: "12px 16px",
    textAlign: "start",
  },
  file: { flexGrow: 1, minInlineSize: 0, overflowWrap: "anywhere" },
  over: { border: `1px dashed ${tokens.colorBrandStroke1}`, backgroundColor: tokens.colorBrandBackground2 },
  quiet: { color: tokens.colorNeutralForeground3 },
  kinds: {
    margin: 0,
    display: "grid",
    gridTemplateColumns: "max-content 1fr",
    gap: "8px 24px",
    "& dt": { fontWeight: tokens.fontWeightSemibold },
    "& dd": { margin: 0, color: tokens.colorNeutralForeground2 },
    "@media (max-width: 639px)": {
      gridTemplateColumns: "1fr",
      rowGap: "0",
      "& dd": { marginBlockEnd: "8px" },
    },
  },
  kind: { display: "contents" },
  buttons: {
    position: "sticky",
    insetBlockEnd: "-24px",
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    paddingBlock: "12px 24px",
    marginBlockEnd: "-24px",
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

const kinds = ["planner", "table", "trello", "workspace"] as const;

const longestName = 120;

/** What was asked of a file, and what it would become. */
type Look = { readonly order: ImportOrder; readonly preview: SchemaImportPreview };

/** A file becomes a board: choose it, see what goes where and change it, then take it over. */
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
  const [name, setName] = useState("");
  const [columns, setColumns] = useState<readonly SchemaImportTableUse[]>([]);
  const [found, setFound] = useState<Look>();
  const look = useMutation({
    mutationFn: async (asked: { file: File; columns?: readonly SchemaImportTableUse[] }): Promise<Look> => {
      const kind = await kindOf(asked.file);
      if (asked.file.size > mostBytes[kind])
        throw new Problem({
          code: "too-large",
          status: 413,
          detail: intl.formatMessage(
            { id: "import.too-large" },
            { size: megabytes(asked.file.size), most: megabytes(mostBytes[kind]) },
          ),
        });
      const order = { ...asked, kind };
      return { order, preview: await previewImport(order, newCommandId()) };
    },
    onError: (error) => announce(sentence(error), true),
  });
  const take = useMutation({
    mutationFn: ({ order, command }: { order: ImportOrder; command: string }) => importBoard(order, command),
    onSuccess: async ({ board }) => {
      await client.invalidateQueries({ queryKey: boardsQuery.queryKey });
      notify({ intent: "success", title: intl.formatMessage({ id: "import.done" }, { name: board.name }) });
      await navigate({ to: "/boards/$board", params: { board: board.id } });
    },
    onError: (error) => announce(sentence(error), true),
  });
  const say = ({ preview: { counts } }: Look) =>
    announce(intl.formatMessage({ id: "import.said" }, { cards: counts.cards, columns: counts.columns }));
  const choose = (chosen: File | undefined) => {
    if (chosen === undefined) return;
    take.reset();
    setFile(chosen);
    setFound(undefined);
    look.mutate(
      { file: chosen },
      {
        onSuccess: (seen) => {
          const { table } = seen.preview;
          setFound(seen);
          setColumns(table?.columns.map((column) => column.use) ?? []);
          // A workbook or Planner's export names the board, a text file does not.
          setName(table?.encoding == null ? seen.preview.name : chosen.name.replace(/\.[^.]*$/, ""));
          say(seen);
        },
      },
    );
  };
  const use = (at: number, next: SchemaImportTableUse) => {
    if (file === undefined) return;
    const uses = withUse(columns, at, next);
    take.reset();
    setColumns(uses);
    look.mutate(
      { file, columns: uses },
      {
        onSuccess: (seen) => {
          setFound(seen);
          say(seen);
        },
      },
    );
  };
  const [place, over] = useFileDrop(choose);
  const problem = take.error ?? look.error;
  const table = found?.preview.table;
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
        <div
          ref={place}
          className={mergeClasses(styles.drop, file !== undefined && styles.chosen, over && styles.over)}
        >
          {file === undefined && <Drawing of="file" />}
          <Text className={mergeClasses(file !== undefined && styles.file)}>
            {file === undefined ? (
              <FormattedMessage id="import.text" />
            ) : (
              <>
                <Text weight="semibold">{file.name}</Text>
                {found !== undefined && (
                  <Text size={200} className={styles.quiet} block>
                    <FormattedMessage id={`import.found.${found.order.kind}`} />
                  </Text>
                )}
              </>
            )}
          </Text>
          <input
            ref={input}
            type="file"
            accept=".csv,.txt,.tsv,.xlsx,.json,text/csv,application/json"
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
        {found === undefined && look.isPending && (
          <Spinner size="small" label={intl.formatMessage({ id: "import.reading" })} />
        )}
        {problem !== null && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{sentence(problem)}</MessageBarBody>
          </MessageBar>
        )}
        {(file === undefined || (found === undefined && problem !== null)) && (
          <dl className={styles.kinds}>
            {kinds.map((kind) => (
              <div key={kind} className={styles.kind}>
                <dt>
                  <FormattedMessage id={`import.how.${kind}`} />
                </dt>
                <dd>
                  <FormattedMessage id={`import.how.${kind}-text`} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {found !== undefined && (
          <>
            {table != null && (
              <>
                <Field label={intl.formatMessage({ id: "import.name" })}>
                  <Input value={name} maxLength={longestName} onChange={(_, { value }) => setName(value)} />
                </Field>
                <ImportColumns table={table} uses={columns} disabled={take.isPending} choose={use} />
              </>
            )}
            <ImportPreview preview={found.preview} />
            <div className={styles.buttons}>
              <Button
                appearance="primary"
                disabledFocusable={take.isPending || look.isPending || look.isError || !online}
                onClick={() =>
                  take.mutate({
                    order: table == null ? found.order : { ...found.order, name, columns },
                    command: newCommandId(),
                  })
                }
              >
                <FormattedMessage
                  id={take.isPending ? "import.running" : "import.take"}
                  values={{ count: found.preview.counts.cards }}
                />
              </Button>
              <Button disabledFocusable={take.isPending} onClick={() => void navigate({ to: "/boards" })}>
                <FormattedMessage id="action.cancel" />
              </Button>
              {look.isPending && <Spinner size="tiny" />}
            </div>
          </>
        )}
      </div>
    </div>
  );
}

const megabytes = (bytes: number) => Math.ceil((bytes / 1024 / 1024) * 10) / 10;
