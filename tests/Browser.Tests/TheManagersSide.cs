using Microsoft.Playwright;
using Workspace.Sandbox.City;
using static Microsoft.Playwright.Assertions;

namespace Workspace.Browser.Tests;

/// <summary>The team works on the board, the manager in Planner, both at once; what collides has a list and a way back.</summary>
public class TheManagersSide(TownFixture town) : BrowserTest(town)
{
    private const string Card = "Parkausweis";

    /// <summary>What the product promises between the board and Planner while the board is open.</summary>
    private const float PlannerWithin = 10_000;

    [Fact]
    public async Task A_link_is_foreseen_both_sides_work_at_once_and_a_conflict_is_shown_and_restored()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Ben, [], ["Ideen", "In Arbeit", "Fertig"], Card, "Hundesteuer");
        var ben = await OpenAsync("ben.schulz", query: board.Query);
        await ben.SeesAsync(board, Card, "Ideen");

        // Ben links the board after he saw what that will do.
        await ben.Tab.GetByRole(AriaRole.Button, new() { Name = "Mehr zu diesem Board" }).ClickAsync();
        await ben.Tab.GetByRole(AriaRole.Menuitem, new() { Name = "Planner" }).ClickAsync();
        var dialog = ben.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Gruppe" }).SelectOptionAsync("Bürgerservice");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Neuer Plan" }).ClickAsync();
        await Expect(dialog.GetByText("2 Aufgaben entstehen in Planner")).ToBeVisibleAsync();
        await ben.ScreenshotAsync("planner-foreseen");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Verbinden" }).ClickAsync();
        await Expect(ben.Tab.GetByText("Beide Seiten sind auf einem Stand")).ToBeVisibleAsync(new() { Timeout = 4 * PlannerWithin });
        await Expect(ben.Tab.GetByText("Aufgabe angelegt:").First).ToBeVisibleAsync(new() { Timeout = PlannerWithin });
        await ben.ScreenshotAsync("planner-link");

        // Clara drags the task while Ben renames the card: both edits are on both sides.
        await ben.Tab.GetByRole(AriaRole.Button, new() { Name = $"Zurück zu {board.Name}" }).ClickAsync();
        var clara = await OpenAsync("clara.weber", query: "&app=planner");
        await clara.Page.GetByRole(AriaRole.Link, new() { Name = board.Name }).ClickAsync();
        var working = clara.Page.GetByRole(AriaRole.Region, new() { Name = "In Arbeit", Exact = true });
        await clara.Page.GetByRole(AriaRole.Button, new() { Name = Card }).DragToAsync(working);
        await RenameAsync(ben, Card, "Parkausweis für Betriebe");
        await ben.SeesAsync(board, "Parkausweis für Betriebe", "In Arbeit", PlannerWithin);
        await Expect(working.GetByRole(AriaRole.Button, new() { Name = "Parkausweis für Betriebe" })).ToHaveCountAsync(1, new() { Timeout = PlannerWithin });

        // With the sync paused both change the same title; it goes on, one stays, the other is in the list.
        await ben.Tab.GetByRole(AriaRole.Link, new() { NameRegex = new("^Planner ") }).ClickAsync();
        await ben.Tab.GetByRole(AriaRole.Button, new() { Name = "Anhalten" }).ClickAsync();
        await Expect(ben.Tab.GetByRole(AriaRole.Button, new() { Name = "Fortsetzen" })).ToBeVisibleAsync();
        await ben.Tab.GetByRole(AriaRole.Button, new() { Name = $"Zurück zu {board.Name}" }).ClickAsync();
        await RenameAsync(ben, "Hundesteuer", "Hundesteuer vom Team");
        await clara.Page.GetByRole(AriaRole.Button, new() { Name = "Hundesteuer" }).ClickAsync();
        var task = clara.Page.GetByRole(AriaRole.Dialog);
        await task.GetByLabel("Titel").FillAsync("Hundesteuer der Leitung");
        await task.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).ClickAsync();
        await Expect(clara.Page.GetByRole(AriaRole.Button, new() { Name = "Hundesteuer der Leitung" })).ToHaveCountAsync(1);
        await ben.Tab.GetByRole(AriaRole.Link, new() { Name = "Planner pausiert" }).ClickAsync();
        await ben.Tab.GetByRole(AriaRole.Button, new() { Name = "Fortsetzen" }).ClickAsync();
        var restore = ben.Tab.GetByRole(AriaRole.Button, new() { Name = "Hundesteuer vom Team: anderen Wert für Titel übernehmen" });
        await Expect(restore).ToBeVisibleAsync(new() { Timeout = 2 * PlannerWithin });
        await ben.ScreenshotAsync("planner-conflict");
        await restore.ClickAsync();
        await Expect(ben.Tab.GetByText("Anderer Wert übernommen")).ToBeVisibleAsync();

        await ben.Tab.GetByRole(AriaRole.Button, new() { Name = $"Zurück zu {board.Name}" }).ClickAsync();
        await ben.SeesAsync(board, "Hundesteuer der Leitung", "Ideen", PlannerWithin);
        await Expect(clara.Page.GetByRole(AriaRole.Button, new() { Name = "Hundesteuer der Leitung" })).ToHaveCountAsync(1, new() { Timeout = PlannerWithin });
        Assert.Empty(ben.Problems.Concat(clara.Problems));
    }

    private static async Task RenameAsync(Window window, string card, string title)
    {
        await window.CardLink(card).ClickAsync();
        var field = window.Tab.GetByRole(AriaRole.Textbox, new() { Name = "Titel" });
        await field.FillAsync(title);
        await field.PressAsync("Enter");
        await Expect(window.Card(title)).ToHaveCountAsync(1);
        await window.Page.Keyboard.PressAsync("Escape");
    }
}
