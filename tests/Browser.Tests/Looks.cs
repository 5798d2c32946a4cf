using Microsoft.Playwright;
using Workspace.Sandbox.City;
using static Microsoft.Playwright.Assertions;

namespace Workspace.Browser.Tests;

/// <summary>Every view in every theme: axe finds nothing, and a screenshot is kept for eyes. The theme changes under the open view, as it does in Teams.</summary>
public class Looks(TownFixture town) : BrowserTest(town)
{
    [Fact]
    public async Task List_of_boards()
    {
        var window = await OpenAsync("clara.weber");
        await Expect(window.Tab.GetByRole(AriaRole.Link, new() { Name = "Bürgerservice digital" })).ToBeVisibleAsync();

        await window.AssertLooksAsync("boards");
    }

    [Fact]
    public async Task Board_and_card()
    {
        var window = await OpenCityBoardAsync();
        await window.AssertLooksAsync("board");

        await window.CardLink("Terminbuchung für das Standesamt online anbieten").ClickAsync();
        await Expect(window.Tab.GetByText("Eheanmeldungen und Urkunden zuerst", new() { Exact = false }).First).ToBeVisibleAsync();
        await window.AssertLooksAsync("card");
    }

    [Fact]
    public async Task Every_view_of_a_board()
    {
        var window = await OpenCityBoardAsync();
        foreach (var (view, role) in new[] { ("Tabelle", AriaRole.Grid), ("Kalender", AriaRole.Table), ("Zeitachse", AriaRole.List), ("Auslastung", AriaRole.Table), ("Arbeitsfluss", AriaRole.Img) })
        {
            await window.Tab.GetByRole(AriaRole.Link, new() { Name = view, Exact = true }).ClickAsync();
            await Expect(window.Tab.GetByRole(AriaRole.Link, new() { Name = view, Exact = true })).ToHaveAttributeAsync("aria-current", "page");
            await Expect(window.Tab.GetByRole(role).First).ToBeVisibleAsync();
            await window.AssertLooksAsync(view.ToLowerInvariant());
        }

        await window.Tab.GetByRole(AriaRole.Link, new() { Name = "Board", Exact = true }).ClickAsync();
        await window.Tab.GetByRole(AriaRole.Combobox, new() { Name = "Bahnen" }).SelectOptionAsync("person");
        await Expect(window.Tab.GetByRole(AriaRole.Region, new() { Name = "Ben Schulz", Exact = true })).ToBeVisibleAsync();
        await window.Tab.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await Expect(window.Tab.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();
        await window.AssertLooksAsync("lanes");
    }

    [Fact]
    public async Task Pages_beside_the_board()
    {
        var board = await CityBoardAsync();
        foreach (var (name, sub, heading) in new[]
                 {
                     ("import", "boards/import", "Board importieren"),
                     ("history", $"boards/{board}/history", "Verlauf von Bürgerservice digital"),
                 })
        {
            var window = await OpenAsync("clara.weber", query: $"&sub={sub}");
            await Expect(window.Tab.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
            await window.AssertLooksAsync(name);
        }
    }

    [Fact]
    public async Task Own_work()
    {
        var window = await OpenAsync("ben.schulz", query: "&sub=work");
        await Expect(window.Tab.GetByRole(AriaRole.Heading, new() { Name = "Meine Arbeit" })).ToBeVisibleAsync();

        await window.AssertLooksAsync("work");
    }

    [Fact]
    public async Task Approvals()
    {
        var window = await OpenAsync("clara.weber", query: "&sub=approvals");
        await Expect(window.Tab.GetByText("Musterbescheid Hundesteuer in einfacher Sprache").First).ToBeVisibleAsync();

        await window.AssertLooksAsync("approvals");

        await window.Tab.GetByRole(AriaRole.Link, new() { Name = "Musterbescheid Hundesteuer in einfacher Sprache" }).ClickAsync();
        await Expect(window.Tab.GetByRole(AriaRole.Img, new() { Name = "Weg mit 1 Stufe; jetzt gefragt: Schlusszeichnung" })).ToBeVisibleAsync();
        await window.Tab.GetByRole(AriaRole.Button, new() { Name = "Was geschah" }).ClickAsync();
        await Expect(window.Tab.GetByText("Angefordert").First).ToBeVisibleAsync();
        await window.AssertLooksAsync("approval");

        await window.Tab.GetByRole(AriaRole.Button, new() { Name = "Zurück zu den Freigaben" }).ClickAsync();
        await window.Tab.GetByRole(AriaRole.Button, new() { Name = "Freigabe anfordern" }).ClickAsync();
        await Expect(window.Tab.GetByRole(AriaRole.Combobox, new() { Name = "Vorlage" })).ToBeVisibleAsync();
        await window.AssertLooksAsync("approval-new");
    }

    [Fact]
    public async Task Chat()
    {
        var window = await OpenAsync("clara.weber", query: "&app=chat");
        await Expect(window.Page.Locator(".message").Filter(new() { HasText = "Musterbescheid Hundesteuer in einfacher Sprache" }).First).ToBeVisibleAsync();

        await window.AssertLooksAsync("chat");
    }

    [Theory, InlineData(1280), InlineData(360)]
    public async Task A_card_to_co_sign(int width)
    {
        using var api = await Town.ApiAsync();
        var subject = await api.StartCoSigningAsync(Musterstadt.Clara, [Musterstadt.Ben, Musterstadt.Anna, Musterstadt.Eva], Musterstadt.David);
        var window = await OpenAsync("ben.schulz", with: options => options.ViewportSize = new ViewportSize { Width = width, Height = 1000 }, query: "&app=chat");
        var card = window.Page.Locator(".message").Filter(new() { HasText = subject }).First;
        await card.GetByRole(AriaRole.Button, new() { Name = "Andere Antwort …" }).ClickAsync();
        await Expect(card.GetByRole(AriaRole.Radio, new() { Name = "Nicht mitzeichnen" })).ToBeVisibleAsync();

        await card.ScrollIntoViewIfNeededAsync();
        await window.AssertLooksAsync($"co-signing-{width}", without: "aria-allowed-attr");   // the renderer says "expanded" on what it opened, not on the button
    }

    [Fact]
    public async Task Planner_and_task()
    {
        var window = await OpenAsync("clara.weber", query: "&app=planner");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Teamaufgaben Bürgerservice" }).ClickAsync();
        var task = window.Page.GetByRole(AriaRole.Button, new() { Name = "Dienstplan Dezember abstimmen" });
        await Expect(task).ToBeVisibleAsync();
        await window.AssertLooksAsync("planner");

        await task.ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await window.AssertLooksAsync("task");
    }

    [Fact]
    public async Task Switching_person()
    {
        var window = await OpenAsync("clara.weber", query: "&app=chat");
        await window.Page.Locator("[data-key='person']").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option).First).ToBeVisibleAsync();

        await window.AssertLooksAsync("people");
    }

