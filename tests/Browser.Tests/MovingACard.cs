using Microsoft.Playwright;
using Workspace.Sandbox.City;
using static Microsoft.Playwright.Assertions;

namespace Workspace.Browser.Tests;

/// <summary>By mouse, keyboard, touch and dialog; and everybody else sees it.</summary>
public class MovingACard(TownFixture town) : BrowserTest(town)
{
    private static readonly string[] s_columns = ["Ideen", "In Arbeit", "Fertig"];

    [Fact]
    public async Task By_mouse_it_is_at_once_in_the_other_persons_window()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Anna, [Musterstadt.Ben], s_columns, "Parkausweis", "Hundesteuer");
        var anna = await OpenAsync("anna.mueller", query: board.Query);
        var ben = await OpenAsync("ben.schulz", query: board.Query);
        await ben.SeesAsync(board, "Parkausweis", "Ideen");
        await anna.SeesAsync(board, "Parkausweis", "Ideen");

        await anna.DragAsync(anna.CardLink("Parkausweis"), anna.Column(board, "In Arbeit"));

        await anna.SeesAsync(board, "Parkausweis", "In Arbeit");
        await ben.SeesAsync(board, "Parkausweis", "In Arbeit");
        await ben.SeesAsync(board, "Hundesteuer", "Ideen");
        Assert.Empty(anna.Problems.Concat(ben.Problems));
    }

    [Fact]
    public async Task By_keyboard_each_step_is_said_and_escape_brings_it_back()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Anna, [], s_columns, "Parkausweis", "Hundesteuer");
        var anna = await OpenAsync("anna.mueller", query: board.Query);
        var keys = anna.Page.Keyboard;
        await anna.CardLink("Parkausweis").FocusAsync();

        await keys.PressAsync("Space");
        await Expect(anna.Said()).ToContainTextAsync("Parkausweis ist aufgenommen");
        await keys.PressAsync("ArrowRight");
        await Expect(anna.Said()).ToContainTextAsync("Parkausweis, 1 von 1 in In Arbeit");
        await keys.PressAsync("Escape");
        await Expect(anna.Said()).ToContainTextAsync("wieder am alten Platz");
        await anna.SeesAsync(board, "Parkausweis", "Ideen");

        await keys.PressAsync("Space");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("Space");
        await Expect(anna.Said()).ToContainTextAsync("Parkausweis ist abgelegt");
        await anna.SeesAsync(board, "Parkausweis", "In Arbeit");
        await Expect(anna.CardLink("Parkausweis")).ToBeFocusedAsync();

        var stored = await api.CardAsync(Musterstadt.Anna, board, "Parkausweis");
        Assert.Equal(board.Columns["In Arbeit"], (string?)stored["column"]);
    }

    [Fact]
    public async Task By_dialog_without_dragging_at_all()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Anna, [], s_columns, "Parkausweis");
        var anna = await OpenAsync("anna.mueller", query: board.Query);
        await anna.CardLink("Parkausweis").FocusAsync();

        await anna.Page.Keyboard.PressAsync("m");
        var dialog = anna.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Spalte" }).SelectOptionAsync("Fertig");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Verschieben" }).ClickAsync();

        await anna.SeesAsync(board, "Parkausweis", "Fertig");
    }

    [Fact]
    public async Task By_touch_a_long_press_picks_it_up()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Anna, [], s_columns, "Parkausweis", "Hundesteuer");
        var anna = await OpenAsync("anna.mueller", with: phone => phone.HasTouch = true, query: board.Query);
        await anna.SeesAsync(board, "Parkausweis", "Ideen");

        var finger = await Finger.PutAsync(anna.Page, await BoardOnScreen.MiddleAsync(anna.CardLink("Parkausweis")));
        await Expect(anna.Card("Parkausweis").First).ToHaveCSSAsync("opacity", "0.4");
        await finger.MoveAsync(await BoardOnScreen.MiddleAsync(anna.Column(board, "In Arbeit")));
        await finger.LiftAsync();

        await anna.SeesAsync(board, "Parkausweis", "In Arbeit");
    }

    [Fact]
    public async Task What_happened_while_the_connection_was_cut_is_caught_up_once_and_in_order()
    {
        using var api = await Town.ApiAsync();
        var board = await api.BoardAsync(Musterstadt.Anna, [Musterstadt.Ben], s_columns, "Parkausweis", "Hundesteuer");
        Wire? wire = null;
        var ben = await OpenAsync("ben.schulz", query: board.Query, before: async context => wire = await Wire.LayAsync(context, Town.Sandbox.HostAddress));
        await ben.SeesAsync(board, "Parkausweis", "Ideen");

        await wire!.CutAsync();
        await Expect(ben.Tab.GetByText("Verbindung wird neu aufgebaut").Or(ben.Tab.GetByText("mit Verzögerung")).First).ToBeVisibleAsync();
        await api.MoveAsync(Musterstadt.Anna, board, "Parkausweis", "In Arbeit");
        await api.MoveAsync(Musterstadt.Anna, board, "Hundesteuer", "In Arbeit");
        await api.MoveAsync(Musterstadt.Anna, board, "Parkausweis", "Fertig");
        await ben.SeesAsync(board, "Parkausweis", "Ideen");
        wire.Mend();

        await ben.SeesAsync(board, "Parkausweis", "Fertig", within: 30_000);
        await ben.SeesAsync(board, "Hundesteuer", "In Arbeit");
        await Expect(ben.Tab.Locator("article[data-card]")).ToHaveCountAsync(2);
    }
}
