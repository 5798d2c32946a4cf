import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import type { SchemaApprovalTemplateView } from "../api/schema";
import { Empty } from "../shared/Empty";
import { useDirectory } from "../shared/people";
import { templatesQuery } from "./queries";
import { draftOf, emptyDraft } from "./template";
import { TemplateForm } from "./TemplateForm";

const useStyles = makeStyles({
  page: {
    blockSize: "100%",
    overflowY: "auto",
    boxSizing: "border-box",
    padding: "8px 24px 24px",
    "@media (max-width: 639px)": { paddingInline: "16px" },
  },
  inner: { maxInlineSize: "720px" },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px", minBlockSize: "44px" },
  title: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: {
    listStyleType: "none",
    margin: "8px 0 0",
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
  row: {
    display: "flex",
    alignItems: "center",
    columnGap: "12px",
    padding: "8px 12px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow2,
  },
  words: {
    flexGrow: 1,
    minInlineSize: 0,
    display: "flex",
    flexDirection: "column",
    overflowWrap: "anywhere",
  },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** The paths that administrators have prepared. */
export function TemplatesPage() {
  const styles = useStyles();
  const intl = useIntl();
  const navigate = useNavigate();
  const { data: templates } = useSuspenseQuery(templatesQuery);
  const people = useDirectory([...new Set(templates.flatMap(holdersOf))].sort());
  /** The one that is written; empty: a new one. */
  const [open, setOpen] = useState<string>();
  const edited = templates.find(({ id }) => id === open);
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <Button
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={intl.formatMessage({ id: "approval.back" })}
            onClick={() => void navigate({ to: "/approvals" })}
          />
          <h1 className={styles.title}>
            <FormattedMessage id="template.title" />
          </h1>
          {open === undefined && (
            <Button appearance="primary" icon={<Add20Regular />} onClick={() => setOpen("")}>
              <FormattedMessage id="template.new" />
            </Button>
          )}
        </header>
        {open !== undefined ? (
          <TemplateForm
            key={open}
            id={edited?.id}
            first={edited === undefined ? emptyDraft(newCommandId) : draftOf(edited, newCommandId)}
            people={people}
            close={() => setOpen(undefined)}
          />
        ) : templates.length === 0 ? (
          <Empty
            motif="inbox"
            title={intl.formatMessage({ id: "template.empty.title" })}
            text={intl.formatMessage({ id: "template.empty" })}
          />
        ) : (
          <ul className={styles.list}>
            {templates.map((template) => (
              <li key={template.id} className={styles.row}>
                <span className={styles.words}>
                  <span>{template.name}</span>
                  <span className={styles.quiet}>
                    <FormattedMessage
                      id="template.facts"
                      values={{
                        stages: template.path.stages.length,
                        seats: template.path.stages.flatMap(({ seats }) => seats).length,
                      }}
                    />
                    {template.archived && ` · ${intl.formatMessage({ id: "template.archived-short" })}`}
                  </span>
                </span>
                <Button
                  size="small"
                  aria-label={intl.formatMessage({ id: "panel.edit-item" }, { title: template.name })}
                  onClick={() => setOpen(template.id)}
                >
                  <FormattedMessage id="template.edit" />
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

const holdersOf = ({ path }: SchemaApprovalTemplateView): readonly string[] => [
  ...path.stages.flatMap(({ seats }) => seats.flatMap(({ holders }) => holders)),
  ...path.informed,
];
