using System.Net;
using System.Net.Http.Json;
using Workspace.Contracts.Boards;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Mechanisms;

public sealed class RepeatingACommand
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_retry_returns_the_first_result_and_changes_nothing_twice(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var path = $"/api/boards/{board.Id}/cards";
        var request = new CreateCardRequest(board.Columns[0].Id, "Einmal", null);
        var command = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ben.PostAsync<CardView>(path, request, command)));

        Assert.Single(answers.Select(a => a.Id).Distinct());
        Assert.Single((await ben.BoardAsync(board.Id)).Cards);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task The_same_id_for_something_else_is_refused(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var path = $"/api/boards/{board.Id}/cards";
        var command = Guid.CreateVersion7();
        _ = await ben.PostAsync<CardView>(path, new CreateCardRequest(board.Columns[0].Id, "Eins", null), command);

        var other = await ben.PostAsync(path, new CreateCardRequest(board.Columns[0].Id, "Zwei", null), command);

        _ = await TestPerson.AssertProblemAsync(other, HttpStatusCode.Conflict, "command-reused");
        Assert.Equal("Eins", Assert.Single((await ben.BoardAsync(board.Id)).Cards).Title);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_refusal_is_not_remembered(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Voll");
        var archive = $"/api/boards/{board.Id}/columns/{board.Columns[0].Id}/archive";
        var command = Guid.CreateVersion7();

        _ = await TestPerson.AssertProblemAsync(await ben.PostAsync(archive, command: command), HttpStatusCode.Conflict, "boards.column-not-empty");
        _ = await ben.MoveAsync(board.Id, card.Id, board.Columns[1].Id);
        var again = await ben.PostAsync(archive, command: command);

        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Theory, InlineData(null), InlineData("twelve"), InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task Without_an_id_nothing_is_changed(string? id)
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var ben = workspace.AsSomebodyNew();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/boards", UriKind.Relative))
        {
            Content = JsonContent.Create(new { name = "Ohne Kennung", visibility = "members" }),
        };
        if (id is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Command-Id", id);
        }

        var answer = await ben.Http.SendAsync(request, TestContext.Current.CancellationToken);

        _ = await TestPerson.AssertProblemAsync(answer, HttpStatusCode.BadRequest, "command-id-required");
        Assert.Empty(await ben.OwnBoardsAsync());
    }
}
