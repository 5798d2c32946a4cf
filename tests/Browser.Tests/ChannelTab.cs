using Microsoft.Playwright;
using Workspace.Sandbox.City;
using static Microsoft.Playwright.Assertions;

namespace Workspace.Browser.Tests;

/// <summary>A board pinned to a channel: the configuration page, Teams' own Save button, and the tab that results.</summary>
public class ChannelTab(TownFixture town) : BrowserTest(town)
{
    [Fact]
    public async Task Save_waits_for_a_choice_and_the_tab_shows_the_board_without_the_rail()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Anna, [], ["Ideen", "Fertig"], "Parkausweis");
        var window = await OpenAsync("anna.mueller");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Registerkarte hinzufügen" }).ClickAsync();
        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        var save = dialog.GetByRole(AriaRole.Button, new() { Name = "Speichern" });
        await Expect(save).ToBeDisabledAsync();

        await window.Page.FrameLocator("iframe.settings-frame").GetByRole(AriaRole.Combobox, new() { Name = "Board" }).SelectOptionAsync(board.Name);
        await Expect(save).ToBeEnabledAsync();
        await window.ScreenshotAsync("channel-configuration");
        await save.ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = $"Bürgerservice › {board.Name}" })).ToHaveAttributeAsync("aria-current", "page");
        await window.SeesAsync(board, "Parkausweis", "Ideen");
        await Expect(window.Tab.GetByRole(AriaRole.Link, new() { Name = "Freigaben" })).ToHaveCountAsync(0);
        await window.ScreenshotAsync("channel-tab");
    }
}
