using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Api.Tests.Approvals;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Contracts.Shared;
using Workspace.Domain.Boards;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Mechanisms;

/// <summary>
/// How often a request asks the database, who acts included. A new number here is a decision: each question is paid by
/// everybody, on every request.
/// </summary>
public sealed class QueriesPerRequest
{
    // SQLite writes row by row inside of the process.
    private const string OnSqlite =
        "access 2, board 10, board again 1, boards 2, card 4, comment 10, create 12, edit 9, journal 4, me 3, move before 13, move last 12";

    // PostgreSQL is told the organisation in each transaction (who acts, then what), and writes in one round trip.
    private const string OnPostgres =
        "access 4, board 12, board again 2, boards 4, card 6, comment 8, create 10, edit 8, journal 6, me 5, move before 12, move last 11";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Are_as_many_as_written_here(Store store)
    {
        var counter = new Counter();
        await using var workspace = await StartAsync(store, counter);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var (card, neighbour) = (await ben.CreateCardAsync(board, "Eins"), await ben.CreateCardAsync(board, "Zwei"));
        var (b, c) = ($"/api/boards/{board.Id}", $"/api/boards/{board.Id}/cards/{card.Id}");

        var counted = new SortedDictionary<string, int>(StringComparer.Ordinal)
        {
            ["access"] = await counter.OfAsync(ben, HttpMethod.Get, b + "/access"),
            ["board"] = await counter.OfAsync(ben, HttpMethod.Get, b),
            ["board again"] = await counter.OfAsync(ben, HttpMethod.Get, b),
            ["boards"] = await counter.OfAsync(ben, HttpMethod.Get, "/api/boards"),
            ["card"] = await counter.OfAsync(ben, HttpMethod.Get, c),
            ["comment"] = await counter.OfAsync(ben, HttpMethod.Post, c + "/comments", new AddCommentRequest("Gesehen")),
            ["create"] = await counter.OfAsync(ben, HttpMethod.Post, b + "/cards", new CreateCardRequest(board.Columns[0].Id, "Drei", null)),
            ["edit"] = await counter.OfAsync(
                ben, HttpMethod.Patch, c, new EditCardRequest((await ben.BoardAsync(board.Id)).Sequence, new CardEdit(Title: new Edit<string>("Anders")))),
            ["journal"] = await counter.OfAsync(ben, HttpMethod.Get, b + "/journal?after=0"),
            ["me"] = await counter.OfAsync(ben, HttpMethod.Get, "/api/me"),
            ["move last"] = await counter.OfAsync(ben, HttpMethod.Post, c + "/move", new MoveCardRequest(board.Columns[1].Id, null)),
            ["move before"] = await counter.OfAsync(ben, HttpMethod.Post, c + "/move", new MoveCardRequest(board.Columns[0].Id, neighbour.Id)),
        };

        Assert.Equal(store is Store.Sqlite ? OnSqlite : OnPostgres, string.Join(", ", counted.Select(q => string.Create(CultureInfo.InvariantCulture, $"{q.Key} {q.Value}"))));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task And_the_rows_they_read_are_as_many_for_a_board_of_1000_members_as_for_one_of_5(Store store)
    {
        var counter = new Counter();
        await using var workspace = await StartAsync(store, counter);
        var ben = workspace.As(Musterstadt.Ben);
        var cost = new List<(int, int)>();
        foreach (var members in new[] { 5, 1_000 })
        {
            var board = await ben.CreateBoardAsync();
            var card = await ben.CreateCardAsync(board, "Wandert");
            await AddMembersAsync(workspace, ben, board.Id, members);
            _ = await counter.OfAsync(ben, HttpMethod.Get, $"/api/boards/{board.Id}");
            var move = await counter.OfAsync(ben, HttpMethod.Post, $"/api/boards/{board.Id}/cards/{card.Id}/move", new MoveCardRequest(board.Columns[1].Id, null));
            cost.Add((move, counter.Rows));
        }

        Assert.Equal(cost[0], cost[1]);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task An_inbox_asks_as_often_for_five_approvals_as_for_one_and_a_long_path_as_a_short_one(Store store)
    {
        var counter = new Counter();
        await using var workspace = await StartAsync(store, counter);
        var town = await Signers.OfAsync(workspace);
        var star = await town.StarAsync();
        var simple = star with { Template = null, Holders = [new(1, [town.Ben.Id])] };
        var first = await town.Anna.PostAsync<ApprovalView>("/api/approvals", simple);
        var (inbox, one) = (await counter.OfAsync(town.Ben, HttpMethod.Get, "/api/approvals"), await counter.OfAsync(town.Ben, HttpMethod.Get, $"/api/approvals/{first.Id}"));
        var other = await town.Anna.PostAsync<ApprovalView>("/api/approvals", star);
        foreach (var another in new[] { simple, simple, star }) { _ = await town.Anna.PostAsync<ApprovalView>("/api/approvals", another); }

        Assert.Equal(inbox, await counter.OfAsync(town.Ben, HttpMethod.Get, "/api/approvals"));
        Assert.Equal(one, await counter.OfAsync(town.Ben, HttpMethod.Get, $"/api/approvals/{other.Id}"));
        Assert.Equal(5, (await town.Ben.ReadAsync<ApprovalView[]>("/api/approvals")).Length);
        Assert.InRange(inbox, 1, 9);
        Assert.InRange(one, 1, 13);
    }

    private static Task<WorkspaceServer> StartAsync(Store store, Counter counter) => WorkspaceServer.StartAsync(store, services: s => s
        .ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(counter))
        .ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(counter)));

    private static async Task AddMembersAsync(WorkspaceServer workspace, TestPerson ben, Guid board, int members)
    {
        var actor = new Actor(Musterstadt.Tenant, ActorKind.Person, ben.Id, []);
        _ = await workspace.Services.GetRequiredService<Changes>().RunAsync<Done>(actor, Command.Own(), [board], work =>
        {
            work.Db.AddRange(Enumerable.Range(0, members).Select(_ => new BoardMember
            {
                Organisation = Musterstadt.Tenant,
                Board = board,
                Person = Guid.NewGuid(),
                Role = Domain.Boards.BoardRole.Editor,
            }));
            return Task.FromResult<Outcome<Done>>(Done.Instance);
        }, Ct);
    }

    /// <summary>Counts what is asked on behalf of one request, by the trace that the request carries; background work has others.</summary>
    private sealed class Counter : DbCommandInterceptor
    {
        private readonly ConcurrentQueue<ActivityTraceId> _asked = new();
        private ActivityTraceId _trace;
        private int _rows;

        /// <summary>Rows read by the request counted last.</summary>
        public int Rows => _rows;

        public async Task<int> OfAsync(TestPerson person, HttpMethod method, string path, object? body = null)
        {
            using var trace = new Activity(path).Start();
            (_trace, _rows) = (trace.TraceId, 0);
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            if (method != HttpMethod.Get)
            {
                request.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());
            }

            if (body is not null)
            {
                request.Content = JsonContent.Create(body, body.GetType(), options: Wire.Options);
            }

            using var answer = await person.Http.SendAsync(request, Ct);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
            return _asked.Count(a => a == _trace);
        }

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            Count(result);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Count(result));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Count(result));

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Count(result));

        public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
        {
            if (Activity.Current?.TraceId == _trace)
            {
                _ = Interlocked.Add(ref _rows, eventData.ReadCount);
            }

            return result;
        }

        private T Count<T>(T result)
        {
            if (Activity.Current is { } of)
            {
                _asked.Enqueue(of.TraceId);
            }

            return result;
        }
    }
}
