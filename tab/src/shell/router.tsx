import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import {
  approvalQuery,
  approvalsQuery,
  boxes,
  deputiesQuery,
  templatesQuery,
  type Box,
} from "../approvals/queries";
import { accessQuery, archiveQuery, boardQuery, boardsQuery, workQuery } from "../boards/queries";
import {
  boardSearch,
  boardShelves,
  historySearch,
  parseSearch,
  searchText,
  type BoardShelf,
} from "../boards/search";
import { linksQuery, plannerQuery } from "../planner/queries";
import { Failure } from "../shared/Failure";
import { NotFound } from "../shared/NotFound";
import { meQuery } from "../shared/people";
import { Frame } from "./Frame";
import { Pending } from "./Pending";
import type { Host } from "./teams";

/** What is known already is shown at once; the components ask again where it may have grown old. */
const known = { staleTime: "static" } as const;

export type RouterContext = { readonly client: QueryClient; readonly host: Host };

const rootRoute = createRootRouteWithContext<RouterContext>()({
  loader: ({ context }) => context.client.query({ ...meQuery, ...known }),
  component: Frame,
});

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: () => {
    redirect({ to: "/boards", replace: true, throw: true });
  },
});

const boardsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards",
  validateSearch: (search: Record<string, unknown>): { show?: BoardShelf } => {
    const show = boardShelves.find((shelf) => shelf === search["show"]);
    return show === undefined || show === "current" ? {} : { show };
  },
  loader: ({ context }) => context.client.query({ ...boardsQuery, ...known }),
  component: lazyRouteComponent(() => import("../boards/BoardsPage"), "BoardsPage"),
});

const workRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/work",
  loader: ({ context }) => context.client.query({ ...workQuery, ...known }),
  component: lazyRouteComponent(() => import("../boards/WorkPage"), "WorkPage"),
});

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards/import",
  component: lazyRouteComponent(() => import("../boards/ImportPage"), "ImportPage"),
});

const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards/$board",
  validateSearch: boardSearch,
  loader: async ({ context: { client }, params: { board } }) => {
    await Promise.all([
      client.query({ ...boardQuery(board), ...known }),
      client.query({ ...accessQuery(board), ...known }),
    ]);
  },
  component: lazyRouteComponent(() => import("../boards/BoardPage"), "BoardPage"),
});

/** The address of a card for everybody who links to it: Planner, the bot, a person. */
const cardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards/$board/cards/$card",
  beforeLoad: ({ params: { board, card } }) => {
    redirect({ to: "/boards/$board", params: { board }, search: { card }, replace: true, throw: true });
  },
});

const archiveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards/$board/archive",
  loader: async ({ context: { client }, params: { board } }) => {
    await Promise.all([
      client.query({ ...boardQuery(board), ...known }),
      client.query({ ...accessQuery(board), ...known }),
      client.query({ ...archiveQuery(board), ...known }),
    ]);
  },
  component: lazyRouteComponent(() => import("../boards/ArchivePage"), "ArchivePage"),
});

const linkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards/$board/planner",
  loader: async ({ context: { client }, params: { board } }) => {
    await Promise.all([
      client.query({ ...boardQuery(board), ...known }),
      client.query({ ...accessQuery(board), ...known }),
      client.query({ ...plannerQuery(board), ...known }),
    ]);
  },
  component: lazyRouteComponent(() => import("../planner/LinkPage"), "LinkPage"),
});

const linksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/planner",
  loader: ({ context }) => context.client.query({ ...linksQuery, ...known }),
  component: lazyRouteComponent(() => import("../planner/LinksPage"), "LinksPage"),
});

const historyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards/$board/history",
  validateSearch: historySearch,
  loader: ({ context: { client }, params: { board } }) => client.query({ ...boardQuery(board), ...known }),
  component: lazyRouteComponent(() => import("../boards/HistoryPage"), "HistoryPage"),
});

const approvalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/approvals",
  validateSearch: (search: Record<string, unknown>): { box?: Box; approval?: string } => {
    const box = boxes.find((each) => each === search["box"]);
    return {
      ...(box === undefined || box === "forMe" ? {} : { box }),
      ...(typeof search["approval"] === "string" ? { approval: search["approval"] } : {}),
    };
  },
  loaderDeps: ({ search }) => ({ box: search.box ?? "forMe" }),
  loader: ({ context, deps }) => context.client.query({ ...approvalsQuery(deps.box), ...known }),
  component: lazyRouteComponent(() => import("../approvals/ApprovalsPage"), "ApprovalsPage"),
});

const requestRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/approvals/new",
  validateSearch: (search: Record<string, unknown>): { board?: string; card?: string } =>
    typeof search["board"] === "string" && typeof search["card"] === "string"
      ? { board: search["board"], card: search["card"] }
      : {},
  loader: ({ context }) => context.client.query({ ...templatesQuery, ...known }),
  component: lazyRouteComponent(() => import("../approvals/RequestPage"), "RequestPage"),
});

const templatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/approvals/templates",
  loader: ({ context }) => context.client.query({ ...templatesQuery, ...known }),
  component: lazyRouteComponent(() => import("../approvals/TemplatesPage"), "TemplatesPage"),
});

const deputiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/approvals/deputies",
  loader: ({ context }) => context.client.query({ ...deputiesQuery, ...known }),
  component: lazyRouteComponent(() => import("../approvals/DeputiesPage"), "DeputiesPage"),
});

const approvalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/approvals/$approval",
  loader: ({ context: { client }, params: { approval } }) =>
    client.query({ ...approvalQuery(approval), ...known }),
  component: lazyRouteComponent(() => import("../approvals/ApprovalPage"), "ApprovalPage"),
});

const configRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/config",
  loader: ({ context }) => context.client.query({ ...boardsQuery, ...known }),
  component: lazyRouteComponent(() => import("../settings/ConfigPage"), "ConfigPage"),
});

const routeTree = rootRoute.addChildren([
  startRoute,
  boardsRoute,
  workRoute,
  importRoute,
  boardRoute,
  cardRoute,
  archiveRoute,
  linkRoute,
  linksRoute,
  historyRoute,
  approvalsRoute,
  requestRoute,
  templatesRoute,
  deputiesRoute,
  approvalRoute,
  configRoute,
]);

const skeletonAfterMs = 150;

export function createAppRouter(client: QueryClient, host: Host) {
  const router = createRouter({
    routeTree,
    context: { client, host },
    parseSearch,
    stringifySearch: searchText,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: skeletonAfterMs,
    defaultPendingMinMs: 0,
    defaultPendingComponent: Pending,
    defaultErrorComponent: ({ error }) => <Failure error={error} retry={() => void router.invalidate()} />,
    defaultNotFoundComponent: NotFound,
  });
  // A link into the app wins over the page that Teams opens by default.
  if (host.path !== undefined) router.history.replace(host.path);
  return router;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
