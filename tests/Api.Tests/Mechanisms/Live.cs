using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Entra;

namespace Workspace.Api.Tests.Mechanisms;

public sealed class Live
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_change_is_on_every_open_board_with_its_sequence_and_command(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        var board = await ben.CreateBoardAsync(visibility: BoardVisibility.Organisation);
        var card = await ben.CreateCardAsync(board, "Wandert");
        await using var listener = await Listener.OpenAsync(workspace, eva, board.Id);
        var command = Guid.CreateVersion7();

        _ = await ben.MoveAsync(board.Id, card.Id, board.Columns[1].Id, command: command);

        var entry = await listener.NextAsync();
        Assert.Equal((listener.OpenedAt + 1, command, ben.Id), (entry.Sequence, entry.Command, entry.Actor.Person));
        Assert.Equal(board.Columns[1].Id, Assert.IsType<CardMoved>(entry.Change).Column);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Who_loses_access_hears_nothing_more(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        _ = await eva.GetAsync("/api/me");
        var board = await ben.CreateBoardAsync();
        _ = await ben.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{eva.Id}", new SetMemberRequest(BoardRole.Viewer));
        await using var evas = await Listener.OpenAsync(workspace, eva, board.Id);
        await using var bens = await Listener.OpenAsync(workspace, ben, board.Id);

        _ = await ben.SendAsync(HttpMethod.Delete, $"/api/boards/{board.Id}/members/{eva.Id}");
        await evas.ReopenAsync();
        await bens.ReopenAsync();
        _ = await bens.Connection.InvokeAsync<StreamOpened>("Open", board.Id, Ct);
        _ = await ben.CreateCardAsync(board, "Geheim");

        Assert.IsType<CardCreated>((await bens.NextAsync(skip: e => e.Change is BoardMemberRemoved)).Change);
        var refused = await Assert.ThrowsAsync<HubException>(() => evas.Connection.InvokeAsync<StreamOpened>("Open", board.Id, Ct));
        Assert.Contains("not-found", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(evas.Heard(), e => e.Change is CardCreated);
    }

    [Fact]
    public async Task Who_is_here_is_said_to_the_others_and_who_leaves_is_gone()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        var board = await ben.CreateBoardAsync(visibility: BoardVisibility.Organisation);
        var card = await ben.CreateCardAsync(board, "Offen");
        await using var bens = await Listener.OpenAsync(workspace, ben, board.Id);
        var seen = Channel.CreateUnbounded<Presence>();
        _ = bens.Connection.On<Guid, Presence>("Present", (_, presence) => seen.Writer.TryWrite(presence));
        await using (var evas = await Listener.OpenAsync(workspace, eva, board.Id))
        {
            await evas.Connection.InvokeAsync("Here", board.Id, (Guid?)card.Id, true, Ct);
            var here = await seen.Reader.ReadAsync(Ct).AsTask().WaitAsync(s_patience, Ct);
            Assert.Equal((eva.Id, card.Id, true, false), (here.Person, here.Card!.Value, here.Editing, here.Gone));
            await evas.Connection.InvokeAsync("Here", Guid.NewGuid(), (Guid?)null, false, Ct);   // a stream that is not open: nobody hears it
        }

        Assert.True((await seen.Reader.ReadAsync(Ct).AsTask().WaitAsync(s_patience, Ct)).Gone);
    }

    [Fact]
    public async Task Says_every_ten_seconds_where_a_stream_stands()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workspace = await WorkspaceServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        await using var listener = await Listener.OpenAsync(workspace, ben, board.Id);

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(listener.OpenedAt, await listener.StandsAtAsync());
    }

    [Fact]
    public async Task Nobody_listens_without_a_token_that_holds()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var expired = workspace.Neighbours.Entra.SsoToken(Musterstadt.Ben, EntraLookAlike.Expired);

        _ = await Assert.ThrowsAnyAsync<HttpRequestException>(() => workspace.LiveAsync(expired, Ct));
    }

    [Theory, InlineData(Store.Postgres)]
    public async Task With_Redis_a_change_on_one_instance_is_heard_on_another(Store store)
    {
        await using var redis = await RedisServer.StartAsync();
        var settings = new Dictionary<string, string?> { ["Live:Redis"] = redis.ConnectionString };
        await using var one = await WorkspaceServer.StartAsync(store, settings);
        await using var two = await WorkspaceServer.StartAsync(store, settings, sameDatabaseAs: one);
        var ben = one.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        await using var listener = await Listener.OpenAsync(two, two.As(Musterstadt.Ben), board.Id);

        var card = await ben.CreateCardAsync(board, "Von drüben");

        Assert.Equal(card.Id, Assert.IsType<CardCreated>((await listener.NextAsync()).Change).Card.Id);
    }

    private sealed class Listener : IAsyncDisposable
    {
        private readonly Channel<JournalEntry> _entries = Channel.CreateUnbounded<JournalEntry>();
        private readonly Channel<long> _at = Channel.CreateUnbounded<long>();
        private readonly TaskCompletionSource _reopen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Listener(HubConnection connection) => Connection = connection;

        public HubConnection Connection { get; }
        public long OpenedAt { get; private set; }

        public static async Task<Listener> OpenAsync(WorkspaceServer workspace, TestPerson person, Guid board)
        {
            var listener = new Listener(await workspace.LiveAsync(person.Token, Ct));
            _ = listener.Connection.On<Guid, JournalEntry[]>("Changed", (_, entries) => Array.ForEach(entries, e => listener._entries.Writer.TryWrite(e)));
            _ = listener.Connection.On<Guid, long>("At", (_, sequence) => listener._at.Writer.TryWrite(sequence));
            _ = listener.Connection.On<Guid>("Reopen", _ => listener._reopen.TrySetResult());
            listener.OpenedAt = (await listener.Connection.InvokeAsync<StreamOpened>("Open", board, Ct)).Sequence;
            return listener;
        }

        public async Task<JournalEntry> NextAsync(Func<JournalEntry, bool>? skip = null)
        {
            while (true)
            {
                var entry = await _entries.Reader.ReadAsync(Ct).AsTask().WaitAsync(s_patience, Ct);
                if (skip?.Invoke(entry) != true)
                {
                    return entry;
                }
            }
        }

        public IEnumerable<JournalEntry> Heard()
        {
            while (_entries.Reader.TryRead(out var entry))
            {
                yield return entry;
            }
        }

        public Task<long> StandsAtAsync() => _at.Reader.ReadAsync(Ct).AsTask().WaitAsync(s_patience, Ct);

        public Task ReopenAsync() => _reopen.Task.WaitAsync(s_patience, Ct);

        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }
}
