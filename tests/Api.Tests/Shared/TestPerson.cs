using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.Boards;
using Workspace.Features.Shared;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests;

/// <summary>Somebody who uses the product over HTTP.</summary>
public sealed class TestPerson(WorkspaceServer server, DemoPerson person, string token)
{
    public Guid Id => person.Id;
    public string Token => token;
    public HttpClient Http { get; } = server.Client(token);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> GetAsync(string path, string? etag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (etag is not null)
        {
            request.Headers.IfNoneMatch.ParseAdd(etag);
        }

        return Http.SendAsync(request, Ct);
    }

    public async Task<T> ReadAsync<T>(string path) => await BodyAsync<T>(await GetAsync(path));

    /// <summary>A command with an id of its own, or a given one (a retry).</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, Guid? command = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add(CommandId.Header, (command ?? Guid.CreateVersion7()).ToString());
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: Wire.Options);
        }

        return Http.SendAsync(request, Ct);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null, Guid? command = null) => SendAsync(HttpMethod.Post, path, body, command);

    public async Task<T> PostAsync<T>(string path, object? body = null, Guid? command = null) => await BodyAsync<T>(await PostAsync(path, body, command));

    public async Task<T> PatchAsync<T>(string path, object body) => await BodyAsync<T>(await SendAsync(HttpMethod.Patch, path, body));

    /// <summary>A board with three columns; the last is the done-column of the default set where none are named.</summary>
    public async Task<BoardView> CreateBoardAsync(string name = "Bürgerservice", BoardVisibility visibility = BoardVisibility.Members, params string[] columns)
    {
        var made = await PostAsync<BoardSummary>("/api/boards", new CreateBoardRequest(name, null, null, visibility, columns.Length == 0 ? null : columns));
        return await BoardAsync(made.Id);
    }

    /// <summary>The boards that are the person's own; others may be open to everybody.</summary>
    public async Task<IReadOnlyList<BoardSummary>> OwnBoardsAsync() => [.. (await ReadAsync<BoardSummary[]>("/api/boards")).Where(b => b.Role is BoardRole.Owner)];

    public Task<BoardView> BoardAsync(Guid board) => ReadAsync<BoardView>($"/api/boards/{board}");

    public Task<CardView> CreateCardAsync(BoardView board, string title, int column = 0) =>
        PostAsync<CardView>($"/api/boards/{board.Id}/cards", new CreateCardRequest(board.Columns[column].Id, title, null));

    /// <summary>Asks one person to decide about a card.</summary>
    public Task<ApprovalView> AskAsync(Guid board, Guid card, Guid approver, string? comment = null) =>
        PostAsync<ApprovalView>("/api/approvals", AskingAbout(board, card, approver, comment));

    public static StartApprovalRequest AskingAbout(Guid board, Guid card, Guid approver, string? comment = null) =>
        new(null, null, null, null, null, null, comment, [new(1, [approver])], null, null, new(board, card));

    public Task<HttpResponseMessage> MoveAsync(Guid board, Guid card, Guid column, Guid? before = null, Guid? command = null) =>
        PostAsync($"/api/boards/{board}/cards/{card}/move", new MoveCardRequest(column, before), command);

    public static async Task<T> BodyAsync<T>(HttpResponseMessage response) => JsonSerializer.Deserialize<T>(await TextAsync(response), Wire.Options)!;

    public static async Task<string> TextAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return text;
    }

    /// <summary>The answer is a problem with this status and code, a sentence and a trace id.</summary>
    public static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} instead of {(int)status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEqual(code, problem.GetProperty("detail").GetString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem;
    }
}
