using Workspace.Sandbox.City;
using static Microsoft.Playwright.Assertions;

namespace Workspace.Browser.Tests;

/// <summary>A board of thousands is as light in the page as one of hundreds.</summary>
public class LargeBoards(TownFixture town) : BrowserTest(town)
{
    [Fact]
    public async Task The_page_holds_as_many_elements_for_4000_cards_as_for_400()
    {
        using var api = await Town.ApiAsync();
        var (cards, few) = await CountAsync(await api.ImportAsync(Musterstadt.Anna, cards: 400));
        var (_, many) = await CountAsync(await api.ImportAsync(Musterstadt.Anna, cards: 4_000), cards);

        Assert.InRange(cards, 15, 100);
        Assert.InRange(many, few * 0.98, few * 1.02);
    }

    /// <returns>Cards in the page, and elements of all kinds.</returns>
    private async Task<(int Cards, int Elements)> CountAsync(TestBoard board, int? cards = null)
    {
        var anna = await OpenAsync("anna.mueller", query: board.Query);
        var inPage = anna.Tab.Locator("article[data-card]");
        await Expect(anna.Tab.GetByText("Antrag 12 prüfen", new() { Exact = true })).ToBeVisibleAsync();
        if (cards is { } expected) { await Expect(inPage).ToHaveCountAsync(expected); }

        return (await inPage.CountAsync(), await anna.Tab.Locator("*").CountAsync());
    }
}
