using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Data.Sqlite;
using Workspace.Api.Tests;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Approvals;

/// <summary>The api's side, without a chat.</summary>
public sealed class AskingForApproval
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task It_is_listed_for_both_and_decided_once_by_competing_requests(Store store)
    {
        await using var bot = await BotServer.StartAsync(store);
        var (anna, david, board, card, approval) = await bot.AskAsync();

        Assert.Equal((ApprovalState.Open, 1, false), (approval.State, approval.Revision, approval.CanDecide));
        var forHim = Assert.Single(await david.ReadAsync<ApprovalView[]>("/api/approvals?box=forMe"));
        Assert.Equal((approval.Id, true, board.Name, card.Title, "Bitte bis Freitag."), (forHim.Id, forHim.CanDecide, forHim.BoardName, forHim.CardTitle, forHim.Comment));
        Assert.Equal(approval.Id, Assert.Single(await anna.ReadAsync<ApprovalView[]>("/api/approvals?box=byMe")).Id);
        Assert.Empty(await anna.ReadAsync<ApprovalView[]>("/api/approvals"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => david.PostAsync(
            $"/api/approvals/{approval.Id}/decision",
            new DecideApprovalRequest(1, i % 2 == 0 ? ApprovalAnswer.Approve : ApprovalAnswer.Reject, "weil"))));

        _ = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.StatusCode != HttpStatusCode.OK), a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
        var decided = await anna.ReadAsync<ApprovalView>($"/api/approvals/{approval.Id}");
        Assert.Equal((2, "weil"), (decided.Revision, decided.Reason));
        var history = await anna.ReadAsync<JournalPage>($"/api/boards/{board.Id}/cards/{card.Id}/history");
        Assert.Equal(decided.State is ApprovalState.Approved ? 1 : 0, history.Entries.Count(e => e.Change is CardMoved));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_retry_finds_the_first_result_and_the_same_id_for_something_else_is_refused(Store store)
    {
        await using var bot = await BotServer.StartAsync(store);
        var (_, david, _, _, approval) = await bot.AskAsync();
        var command = Guid.CreateVersion7();
        var path = $"/api/approvals/{approval.Id}/decision";

        var first = await david.PostAsync<ApprovalView>(path, new DecideApprovalRequest(1, ApprovalAnswer.Approve, null), command);
        var again = await david.PostAsync<ApprovalView>(path, new DecideApprovalRequest(1, ApprovalAnswer.Approve, null), command);
        using var other = await david.PostAsync(path, new DecideApprovalRequest(1, ApprovalAnswer.Reject, "nein"), command);

        Assert.Equal(first, again);
        _ = await TestPerson.AssertProblemAsync(other, HttpStatusCode.Conflict, "command-reused");
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_happened_is_on_record_and_can_be_checked_by_anybody_who_has_the_record(Store store)
    {
        await using var bot = await BotServer.StartAsync(store);
        var (anna, david, _, _, approval) = await bot.AskAsync();
        _ = await david.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/decision", new DecideApprovalRequest(1, ApprovalAnswer.Reject, " zu teuer "));

        var record = await anna.ReadAsync<ApprovalRecordView>($"/api/approvals/{approval.Id}/record");
        Assert.Empty(record.Findings);
        Assert.Equal(
            [("started", Musterstadt.Anna.Id, "Bitte bis Freitag."), ("step-opened", null, null), ("closing-answered", Musterstadt.David.Id, "zu teuer"), ("ended", Musterstadt.David.Id, null)],
            record.Entries.Select(e => (e.Kind, e.By, e.Text)));
        Assert.Equal((record.Entries[^1].Hash, "zu teuer"), (record.Head, (await david.ReadAsync<ApprovalView>($"/api/approvals/{approval.Id}")).Reason));

        // Checked as docs/approval-record.md says, by nothing but what was read.
        var previous = Hash("approval", $"{approval.Id:N}");
        foreach (var e in record.Entries)
        {
            Assert.Equal(previous, e.Previous);
            Assert.Equal(e.TextDigest, e.Text is null ? null : Hash(e.Salt, e.Text));
            previous = Hash(previous, $"{e.Sequence}", $"{e.At.ToUnixTimeMilliseconds()}", e.By?.ToString("N"), e.For?.ToString("N"), e.Kind, $"{e.Version}", e.ContentHash, e.Data, e.TextDigest);
            Assert.Equal(previous, e.Hash);
        }

        using var stranger = await bot.Server.As(Musterstadt.Eva).GetAsync($"/api/approvals/{approval.Id}/record");
        _ = await TestPerson.AssertProblemAsync(stranger, HttpStatusCode.NotFound, "not-found");

        static string Hash(params string?[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Concat(parts.Select(p => p is null ? "-" : $"{Encoding.UTF8.GetByteCount(p)}:{p}")))));
    }

    [Fact]
    public async Task A_record_that_somebody_changed_says_so_and_one_that_was_never_kept_begins_with_the_decision()
    {
        await using var bot = await BotServer.StartAsync();
        var (anna, david, _, _, approval) = await bot.AskAsync();
        await using var database = new SqliteConnection(bot.Server.ConnectionString);
        await database.OpenAsync(Ct);

        // As an approval that was asked before records were kept.
        await ExecuteAsync("DELETE FROM approval_records");
        await ExecuteAsync("DELETE FROM approval_texts");
        _ = await david.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/decision", new DecideApprovalRequest(1, ApprovalAnswer.Approve, null));
        var record = await anna.ReadAsync<ApprovalRecordView>($"/api/approvals/{approval.Id}/record");
        Assert.Equal(["started", "step-opened", "closing-answered", "ended"], record.Entries.Select(e => e.Kind));
        Assert.Equal((approval.AskedAt, "Bitte bis Freitag."), (record.Entries[0].At, record.Entries[0].Text));
        Assert.Empty(record.Findings);

        await ExecuteAsync("""UPDATE approval_records SET "Data" = replace("Data", 'signed', 'rejected') WHERE "Sequence" = 3""");
        await ExecuteAsync("UPDATE approval_texts SET \"Text\" = 'Bitte nicht.'");
        await ExecuteAsync("DELETE FROM approval_records WHERE \"Sequence\" = 2");
        record = await anna.ReadAsync<ApprovalRecordView>($"/api/approvals/{approval.Id}/record");
        Assert.Equal(
            [new(ApprovalRecordFault.TextChanged, 1, 1), new(ApprovalRecordFault.Missing, 2, 2), new ApprovalRecordFinding(ApprovalRecordFault.Changed, 3, 3)],
            record.Findings);

        async Task ExecuteAsync(string sql)
        {
            await using var command = database.CreateCommand();
            command.CommandText = sql;
            Assert.True(await command.ExecuteNonQueryAsync(Ct) > 0);
        }
    }

    [Fact]
    public async Task What_can_not_be_asked_is_refused_with_a_reason()
    {
        await using var bot = await BotServer.StartAsync();
        var (anna, david, board, card, approval) = await bot.AskAsync(visibility: BoardVisibility.Organisation);
        var ask = $"/api/boards/{board.Id}/cards/{card.Id}/approvals";

        using var second = await anna.PostAsync(ask, new AskForApprovalRequest(Musterstadt.David.Id, null));
        using var viewer = await david.PostAsync(ask, new AskForApprovalRequest(Musterstadt.Anna.Id, null));
        using var stranger = await bot.Server.As(Musterstadt.Eva).PostAsync($"/api/boards/{Guid.NewGuid()}/cards/{card.Id}/approvals", new AskForApprovalRequest(Musterstadt.Anna.Id, null));
        using var noCard = await anna.PostAsync($"/api/boards/{board.Id}/cards/{Guid.NewGuid()}/approvals", new AskForApprovalRequest(Musterstadt.David.Id, null));
        using var tooLong = await anna.PostAsync(ask, new AskForApprovalRequest(Musterstadt.David.Id, new string('x', 2_001)));
        _ = await TestPerson.AssertProblemAsync(second, HttpStatusCode.Conflict, "approvals.already-open");
        _ = await TestPerson.AssertProblemAsync(viewer, HttpStatusCode.Forbidden, "not-allowed");
        _ = await TestPerson.AssertProblemAsync(stranger, HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(noCard, HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(tooLong, HttpStatusCode.BadRequest, "invalid");

        var other = await anna.CreateCardAsync(board, "Andere");
        ask = $"/api/boards/{board.Id}/cards/{other.Id}/approvals";
        using var own = await anna.PostAsync(ask, new AskForApprovalRequest(Musterstadt.Anna.Id, null));
        using var nobody = await anna.PostAsync(ask, new AskForApprovalRequest(Guid.NewGuid(), null));
        using var archive = await anna.PostAsync($"/api/boards/{board.Id}/cards/{other.Id}/archive");
        using var archived = await anna.PostAsync(ask, new AskForApprovalRequest(Musterstadt.David.Id, null));
        _ = await TestPerson.AssertProblemAsync(own, HttpStatusCode.Conflict, "approvals.own-request");
        _ = await TestPerson.AssertProblemAsync(nobody, HttpStatusCode.Conflict, "people-not-found");
        _ = await TestPerson.AssertProblemAsync(archived, HttpStatusCode.Conflict, "boards.card-archived");

        using var noReason = await david.PostAsync($"/api/approvals/{approval.Id}/decision", new DecideApprovalRequest(1, ApprovalAnswer.Reject, " "));
        using var stale = await david.PostAsync($"/api/approvals/{approval.Id}/decision", new DecideApprovalRequest(9, ApprovalAnswer.Approve, null));
        _ = await TestPerson.AssertProblemAsync(noReason, HttpStatusCode.Conflict, "approvals.reason-required");
        _ = await TestPerson.AssertProblemAsync(stale, HttpStatusCode.Conflict, "stale");
        Assert.Equal(board.Sequence + 2 + 2, (await anna.BoardAsync(board.Id)).Sequence); // card and approval, card and archive: nothing of the refused
    }

    [Fact]
    public async Task Board_and_approval_are_heard_live()
    {
        await using var bot = await BotServer.StartAsync();
        var (anna, david, board, _, approval) = await bot.AskAsync();
        await using var live = await bot.Server.LiveAsync(anna.Token, Ct);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var kinds = new List<string>();
        _ = live.On<Guid, IReadOnlyList<JournalEntry>>("Changed", (stream, entries) =>
        {
            lock (kinds)
            {
                kinds.AddRange(entries.Select(e => e.Change.GetType().Name));
                if (kinds.Count >= 3) { heard.TrySetResult(); }
            }
        });
        _ = await live.InvokeAsync<StreamOpened>("Open", board.Id, Ct);
        _ = await live.InvokeAsync<StreamOpened>("Open", approval.Id, Ct);
        var stranger = await bot.Server.LiveAsync(bot.Server.As(Musterstadt.Eva).Token, Ct);
        _ = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => stranger.InvokeAsync<StreamOpened>("Open", approval.Id, Ct));
        await stranger.DisposeAsync();

        _ = await david.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/decision", new DecideApprovalRequest(1, ApprovalAnswer.Approve, null));
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);

        Assert.Equal([nameof(ApprovalDecided), nameof(CardApprovalChanged), nameof(CardMoved)], kinds.Order(StringComparer.Ordinal));
    }
}
