using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Contracts.Boards;
using Workspace.Contracts.People;
using Workspace.Features.People;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards;

/// <summary>Departments, groups, copies and boards that were put away.</summary>
public sealed class SharingABoard
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task All_people_of_a_department_take_part(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        var department = (await eva.ReadAsync<MeView>("/api/me")).Person.Department!;
        var board = await ben.CreateBoardAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await eva.GetAsync($"/api/boards/{board.Id}")).StatusCode);

        var unit = await TestPerson.BodyAsync<UnitView>(
            await ben.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/units", new SetUnitRequest(UnitKind.Department, department, BoardRole.Editor)));
        var created = await eva.CreateCardAsync(await eva.BoardAsync(board.Id), "Von der Abteilung");
        Assert.Equal(BoardRole.Editor, Assert.Single(await eva.ReadAsync<BoardSummary[]>("/api/boards"), b => b.Id == board.Id).Role);
        Assert.Equal(unit, Assert.Single((await ben.BoardAsync(board.Id)).Units));
        var known = (await ben.ReadAsync<UnitChoice[]>($"/api/people/units?search={Uri.EscapeDataString(department)}")).Single(u => u.Key == department).People;
        Assert.Equal(new UnitSizeView(UnitKind.Department, department, known!.Value), Assert.Single(await ben.ReadAsync<UnitSizeView[]>($"/api/boards/{board.Id}/units")));

        var everybody = await ben.ReadAsync<PersonView[]>($"/api/boards/{board.Id}/people?take=1000");
        Assert.Equal(known.Value + 1, everybody.Length);
        Assert.Contains(everybody, p => p.Id == ben.Id);
        Assert.Equal(eva.Id, Assert.Single(await ben.ReadAsync<PersonView[]>($"/api/boards/{board.Id}/people?search={Uri.EscapeDataString(Musterstadt.Eva.DisplayName)}")).Id);

        var removed = await ben.SendAsync(HttpMethod.Delete, $"/api/boards/{board.Id}/units?kind=department&key={Uri.EscapeDataString(department)}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eva.GetAsync($"/api/boards/{board.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eva.GetAsync($"/api/boards/{board.Id}/people")).StatusCode);
        Assert.Equal(ben.Id, Assert.Single(await ben.ReadAsync<PersonView[]>($"/api/boards/{board.Id}/people")).Id);
        Assert.Equal(created.Id, Assert.Single((await ben.BoardAsync(board.Id)).Cards).Id);
        _ = await TestPerson.AssertProblemAsync(
            await ben.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/units", new SetUnitRequest(UnitKind.Department, "Amt für Nichts", BoardRole.Viewer)),
            HttpStatusCode.Conflict, "boards.unit-not-found");
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task All_people_of_an_Entra_group_take_part_and_whoever_leaves_it_does_not(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        _ = await eva.GetAsync("/api/me");
        var board = await ben.CreateBoardAsync();
        var directory = TestBed.Current.Neighbours.Graph.DirectoryOf(Musterstadt.Tenant);
        var group = new DemoGroup(Guid.NewGuid(), "Projekt Kita", "projekt-kita", "Eine Gruppe", [eva.Id], [ben.Id]);
        directory.PutGroup(group);
        var unit = await TestPerson.BodyAsync<UnitView>(
            await ben.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/units", new SetUnitRequest(UnitKind.Group, group.Id.ToString(), BoardRole.Commenter)));

        Assert.Equal("Projekt Kita", unit.Name);
        Assert.Equal(1, Assert.Single(await ben.ReadAsync<UnitSizeView[]>($"/api/boards/{board.Id}/units")).People);
        Assert.Contains(await eva.ReadAsync<PersonView[]>($"/api/boards/{board.Id}/people"), p => p.Id == eva.Id);
        Assert.Equal(BoardRole.Commenter, (await eva.ReadAsync<AccessView>($"/api/boards/{board.Id}/access")).Role);
        Assert.True(directory.RemoveMember(group.Id, eva.Id));
        await workspace.Services.GetRequiredService<FollowGroups>().RunAsync(Musterstadt.Tenant, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, (await eva.GetAsync($"/api/boards/{board.Id}")).StatusCode);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_copied_board_has_the_same_shape_and_its_cards_point_at_each_other(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var label = await ben.PostAsync<LabelView>($"/api/boards/{board.Id}/labels", new LabelRequest("OZG", "teal"));
        var field = await ben.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest("Art", FieldKind.Choice, ["A", "B"]));
        var (a, b) = (await ben.CreateCardAsync(board, "A"), await ben.CreateCardAsync(board, "B", column: 1));
        _ = await ben.PatchAsync<CardView>($"/api/boards/{board.Id}/cards/{b.Id}", new EditCardRequest(b.Version, new CardEdit(
            Labels: new([label.Id]), BlockedBy: new([a.Id]), Parent: new(a.Id), Values: [new(field.Id, field.Choices![0].Id.ToString())])));

        var made = await ben.PostAsync<BoardSummary>($"/api/boards/{board.Id}/copy", new CopyBoardRequest("Zweites Jahr", Cards: true, Members: true));

        var copy = await ben.BoardAsync(made.Id);
        Assert.Equal(board.Columns.Select(c => (c.Name, c.Rank, c.Done)), copy.Columns.Select(c => (c.Name, c.Rank, c.Done)));
        var (a2, b2) = (copy.Cards.Single(c => c.Title == "A"), copy.Cards.Single(c => c.Title == "B"));
        Assert.Equal((a2.Id, a2.Id), (b2.Parent!.Value, Assert.Single(b2.BlockedBy!)));
        Assert.Equal(Assert.Single(copy.Labels).Id, Assert.Single(b2.Labels));
        Assert.Equal(Assert.Single(copy.Fields).Id, Assert.Single(b2.Values!).Field);
        Assert.DoesNotContain(copy.Cards, c => c.Id == a.Id || c.Id == b.Id);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_board_that_was_put_away_is_read_and_not_changed(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        _ = await ben.PostAsync($"/api/boards/{board.Id}/archive");

        Assert.DoesNotContain(await ben.ReadAsync<BoardSummary[]>("/api/boards"), b => b.Id == board.Id);
        Assert.True(Assert.Single(await ben.ReadAsync<BoardSummary[]>("/api/boards?archived=true"), b => b.Id == board.Id).Archived);
        Assert.True((await ben.BoardAsync(board.Id)).Archived);
        Assert.Equal(new AccessView(BoardRole.Owner, false, false, false, CanManage: true), await ben.ReadAsync<AccessView>($"/api/boards/{board.Id}/access"));
        _ = await TestPerson.AssertProblemAsync(
            await ben.PostAsync($"/api/boards/{board.Id}/cards", new CreateCardRequest(board.Columns[0].Id, "Zu spät", null)), HttpStatusCode.Conflict, "boards.board-archived");
        _ = await ben.PostAsync($"/api/boards/{board.Id}/restore");
        _ = await ben.CreateCardAsync(board, "Weiter");
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_hard_limit_stops_and_a_soft_one_does_not(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var (first, second) = (await ben.CreateCardAsync(board, "Eins"), await ben.CreateCardAsync(board, "Zwei"));
        var column = $"/api/boards/{board.Id}/columns/{board.Columns[1].Id}";
        _ = await ben.PatchAsync<ColumnView>(column, new EditColumnRequest(board.Sequence, null, new(1), null, Colour: new("sky")));
        _ = await ben.MoveAsync(board.Id, first.Id, board.Columns[1].Id);
        Assert.Equal(HttpStatusCode.OK, (await ben.MoveAsync(board.Id, second.Id, board.Columns[1].Id)).StatusCode);
        _ = await ben.MoveAsync(board.Id, second.Id, board.Columns[0].Id);

        _ = await ben.PatchAsync<ColumnView>(column, new EditColumnRequest(board.Sequence, null, null, null, LimitIsHard: new(true)));
        _ = await TestPerson.AssertProblemAsync(await ben.MoveAsync(board.Id, second.Id, board.Columns[1].Id), HttpStatusCode.Conflict, "boards.column-full");
        Assert.Equal(HttpStatusCode.OK, (await ben.MoveAsync(board.Id, first.Id, board.Columns[1].Id)).StatusCode);
    }
}
