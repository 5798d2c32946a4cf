using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workspace.Contracts.Boards;
using Workspace.Features.Shared;
using Workspace.Sandbox;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Entra;

namespace Workspace.Api.Tests.Trust;

public sealed class BadInput
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_does_not_hold_is_not_signed_in()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var entra = workspace.Neighbours.Entra;
        foreach (var token in new[]
        {
            null, "nonsense", entra.SsoToken(Musterstadt.Ben, EntraLookAlike.Expired), entra.SsoToken(Musterstadt.Ben, EntraLookAlike.WrongAudience),
            entra.Forge(entra.SsoToken(Musterstadt.Ben)),
        })
        {
            using var client = workspace.Client(token);
            var answer = await client.GetAsync(new Uri("/api/boards", UriKind.Relative), Ct);
            _ = await TestPerson.AssertProblemAsync(answer, HttpStatusCode.Unauthorized, "not-signed-in");
        }
    }

    [Fact]
    public async Task Another_organisation_is_told_what_its_administrator_must_do()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        using var client = workspace.Client(workspace.Neighbours.Entra.SsoToken(Nachbarstadt.City.People[0]));

        var answer = await client.GetAsync(new Uri("/api/me", UriKind.Relative), Ct);

        var problem = await TestPerson.AssertProblemAsync(answer, HttpStatusCode.Forbidden, "organisation-unknown");
        Assert.Contains("Organisation:TenantId", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_without_a_person_may_do_nothing()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        using var client = workspace.Client(workspace.Neighbours.Entra.AppTokenForApi(Musterstadt.Tenant));

        _ = await TestPerson.AssertProblemAsync(await client.GetAsync(new Uri("/api/me", UriKind.Relative), Ct), HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Theory]
    [InlineData("{\"name\":", "invalid-json")]
    [InlineData("{\"name\":17,\"visibility\":\"members\"}", "invalid-json")]
    [InlineData("{\"name\":\"X\",\"visibility\":\"everyone\"}", "invalid-json")]
    [InlineData("{\"name\":\"X\",\"visibility\":1}", "invalid-json")]
    [InlineData("null", "invalid-json")]
    [InlineData("{\"name\":\"\",\"visibility\":\"members\"}", "invalid")]
    public async Task A_body_that_cannot_be_read_changes_nothing(string body, string code)
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var ben = workspace.AsSomebodyNew();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/boards", UriKind.Relative));
        request.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        _ = await TestPerson.AssertProblemAsync(await ben.Http.SendAsync(request, Ct), HttpStatusCode.BadRequest, code);
        Assert.Empty(await ben.OwnBoardsAsync());
    }

    [Fact]
    public async Task The_wrong_kind_of_body_or_method_is_said_so()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var ben = workspace.As(Musterstadt.Ben);
        using var form = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/boards", UriKind.Relative)) { Content = new StringContent("name=X", Encoding.UTF8, "text/plain") };
        form.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());

        _ = await TestPerson.AssertProblemAsync(await ben.Http.SendAsync(form, Ct), HttpStatusCode.UnsupportedMediaType, "not-json");
        _ = await TestPerson.AssertProblemAsync(await ben.SendAsync(HttpMethod.Delete, "/api/boards"), HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Fact]
    public async Task Over_long_text_is_named_by_its_field()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Kurz");

        var created = await ben.PostAsync($"/api/boards/{board.Id}/cards", new CreateCardRequest(board.Columns[0].Id, new string('x', Limits.Title + 1), null));
        var edited = await ben.SendAsync(HttpMethod.Patch, $"/api/boards/{board.Id}/cards/{card.Id}",
            new EditCardRequest(card.Version, new CardEdit(Description: new(new string('x', Limits.Text + 1)), Progress: new(101))));

        Assert.Contains("title", (await TestPerson.AssertProblemAsync(created, HttpStatusCode.BadRequest, "invalid")).GetProperty("errors").ToString(), StringComparison.OrdinalIgnoreCase);
        var errors = (await TestPerson.AssertProblemAsync(edited, HttpStatusCode.BadRequest, "invalid")).GetProperty("errors").ToString();
        Assert.Contains("description", errors, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("progress", errors, StringComparison.OrdinalIgnoreCase);
        var only = Assert.Single((await ben.BoardAsync(board.Id)).Cards);
        Assert.Equal((card.Version, false), (only.Version, only.HasDescription));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_what_was_seen_too_early_is_refused()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Da");
        var nowhere = Guid.CreateVersion7();

        _ = await TestPerson.AssertProblemAsync(await ben.GetAsync($"/api/boards/{nowhere}"), HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(await ben.GetAsync($"/api/boards/{board.Id}/cards/{nowhere}"), HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(await ben.GetAsync("/api/boards/not-a-guid"), HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(await ben.GetAsync("/api/no/such/thing"), HttpStatusCode.NotFound, "not-found");
        _ = await TestPerson.AssertProblemAsync(await ben.MoveAsync(board.Id, card.Id, nowhere), HttpStatusCode.Conflict, "boards.column-not-found");
        var ahead = new EditCardRequest(card.Version + 1_000, new CardEdit(Title: new("Zukunft")));
        _ = await TestPerson.AssertProblemAsync(
            await ben.SendAsync(HttpMethod.Patch, $"/api/boards/{board.Id}/cards/{card.Id}", ahead), HttpStatusCode.Conflict, "seen-ahead");
        var stranger = new EditCardRequest(card.Version, new CardEdit(Assignees: new([nowhere])));
        _ = await TestPerson.AssertProblemAsync(
            await ben.SendAsync(HttpMethod.Patch, $"/api/boards/{board.Id}/cards/{card.Id}", stranger), HttpStatusCode.Conflict, "people-not-found");
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait_and_others_are_not_kept_waiting()
    {
        await using var workspace = await WorkspaceServer.StartAsync(settings: new() { ["Limits:RequestsPerSecond"] = "1" });
        var ben = workspace.As(Musterstadt.Ben);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ben.GetAsync("/api/boards")));

        var refused = answers.First(answer => answer.StatusCode is HttpStatusCode.TooManyRequests);
        _ = await TestPerson.AssertProblemAsync(refused, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await workspace.As(Musterstadt.Anna).GetAsync("/api/boards")).StatusCode);
    }

    [Fact]
    public async Task Refusals_speak_the_readers_language()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var ben = workspace.As(Musterstadt.Ben);
        ben.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        ben.Http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en-GB"));

        var problem = await TestPerson.AssertProblemAsync(await ben.GetAsync($"/api/boards/{Guid.CreateVersion7()}"), HttpStatusCode.NotFound, "not-found");

        Assert.Equal("This does not exist, or you have no access.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_locked_database_is_said_with_a_time_and_changes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("workspace-locked-");
        var settings = await TestBed.Current.NewDatabaseAsync(Store.Sqlite);
        var connectionString = settings["Storage:ConnectionString"] + ";Default Timeout=1";
        await using var workspace = await WorkspaceServer.StartAsync(settings: new() { ["Storage:ConnectionString"] = connectionString });
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        await using (var other = new SqliteConnection(connectionString))
        {
            await other.OpenAsync(Ct);
            await using var lockedBy = other.BeginTransaction();
            var answer = await ben.PostAsync($"/api/boards/{board.Id}/cards", new CreateCardRequest(board.Columns[0].Id, "Später", null));

            _ = await TestPerson.AssertProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "database-busy");
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        Assert.Empty((await ben.BoardAsync(board.Id)).Cards);
        folder.Delete();
    }

    [Fact]
    public async Task With_Graph_away_somebody_new_is_asked_to_wait_and_then_let_in()
    {
        // An app of its own: MSAL keeps tokens per app for the whole process.
        await using var neighbours = await LookAlikes.StartAsync(new LookAlikeOptions { ClientId = Guid.CreateVersion7() }, Ct);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        neighbours.Graph.Faults.Add(Fault.Unavailable("/users/*", retryAfter: "7") with { Times = null });
        neighbours.Graph.Faults.Add(Fault.Unavailable("/users/delta*") with { Times = null });
        await using var workspace = await WorkspaceServer.StartAsync(neighbours: neighbours, services: s => s.AddSingleton<TimeProvider>(clock));
        var ben = workspace.As(Musterstadt.Ben);

        var away = await ben.GetAsync("/api/me");
        neighbours.Graph.Faults.Clear();
        clock.Advance(TimeSpan.FromSeconds(10));
        var back = await ben.GetAsync("/api/me");

        _ = await TestPerson.AssertProblemAsync(away, HttpStatusCode.ServiceUnavailable, "graph-unavailable");
        Assert.NotNull(away.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }
}
