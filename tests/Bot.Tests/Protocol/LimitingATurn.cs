using System.Collections.Concurrent;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Protocol;

public sealed class LimitingATurn
{
    /// <summary>The channel gives up after ten to fifteen seconds and says "something went wrong"; before that the bot says what.</summary>
    [Fact]
    public async Task A_tap_that_takes_too_long_is_answered_before_the_channel_gives_up()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var neighbours = await LookAlikes.StartAsync(null, ct);
        neighbours.Graph.Faults.Add(Fault.Unavailable("/users/delta*") with { Times = null }); // nobody is known beforehand
        var held = neighbours.Graph.Faults.Hold("GET", $"/users/{Musterstadt.Ben.Id}");
        var clock = new ImpatientClock();
        await using var bot = await BotServer.StartAsync(neighbours: neighbours, clock: clock);

        // Ben comes for the first time, and Graph takes its time to tell who he is.
        var answer = bot.InvokeAsync(bot.Channel.Taps(Musterstadt.Ben, "approval.show", new() { ["approval"] = Guid.NewGuid().ToString() }));
        if (await Task.WhenAny(answer, held.Arrived) == answer) { Assert.Fail($"Answered before Graph was asked: {(await answer).GetRawText()}"); }

        clock.LetTurnsEnd();

        var body = await answer;
        held.Release();
        Assert.Equal(500, body.GetProperty("statusCode").GetInt32());
        Assert.Equal("application/vnd.microsoft.error", body.GetProperty("type").GetString());
        Assert.Equal("unavailable", body.GetProperty("value").GetProperty("code").GetString());
    }

    /// <summary>The system's clock, but for waits of a turn's length: these end when the test says so.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        private readonly ConcurrentBag<ITimer> _turns = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.FromSeconds(5) || dueTime >= TimeSpan.FromSeconds(10)) { return base.CreateTimer(callback, state, dueTime, period); }

            var turn = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            _turns.Add(turn);
            return turn;
        }

        public void LetTurnsEnd()
        {
            foreach (var turn in _turns) { _ = turn.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan); }
        }
    }
}
