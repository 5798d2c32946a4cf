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

        Assert.Equal((ApprovalState.Open, 1, 0), (approval.State, approval.Revision, approval.Tasks.Count));
        var forHim = Assert.Single(await david.ReadAsync<ApprovalView[]>("/api/approvals?box=forMe"));
        Assert.Equal((approval.Id, board.Name, card.Title), (forHim.Id, forHim.On!.BoardName, forHim.Subject));
        Assert.Equal(new ApprovalTask(ApprovalTaskKind.Closing, 1, "", null, null, null), Assert.Single(forHim.Tasks));
        Assert.Equal("Bitte bis Freitag.", (await david.ReadAsync<ApprovalDetail>($"/api/approvals/{approval.Id}")).Comment);
        Assert.Equal(approval.Id, Assert.Single(await anna.ReadAsync<ApprovalView[]>("/api/approvals?box=byMe")).Id);
        Assert.Empty(await anna.ReadAsync<ApprovalView[]>("/api/approvals"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => david.PostAsync(
            $"/api/approvals/{approval.Id}/steps/1/answer",
            new AnswerStepRequest(1, i % 2 == 0 ? ApprovalAnswer.Signed : ApprovalAnswer.Rejected, "weil", null))));

        _ = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.StatusCode != HttpStatusCode.OK), a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
        var detail = await anna.ReadAsync<ApprovalDetail>($"/api/approvals/{approval.Id}");
        var decided = detail.Approval;
        Assert.Equal((2, "weil"), (decided.Revision, detail.Stages[^1].Seats[0].Steps[^1].Decision!.Text));
        var history = await anna.ReadAsync<JournalPage>($"/api/boards/{board.Id}/cards/{card.Id}/history");
        Assert.Equal(decided.State is ApprovalState.Approved ? 1 : 0, history.Entries.Count(e => e.Change is CardMoved));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_retry_finds_the_first_result_and_the_same_id_for_something_else_is_refused(Store store)
    {
        await using var bot = await BotServer.StartAsync(store);
        var (_, david, _, _, approval) = await bot.AskAsync();
        var command = Guid.CreateVersion7();
        var path = $"/api/approvals/{approval.Id}/steps/1/answer";

        var first = await david.PostAsync<ApprovalView>(path, new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null), command);
        var again = await david.PostAsync<ApprovalView>(path, new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null), command);
        using var other = await david.PostAsync(path, new AnswerStepRequest(1, ApprovalAnswer.Rejected, "nein", null), command);

        Assert.Equivalent(first, again, strict: true);
        _ = await TestPerson.AssertProblemAsync(other, HttpStatusCode.Conflict, "command-reused");
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_happened_is_on_record_and_can_be_checked_by_anybody_who_has_the_record(Store store)
    {
        await using var bot = await BotServer.StartAsync(store);
        var (anna, david, _, _, approval) = await bot.AskAsync();
        _ = await david.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Rejected, " zu teuer ", null));

        var record = await anna.ReadAsync<ApprovalRecordView>($"/api/approvals/{approval.Id}/record");
        Assert.Empty(record.Findings);
        Assert.Equal(
            [("started", Musterstadt.Anna.Id, "Bitte bis Freitag."), ("step-opened", null, null), ("closing-answered", Musterstadt.David.Id, "zu teuer"), ("ended", Musterstadt.David.Id, null)],
            record.Entries.Select(e => (e.Kind, e.By, e.Text)));
        Assert.Equal(record.Entries[^1].Hash, record.Head);

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
    public async Task A_record_that_somebody_changed_says_so()
    {
        await using var bot = await BotServer.StartAsync();
        var (anna, david, _, _, approval) = await bot.AskAsync();
        await using var database = new SqliteConnection(bot.Server.ConnectionString);
        await database.OpenAsync(Ct);
        _ = await david.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null));

        await ExecuteAsync("""UPDATE approval_records SET "Data" = replace("Data", 'signed', 'rejected') WHERE "Sequence" = 3""");
        await ExecuteAsync("UPDATE approval_texts SET \"Text\" = 'Bitte nicht.'");
        await ExecuteAsync("DELETE FROM approval_records WHERE \"Sequence\" = 2");
        var record = await anna.ReadAsync<ApprovalRecordView>($"/api/approvals/{approval.Id}/record");
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
        Guid on = card.Id, to = Musterstadt.David.Id;
        StartApprovalRequest Asking(string? comment = null) => TestPerson.AskingAbout(board.Id, on, to, comment);

        using var second = await anna.PostAsync("/api/approvals", Asking());
        using var viewer = await david.PostAsync("/api/approvals", TestPerson.AskingAbout(board.Id, card.Id, Musterstadt.Anna.Id));
        using var stranger = await bot.Server.As(Musterstadt.Eva).PostAsync("/api/approvals", TestPerson.AskingAbout(Guid.NewGuid(), card.Id, Musterstadt.Anna.Id));
        using var noCard = await anna.PostAsync("/api/approvals", TestPerson.AskingAbout(board.Id, Guid.NewGuid(), Musterstadt.David.Id));
        using var tooLong = await anna.PostAsync("/api/approvals", Asking(new string('x', 2_001)));
        using var twice = await anna.PostAsync("/api/approvals", Asking() with { Subject = "Anderes" });
        using var nothing = await anna.PostAsync("/api/approvals", Asking() with { On = null });
        _ = await TestPerson.AssertProblemAsync(second, HttpStatusCode.Conflict, "approvals.already-open");
        _ = await TestPerson.AssertProblemAsync(viewer, HttpStatusCode.Forbidden, "not-allowed");
        _ = await TestPerson.AssertProblemAsync(stranger, HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(noCard, HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(tooLong, HttpStatusCode.BadRequest, "invalid");
        _ = await TestPerson.AssertProblemAsync(twice, HttpStatusCode.Conflict, "approvals.card-is-content");
        _ = await TestPerson.AssertProblemAsync(nothing, HttpStatusCode.Conflict, "approvals.subject-required");

        var other = await anna.CreateCardAsync(board, "Andere");
        (on, to) = (other.Id, Musterstadt.Anna.Id);
        using var own = await anna.PostAsync("/api/approvals", Asking());
        to = Guid.NewGuid();
        using var nobody = await anna.PostAsync("/api/approvals", Asking());
        to = Musterstadt.David.Id;
        using var archive = await anna.PostAsync($"/api/boards/{board.Id}/cards/{other.Id}/archive");
        using var archived = await anna.PostAsync("/api/approvals", Asking());
        _ = await TestPerson.AssertProblemAsync(own, HttpStatusCode.Conflict, "approvals.own-request");
        _ = await TestPerson.AssertProblemAsync(nobody, HttpStatusCode.Conflict, "people-not-found");
        _ = await TestPerson.AssertProblemAsync(archived, HttpStatusCode.Conflict, "boards.card-archived");

        using var noReason = await david.PostAsync($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Rejected, " ", null));
        using var stale = await david.PostAsync($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(9, ApprovalAnswer.Signed, null, null));
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

        _ = await david.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null));
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);

        Assert.Equal([nameof(ApprovalChanged), nameof(CardApprovalChanged), nameof(CardMoved)], kinds.Order(StringComparer.Ordinal));
    }
}
