using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Features.Boards.Import;
using Workspace.Features.Shared;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards.Import;

public sealed class ImportingFromTrello
{
    private const string Address = "/api/boards/imports/trello";

    private static byte[] SmallFile => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Boards", "Import", "small-trello-export.json"));

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_small_board_comes_over_whole(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var anna = workspace.As(Musterstadt.Anna);

        var report = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, SmallFile));

        var board = await anna.BoardAsync(report.Board.Id);
        Assert.Equal(("Digitale Sprechstunde", "Beratung per Video in drei Ämtern.", BoardVisibility.Members), (board.Name, board.Purpose, board.Visibility));
        Assert.Equal(["Offen"], board.Columns.Select(c => c.Name));
        Assert.Equal([new MemberView(anna.Id, BoardRole.Owner)], board.Members);
        Assert.Equal(("", "yellow"), board.Labels.Select(l => (l.Name, l.Colour)).Single());
        var card = Assert.Single(board.Cards);
        Assert.Equal((1, "Kameras beschaffen", new DateOnly(2026, 11, 27), 100), (card.Number, card.Title, card.Due, card.Progress));
        Assert.Equal((1, 2, 1, 2, true), (card.ChecklistDone, card.ChecklistTotal, card.Comments, card.Links, card.HasDescription));
        Assert.Equal([board.Labels[0].Id], card.Labels);

        var details = await anna.ReadAsync<CardDetails>($"/api/boards/{board.Id}/cards/{card.Id}");
        Assert.Equal("Drei Stück, siehe Angebot.", details.Description);
        Assert.Equal([("Angebot", true), ("Auftrag", false)], details.Checklist.Select(i => (i.Title, i.Done)));
        Assert.Equal([("Angebot", "https://dateien.musterstadt.example/angebot.pdf"), ("Trello", "https://trello.com/c/card0001")], details.Links.Select(l => (l.Title, l.Url)));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(0x60c1a0a0), details.CreatedAt);
        var comment = Assert.Single(details.Comments);
        Assert.Equal((null, "Erika Muster", "Die Technik im Bürgeramt ist bestellt."), ((Guid?)comment.Person, comment.AuthorName, comment.Text));
        Assert.Equal(new DateTimeOffset(2021, 7, 10, 17, 1, 58, 636, TimeSpan.Zero), comment.At);

        var archived = Assert.Single(await anna.ReadAsync<CardView[]>($"/api/boards/{board.Id}/archive"));
        Assert.Equal((4, "Raum suchen"), (archived.Number, archived.Title));
        var field = Assert.Single(board.Fields);
        Assert.Equal(("Anzahl", FieldKind.Number), (field.Name, field.Kind));
        Assert.Equal([new ValueView(field.Id, "3")], card.Values!);
        Assert.Equal([new ImportFieldView("Anzahl", FieldKind.Number, 1)], report.Imported.Fields);
        Assert.Contains(report.Imported.Notes, n => n is { Code: "people-unknown", Count: 1 } && n.Examples.SequenceEqual(["Erika Muster"]));

        // It is a board like any other: work goes on, and numbers go on from the highest.
        var next = await anna.CreateCardAsync(board, "Weiter");
        Assert.Equal(5, next.Number);
        Assert.Equal(["card.created"], await KindsAsync(anna, board.Id, next.Id));
        Assert.Equal(["board.imported"], await KindsAsync(anna, board.Id, card.Id));
        _ = await TestPerson.BodyAsync<CardView>(await anna.PostAsync($"/api/boards/{board.Id}/cards/{archived.Id}/restore"));
        Assert.Equal(HttpStatusCode.NotFound, (await workspace.As(Musterstadt.Ben).GetAsync($"/api/boards/{board.Id}")).StatusCode);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_large_board_becomes_what_the_preview_promised_in_one_entry(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (anna, ben) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben));
        _ = await ben.GetAsync("/api/me");
        var large = LargeTrelloBoard.Make(seed: 4711, Musterstadt.Ben.DisplayName);
        Assert.True(large.OpenCards + large.ArchivedCards > 3_000 && large.Comments + large.OtherActions > 1_000, "The sample is large.");

        var preview = await TestPerson.BodyAsync<ImportPreview>(await SendAsync(anna, large.File, dryRun: true));
        var clock = Stopwatch.StartNew();
        var report = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, large.File));
        TestContext.Current.TestOutputHelper?.WriteLine($"{large.File.Length:N0} bytes, {large.OpenCards + large.ArchivedCards:N0} cards imported in {clock.ElapsedMilliseconds:N0} ms on {store}");

        var counts = report.Imported.Counts;
        Assert.Equal(preview.Counts, counts);
        Assert.Equal(
            (12, 2, 24, large.OpenCards, large.ArchivedCards, large.ChecklistItems, large.Comments, large.Links),
            (counts.Columns, counts.ArchivedColumns, counts.Labels, counts.Cards, counts.ArchivedCards, counts.ChecklistItems, counts.Comments, counts.Links));
        var notes = report.Imported.Notes.ToDictionary(n => n.Code, n => n.Count);
        Assert.Equal(
            (large.OtherActions, large.MissingComments, large.Uploads, large.UnsafeAttachments, 11),
            (notes["activity"], notes["comments-not-in-file"], notes["files-at-trello"], notes["attachment-as-text"], notes["people-unknown"]));

        var export = await ben.ReadAsync<System.Text.Json.JsonElement>($"/api/boards/{report.Board.Id}/export?format=json");
        Assert.Equal(large.CustomFieldValues, export.GetProperty("cards").EnumerateArray().Sum(c => c.TryGetProperty("values", out var values) ? values.GetArrayLength() : 0));

        // Ben was recognised by his name: he is on the board, and cards are his.
        var board = await ben.BoardAsync(report.Board.Id);
        Assert.Contains(board.Members, m => m == new MemberView(ben.Id, BoardRole.Editor));
        Assert.Contains(board.Cards, c => c.Assignees.SequenceEqual([ben.Id]));

        Assert.Equal(large.Order.Keys, board.Columns.Select(c => c.Name));
        Assert.All(board.Columns, column => Assert.Equal(large.Order[column.Name], board.Cards.Where(c => c.Column == column.Id).OrderBy(c => c.Rank, StringComparer.Ordinal).Select(c => c.Title)));
        Assert.Equal(large.ArchivedCards, board.ArchivedCount);
        Assert.Equal(board.Cards.Count, board.Cards.Select(c => c.Number).Distinct().Count());

        var journal = await anna.ReadAsync<JournalPage>($"/api/boards/{board.Id}/journal?after=0");
        Assert.Equal(counts, Assert.IsType<BoardImported>(Assert.Single(journal.Entries, e => e.Change is BoardImported).Change).Counts);
        Assert.All(journal.Entries, e => Assert.True(e.Change is BoardCreated { Source: "trello" } or BoardMemberSet or BoardImported));
    }

    [Fact]
    public async Task A_preview_makes_nothing()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.AsSomebodyNew();

        var preview = await TestPerson.BodyAsync<ImportPreview>(await SendAsync(anna, SmallFile, dryRun: true));

        Assert.Equal([("Offen", false, 1, 1), ("Alt", true, 0, 0)], preview.Columns.Select(c => (c.Name, c.Archived, c.Cards, c.ArchivedCards)));
        Assert.Empty(await anna.OwnBoardsAsync());
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task The_same_command_makes_one_board_and_brings_no_other_file(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var anna = workspace.AsSomebodyNew();
        var command = Guid.CreateVersion7();

        var twice = await Task.WhenAll(SendAsync(anna, SmallFile, command: command), SendAsync(anna, SmallFile, command: command));
        var again = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, SmallFile, command: command));
        var other = await SendAsync(anna, Encoding.UTF8.GetBytes("""{"id":"b","name":"Anderes","lists":[],"cards":[]}"""), command: command);

        Assert.All(twice, response => Assert.Equal(HttpStatusCode.Created, response.StatusCode));
        Assert.All(twice, response => Assert.EndsWith(again.Board.Id.ToString(), response.Headers.Location!.ToString(), StringComparison.Ordinal));
        _ = await TestPerson.AssertProblemAsync(other, HttpStatusCode.Conflict, "command-reused");
        Assert.Equal(again.Board.Id, Assert.Single(await anna.OwnBoardsAsync()).Id);
    }

    [Theory]
    [InlineData("", "import.broken")]
    [InlineData("{\"id\":\"b\",\"name\":\"B\",\"lists\":[", "import.broken")]
    [InlineData("{\"id\":\"b\"} and more", "import.broken")]
    [InlineData("PK\u0003\u0004", "import.broken")]
    [InlineData("null", "import.not-trello")]
    [InlineData("[]", "import.not-trello")]
    [InlineData("{}", "import.not-trello")]
    [InlineData("{\"id\":\"c\",\"name\":\"eine Karte\",\"idList\":\"l\",\"checklists\":[]}", "import.not-trello")]
    [InlineData("{\"id\":\"b\",\"name\":\"B\",\"lists\":\"keine\",\"cards\":[]}", "import.not-trello")]
    [InlineData("{\"id\":\"b\",\"name\":\"B\",\"lists\":[],\"cards\":[{\"name\":\"\\ud800\"}]}", "import.not-trello")]
    [InlineData("{\"value\":[{\"id\":\"plan\",\"title\":\"Planner\"}]}", "import.not-trello")]
    public async Task Another_file_is_refused_with_what_to_do_and_leaves_nothing(string file, string code)
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.AsSomebodyNew();

        var problem = await TestPerson.AssertProblemAsync(await SendAsync(anna, Encoding.UTF8.GetBytes(file)), HttpStatusCode.BadRequest, code);

        Assert.Contains("exportier", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(await anna.OwnBoardsAsync());
    }

    [Fact]
    public async Task A_file_nested_without_end_is_refused()
    {
        var workspace = await WorkspaceServer.SharedAsync();

        var response = await SendAsync(workspace.As(Musterstadt.Anna), Encoding.UTF8.GetBytes(new string('[', 100_000)));

        _ = await TestPerson.AssertProblemAsync(response, HttpStatusCode.BadRequest, "import.broken");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_read()
    {
        var workspace = await WorkspaceServer.SharedAsync();

        var response = await SendAsync(workspace.As(Musterstadt.Anna), new byte[TrelloFile.Most + 1], askFirst: true);

        _ = await TestPerson.AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task Without_a_command_id_nothing_is_taken()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);

        using var content = new ByteArrayContent(SmallFile) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        _ = await TestPerson.AssertProblemAsync(
            await anna.Http.PostAsync(new Uri(Address, UriKind.Relative), content, TestContext.Current.CancellationToken), HttpStatusCode.BadRequest, "command-id-required");
    }

    [Fact]
    public async Task Notes_are_told_in_the_reader_s_language()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);
        anna.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        anna.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB");

        var preview = await TestPerson.BodyAsync<ImportPreview>(await SendAsync(anna, SmallFile, dryRun: true));

        Assert.Contains("not in your organisation", preview.Notes.Single(n => n.Code == "people-unknown").Text, StringComparison.Ordinal);
    }

    private static async Task<string[]> KindsAsync(TestPerson person, Guid board, Guid card)
    {
        var history = await person.ReadAsync<JournalPage>($"/api/boards/{board}/cards/{card}/history");
        return [.. history.Entries.Select(e => e.Change switch { BoardImported => "board.imported", CardCreated => "card.created", _ => e.Change.GetType().Name })];
    }

    private static async Task<HttpResponseMessage> SendAsync(
        TestPerson person, byte[] file, bool dryRun = false, Guid? command = null, bool askFirst = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(dryRun ? Address + "?dryRun=true" : Address, UriKind.Relative));
        request.Headers.Add(CommandId.Header, (command ?? Guid.CreateVersion7()).ToString());
        request.Headers.ExpectContinue = askFirst;
        request.Content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await person.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