    [Fact]
    public async Task A_panel_that_is_longer_than_the_window_scrolls_and_squeezes_nothing()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Clara, [], ["Ideen", "Fertig"], "Parkausweis");
        var window = await OpenAsync("clara.weber", with: options => options.ViewportSize = new ViewportSize { Width = 1280, Height = 700 }, query: board.Query);
        await window.CardLink("Parkausweis").ClickAsync();

        var add = window.Tab.GetByRole(AriaRole.Button, new() { Name = "Beschreibung hinzufügen" });
        await Expect(add).ToBeVisibleAsync();
        Assert.InRange((await add.BoundingBoxAsync())!.Height, 24, 48);
    }

    [Theory, InlineData(768), InlineData(360)]
    public async Task Narrow_windows_lose_nothing(int width)
    {
        var window = await OpenAsync("clara.weber", with: options => options.ViewportSize = new ViewportSize { Width = width, Height = 740 });
        await Expect(window.Tab.GetByRole(AriaRole.Link, new() { Name = "Bürgerservice digital" })).ToBeVisibleAsync();
        foreach (var app in new[] { "workspace", "chat", "planner" })
        {
            await window.GoAsync(app);
            await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeAttachedAsync();
            Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await window.ScreenshotAsync($"{app}-{width}");
        }
    }

    private async Task<string> CityBoardAsync()
    {
        using var api = await Town.ApiAsync();
        var boards = await api.SendAsync(Musterstadt.Clara, HttpMethod.Get, "boards");
        return (string)boards.AsArray().Single(board => (string?)board!["name"] == "Bürgerservice digital")!["id"]!;
    }

    private async Task<Window> OpenCityBoardAsync()
    {
        var id = await CityBoardAsync();
        var window = await OpenAsync("clara.weber", query: $"&sub=boards/{id}");
        await Expect(window.CardLink("Terminbuchung für das Standesamt online anbieten")).ToBeVisibleAsync();
        return window;
    }
}
