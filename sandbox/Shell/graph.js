// Microsoft Graph as Planner's own page would call it: delegated token, one etag for each resource.
import { sandbox } from "./sandbox.js";

export class GraphProblem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /** Somebody else changed the resource since it was read. */
  get stale() {
    return this.status === 409 || this.status === 412;
  }
}

/** @param {import("./sandbox.js").Person} person */
export function graphFor(person) {
  async function call(method, path, body, etag) {
    const answer = await fetch(path.startsWith("http") ? path : sandbox.graph + path, {
      method,
      headers: {
        Authorization: `Bearer ${await sandbox.token(person, "graph")}`,
        ...(body && { "Content-Type": "application/json" }),
        ...(etag && { "If-Match": etag }),
        ...(method === "PATCH" && { Prefer: "return=representation" }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    const content = text ? JSON.parse(text) : undefined;
    if (!answer.ok) throw new GraphProblem(answer.status, content?.error?.message || content?.error?.code || answer.statusText);
    return content;
  }

  async function all(path) {
    const items = [];
    for (let next = path; next; ) {
      const part = await call("GET", next);
      items.push(...part.value);
      next = part["@odata.nextLink"];
    }
    return items;
  }

  return {
    groups: () => all("/me/memberOf/microsoft.graph.group?$select=id,displayName"),
    plans: (group) => all(`/groups/${group}/planner/plans`),
    createPlan: (group, title) => call("POST", "/planner/plans", { container: { containerId: group, type: "group" }, title }),
    planDetails: (plan) => call("GET", `/planner/plans/${plan}/details`),
    buckets: (plan) => all(`/planner/plans/${plan}/buckets`),
    tasks: (plan) => all(`/planner/plans/${plan}/tasks?$expand=bucketTaskBoardFormat`),
    members: (group) => all(`/groups/${group}/members?$select=id,displayName`),
    createBucket: (plan, name, last) => call("POST", "/planner/buckets", { planId: plan, name, orderHint: `${last ?? ""} !` }),
    createTask: (plan, bucket, title) => call("POST", "/planner/tasks", { planId: plan, bucketId: bucket, title }),
    task: (id) => call("GET", `/planner/tasks/${id}`),
    details: (id) => call("GET", `/planner/tasks/${id}/details`),
    changeTask: (task, change) => call("PATCH", `/planner/tasks/${task.id}`, change, task["@odata.etag"]),
    changeDetails: (id, details, change) => call("PATCH", `/planner/tasks/${id}/details`, change, details["@odata.etag"]),
    place: (id) => call("GET", `/planner/tasks/${id}/bucketTaskBoardFormat`),
    changePlace: (id, place, hint) => call("PATCH", `/planner/tasks/${id}/bucketTaskBoardFormat`, { orderHint: hint }, place["@odata.etag"]),
    deleteTask: (task) => call("DELETE", `/planner/tasks/${task.id}`, undefined, task["@odata.etag"]),
  };
}
