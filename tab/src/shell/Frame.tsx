import { CounterBadge, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { BoardFilled, BoardRegular } from "@fluentui/react-icons/svg/board";
import { ApprovalsAppFilled, ApprovalsAppRegular } from "@fluentui/react-icons/svg/approvals-app";
import {
  TaskListSquareLtrFilled,
  TaskListSquareLtrRegular,
} from "@fluentui/react-icons/svg/task-list-square-ltr";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useRouteContext } from "@tanstack/react-router";
import { FormattedMessage, useIntl } from "react-intl";
import { approvalsQuery } from "../approvals/queries";
import { useOnline } from "../shared/live";

const useStyles = makeStyles({
  frame: {
    blockSize: "100%",
    display: "flex",
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    "@media (max-width: 639px)": { flexDirection: "column-reverse" },
  },
  rail: {
    flexShrink: 0,
    inlineSize: "76px",
    boxSizing: "border-box",
    paddingBlock: "8px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    "@media (max-width: 639px)": {
      inlineSize: "100%",
      paddingBlock: "0",
      paddingBlockEnd: "env(safe-area-inset-bottom)",
      borderRight: "0",
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "4px",
    "@media (max-width: 639px)": { flexDirection: "row", justifyContent: "space-around" },
  },
  entry: {
    position: "relative",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    rowGap: "2px",
    paddingBlock: "8px",
    paddingInline: "4px",
    minInlineSize: "68px",
    textAlign: "center",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    outlineStyle: "none",
    "& svg": { inlineSize: "24px", blockSize: "24px" },
    "& .filled": { display: "none" },
    ":hover": { color: tokens.colorNeutralForeground2BrandHover },
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-4px",
      borderRadius: tokens.borderRadiusLarge,
    },
    '&[aria-current="page"]': {
      color: tokens.colorBrandForeground1,
      fontWeight: tokens.fontWeightSemibold,
      "& .filled": { display: "block" },
      "& .regular": { display: "none" },
      "::before": {
        content: '""',
        position: "absolute",
        insetInlineStart: "0",
        insetBlock: "14px",
        inlineSize: "3px",
        borderRadius: tokens.borderRadiusCircular,
        backgroundColor: tokens.colorCompoundBrandForeground1,
        "@media (max-width: 639px)": {
          insetInline: "20px",
          insetBlock: "auto 0",
          inlineSize: "auto",
          blockSize: "3px",
        },
      },
    },
  },
  icon: { position: "relative", display: "flex" },
  count: { position: "absolute", insetBlockStart: "-4px", insetInlineStart: "16px" },
  main: {
    flexGrow: 1,
    minInlineSize: 0,
    minBlockSize: 0,
    display: "flex",
    flexDirection: "column",
    outlineStyle: "none",
  },
  page: { flexGrow: 1, minBlockSize: 0 },
  banner: {
    paddingBlock: "4px",
    paddingInline: "24px",
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground3,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** What surrounds every page: the rail in the personal app, nothing in a channel, and the word about the network. */
export function Frame() {
  const styles = useStyles();
  const { host } = useRouteContext({ from: "__root__" });
  const online = useOnline();
  return (
    <div className={styles.frame}>
      {host.place === "personal" && <Rail />}
      <main className={styles.main}>
        {!online && (
          <div role="status" className={styles.banner}>
            <FormattedMessage id="state.offline" />
          </div>
        )}
        <div className={styles.page}>
          <Outlet />
        </div>
      </main>
    </div>
  );
}

function Rail() {
  const styles = useStyles();
  const intl = useIntl();
  const { data: waiting } = useQuery({
    ...approvalsQuery("forMe"),
    select: (approvals) => approvals.filter((approval) => approval.tasks.length > 0).length,
  });
  return (
    <nav className={styles.rail} aria-label={intl.formatMessage({ id: "rail.name" })}>
      <ul className={styles.list}>
        <li>
          <Link to="/boards" className={styles.entry} activeProps={{ "aria-current": "page" }}>
            <BoardRegular className="regular" aria-hidden="true" />
            <BoardFilled className="filled" aria-hidden="true" />
            <FormattedMessage id="rail.boards" />
          </Link>
        </li>
        <li>
          <Link to="/work" className={styles.entry} activeProps={{ "aria-current": "page" }}>
            <TaskListSquareLtrRegular className="regular" aria-hidden="true" />
            <TaskListSquareLtrFilled className="filled" aria-hidden="true" />
            <FormattedMessage id="rail.work" />
          </Link>
        </li>
        <li>
          <Link to="/approvals" className={styles.entry} activeProps={{ "aria-current": "page" }}>
            <span className={styles.icon}>
              <ApprovalsAppRegular className="regular" aria-hidden="true" />
              <ApprovalsAppFilled className="filled" aria-hidden="true" />
              {waiting !== undefined && waiting > 0 && (
                <CounterBadge
                  count={waiting}
                  size="small"
                  color="danger"
                  className={mergeClasses(styles.count)}
                />
              )}
            </span>
            <FormattedMessage id="rail.approvals" />
            {waiting !== undefined && waiting > 0 && (
              <span className="only-heard">
                <FormattedMessage id="rail.approvals.waiting" values={{ count: waiting }} />
              </span>
            )}
          </Link>
        </li>
      </ul>
    </nav>
  );
}
