using System.Diagnostics;
using Microsoft.AspNetCore.SignalR.Client;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;

namespace Workspace.Bench;

/// <summary>
/// From sending a move until the last of 200 open boards has it (the commit included), against a bare SignalR broadcast
/// of a message as long.
/// </summary>
internal static class LiveFanOut
{
    private const int Clients = 200;
    private const int Times = 100;

    public static async IAsyncEnumerable<Measure> RunAsync(Town town)
    {
        var board = await town.BoardAsync(cards: 20);
        var heard = new Heard();
        var ours = new List<HubConnection>();
        var bare = new List<HubConnection>();
        for (var i = 0; i < Clients; i++)
        {
            var connection = await town.ListenAsync(town.Ours);
            _ = connection.On<Guid, JournalEntry[]>("Changed", (_, entries) => Array.ForEach(entries, _ => heard.One()));
            _ = await connection.InvokeAsync<StreamOpened>("Open", board.Id);
            ours.Add(connection);
            var other = await town.ListenAsync(town.Limit);
            _ = other.On<BareMessage>("Changed", _ => heard.One());
            bare.Add(other);
        }

        var text = new BareMessage(new string('x', 500));
        var (first, second) = (new List<double>(), new List<double>());
        for (var time = -10; time < Times; time++)
        {
            var turn = time + 10;
            var move = await heard.AllAsync(Clients, () => town.SendAsync<CardView>(
                HttpMethod.Post, $"/api/boards/{board.Id}/cards/{board.Cards[turn % 20].Id}/move", new MoveCardRequest(board.Columns[turn / 20 % 3].Id, null)));
            var broadcast = await heard.AllAsync(Clients, () => town.Limit.PostAsJsonAsync(new Uri("/broadcast", UriKind.Relative), text));
            if (time >= 0)
            {
                first.Add(move);
                second.Add(broadcast);
            }
        }

        foreach (var connection in ours.Concat(bare))
        {
            await connection.DisposeAsync();
        }

        yield return new Measure("live", Measure.Percentile(first, 0.99), Measure.Percentile(second, 0.99), "ms until the last of 200 has it, p99 of 100", HigherIsBetter: false);
        yield return new Measure("live-median", Measure.Median(first), Measure.Median(second), "ms until the last of 200 has it", HigherIsBetter: false);
    }

    private sealed class Heard
    {
        private int _left;
        private TaskCompletionSource _all = new();

        public void One()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _all.SetResult();
            }
        }

        public async Task<double> AllAsync(int clients, Func<Task> say)
        {
            (_left, _all) = (clients, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            var watch = Stopwatch.StartNew();
            await say();
            await _all.Task.WaitAsync(TimeSpan.FromSeconds(30));
            return watch.Elapsed.TotalMilliseconds;
        }
    }
}
