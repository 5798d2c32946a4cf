using System.Net;
using System.Text.Json.Nodes;
using Workspace.Api.Tests;
using Workspace.Bot.Tests.Cards;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Approvals;

public sealed class DecidingInTheChat
{
    private const string Approve = "approval.approve";
    private const string Reject = "approval.answer";

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Approving_changes_the_card_for_both_and_moves_the_boards_card(Store store)
    {
        await using var bot = await BotServer.StartAsync(store);
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, _, board, card, approval) = await bot.AskAsync();

        var his = await bot.Channel.WaitForAsync(m => IsCard(m, Musterstadt.David), "David's card");
        var hers = await bot.Channel.WaitForAsync(m => IsCard(m, Musterstadt.Anna), "Anna's card");
        Assert.Contains(Approve, his.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Approve, hers.Text, StringComparison.Ordinal);
        await CardSchema.AssertValidAsync(his.Card);
        Assert.Equal(CardApprovalState.Open, (await CardAsync(anna, board, card)).Approval!.State);

        var shown = await bot.TapAsync(Musterstadt.David, Approve, approval);

        Assert.Contains("Freigegeben", shown.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Approve, shown.GetRawText(), StringComparison.Ordinal);
        await CardSchema.AssertValidAsync(shown);
        var moved = await CardAsync(anna, board, card);
        Assert.Equal(CardApprovalState.Approved, moved.Approval!.State);
        Assert.Equal(board.Columns[1].Id, moved.Column);
        var hisNow = await bot.Channel.WaitForAsync(m => m.Id == his.Id && m.Edits == 1, "David's card updated");
        var hersNow = await bot.Channel.WaitForAsync(m => m.Id == hers.Id && m.Edits == 1, "Anna's card updated");
        var notice = await bot.Channel.WaitForAsync(m => m.Summary.Contains("hat freigegeben", StringComparison.Ordinal), "Anna told");
        Assert.Contains("Freigegeben", hisNow.Text, StringComparison.Ordinal);
        Assert.Contains("Freigegeben", hersNow.Text, StringComparison.Ordinal);
        Assert.Equal(TestChannel.PersonalChat(Musterstadt.Anna), notice.Conversation);
    }

    [Fact]
    public async Task Rejecting_needs_a_reason_and_leaves_the_card_where_it_is()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, _, board, card, approval) = await bot.AskAsync();

        var again = await bot.TapAsync(Musterstadt.David, Reject, approval, reason: "   ", answer: ApprovalAnswer.Rejected);

        Assert.Contains("Bitte begründen Sie die Ablehnung.", Said(again), StringComparison.Ordinal);
        Assert.Contains("\"value\":\"   \"", again.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(CardApprovalState.Open, (await CardAsync(anna, board, card)).Approval!.State);

        var tooLong = await bot.TapAsync(Musterstadt.David, Reject, approval, reason: new string('x', 2_001), answer: ApprovalAnswer.Rejected);
        Assert.Contains("zu lang", Said(tooLong), StringComparison.Ordinal);

        var shown = await bot.TapAsync(Musterstadt.David, Reject, approval, reason: "Der Datenschutz *fehlt*.", answer: ApprovalAnswer.Rejected);

        Assert.Contains("Abgelehnt", Said(shown), StringComparison.Ordinal);
        Assert.Contains(@"Der Datenschutz \*fehlt\*.", Said(shown), StringComparison.Ordinal);
        var after = await CardAsync(anna, board, card);
        Assert.Equal(CardApprovalState.Rejected, after.Approval!.State);
        Assert.Equal(board.Columns[0].Id, after.Column);
        var notice = await bot.Channel.WaitForAsync(m => m.Summary.Contains("hat abgelehnt", StringComparison.Ordinal), "Anna told");
        Assert.Contains(@"Der Datenschutz \*fehlt\*.", Said(notice.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_repeated_changes_nothing()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, david, board, card, approval) = await bot.AskAsync();
        var data = new JsonObject { ["approval"] = approval.Id.ToString(), ["step"] = 1, ["version"] = 1 };
        var tap = bot.Channel.Taps(Musterstadt.David, Approve, data, id: "f:one");

        // At once on several devices, the same activity replayed, pressed again, the other button, by the tab.
        var storm = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bot.InvokeAsync((JsonObject)tap.DeepClone())));
        var replayed = await bot.InvokeAsync((JsonObject)tap.DeepClone());
        var pressedAgain = await bot.TapAsync(Musterstadt.David, Approve, approval);
        var other = await bot.TapAsync(Musterstadt.David, Reject, approval, "doch nicht", answer: ApprovalAnswer.Rejected);
        using var inTheTab = await david.PostAsync($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Rejected, "doch nicht", null));

        Assert.All(storm, a => Assert.Contains("Freigegeben", a.GetRawText(), StringComparison.Ordinal));
        Assert.Contains("Freigegeben", replayed.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Freigegeben", pressedAgain.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Das ist schon entschieden.", Said(other), StringComparison.Ordinal);
        Assert.Contains("Freigegeben", other.GetRawText(), StringComparison.Ordinal);
        _ = await TestPerson.AssertProblemAsync(inTheTab, HttpStatusCode.Conflict, "approvals.already-decided");

        var history = await anna.ReadAsync<JournalPage>($"/api/boards/{board.Id}/cards/{card.Id}/history");
        _ = Assert.Single(history.Entries, e => e.Change is CardMoved);
        Assert.Equal(2, history.Entries.Count(e => e.Change is CardApprovalChanged));
        _ = await bot.Channel.WaitForAsync(m => m.Summary.Contains("hat freigegeben", StringComparison.Ordinal), "Anna told");
        Assert.Equal(board.Columns[1].Id, (await CardAsync(anna, board, card)).Column);
        _ = Assert.Single(bot.Channel.Messages, m => m.Summary.Contains("hat freigegeben", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deciding_in_the_tab_updates_the_cards_in_the_chats_and_an_old_card_says_so()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (_, david, _, _, approval) = await bot.AskAsync();
        var his = await bot.Channel.WaitForAsync(m => IsCard(m, Musterstadt.David), "David's card");

        var decided = await david.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Rejected, "zu früh", null));

        Assert.Equal((ApprovalState.Rejected, 2, 0), (decided.State, decided.Revision, decided.Tasks.Count));
        var hisNow = await bot.Channel.WaitForAsync(m => m.Id == his.Id && m.Edits == 1, "David's card updated");
        Assert.Contains("Abgelehnt", hisNow.Text, StringComparison.Ordinal);
        var old = await bot.TapAsync(Musterstadt.David, Approve, approval);
        Assert.Contains("Das ist schon entschieden.", Said(old), StringComparison.Ordinal);
        Assert.Contains("Abgelehnt", Said(old), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_draws_no_answers_sees_refusals_and_what_it_asked_for_as_messages()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (_, _, _, _, approval) = await bot.AskAsync();
        var his = await bot.Channel.WaitForAsync(m => IsCard(m, Musterstadt.David), "David's card");
        JsonObject Data(string? reason = null) => new() { ["approval"] = approval.Id.ToString(), ["step"] = 1, ["version"] = 1, ["answer"] = "Rejected", ["reason"] = reason };

        using var asked = await bot.DeliverAsync(bot.Channel.Submits(Musterstadt.David, "approval.show", Data()));
        var shown = await bot.Channel.WaitForAsync(m => m.Id != his.Id && IsCard(m, Musterstadt.David), "the card once more");
        using var without = await bot.DeliverAsync(bot.Channel.Submits(Musterstadt.David, Reject, Data()));
        var refused = await bot.Channel.WaitForAsync(m => m.Text.Contains("Bitte begr", StringComparison.Ordinal), "why nothing happened");
        using var with = await bot.DeliverAsync(bot.Channel.Submits(Musterstadt.David, Reject, Data("zu früh")));
        var now = await bot.Channel.WaitForAsync(m => m.Id == his.Id && m.Edits == 1, "David's card updated");
        using var late = await bot.DeliverAsync(bot.Channel.Submits(Musterstadt.David, Approve, Data()));
        var told = await bot.Channel.WaitForAsync(m => m.Text.Contains("schon entschieden", StringComparison.Ordinal), "that it is decided");

        Assert.All(new[] { asked, without, with, late }, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Contains("Abgelehnt", now.Text, StringComparison.Ordinal);
        Assert.All(new[] { shown, refused, told }, message => Assert.Equal(TestChannel.PersonalChat(Musterstadt.David), message.Conversation));
        Assert.Equal(4, bot.Channel.Messages.Count(m => m.Conversation == TestChannel.PersonalChat(Musterstadt.David) && m.Text.Contains(approval.Id.ToString(), StringComparison.Ordinal)));
        await CardSchema.AssertValidAsync(refused.Card);
    }

    [Fact]
    public async Task Only_the_approver_decides_and_others_see_no_more_than_they_may()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, _, board, card, approval) = await bot.AskAsync();

        var requester = await bot.TapAsync(Musterstadt.Anna, Approve, approval);
        var stranger = await bot.TapAsync(Musterstadt.Eva, Approve, approval);
        using var strangerInTheTab = await bot.Server.As(Musterstadt.Eva).PostAsync($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null));
        using var requesterInTheTab = await anna.PostAsync($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null));

        Assert.Contains("entscheidet eine andere Person", Said(requester), StringComparison.Ordinal);
        Assert.DoesNotContain(Approve, requester.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("keinen Zugang", Said(stranger), StringComparison.Ordinal);
        Assert.DoesNotContain("Terminbuchung", stranger.GetRawText(), StringComparison.Ordinal);
        _ = await TestPerson.AssertProblemAsync(strangerInTheTab, HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(requesterInTheTab, HttpStatusCode.Forbidden, "approvals.not-your-decision");
        Assert.Equal(CardApprovalState.Open, (await CardAsync(anna, board, card)).Approval!.State);
    }

    [Fact]
    public async Task A_stale_card_decides_nothing()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, _, board, card, approval) = await bot.AskAsync();

        var stale = await bot.TapAsync(Musterstadt.David, Approve, approval, version: 7);

        Assert.Contains("inzwischen geändert", Said(stale), StringComparison.Ordinal);
        Assert.Contains(Approve, stale.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(CardApprovalState.Open, (await CardAsync(anna, board, card)).Approval!.State);
    }

    [Fact]
    public async Task A_refresh_shows_the_state_and_changes_nothing()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (_, _, _, _, approval) = await bot.AskAsync();

        var before = await bot.TapAsync(Musterstadt.David, "approval.show", approval);
        _ = await bot.TapAsync(Musterstadt.David, Approve, approval);
        var after = await bot.TapAsync(Musterstadt.David, "approval.show", approval);

        Assert.Contains("Wartet auf Ihre Entscheidung", Said(before), StringComparison.Ordinal);
        Assert.Contains("Freigegeben", Said(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_client_without_Action_Execute_decides_too()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, _, board, card, approval) = await bot.AskAsync();
        var his = await bot.Channel.WaitForAsync(m => IsCard(m, Musterstadt.David), "David's card");
        var submit = bot.Channel.Activity("message", Musterstadt.David);
        submit["replyToId"] = his.Id;
        submit["value"] = new JsonObject { ["verb"] = Approve, ["approval"] = approval.Id.ToString(), ["step"] = 1, ["version"] = 1 };

        using var response = await bot.DeliverAsync(submit);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        _ = await bot.Channel.WaitForAsync(m => m.Id == his.Id && m.Edits == 1, "David's card updated");
        Assert.Equal(CardApprovalState.Approved, (await CardAsync(anna, board, card)).Approval!.State);
    }

    [Fact]
    public async Task The_last_columns_card_stays_and_an_archived_one_too()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, _, board, card, approval) = await bot.AskAsync(column: 2);
        _ = await bot.TapAsync(Musterstadt.David, Approve, approval);
        Assert.Equal(board.Columns[^1].Id, (await CardAsync(anna, board, card)).Column);

        var second = await anna.CreateCardAsync(board, "Noch eine");
        var asked = await anna.AskAsync(board.Id, second.Id, Musterstadt.David.Id);
        using var archived = await anna.PostAsync($"/api/boards/{board.Id}/cards/{second.Id}/archive");
        var shown = await bot.TapAsync(Musterstadt.David, Approve, asked);

        Assert.Contains("Freigegeben", Said(shown), StringComparison.Ordinal);
        var details = await anna.ReadAsync<CardDetails>($"/api/boards/{board.Id}/cards/{second.Id}");
        Assert.True(details.Archived);
        Assert.Equal((board.Columns[0].Id, CardApprovalState.Approved), (details.Card.Column, details.Card.Approval!.State));
    }

    [Fact]
    public async Task Waiting_approvals_are_listed_on_asking_and_after_installing()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna);
        _ = await bot.AskAsync("Rechnung [wichtig] prüfen");

        using var installed = await bot.DeliverAsync(bot.Channel.Installs(Musterstadt.David));
        var list = await bot.Channel.WaitForAsync(m => m.Summary == "Freigaben, die auf Sie warten" && m.Conversation == TestChannel.PersonalChat(Musterstadt.David), "the list");

        Assert.Contains(@"Rechnung \[wichtig\] prüfen", Said(list.Card), StringComparison.Ordinal);
        Assert.Contains("approval.show", list.Text, StringComparison.Ordinal);
        await CardSchema.AssertValidAsync(list.Card);
    }

    [Fact]
    public async Task Assigned_cards_are_listed()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna);
        var anna = bot.Server.As(Musterstadt.Anna);
        var board = await anna.CreateBoardAsync();
        var mine = await anna.CreateCardAsync(board, "Formular_prüfen");
        _ = await anna.CreateCardAsync(board, "Nicht meine");
        _ = await anna.PatchAsync<CardView>($"/api/boards/{board.Id}/cards/{mine.Id}", new EditCardRequest(
            board.Sequence + 2, new CardEdit(Assignees: new([Musterstadt.Anna.Id]), Due: new(new DateOnly(2026, 12, 1)))));

        using var response = await bot.DeliverAsync(bot.Channel.Says(Musterstadt.Anna, "meine Aufgaben"));

        var list = await bot.Channel.WaitForAsync(m => m.Summary == "Ihre Karten", "the list");
        Assert.Contains(@"Formular\_prüfen", Said(list.Card), StringComparison.Ordinal);
        Assert.Contains("fällig 01.12.2026", Said(list.Card), StringComparison.Ordinal);
        Assert.DoesNotContain("Nicht meine", list.Text, StringComparison.Ordinal);
        await CardSchema.AssertValidAsync(list.Card);
    }

    private static bool IsCard(StandingMessage message, DemoPerson person) =>
        message.Conversation == TestChannel.PersonalChat(person) && message.Card.TryGetProperty("refresh", out _);

    private static async Task<CardView> CardAsync(TestPerson person, BoardView board, CardView card) =>
        (await person.BoardAsync(board.Id)).Cards.Single(c => c.Id == card.Id);

    /// <summary>All texts of a card, unescaped from JSON.</summary>
    private static string Said(System.Text.Json.JsonElement card) => JsonNode.Parse(card.GetRawText())!.ToJsonString(
        new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace(@"\\", @"\", StringComparison.Ordinal);
}
