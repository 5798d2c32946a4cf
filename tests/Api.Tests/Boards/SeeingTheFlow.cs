using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workspace.Contracts.Boards;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards;

/// <summary>Cumulative flow, throughput, lead and cycle time over HTTP; the figures themselves are tested in the domain.</summary>
public sealed class SeeingTheFlow
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task The_journal_of_a_board_tells_how_its_work_flows(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workspace = await WorkspaceServer.StartAsync(store, services: s => s.AddSingleton<TimeProvider>(clock));
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        var board = await ben.CreateBoardAsync();
        var (done, begun, template) = (await ben.CreateCardAsync(board, "Fertig"), await ben.CreateCardAsync(board, "Begonnen"), await ben.CreateCardAsync(board, "Vorlage"));
        _ = await ben.PatchAsync<CardView>($"/api/boards/{board.Id}/cards/{template.Id}", new EditCardRequest(template.Version, new CardEdit(Template: new(true))));
        clock.Advance(TimeSpan.FromMinutes(30));
        _ = await ben.MoveAsync(board.Id, done.Id, board.Columns[1].Id);
        _ = await ben.MoveAsync(board.Id, begun.Id, board.Columns[1].Id);
        _ = await ben.MoveAsync(board.Id, done.Id, board.Columns[3].Id);
        var path = $"/api/boards/{board.Id}/flow";

        var flow = await ben.ReadAsync<FlowView>(path);

        Assert.Equal(board.Columns.Select(c => new FlowColumnView(c.Id, c.Name, c.Done)), flow.Columns);
        Assert.Equal((84, flow.To), (flow.Days.Count, flow.Days[^1].Day));
        Assert.Equal([0, 1, 0, 1], flow.Days[^1].Cards);
        Assert.Equal((2, 1), (flow.Weeks.Sum(w => w.Created), flow.Weeks.Sum(w => w.Done)));
        Assert.Equal((1, 0.02, 0.0), (flow.Lead!.Cards, flow.Lead.Median, flow.Cycle!.Percentile85));

        _ = await ben.PostAsync($"/api/boards/{board.Id}/cards/{done.Id}/archive");
        var one = await ben.ReadAsync<FlowView>($"{path}?from={flow.To:yyyy-MM-dd}&to={flow.To.AddDays(5):yyyy-MM-dd}");
        var today = Assert.Single(one.Days);
        Assert.Equal((flow.To, 1, 1), (today.Day, today.Cards.Sum(), today.PutAway));

        _ = await TestPerson.AssertProblemAsync(await ben.GetAsync($"{path}?from=2020-01-01"), HttpStatusCode.Conflict, "boards.flow-period-invalid");
        _ = await TestPerson.AssertProblemAsync(await ben.GetAsync($"{path}?from=2026-05-05&to=2026-05-04"), HttpStatusCode.Conflict, "boards.flow-period-invalid");
        _ = await TestPerson.AssertProblemAsync(await eva.GetAsync(path), HttpStatusCode.NotFound, "not-found");
        Assert.Equal(5, (await Queries.OfAsync(() => ben.ReadAsync<FlowView>(path))).Count);
    }
}
