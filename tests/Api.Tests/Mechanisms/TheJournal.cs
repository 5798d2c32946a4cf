using System.Net;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Mechanisms;

public sealed class TheJournal
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Has_no_gaps_however_many_write_at_once(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();

        _ = await Task.WhenAll(Enumerable.Range(1, 40).Select(i => ben.CreateCardAsync(board, $"Karte {i}", i % 4)));

        var page = await ben.ReadAsync<JournalPage>($"/api/boards/{board.Id}/journal?after=0");
        Assert.Equal(Enumerable.Range(1, page.Entries.Count).Select(i => (long)i), page.Entries.Select(e => e.Sequence));
        Assert.Equal(page.Sequence, page.Entries.Count);
        var now = await ben.BoardAsync(board.Id);
        Assert.Equal(page.Sequence, now.Sequence);
        Assert.Equal(Enumerable.Range(1, 40), now.Cards.Select(c => c.Number).Order());
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Brings_back_exactly_the_board_when_played_over_an_older_snapshot(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var (first, second) = (await ben.CreateCardAsync(board, "Eins"), await ben.CreateCardAsync(board, "Zwei"));
        var older = await ben.BoardAsync(board.Id);
        _ = await ben.MoveAsync(board.Id, second.Id, board.Columns[0].Id, before: first.Id);
        _ = await ben.MoveAsync(board.Id, first.Id, board.Columns[3].Id);
        _ = await ben.PostAsync($"/api/boards/{board.Id}/cards/{second.Id}/archive");

        var missed = await ben.ReadAsync<JournalPage>($"/api/boards/{board.Id}/journal?after={older.Sequence}");

        var places = older.Cards.ToDictionary(c => c.Id, c => (c.Column, c.Rank));
        foreach (var change in missed.Entries.Select(e => e.Change))
        {
            switch (change)
            {
                case CardMoved moved: places[moved.Card] = (moved.Column, moved.Rank); break;
                case CardArchived archived: _ = places.Remove(archived.Card); break;
                default: Assert.Fail($"{change.GetType().Name} was not done."); break;
            }
        }

        var newer = await ben.BoardAsync(board.Id);
        Assert.Equal(newer.Cards.ToDictionary(c => c.Id, c => (c.Column, c.Rank)), places);
    }

    [Fact]
    public async Task Is_only_for_those_who_see_the_board()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var board = await workspace.As(Musterstadt.Ben).CreateBoardAsync();

        var answer = await workspace.As(Musterstadt.Eva).GetAsync($"/api/boards/{board.Id}/journal?after=0");

        _ = await TestPerson.AssertProblemAsync(answer, HttpStatusCode.NotFound, "not-found");
    }
}
