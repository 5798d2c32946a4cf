// One Planner task in a dialog. Only changed fields are sent, each to the resource whose etag was read.
import { announce, avatar, h, icon } from "./dom.js";
import { findPeople } from "./people.js";
import { priorityOf, progressOf } from "./planner.js";
import { sandbox } from "./sandbox.js";
import { t } from "./texts.js";

const noon = "T10:00:00Z";

export async function taskDialog({ graph, task, board, attempt, reload }) {
  let details;
  await attempt(async () => {
    details = await graph.details(task.id);
  });
  if (!details) return;

  const assigned = new Set(Object.keys(task.assignments ?? {}));
  const title = h("input", { class: "field", required: true, maxlength: 255, value: task.title });
  const bucket = select(board.buckets.map((each) => [each.id, each.name]), task.bucketId);
  const progress = select([0, 50, 100].map((value) => [value, t(`planner.progress.${value}`)]), progressOf(task.percentComplete));
  const priority = select([1, 3, 5, 9].map((value) => [value, t(`planner.priority.${value}`)]), priorityOf(task.priority));
  const start = h("input", { class: "field", type: "date", value: task.startDateTime?.slice(0, 10) ?? "" });
  const due = h("input", { class: "field", type: "date", value: task.dueDateTime?.slice(0, 10) ?? "" });
  const notes = h("textarea", { class: "field", rows: 5, value: details.description ?? "" });
  const people = h("div", { class: "chips" });

  function drawPeople() {
    const find = h("input", {
      class: "field",
      list: "assignable",
      placeholder: t("planner.assignees.add"),
      "aria-label": t("planner.assignees.add"),
      oninput: () => {
        const person = sandbox.people.find((each) => each.name === find.value);
        if (!person) return;
        assigned.add(person.id);
        drawPeople();
        people.querySelector("input").focus();
      },
    });
    people.replaceChildren(
      ...[...assigned].map((id) => sandbox.person(id) ?? { id, name: id }).map((person) =>
        h(
          "span",
          { class: "chip" },
          avatar(person, 20),
          person.name,
          h("button", { type: "button", class: "quiet", "aria-label": t("planner.assignees.remove", { name: person.name }), onclick: () => (assigned.delete(person.id), drawPeople(), people.querySelector("input").focus()) }, icon("close", 12)),
        ),
      ),
      find,
      h("datalist", { id: "assignable" }, findPeople("").map((person) => h("option", { value: person.name }))),
    );
  }

  function taskChange() {
    const change = {};
    const set = (name, before, after) => {
      if (before !== after) change[name] = after;
    };
    set("title", task.title, title.value.trim());
    set("bucketId", task.bucketId, bucket.value);
    // A number of its own (30 %) stays while its state stays.
    if (progressOf(task.percentComplete) !== Number(progress.value)) change.percentComplete = Number(progress.value);
    if (priorityOf(task.priority) !== Number(priority.value)) change.priority = Number(priority.value);
    if ((task.startDateTime?.slice(0, 10) ?? "") !== start.value) change.startDateTime = start.value ? start.value + noon : null;
    if ((task.dueDateTime?.slice(0, 10) ?? "") !== due.value) change.dueDateTime = due.value ? due.value + noon : null;
    const before = Object.keys(task.assignments ?? {});
    const assignments = Object.fromEntries([
      ...[...assigned].filter((id) => !before.includes(id)).map((id) => [id, { "@odata.type": "#microsoft.graph.plannerAssignment", orderHint: " !" }]),
      ...before.filter((id) => !assigned.has(id)).map((id) => [id, null]),
    ]);
    if (Object.keys(assignments).length > 0) change.assignments = assignments;
    return change;
  }

  async function save() {
    const change = taskChange();
    if (Object.keys(change).length > 0) await graph.changeTask(task, change);
    if ((details.description ?? "") !== notes.value) await graph.changeDetails(task.id, details, { description: notes.value });
    announce(t("planner.saved", { title: title.value.trim() }));
    await reload();
  }

  const form = h(
    "form",
    { method: "dialog", onsubmit: () => attempt(save) },
    h("h2", { id: "task-heading" }, task.title),
    h("label", { class: "labelled" }, t("planner.title"), title),
    h("div", { class: "grid" },
      h("label", { class: "labelled" }, t("planner.bucket"), bucket),
      h("label", { class: "labelled" }, t("planner.progress"), progress),
      h("label", { class: "labelled" }, t("planner.priority"), priority),
      h("label", { class: "labelled" }, t("planner.start"), start),
      h("label", { class: "labelled" }, t("planner.due"), due),
    ),
    h("fieldset", { class: "labelled" }, h("legend", {}, t("planner.assignees")), people),
    h("label", { class: "labelled" }, t("planner.notes"), notes),
    h(
      "div",
      { class: "buttons" },
      h("button", { type: "button", class: "quiet", onclick: remove }, t("planner.delete")),
      h("span", { class: "gap" }),
      h("button", { type: "button", onclick: () => dialog.close() }, t("cancel")),
      h("button", { class: "primary" }, t("planner.save")),
    ),
  );

  function remove(event) {
    const button = event.currentTarget;
    if (button.dataset.sure) {
      dialog.close();
      attempt(async () => {
        await graph.deleteTask(task);
        await reload();
      });
      return;
    }
    button.dataset.sure = "1";
    button.textContent = t("planner.delete.sure");
  }

  const dialog = h("dialog", { class: "modal wide", "aria-labelledby": "task-heading" }, form);
  dialog.addEventListener("close", () => {
    dialog.remove();
    document.querySelector(`[data-key="task-${CSS.escape(task.id)}"]`)?.focus();
  });
  drawPeople();
  document.body.append(dialog);
  dialog.showModal();
  title.focus();
}

function select(options, value) {
  return h("select", { class: "field" }, options.map(([id, text]) => h("option", { value: id, selected: id === value }, text)));
}
