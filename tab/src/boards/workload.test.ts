import { expect, it } from "vitest";
import { annaId, benId, people, sampleBoard, sampleCard } from "../testing/samples";
import { boardOf } from "./board";
import { workload } from "./workload";

it("counts open work by the department in charge, or else by those of its persons", () => {
  const board = boardOf(
    sampleBoard({
      cards: [
        sampleCard("a", "ideas", "a", {
          department: "Bauamt",
          assignees: [annaId],
          due: "2026-11-20",
          estimate: 8,
        }),
        sampleCard("b", "ideas", "b", { assignees: [annaId, benId], due: "2026-11-25", estimate: 6 }),
        sampleCard("c", "ideas", "c", { assignees: [benId], due: "2027-03-01" }),
        sampleCard("d", "ideas", "d"),
        sampleCard("e", "ideas", "e", { assignees: [benId], progress: 100 }),
        sampleCard("f", "done", "f", { assignees: [benId] }),
      ],
    }),
  );
  const directory = Object.fromEntries(people.map((person) => [person.id, person]));
  const none = { overdue: 0, week: 0, month: 0, later: 0, none: 0 };
  expect(workload(board, directory, "2026-11-23")).toEqual([
    { department: "Bürgerservice", cards: 2, hours: 3, due: { ...none, week: 1, later: 1 } },
    { department: "Bauamt", cards: 1, hours: 8, due: { ...none, overdue: 1 } },
    { department: "Stabsstelle Digitalisierung", cards: 1, hours: 3, due: { ...none, week: 1 } },
    { department: undefined, cards: 1, hours: 0, due: { ...none, none: 1 } },
  ]);
});
