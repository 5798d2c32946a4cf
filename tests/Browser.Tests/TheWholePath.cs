using Microsoft.Playwright;
using Workspace.Sandbox.City;
using static Microsoft.Playwright.Assertions;

namespace Workspace.Browser.Tests;

/// <summary>One walk through every door: two persons, live board, approval in the chat, Planner in both directions.</summary>
public class TheWholePath(TownFixture town) : BrowserTest(town)
{
    private const string Card = "Parkausweis";

    /// <summary>What the product promises between the board and Planner while the board is open.</summary>
    private const float PlannerWithin = 10_000;

    [Fact]
    public async Task From_a_move_to_an_approval_to_planner_and_back()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Clara, [Musterstadt.Ben], ["Ideen", "In Arbeit", "Freigabe", "Fertig"], Card, "Hundesteuer");
        await api.SendAsync(Musterstadt.Clara, HttpMethod.Post, $"boards/{board.Id}/planner", new { group = Musterstadt.CitizenServiceGroup, newPlan = board.Name });
        var ben = await OpenAsync("ben.schulz", query: board.Query);
        var clara = await OpenAsync("clara.weber", query: board.Query);
        await clara.SeesAsync(board, Card, "Ideen");

        // Ben moves, Clara sees it.
        await ben.SeesAsync(board, Card, "Ideen");
        await ben.DragAsync(ben.CardLink(Card), ben.Column(board, "In Arbeit"));
        await clara.SeesAsync(board, Card, "In Arbeit");

        // Ben asks Clara for her approval, from the card's menu.
        await ben.Card(Card).HoverAsync();
        await ben.Card(Card).GetByRole(AriaRole.Button, new() { Name = $"Menü von {Card}" }).ClickAsync();
        await ben.Tab.GetByRole(AriaRole.Menuitem, new() { Name = "Freigabe anfordern" }).ClickAsync();
        var dialog = ben.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Wer soll freigeben?" }).PressSequentiallyAsync("Clara");
        await ben.Tab.GetByRole(AriaRole.Option, new() { Name = "Clara Weber" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Worum geht es?" }).FillAsync("Bitte den Text freigeben.");
        await ben.ScreenshotAsync("path-1-ask");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Anfordern" }).ClickAsync();
        await Expect(clara.Card(Card)).ToContainTextAsync("Freigabe offen");

        // Clara answers in her chat, and the card there changes.
        await clara.GoAsync("chat");
        var message = clara.Page.Locator(".message").Filter(new() { HasText = Card }).Filter(new() { HasText = "Bitte den Text freigeben." });
        await Expect(message).ToHaveCountAsync(1);
        await clara.ScreenshotAsync("path-2-chat");
        await message.GetByRole(AriaRole.Button, new() { Name = "Freigeben", Exact = true }).ClickAsync();
        await Expect(message.GetByRole(AriaRole.Button, new() { Name = "Freigeben", Exact = true })).ToHaveCountAsync(0);
        await clara.ScreenshotAsync("path-3-approved");

        // Ben sees the outcome and the card in the next column.
        await ben.SeesAsync(board, Card, "Freigabe");
        await Expect(ben.Card(Card)).ToContainTextAsync("Freigegeben");
        await ben.ScreenshotAsync("path-4-board");

        // The task follows in Planner; what Clara changes there is on Ben's board.
        await clara.GoAsync("planner");
        await clara.Page.GetByRole(AriaRole.Link, new() { Name = board.Name }).ClickAsync();
        var bucket = clara.Page.GetByRole(AriaRole.Region, new() { Name = "Freigabe", Exact = true });
        await Expect(bucket.GetByRole(AriaRole.Button, new() { Name = Card })).ToHaveCountAsync(1, new() { Timeout = PlannerWithin });
        await clara.ScreenshotAsync("path-5-planner");
        await bucket.GetByRole(AriaRole.Button, new() { Name = Card }).ClickAsync();
        var task = clara.Page.GetByRole(AriaRole.Dialog);
        await task.GetByLabel("Titel").FillAsync("Parkausweis für Handwerksbetriebe");
        await task.GetByLabel("Bucket").SelectOptionAsync("Fertig");
        await task.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).ClickAsync();
        await ben.SeesAsync(board, "Parkausweis für Handwerksbetriebe", "Fertig", PlannerWithin);

        // And the other way: Ben moves a card, Clara's Planner shows it in the other bucket.
        await ben.DragAsync(ben.CardLink("Hundesteuer"), ben.Column(board, "In Arbeit"));
        await Expect(clara.Page.GetByRole(AriaRole.Region, new() { Name = "In Arbeit", Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Hundesteuer" }))
            .ToHaveCountAsync(1, new() { Timeout = PlannerWithin });
        await ben.ScreenshotAsync("path-6-board");
        Assert.Empty(ben.Problems.Concat(clara.Problems));
    }

    [Fact]
    public async Task Refusing_in_the_chat_wants_a_reason_and_moves_nothing()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Ben, [Musterstadt.Clara], ["Ideen", "In Arbeit", "Fertig"], Card);
        var card = (string)(await api.CardAsync(Musterstadt.Ben, board, Card))["id"]!;
        var why = $"Grund {Guid.NewGuid():N}";
        await api.SendAsync(Musterstadt.Ben, HttpMethod.Post, "approvals", new { on = new { board = board.Id, card }, holders = new[] { new { seat = 1, people = new[] { Musterstadt.Clara.Id } } }, comment = why });
        var ben = await OpenAsync("ben.schulz", query: board.Query);
        var clara = await OpenAsync("clara.weber", query: "&app=chat");
        var message = clara.Page.Locator(".message").Filter(new() { HasText = why });

        await message.GetByRole(AriaRole.Button, new() { Name = "Ablehnen …" }).ClickAsync();
        await message.GetByRole(AriaRole.Textbox).FillAsync("Die Rechtsgrundlage fehlt.");
        await message.GetByRole(AriaRole.Button, new() { Name = "Antwort senden" }).ClickAsync();

        await Expect(message).ToContainTextAsync("Die Rechtsgrundlage fehlt.");
        await Expect(ben.Card(Card)).ToContainTextAsync("Abgelehnt");
        await ben.SeesAsync(board, Card, "Ideen");
    }
}
