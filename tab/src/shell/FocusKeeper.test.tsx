import { Dialog, DialogSurface, FluentProvider, teamsLightTheme } from "@fluentui/react-components";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { FocusKeeper } from "./FocusKeeper";

/** As our dialogs are: there only while they are open. */
function Page() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <FluentProvider theme={teamsLightTheme}>
      <FocusKeeper />
      <button type="button" onClick={() => setOpen(true)}>
        Öffnen
      </button>
      {open && (
        <Dialog open onOpenChange={close}>
          <DialogSurface aria-label="Dialog">
            <button type="button" onClick={close}>
              Schließen
            </button>
          </DialogSurface>
        </Dialog>
      )}
    </FluentProvider>
  );
}

it("gives the focus back to what opened a dialog", async () => {
  const user = userEvent.setup();
  render(<Page />);
  await user.click(screen.getByRole("button", { name: "Öffnen" }));
  await user.click(await screen.findByRole("button", { name: "Schließen" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  await waitFor(() => expect(screen.getByRole("button", { name: "Öffnen" })).toHaveFocus());
});
