using System.Net;
using Workspace.Contracts.Boards;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards;

/// <summary>Saved filters, and one's own work over all boards.</summary>
public sealed class FindingOnesWay
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_filter_is_ones_own_until_it_is_shared(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        _ = await eva.GetAsync("/api/me");
        var board = await ben.CreateBoardAsync();
        _ = await ben.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{eva.Id}", new SetMemberRequest(BoardRole.Viewer));
        var path = $"/api/boards/{board.Id}/filters";
        var own = await ben.PostAsync<FilterView>(path, new FilterRequest("Überfällig", "view=table&due=overdue", Shared: false));
        var sequence = (await ben.BoardAsync(board.Id)).Sequence;

        Assert.Empty(await eva.ReadAsync<FilterView[]>(path));
        var shared = await TestPerson.BodyAsync<FilterView>(await ben.SendAsync(HttpMethod.Put, $"{path}/{own.Id}", new FilterRequest("Überfällig", own.Query, Shared: true)));
        Assert.Equal(shared, Assert.Single(await eva.ReadAsync<FilterView[]>(path)));
        Assert.Equal(sequence + 1, (await ben.BoardAsync(board.Id)).Sequence);

        _ = await TestPerson.AssertProblemAsync(await eva.PostAsync(path, new FilterRequest("Alle", "", Shared: true)), HttpStatusCode.Forbidden, "not-allowed");
        _ = await eva.PostAsync<FilterView>(path, new FilterRequest("Nur für mich", "q=kita", Shared: false));
        _ = await TestPerson.AssertProblemAsync(await eva.SendAsync(HttpMethod.Delete, $"{path}/{own.Id}"), HttpStatusCode.Conflict, "boards.filter-not-found");
        Assert.Equal(HttpStatusCode.NoContent, (await ben.SendAsync(HttpMethod.Delete, $"{path}/{own.Id}")).StatusCode);
        Assert.Equal("Nur für mich", Assert.Single(await eva.ReadAsync<FilterView[]>(path)).Name);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task My_work_is_what_is_mine_and_open_the_most_urgent_first(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        _ = await eva.GetAsync("/api/me");
        var (board, hidden) = (await ben.CreateBoardAsync(visibility: BoardVisibility.Organisation), await ben.CreateBoardAsync("Geheim"));
        var (late, soon, done, secret) = (
            await ben.CreateCardAsync(board, "Später"), await ben.CreateCardAsync(board, "Bald"), await ben.CreateCardAsync(board, "Erledigt"), await ben.CreateCardAsync(hidden, "Geheim"));
        foreach (var (card, on, due) in new[] { (late, board, new DateOnly(2027, 1, 1)), (done, board, new DateOnly(2026, 1, 1)), (secret, hidden, new DateOnly(2026, 1, 2)) })
        {
            _ = await ben.PatchAsync<CardView>($"/api/boards/{on.Id}/cards/{card.Id}", new EditCardRequest(card.Version, new CardEdit(Assignees: new([eva.Id]), Due: new(due))));
        }

        _ = await ben.PatchAsync<CardView>($"/api/boards/{board.Id}/cards/{late.Id}", new EditCardRequest(late.Version, new CardEdit(BlockedBy: new([soon.Id]))));
        var item = await ben.PostAsync<ChecklistItemView>(
            $"/api/boards/{board.Id}/cards/{soon.Id}/checklist", new AddChecklistItemRequest("Anrufen", eva.Id, new DateOnly(2026, 12, 1)));
        _ = await ben.MoveAsync(board.Id, done.Id, board.Columns[3].Id);

        var work = await eva.ReadAsync<WorkItemView[]>("/api/me/work");

        Assert.Equal([(soon.Id, (Guid?)item.Id, false), (late.Id, null, true)], work.Select(w => (w.Card, w.Item, w.Blocked)));
        Assert.Equal("Anrufen", work[0].ItemTitle);
    }
}
