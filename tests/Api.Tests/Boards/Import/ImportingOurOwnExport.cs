using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Shared;
using Workspace.Features.Shared;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards.Import;

public sealed class ImportingOurOwnExport
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Out_in_and_out_again_says_the_same(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (anna, ben) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben));
        _ = await ben.GetAsync("/api/me");
        var first = await ExportAsync(anna, await RichBoardAsync(anna, ben));

        var report = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, first));
        var second = await ExportAsync(anna, report.Board.Id);

        Assert.Equal(Essence(first).ToJsonString(), Essence(second).ToJsonString());
        Assert.Empty(report.Imported.Notes);
        Assert.Equal((3, 2, 1), (report.Imported.Counts.Cards + report.Imported.Counts.ArchivedCards, report.Imported.Counts.Fields, report.Imported.Counts.Comments));
    }

    [Theory]
    [InlineData("[]", "import.workspace-broken")]
    [InlineData("{", "import.workspace-broken")]
    [InlineData("{}", "import.not-workspace")]
    [InlineData("""{"format":"workspace.board","version":2,"board":{}}""", "import.workspace-newer")]
    [InlineData("""{"format":"workspace.board","version":1}""", "import.not-workspace")]
    [InlineData("{\"format\":\"workspace.board\",\"version\":1,\"board\":{},\n\"cards\":[{\"due\":\"morgen\"}]}", "import.workspace-broken", "Zeile 2", "$.cards[0].due")]
    public async Task Another_file_is_refused_with_its_place(string file, string code, params string[] places)
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.AsSomebodyNew();

        var problem = await TestPerson.AssertProblemAsync(await SendAsync(anna, Encoding.UTF8.GetBytes(file)), HttpStatusCode.BadRequest, code);

        Assert.All(places, place => Assert.Contains(place, problem.GetProperty("detail").GetString(), StringComparison.Ordinal));
        Assert.Empty(await anna.OwnBoardsAsync());
    }

    /// <summary>A file can be edited: it makes nobody an owner, nobody an author, closes no circle and links nowhere unsafe.</summary>
    [Fact]
    public async Task A_forged_file_gains_nothing()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var (anna, ben) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben));
        _ = await ben.GetAsync("/api/me");
        var (a, b, column) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var file = $$"""
            {"format":"workspace.board","version":1,"board":{"name":"Falle","key":"VIELZULANG"},
             "columns":[{"id":"{{column}}","name":"Offen","rank":"a0","limit":-5,"colour":"javascript:"}],
             "members":[{"person":"{{ben.Id}}","role":"owner"}], "units":[{"kind":"department","key":"Kita","name":"Kita","role":"owner"}],
             "people":[{"id":"{{ben.Id}}","name":"Ben Schulz"}],
             "cards":[
              {"id":"{{a}}","number":1,"title":"A","column":"{{column}}","parent":"{{b}}","blockedBy":["{{b}}","{{a}}"],"progress":900,"start":"2026-02-01","due":"2026-01-01",
               "links":[{"title":"x`y","url":"javascript:alert(1)"}],"comments":[{"person":"{{ben.Id}}","text":"nie gesagt","at":"2026-01-01T00:00:00Z"}]},
              {"id":"{{b}}","number":1,"title":"B","column":"{{column}}","parent":"{{a}}","blockedBy":["{{a}}"]}]}
            """;

        var report = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, Encoding.UTF8.GetBytes(file)));

        var board = await anna.BoardAsync(report.Board.Id);
        Assert.Equal("FA", board.Key);
        Assert.Empty(board.Units);
        Assert.Equal(BoardRole.Editor, board.Members.Single(m => m.Person == ben.Id).Role);
        Assert.Equal((null, null), (board.Columns[0].Limit, board.Columns[0].Colour));
        Assert.Single(board.Cards, c => c.Parent is not null);
        Assert.Single(board.Cards, c => c.BlockedBy is not null);
        Assert.Equal([1, 2], board.Cards.Select(c => c.Number).Order());
        var details = await anna.ReadAsync<CardDetails>($"/api/boards/{board.Id}/cards/{board.Cards.Single(c => c.Title == "A").Id}");
        Assert.Equal((null, "Ben Schulz"), (details.Comments[0].Person, details.Comments[0].AuthorName));
        Assert.Empty(details.Links);
        Assert.Contains("`javascript:alert(1)`", details.Description, StringComparison.Ordinal);
        Assert.Equal(100, details.Card.Progress);
    }

    [Fact]
    public async Task A_failure_half_way_leaves_nothing()
    {
        await using var workspace = await WorkspaceServer.StartAsync();
        var (anna, ben) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben));
        _ = await ben.GetAsync("/api/me");
        var file = await ExportAsync(anna, await RichBoardAsync(anna, ben));
        await using var database = new SqliteConnection(workspace.ConnectionString);
        await database.OpenAsync(Ct);
        await using var command = database.CreateCommand();
        command.CommandText = "CREATE TRIGGER half BEFORE INSERT ON cards WHEN NEW.Number = 2 BEGIN SELECT RAISE(ABORT, 'half-way'); END";
        _ = await command.ExecuteNonQueryAsync(Ct);
        command.CommandText = "SELECT (SELECT count(*) FROM boards) || ' ' || (SELECT count(*) FROM columns) || ' ' || (SELECT count(*) FROM cards) || ' ' || (SELECT count(*) FROM journal) || ' ' || (SELECT count(*) FROM commands)";
        var before = await command.ExecuteScalarAsync(Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, (await SendAsync(anna, file)).StatusCode);

        Assert.Equal(before, await command.ExecuteScalarAsync(Ct));
    }

    private static async Task<Guid> RichBoardAsync(TestPerson anna, TestPerson ben)
    {
        var board = await anna.CreateBoardAsync("Rathaus");
        _ = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{ben.Id}", new SetMemberRequest(BoardRole.Viewer));
        var label = await anna.PostAsync<LabelView>($"/api/boards/{board.Id}/labels", new LabelRequest("Frist", "red"));
        var kind = await anna.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest("Art", FieldKind.Choice, ["eins", "zwei"]));
        var cost = await anna.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest("Kosten", FieldKind.Number, null));
        var parent = await anna.CreateCardAsync(board, "Dach");
        var card = await anna.CreateCardAsync(board, "Ziegel", column: 1);
        var old = await anna.CreateCardAsync(board, "Alt");
        var path = $"/api/boards/{board.Id}/cards/{card.Id}";
        _ = await anna.PatchAsync<CardView>(path, new EditCardRequest(0, new CardEdit(
            Description: new Edit<string?>("# Titel\n<script>alert(1)</script>"), Assignees: new Edit<IReadOnlyList<Guid>>([ben.Id]), Labels: new Edit<IReadOnlyList<Guid>>([label.Id]),
            Start: new Edit<DateOnly?>(new DateOnly(2026, 11, 1)), Due: new Edit<DateOnly?>(new DateOnly(2026, 12, 1)), Priority: new Edit<CardPriority?>(CardPriority.Important),
            Progress: new Edit<int>(30), Department: new Edit<string?>("Kita"), Estimate: new Edit<decimal?>(2.5m), Colour: new Edit<string?>("teal"),
            Recurrence: new Edit<RecurrenceView?>(new RecurrenceView(RecurrenceUnit.Month, 1, WorkingDay: 1)),
            Parent: new Edit<Guid?>(parent.Id), BlockedBy: new Edit<IReadOnlyList<Guid>>([parent.Id]),
            Values: [new ValueEdit(kind.Id, kind.Choices![1].Id.ToString()), new ValueEdit(cost.Id, "12.75")])));
        _ = await anna.PostAsync($"{path}/comments", new AddCommentRequest("Bitte bis Freitag"));
        _ = await anna.PostAsync($"{path}/checklist", new AddChecklistItemRequest("Angebot", ben.Id, new DateOnly(2026, 11, 20)));
        _ = await anna.PostAsync($"{path}/links", new LinkRequest("https://rathaus.example/plan", "Plan"));
        _ = await anna.PostAsync($"/api/boards/{board.Id}/cards/{old.Id}/archive");
        return board.Id;
    }

    private static async Task<byte[]> ExportAsync(TestPerson person, Guid board) =>
        await (await person.GetAsync($"/api/boards/{board}/export?format=json")).Content.ReadAsByteArrayAsync(Ct);

    /// <summary>What an export says once ids are replaced by what they name, and what an import must not take is left out.</summary>
    private static JsonNode Essence(byte[] file)
    {
        var export = JsonNode.Parse(file)!.AsObject();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in new[] { "people", "columns", "labels", "fields" })
        {
            foreach (var item in export[list]!.AsArray())
            {
                names[item!["id"]!.GetValue<string>()] = item["name"]!.GetValue<string>();
                foreach (var choice in item["choices"]?.AsArray() ?? [])
                {
                    names[choice!["id"]!.GetValue<string>()] = choice["name"]!.GetValue<string>();
                }
            }
        }

        foreach (var card in export["cards"]!.AsArray())
        {
            names[card!["id"]!.GetValue<string>()] = card["title"]!.GetValue<string>();
            foreach (var comment in card["comments"]!.AsArray().Select(c => c!.AsObject()))
            {
                comment["author"] = comment["authorName"]?.GetValue<string>() ?? names[comment["person"]!.GetValue<string>()];
                _ = comment.Remove("authorName") | comment.Remove("person");
            }
        }

        foreach (var gone in new[] { "exportedAt", "sequence", "history", "people" })
        {
            _ = export.Remove(gone);
        }

        _ = export["board"]!.AsObject().Remove("createdAt");
        return Named(export, names)!;
    }

    private static JsonNode? Named(JsonNode? node, Dictionary<string, string> names) => node switch
    {
        JsonObject o => new JsonObject(o.Where(p => p.Key is not ("id" or "version" or "rank")).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Named(p.Value, names)))),
        JsonArray a => new JsonArray([.. a.Select(i => Named(i, names)).OrderBy(i => i?.ToJsonString(), StringComparer.Ordinal)]),
        JsonValue v when v.TryGetValue<string>(out var text) => names.GetValueOrDefault(text, text),
        _ => node?.DeepClone(),
    };

    private static async Task<HttpResponseMessage> SendAsync(TestPerson person, byte[] file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/boards/imports/workspace", UriKind.Relative));
        request.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());
        request.Content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await person.Http.SendAsync(request, Ct);
    }
}
