import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { FormattedMessage } from "react-intl";
import type { Directory } from "../shared/people";
import { LinkForm } from "./LinkForm";
import { plannerQuery } from "./queries";

export type LinkedBoard = {
  readonly id: string;
  readonly name: string;
  readonly visibility: "members" | "organisation";
  readonly members: readonly { readonly person: string }[];
};

/** Linking a board to a plan; where it is linked already, the way to how the link stands. */
export function PlannerDialog(props: { board: LinkedBoard; people: Directory; close: () => void }) {
  const { board, people, close } = props;
  const { data: link, isPending } = useQuery(plannerQuery(board.id));
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        {isPending ? (
          <DialogBody>
            <DialogTitle>
              <FormattedMessage id="planner.title" />
            </DialogTitle>
            <DialogContent>
              <FormattedMessage id="state.loading" />
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>
                <FormattedMessage id="action.close" />
              </Button>
            </DialogActions>
          </DialogBody>
        ) : link == null ? (
          <LinkForm board={board} people={people} close={close} />
        ) : (
          <Navigate to="/boards/$board/planner" params={{ board: board.id }} />
        )}
      </DialogSurface>
    </Dialog>
  );
}
