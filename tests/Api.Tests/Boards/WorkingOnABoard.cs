using System.Net;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards;

public sealed class WorkingOnABoard
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_board_holds_what_was_done_on_it(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync("Bürgerservice 2027");
        Assert.Equal(["Ideen", "In Arbeit", "Freigabe", "Fertig"], board.Columns.Select(c => c.Name));
        Assert.Equal("BÜ", board.Key);

        var first = await ben.CreateCardAsync(board, "Terminbuchung");
        var second = await ben.CreateCardAsync(board, "Kita-Portal");
        var edited = await ben.PatchAsync<CardView>($"/api/boards/{board.Id}/cards/{first.Id}", new EditCardRequest(
            first.Version, new CardEdit(Description: new("**Wichtig**"), Due: new(new DateOnly(2026, 11, 27)), Assignees: new([ben.Id]))));
        var moved = await TestPerson.BodyAsync<CardView>(await ben.MoveAsync(board.Id, second.Id, board.Columns[0].Id, before: first.Id));
        var done = await TestPerson.BodyAsync<CardView>(await ben.MoveAsync(board.Id, first.Id, board.Columns[3].Id));

        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.True(edited.HasDescription);
        Assert.True(string.CompareOrdinal(moved.Rank, first.Rank) < 0);
        Assert.Equal(100, done.Progress);

        var now = await ben.BoardAsync(board.Id);
        Assert.Equal(new DateOnly(2026, 11, 27), now.Cards.Single(c => c.Id == first.Id).Due);
        Assert.Equal(now.Sequence, done.Version);
        var history = await ben.ReadAsync<JournalPage>($"/api/boards/{board.Id}/cards/{first.Id}/history");
        Assert.Equal([typeof(CardMoved), typeof(CardEdited), typeof(CardCreated)], history.Entries.Select(e => e.Change.GetType()));
        Assert.All(history.Entries, e => Assert.Equal(ben.Id, e.Actor.Person));

        var path = $"/api/boards/{board.Id}/history";
        var all = await ben.ReadAsync<BoardHistoryPage>(path);
        Assert.Equal(Enumerable.Range(1, (int)now.Sequence).Reverse().Select(n => (long)n), all.Entries.Select(e => e.Sequence));
        Assert.Equal([(1, "Terminbuchung"), (2, "Kita-Portal")], all.Cards.OrderBy(c => c.Number).Select(c => (c.Number, c.Title)));
        var cards = (await ben.ReadAsync<BoardHistoryPage>($"{path}?cards=true&person={ben.Id}")).Entries;
        Assert.Equal([typeof(CardMoved), typeof(CardMoved), typeof(CardEdited), typeof(CardCreated), typeof(CardCreated)], cards.Select(e => e.Change.GetType()));
        Assert.Equal(all.Entries.Select(e => e.Sequence).Except(cards.Select(e => e.Sequence)), (await ben.ReadAsync<BoardHistoryPage>($"{path}?cards=false")).Entries.Select(e => e.Sequence));
        Assert.Equal([2L, 1L], (await ben.ReadAsync<BoardHistoryPage>($"{path}?before=3")).Entries.Select(e => e.Sequence));
        Assert.Empty((await ben.ReadAsync<BoardHistoryPage>($"{path}?person={Guid.NewGuid()}")).Entries);
        _ = await TestPerson.AssertProblemAsync(await workspace.As(Musterstadt.Eva).GetAsync(path), HttpStatusCode.NotFound, "not-found");
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task An_unchanged_board_is_answered_by_304(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();

        var first = await ben.GetAsync($"/api/boards/{board.Id}");
        var tag = first.Headers.ETag!.Tag;
        var again = await ben.GetAsync($"/api/boards/{board.Id}", tag);
        _ = await ben.CreateCardAsync(board, "Neu");
        var changed = await ben.GetAsync($"/api/boards/{board.Id}", tag);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Who_is_no_member_finds_nothing_and_who_may_only_read_is_refused(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Nur für uns");
        _ = await eva.GetAsync("/api/me");

        _ = await TestPerson.AssertProblemAsync(await eva.GetAsync($"/api/boards/{board.Id}"), HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(await eva.MoveAsync(board.Id, card.Id, board.Columns[1].Id), HttpStatusCode.NotFound, "not-found");

        _ = await ben.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{eva.Id}", new SetMemberRequest(BoardRole.Viewer));
        Assert.Equal(HttpStatusCode.OK, (await eva.GetAsync($"/api/boards/{board.Id}")).StatusCode);
        _ = await TestPerson.AssertProblemAsync(await eva.MoveAsync(board.Id, card.Id, board.Columns[1].Id), HttpStatusCode.Forbidden, "not-allowed");
        Assert.Equal(card.Column, (await ben.BoardAsync(board.Id)).Cards.Single().Column);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Edits_of_different_fields_both_live_and_of_the_same_field_the_later_wins_and_says_so(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        _ = await eva.GetAsync("/api/me");
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Titel");
        _ = await ben.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{eva.Id}", new SetMemberRequest(BoardRole.Editor));
        var path = $"/api/boards/{board.Id}/cards/{card.Id}";

        _ = await ben.PatchAsync<CardView>(path, new EditCardRequest(card.Version, new CardEdit(Title: new("Bens Titel"))));
        _ = await eva.PatchAsync<CardView>(path, new EditCardRequest(card.Version, new CardEdit(Progress: new(40))));
        _ = await eva.PatchAsync<CardView>(path, new EditCardRequest(card.Version, new CardEdit(Title: new("Evas Titel"))));

        var now = (await ben.BoardAsync(board.Id)).Cards.Single();
        Assert.Equal(("Evas Titel", 40), (now.Title, now.Progress));
        var history = await ben.ReadAsync<JournalPage>($"{path}/history");
        var last = Assert.IsType<CardEdited>(history.Entries[0].Change);
        Assert.Equal(["title"], last.Overrode);
        Assert.Equal("Bens Titel", last.Before.Title!.Value);
        Assert.Empty(Assert.IsType<CardEdited>(history.Entries[1].Change).Overrode);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_is_archived_comes_back(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Weg damit");
        var path = $"/api/boards/{board.Id}/cards/{card.Id}";

        Assert.Equal(HttpStatusCode.NoContent, (await ben.PostAsync($"{path}/archive")).StatusCode);
        Assert.Empty((await ben.BoardAsync(board.Id)).Cards);
        Assert.Equal(card.Id, Assert.Single(await ben.ReadAsync<CardView[]>($"/api/boards/{board.Id}/archive")).Id);
        _ = await TestPerson.AssertProblemAsync(await ben.PostAsync($"{path}/archive"), HttpStatusCode.Conflict, "boards.card-archived");
        _ = await ben.PostAsync<CardView>($"{path}/restore");

        Assert.Equal(card.Id, Assert.Single((await ben.BoardAsync(board.Id)).Cards).Id);
    }
}
