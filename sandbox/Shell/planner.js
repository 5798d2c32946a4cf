// Planner as a manager sees it: plans of the person's groups, buckets as columns. Everything goes over Graph.
import { announce, avatar, h, icon, redraw } from "./dom.js";
import { graphFor, GraphProblem } from "./graph.js";
import { taskDialog } from "./plannerTask.js";
import { sandbox } from "./sandbox.js";
import { address, go } from "./state.js";
import { day, t } from "./texts.js";
import { toast } from "./workspace.js";

const pause = 2500;
export const byHint = (a, b) => (a.orderHint < b.orderHint ? -1 : a.orderHint > b.orderHint ? 1 : 0);
export const priorityOf = (value) => (value <= 1 ? 1 : value <= 4 ? 3 : value <= 7 ? 5 : 9);
export const progressOf = (value) => (value === 0 ? 0 : value === 100 ? 100 : 50);

export function plannerApp(stage, initial, person) {
  const graph = graphFor(person);
  let state = initial;
  let groups = [];
  let plans = [];
  let board = { buckets: [], tasks: [], labels: {} };
  let drawn = "";
  let dragged;
  let adding;
  let timer;
  let stopped = false;

  const plan = () => plans.find((each) => each.id === state.plan) ?? plans[0];

  async function start() {
    stage.replaceChildren(h("div", { class: "planner" }, h("nav", { class: "side" }), h("section", { class: "board-place" })));
    await attempt(loadPlans);
    await round();
  }

  async function loadPlans() {
    groups = await graph.groups();
    plans = (await Promise.all(groups.map(async (group) => (await graph.plans(group.id)).map((each) => ({ ...each, group }))))).flat();
    plans.sort((a, b) => a.title.localeCompare(b.title));
    drawSide();
  }

  /** Reads the plan and comes back; a hidden window waits until it is looked at again. */
  async function round() {
    clearTimeout(timer);
    if (stopped) return;
    if (!document.hidden && !dragged) await attempt(load, true);
    timer = setTimeout(round, pause);
  }

  async function load() {
    const current = plan();
    if (!current) return drawBoard();
    const [buckets, tasks, details] = await Promise.all([graph.buckets(current.id), graph.tasks(current.id), graph.planDetails(current.id)]);
    if (stopped || current.id !== plan()?.id) return;
    board = { buckets: buckets.sort(byHint), tasks: tasks.sort((a, b) => byHint(a.bucketTaskBoardFormat, b.bucketTaskBoardFormat)), labels: details.categoryDescriptions ?? {} };
    drawBoard();
  }

  /** Runs something that Graph may refuse; what changed meanwhile is read again. */
  async function attempt(work, quiet = false) {
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof GraphProblem)) {
        if (!quiet) toast(t("shell.failed"));
        return;
      }
      if (problem.stale) {
        toast(t("planner.changed"));
        await attempt(load, true);
      } else if (!quiet || problem.status !== 429) toast(t("planner.failed", { status: problem.status, message: problem.message }));
    }
  }

  function drawSide() {
    const side = stage.querySelector(".side");
    side.setAttribute("aria-label", t("planner.plans"));
    redraw(
      side,
      h("h1", {}, t("app.planner")),
      groups.map((group) => [
        h("h2", {}, group.displayName),
        h(
          "ul",
          {},
          plans
            .filter((each) => each.group.id === group.id)
            .map((each) =>
              h(
                "li",
                {},
                h(
                  "a",
                  {
                    href: address({ plan: each.id }),
                    "aria-current": each.id === plan()?.id ? "page" : undefined,
                    dataset: { key: `plan-${each.id}` },
                    onclick: (event) => {
                      event.preventDefault();
                      go({ plan: each.id });
                    },
                  },
                  each.title,
                ),
              ),
            ),
        ),
      ]),
      groups.length > 0
        ? h("button", { type: "button", class: "quiet", dataset: { key: "new-plan" }, onclick: newPlan }, icon("add", 16), t("planner.newPlan"))
        : h("p", {}, t("planner.noGroup")),
    );
  }

  function newPlan() {
    const title = h("input", { class: "field", required: true, maxlength: 200 });
    const group = h("select", { class: "field" }, groups.map((each) => h("option", { value: each.id }, each.displayName)));
    const form = h(
      "form",
      {
        method: "dialog",
        onsubmit: () =>
          attempt(async () => {
            const created = await graph.createPlan(group.value, title.value.trim());
            await loadPlans();
            go({ plan: created.id });
          }),
      },
      h("h2", { id: "new-plan-title" }, t("planner.newPlan")),
      h("label", { class: "labelled" }, t("planner.newPlan.title"), title),
      h("label", { class: "labelled" }, t("planner.newPlan.group"), group),
      h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, t("cancel")), h("button", { class: "primary" }, t("planner.create"))),
    );
    const dialog = h("dialog", { class: "modal", "aria-labelledby": "new-plan-title" }, form);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  function drawBoard(force = false) {
    const current = plan();
    const picture = JSON.stringify([current?.id, board, state.lang, adding]);
    if (picture === drawn && !force) return;
    // What is being typed is not taken away: the next round draws.
    if (!force && stage.querySelector(".board-place input:focus")?.value) return;
    drawn = picture;
    const place = stage.querySelector(".board-place");
    if (!current) return redraw(place, h("p", { class: "empty" }, groups.length > 0 ? t("planner.none") : t("planner.noGroup")));
    redraw(
      place,
      h(
        "header",
        { class: "board-head" },
        h("h1", {}, current.title),
        h("span", { class: "facts" }, current.group.displayName, " · ", t("planner.count", { count: board.tasks.length })),
        h("button", { type: "button", class: "quiet", "aria-label": t("planner.reload"), dataset: { key: "reload" }, onclick: () => attempt(load) }, icon("refresh", 18)),
      ),
      h("div", { class: "buckets", dataset: { scroll: "buckets" }, tabindex: "0", role: "region", "aria-label": t("planner.plan", { title: current.title }) }, board.buckets.map(column), newBucket()),
    );
  }

  function column(bucket) {
    const tasks = board.tasks.filter((task) => task.bucketId === bucket.id);
    const list = h("ul", { class: "tasks", dataset: { scroll: `bucket-${bucket.id}` } }, tasks.map((task) => h("li", {}, tile(task, bucket))));
    const section = h(
      "section",
      { class: "bucket", "aria-label": bucket.name, dataset: { bucket: bucket.id } },
      h("h2", {}, bucket.name, h("span", { class: "count" }, String(tasks.length))),
      newTask(bucket),
      list,
    );
    section.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      showPlace(section, placeAt(list, event.clientY));
    });
    section.addEventListener("dragleave", (event) => section.contains(event.relatedTarget) || showPlace(section));
    section.addEventListener("drop", (event) => {
      event.preventDefault();
      const before = placeAt(list, event.clientY);
      drop(bucket, before?.dataset.task);
    });
    return section;
  }

  /** The tile that the dragged one would stand before. */
  const placeAt = (list, y) =>
    [...list.querySelectorAll(".task")].find((tile_) => {
      const box = tile_.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });

  function showPlace(section, before) {
    stage.querySelectorAll(".drop-before, .drop-last").forEach((each) => each.classList.remove("drop-before", "drop-last"));
    if (before) before.classList.add("drop-before");
    else if (dragged && section.matches(":hover, *")) section.classList.add("drop-last");
  }

  function drop(bucket, before) {
    const task = dragged;
    dragged = undefined;
    if (!task || before === task.id) return drawBoard(true);
    const others = board.tasks.filter((each) => each.bucketId === bucket.id && each.id !== task.id);
    const at = before ? others.findIndex((each) => each.id === before) : others.length;
    const place = (other) => other?.bucketTaskBoardFormat.orderHint ?? "";
    const hint = `${place(others[at - 1])} ${place(others[at])}!`;
    attempt(async () => {
      if (task.bucketId !== bucket.id) await graph.changeTask(task, { bucketId: bucket.id });
      await graph.changePlace(task.id, await graph.place(task.id), hint);
      announce(t("planner.moved", { title: task.title, bucket: bucket.name }));
      await load();
    });
  }

  function tile(task, bucket) {
    const due = task.dueDateTime;
    const late = due && task.percentComplete < 100 && due.slice(0, 10) < new Date().toISOString().slice(0, 10);
    const labels = Object.entries(task.appliedCategories ?? {}).filter(([, on]) => on === true).map(([id]) => id);
    const people = Object.keys(task.assignments ?? {}).map((id) => sandbox.person(id)).filter(Boolean);
    const button = h(
      "button",
      {
        type: "button",
        class: `task${task.percentComplete === 100 ? " complete" : ""}`,
        draggable: "true",
        dataset: { key: `task-${task.id}`, task: task.id },
        onclick: () => edit(task),
      },
      labels.length > 0 && h("span", { class: "labels" }, labels.map((id) => h("span", { class: `label ${id}` }, board.labels[id] || id))),
      h("span", { class: "task-title" }, task.percentComplete === 100 && icon("done", 16), task.title),
      h(
        "span",
        { class: "facts" },
        task.percentComplete > 0 && task.percentComplete < 100 && h("span", {}, t("planner.progress.50")),
        priorityOf(task.priority) < 5 && h("span", { class: "urgent" }, t(`planner.priority.${priorityOf(task.priority)}`)),
        due && h("span", { class: late ? "late" : "" }, icon("calendar", 14), day(due), late && ` (${t("planner.overdue")})`),
        task.checklistItemCount > 0 &&
          h("span", { "aria-label": t("planner.checklist", { done: task.checklistItemCount - task.activeChecklistItemCount, total: task.checklistItemCount }) }, `☑ ${task.checklistItemCount - task.activeChecklistItemCount}/${task.checklistItemCount}`),
      ),
      people.length > 0 && h("span", { class: "people-row" }, people.map((each) => [avatar(each, 24), h("span", { class: "visually-hidden" }, each.name)])),
    );
    button.addEventListener("dragstart", (event) => {
      dragged = task;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", task.title);
      button.classList.add("dragged");
    });
    button.addEventListener("dragend", () => {
      dragged = undefined;
      showPlace(stage);
      drawBoard(true);
    });
    return button;
  }

  function newTask(bucket) {
    const key = `add-${bucket.id}`;
    if (adding !== bucket.id) {
      return h("button", { type: "button", class: "add", dataset: { key }, "aria-label": `${t("planner.task.add")}: ${bucket.name}`, onclick: () => startAdding(bucket.id, key) }, icon("add", 16), t("planner.task.add"));
    }
    return inlineForm(key, t("planner.task.name", { bucket: bucket.name }), async (title) => {
      await graph.createTask(plan().id, bucket.id, title);
      await load();
    });
  }

  function newBucket() {
    const key = "add-bucket";
    if (adding !== key) {
      return h("div", { class: "bucket" }, h("button", { type: "button", class: "add", dataset: { key }, onclick: () => startAdding(key, key) }, icon("add", 16), t("planner.bucket.add")));
    }
    return h("div", { class: "bucket" }, inlineForm(key, t("planner.bucket.name"), async (name) => {
      await graph.createBucket(plan().id, name, board.buckets.at(-1)?.orderHint);
      await load();
    }));
  }

  function startAdding(what, key) {
    adding = what;
    drawBoard(true);
    stage.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  /** Enter adds and stays, Escape or an empty field ends. */
  function inlineForm(key, label, save) {
    const end = () => {
      if (adding === undefined) return;
      adding = undefined;
      drawBoard(true);
      stage.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
    };
    const input = h("input", {
      class: "field",
      "aria-label": label,
      placeholder: label,
      maxlength: 255,
      dataset: { key },
      onkeydown: (event) => event.key === "Escape" && end(),
    });
    return h(
      "form",
      {
        class: "inline",
        onsubmit: (event) => {
          event.preventDefault();
          const text = input.value.trim();
          if (!text) return end();
          input.value = "";
          attempt(() => save(text));
        },
      },
      input,
    );
  }

  function edit(task) {
    taskDialog({ graph, task, board, group: plan().group, attempt, reload: load });
  }

  start();
  return {
    update(next) {
      const moved = next.plan !== state.plan;
      const spoken = next.lang !== state.lang;
      state = next;
      if (moved || spoken) {
        drawSide();
        if (moved) board = { buckets: [], tasks: [], labels: {} };
        drawBoard(true);
        if (moved) round();
      }
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
