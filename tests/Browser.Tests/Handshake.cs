using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Workspace.Browser.Tests;

/// <summary>The tab and Teams understand each other: real teams-js on one side, the sandbox's host on the other, two origins.</summary>
public class Handshake(TownFixture town) : BrowserTest(town)
{
    [Fact]
    public async Task The_tab_knows_person_language_and_theme_from_its_host()
    {
        var window = await OpenAsync("anna.mueller", query: "&theme=dark&lang=en");

        await Expect(window.Page.Locator("iframe.app-frame[data-state='ready']")).ToBeVisibleAsync();
        await Expect(window.Tab.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(window.Tab.Locator("html")).ToHaveCSSAsync("color-scheme", "dark");
        Assert.NotEqual(Town.Sandbox.Address.Port, new Uri(await window.Page.Locator("iframe.app-frame").GetAttributeAsync("src") ?? "").Port);
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task A_new_theme_reaches_the_running_tab_without_opening_it_anew()
    {
        var window = await OpenAsync("anna.mueller");
        await Expect(window.Page.Locator("iframe.app-frame[data-state='ready']")).ToBeVisibleAsync();
        await window.Tab.Locator("html").EvaluateAsync("html => html.dataset.witness = 'still here'");

        await window.ThemeAsync("dark");

        await Expect(window.Tab.Locator("html")).ToHaveCSSAsync("color-scheme", "dark");
        await Expect(window.Tab.Locator("html")).ToHaveAttributeAsync("data-witness", "still here");
    }

    [Fact]
    public async Task Another_language_opens_the_tab_in_it()
    {
        var window = await OpenAsync("anna.mueller");
        await Expect(window.Tab.Locator("html")).ToHaveAttributeAsync("lang", "de");

        await window.Page.Locator("[data-key='lang']").SelectOptionAsync("en");

        await Expect(window.Tab.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task Another_person_is_another_sign_in_in_the_same_or_a_new_window()
    {
        var window = await OpenAsync("anna.mueller");
        await window.Page.Locator("[data-key='person']").ClickAsync();
        await window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Person suchen" }).FillAsync("yildiz");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("[data-key='person']")).ToContainTextAsync("David Yıldız");

        await window.Page.Locator("[data-key='person']").ClickAsync();
        await window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Person suchen" }).FillAsync("Eva Krü");
        await window.Page.GetByLabel("In neuem Fenster öffnen").CheckAsync();
        var second = await window.Context.RunAndWaitForPageAsync(() => window.Page.GetByRole(AriaRole.Option, new() { Name = "Eva Krüger" }).ClickAsync());

        await Expect(second.Locator("[data-key='person']")).ToContainTextAsync("Eva Krüger");
        await Expect(window.Page.Locator("[data-key='person']")).ToContainTextAsync("David Yıldız");
    }
}
