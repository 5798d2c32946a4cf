using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workspace.Contracts.Approvals;
using Workspace.Features.Outbox;
using Workspace.Features.Storage;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Notices;

/// <summary>Messages leave by the outbox: at least once, in order, to addresses that the channel itself named.</summary>
public sealed class DeliveringMessages
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_sent_anywhere_before_the_channel_has_spoken()
    {
        await using var bot = await BotServer.StartAsync();
        var (_, _, _, _, approval) = await bot.AskAsync();
        await OutboxAsync(bot, rows => rows.Count == 2 && rows.All(r => r is { Problem: "channel-never-spoke", State: OutboxState.Pending }), "both wait");
        Assert.Empty(bot.Channel.Calls);

        // Ben's first word names the service address, and David's chat is opened by his Entra id.
        await bot.InstallAsync(Musterstadt.Ben);
        await SendNowAsync(bot);

        var his = await bot.Channel.WaitForAsync(m => m.Conversation == TestChannel.PersonalChat(Musterstadt.David), "David's card");
        Assert.Contains(approval.Id.ToString(), his.Text, StringComparison.Ordinal);
        Assert.Contains("POST /connector/v3/conversations", bot.Channel.Calls);
    }

    [Theory]
    [InlineData(403, "ConversationBlockedByUser", "blocked")]
    [InlineData(403, "BotNotInConversationRoster", "not-installed")]
    [InlineData(403, "ForbiddenOperationException", "not-installed")]
    [InlineData(404, "ConversationNotFound", "not-installed")]
    public async Task Whoever_can_not_be_reached_is_remembered_until_they_speak_again(int status, string code, string problem)
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        bot.Channel.Fault = request => request.Path.Value!.Contains(Musterstadt.David.Id.ToString("N"), StringComparison.Ordinal) ? (status, code, null) : null;

        _ = await bot.AskAsync();
        await OutboxAsync(bot, rows => rows.Any(r => r.State == OutboxState.Undeliverable && r.Problem == problem), "David's is undeliverable");
        var calls = bot.Channel.Calls.Count;
        _ = await bot.AskAsync("Zweite");
        await OutboxAsync(bot, rows => rows.Count(r => r.State == OutboxState.Undeliverable && r.Problem == problem) == 2, "the second too");
        _ = await bot.Channel.WaitForAsync(m => m.Text.Contains("Zweite", StringComparison.Ordinal), "Anna's second card");
        Assert.DoesNotContain(bot.Channel.Calls.Skip(calls), c => c.Contains(Musterstadt.David.Id.ToString("N"), StringComparison.Ordinal));

        bot.Channel.Fault = _ => null;
        using var response = await bot.DeliverAsync(bot.Channel.Says(Musterstadt.David, "freigaben"));
        var list = await bot.Channel.WaitForAsync(m => m.Summary == "Freigaben, die auf Sie warten", "David's list");
        Assert.Contains("Zweite", list.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(412, null)]
    [InlineData(429, 1)]
    [InlineData(502, null)]
    [InlineData(503, 1)]
    [InlineData(504, null)]
    public async Task What_fails_for_a_moment_is_sent_later_once(int status, int? retryAfter)
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var failures = 0;
        bot.Channel.Fault = _ => Interlocked.Increment(ref failures) <= 2 ? (status, "Throttled", retryAfter) : null;

        _ = await bot.AskAsync();
        await OutboxAsync(bot, rows => rows.Count(r => r.Kind == "approval.card" && r.State == OutboxState.Sent) == 2, "both are sent");

        Assert.Equal(2, bot.Channel.Messages.Count(m => m.Text.Contains("approval.show", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Asked_to_wait_with_one_message_it_asks_nothing_for_the_others_either()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await BotServer.StartAsync(clock: clock);
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var first = true;
        bot.Channel.Fault = _ => Interlocked.Exchange(ref first, false) ? (429, "Throttled", 30) : null;
        _ = await bot.AskAsync("Erste");
        await OutboxAsync(bot, rows => rows.Count(r => r is { Kind: "approval.card", State: OutboxState.Sent }) == 1 && rows.Any(r => r is { Problem: not null, LeasedUntil: null }), "one is sent, one waits");
        var calls = bot.Channel.Calls.Count;

        _ = await bot.AskAsync("Zweite");
        Assert.Equal(0, await bot.Server.Services.GetRequiredService<OutboxRelay>().SendDueAsync(Ct));
        Assert.Equal(calls, bot.Channel.Calls.Count);

        clock.Advance(TimeSpan.FromSeconds(30));
        await OutboxAsync(bot, rows => rows.Count(r => r is { Kind: "approval.card", State: OutboxState.Sent }) == 4, "all are sent");
    }

    [Fact]
    public async Task An_expired_token_of_ours_is_renewed_once()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var first = true;
        bot.Channel.Fault = _ => Interlocked.Exchange(ref first, false) ? (401, "Unauthorized", null) : null;

        _ = await bot.AskAsync();

        _ = await bot.Channel.WaitForAsync(m => m.Text.Contains("approval.approve", StringComparison.Ordinal), "David's card");
        Assert.All(bot.Channel.Tokens, t => Assert.StartsWith("Bearer ", t, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, "BadSyntax")]
    [InlineData(413, "MessageSizeTooBig")]
    [InlineData(500, "ServiceError")]
    public async Task What_can_never_succeed_is_parked_and_holds_nothing_up(int status, string code)
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var failures = 0;
        bot.Channel.Fault = request => request.Path.Value!.Contains(Musterstadt.David.Id.ToString("N"), StringComparison.Ordinal) && Interlocked.Increment(ref failures) == 1
            ? (status, code, null) : null;

        _ = await bot.AskAsync("Erste");
        await OutboxAsync(bot, rows => rows.Any(r => r.State == OutboxState.Parked && r.Problem == code), "parked");
        _ = await bot.AskAsync("Zweite");

        _ = await bot.Channel.WaitForAsync(m => m.Conversation == TestChannel.PersonalChat(Musterstadt.David) && m.Text.Contains("Zweite", StringComparison.Ordinal), "the second");
    }

    [Fact]
    public async Task After_a_lost_answer_the_message_is_sent_again_and_both_cards_answer_once()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var again = 0L;
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "workspace.bot.sent_again") { listener.EnableMeasurementEvents(instrument); }
        };
        meter.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref again, count));
        meter.Start();
        var lost = false;
        bot.Channel.LoseAnswer = request => request.Path.Value!.Contains(Musterstadt.David.Id.ToString("N"), StringComparison.Ordinal) && !Interlocked.Exchange(ref lost, true);

        var (anna, _, board, _, approval) = await bot.AskAsync();
        await bot.Channel.WaitUntilAsync(() => bot.Channel.Messages.Count(m => m.Text.Contains("approval.approve", StringComparison.Ordinal)) == 2, "two cards stand in David's chat");

        var first = await bot.TapAsync(Musterstadt.David, "approval.approve", approval);
        var second = await bot.TapAsync(Musterstadt.David, "approval.approve", approval);
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(ApprovalState.Approved, (await anna.ReadAsync<ApprovalDetail>($"/api/approvals/{approval.Id}")).Approval.State);
        Assert.Equal(board.Columns[1].Id, (await anna.BoardAsync(board.Id)).Cards.Single().Column);
        Assert.True(Interlocked.Read(ref again) >= 1);
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_is_sent_anew_instead_of_updated()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (_, _, _, _, approval) = await bot.AskAsync();
        var hers = await bot.Channel.WaitForAsync(m => m.Conversation == TestChannel.PersonalChat(Musterstadt.Anna) && m.Text.Contains("approval.show", StringComparison.Ordinal), "Anna's card");
        _ = await bot.Channel.WaitForAsync(m => m.Text.Contains("approval.approve", StringComparison.Ordinal), "David's card");
        bot.Channel.Fault = request => request.Method == "PUT" && request.Path.Value!.EndsWith("/" + hers.Id, StringComparison.Ordinal) ? (404, "ActivityNotFoundInConversation", null) : null;

        _ = await bot.TapAsync(Musterstadt.David, "approval.approve", approval);

        _ = await bot.Channel.WaitForAsync(
            m => m.Id != hers.Id && m.Conversation == hers.Conversation && m.Text.Contains("approval.show", StringComparison.Ordinal) && m.Text.Contains("Freigegeben", StringComparison.Ordinal), "a new card for Anna");
    }

    [Fact]
    public async Task What_was_decided_before_it_could_be_sent_is_shown_as_decided()
    {
        await using var bot = await BotServer.StartAsync();
        var (_, david, _, _, approval) = await bot.AskAsync();
        _ = await david.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null));

        await bot.InstallAsync(Musterstadt.David);
        await SendNowAsync(bot);

        var card = await bot.Channel.WaitForAsync(m => m.Conversation == TestChannel.PersonalChat(Musterstadt.David) && m.Text.Contains("approval.show", StringComparison.Ordinal), "David's card");
        Assert.DoesNotContain("approval.approve", card.Text, StringComparison.Ordinal);
    }

    /// <summary>What waits is due now.</summary>
    private static async Task SendNowAsync(BotServer bot)
    {
        _ = await bot.Server.Services.GetRequiredService<Scans>().RunAsync(
            db => db.Set<OutboxMessage>().IgnoreQueryFilters().ExecuteUpdateAsync(s => s.SetProperty(m => m.NotBefore, DateTimeOffset.UnixEpoch), Ct), Ct);
        bot.Server.Services.GetRequiredService<OutboxSignal>().Wake();
    }

    private static async Task OutboxAsync(BotServer bot, Func<List<OutboxMessage>, bool> holds, string what)
    {
        var scans = bot.Server.Services.GetRequiredService<Scans>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        List<OutboxMessage> rows = [];
        for (var look = 0; look < 600; look++)
        {
            rows = await scans.RunAsync(db => db.Set<OutboxMessage>().IgnoreQueryFilters().AsNoTracking().ToListAsync(Ct), Ct);
            if (holds(rows)) { return; }

            _ = await timer.WaitForNextTickAsync(Ct);
        }

        Assert.Fail($"Never: {what}. {string.Join(" | ", rows.Select(r => $"{r.Kind} {r.State} {r.Problem} {r.Attempts}"))}");
    }
}
