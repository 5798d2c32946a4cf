import { useIntl } from "react-intl";
import { newCommandId } from "../api/commandId";
import { announce } from "../shared/announce";
import { useNotify } from "../shared/notices";
import type { Board, Card } from "./board";
import { copyCard, editCard } from "./commands";
import { useSession } from "./session";
import { useTakeBack } from "./useUndo";

/** Makes a card a pattern, or work again, with the way back at hand. */
export function useMakeTemplate(board: Board): (card: Card, template: boolean) => void {
  const intl = useIntl();
  const notify = useNotify();
  const takeBack = useTakeBack();
  const { run } = useSession();
  return (card, template) => {
    const step = newCommandId();
    void run({
      ...editCard(board.id, card.id, board.sequence, { template: { value: template } }),
      step,
    }).then((answer) => {
      if (answer === undefined) return;
      notify({
        intent: "success",
        title: intl.formatMessage(
          { id: template ? "template.made" : "template.unmade" },
          { title: card.title },
        ),
        actions: [{ text: intl.formatMessage({ id: "action.undo" }), run: () => takeBack(step) }],
      });
    });
  };
}

/** A new card like a pattern, at the foot of a column; the pattern's own column and title where none is given. */
export function useFromTemplate(board: Pick<Board, "id" | "columns">) {
  const intl = useIntl();
  const { run } = useSession();
  return (template: Card, column: string = template.column, title = ""): Promise<Card | undefined> => {
    announce(
      intl.formatMessage(
        { id: "said.added" },
        {
          title: title === "" ? template.title : title,
          column: board.columns.find((each) => each.id === column)?.name ?? "",
        },
      ),
    );
    return run(copyCard(board.id, template.id, title === "" ? { column } : { column, title }));
  };
}
