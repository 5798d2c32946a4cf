using System.Net;
using Microsoft.Data.Sqlite;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Shared;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards.Export;

public sealed class SubscribingToACalendar
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Anybody_with_the_address_reads_days_and_titles_and_nothing_else(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var anna = workspace.As(Musterstadt.Anna);
        var board = await anna.CreateBoardAsync();
        var card = await DueCardAsync(anna, board, "Rat, Beschluss; Teil\\1");
        _ = await anna.PostAsync($"/api/boards/{board.Id}/cards/{card.Id}/comments", new AddCommentRequest("vertraulich"));

        Assert.Null((await anna.ReadAsync<CalendarView>($"/api/boards/{board.Id}/calendar")).Since);
        var made = await anna.PostAsync<CalendarView>($"/api/boards/{board.Id}/calendar");
        var response = await ReadAsync(workspace, made.Path!);

        Assert.Equal("text/calendar", response.Content.Headers.ContentType!.MediaType);
        var text = (await response.Content.ReadAsStringAsync(Ct)).Replace("\r\n ", "", StringComparison.Ordinal);
        var lines = text.Split("\r\n");
        Assert.Contains($"UID:{card.Id}@workspace", lines);
        Assert.Contains("SUMMARY:BÜ-1 Rat\\, Beschluss\\; Teil\\\\1", lines);
        Assert.Contains("DTSTART;VALUE=DATE:20261130", lines);
        Assert.Contains("DTEND;VALUE=DATE:20261203", lines);
        Assert.Contains(lines, l => l.StartsWith("LAST-MODIFIED:2", StringComparison.Ordinal) && l.EndsWith('Z'));
        Assert.DoesNotContain("vertraulich", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", text, StringComparison.Ordinal);
        Assert.NotNull((await anna.ReadAsync<CalendarView>($"/api/boards/{board.Id}/calendar")).Since);
        Assert.Null((await anna.ReadAsync<CalendarView>($"/api/boards/{board.Id}/calendar")).Path);

        var tag = response.Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, (await ReadAsync(workspace, made.Path!, tag)).StatusCode);
        _ = await DueCardAsync(anna, board, "Neu");
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(workspace, made.Path!, tag)).StatusCode);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task It_is_dead_once_ended_replaced_or_its_person_is_off_the_board(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (anna, ben) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben));
        _ = await ben.GetAsync("/api/me");
        var board = await anna.CreateBoardAsync();
        _ = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{ben.Id}", new SetMemberRequest(BoardRole.Viewer));
        var annas = await anna.PostAsync<CalendarView>($"/api/boards/{board.Id}/calendar");
        var first = await ben.PostAsync<CalendarView>($"/api/boards/{board.Id}/calendar");
        var second = await ben.PostAsync<CalendarView>($"/api/boards/{board.Id}/calendar");

        await AssertDeadAsync(workspace, first.Path!);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(workspace, second.Path!)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.SendAsync(HttpMethod.Delete, $"/api/boards/{board.Id}/members/{ben.Id}")).StatusCode);
        await AssertDeadAsync(workspace, second.Path!);
        _ = await TestPerson.AssertProblemAsync(await ben.PostAsync($"/api/boards/{board.Id}/calendar"), HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(workspace, annas.Path!)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.SendAsync(HttpMethod.Delete, $"/api/boards/{board.Id}/calendar")).StatusCode);
        await AssertDeadAsync(workspace, annas.Path!);
        await AssertDeadAsync(workspace, "/calendar/" + new string('0', 64) + ".ics");
        await AssertDeadAsync(workspace, "/calendar/x.ics");
    }

    [Fact]
    public async Task It_is_dead_once_its_person_is_disabled_and_the_database_does_not_know_it()
    {
        await using var workspace = await WorkspaceServer.StartAsync();
        var anna = workspace.As(Musterstadt.Anna);
        var board = await anna.CreateBoardAsync();
        var made = await anna.PostAsync<CalendarView>($"/api/boards/{board.Id}/calendar");
        var secret = made.Path!["/calendar/".Length..^".ics".Length];
        Assert.Equal(64, secret.Length);

        await using var database = new SqliteConnection(workspace.ConnectionString);
        await database.OpenAsync(Ct);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM calendar_links WHERE Hash = $secret) + (SELECT count(*) FROM commands WHERE Result LIKE '%' || $secret || '%')";
        _ = command.Parameters.AddWithValue("$secret", secret);
        Assert.Equal(0L, await command.ExecuteScalarAsync(Ct));
        command.CommandText = "UPDATE people SET Active = 0";
        _ = await command.ExecuteNonQueryAsync(Ct);

        await AssertDeadAsync(workspace, made.Path);
    }

    private static async Task<CardView> DueCardAsync(TestPerson person, BoardView board, string title)
    {
        var card = await person.CreateCardAsync(board, title);
        return await person.PatchAsync<CardView>($"/api/boards/{board.Id}/cards/{card.Id}", new EditCardRequest(0, new CardEdit(
            Start: new Edit<DateOnly?>(new DateOnly(2026, 11, 30)), Due: new Edit<DateOnly?>(new DateOnly(2026, 12, 2)))));
    }

    private static async Task AssertDeadAsync(WorkspaceServer workspace, string path) =>
        _ = await TestPerson.AssertProblemAsync(await ReadAsync(workspace, path), HttpStatusCode.NotFound, "not-found");

    private static Task<HttpResponseMessage> ReadAsync(WorkspaceServer workspace, string path, string? tag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (tag is not null)
        {
            request.Headers.IfNoneMatch.ParseAdd(tag);
        }

        return workspace.Client(null).SendAsync(request, Ct);
    }
}
