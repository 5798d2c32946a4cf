using System.Net;
using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Shared;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards.Export;

public sealed class ExportingABoard
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task As_json_it_is_whole_with_comments_history_archive_and_trash(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var anna = workspace.As(Musterstadt.Anna);
        var board = await anna.CreateBoardAsync("Straße & Brücke", BoardVisibility.Organisation);
        var field = await anna.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest("Ansprechperson", FieldKind.Person, null));
        var open = await anna.CreateCardAsync(board, "Prüfen");
        var archived = await anna.CreateCardAsync(board, "Alt");
        var trashed = await anna.CreateCardAsync(board, "Weg");
        var cards = $"/api/boards/{board.Id}/cards";
        _ = await anna.PatchAsync<CardView>($"{cards}/{open.Id}", new EditCardRequest(0, new CardEdit(
            Description: new Edit<string?>("**fett** <script>"), Assignees: new Edit<IReadOnlyList<Guid>>([anna.Id]), Due: new Edit<DateOnly?>(new DateOnly(2026, 12, 1)),
            Values: [new ValueEdit(field.Id, anna.Id.ToString())])));
        _ = await anna.PostAsync($"{cards}/{open.Id}/comments", new AddCommentRequest("Bitte ansehen"));
        _ = await anna.PostAsync($"{cards}/{archived.Id}/archive");
        _ = await anna.PostAsync($"{cards}/{trashed.Id}/trash");

        var response = await workspace.As(Musterstadt.Eva).GetAsync($"/api/boards/{board.Id}/export?format=json");

        var export = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.Equal(("workspace.board", 1), (export.GetProperty("format").GetString(), export.GetProperty("version").GetInt32()));
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.StartsWith("Straße & Brücke ", response.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.EndsWith(".json", response.Content.Headers.ContentDisposition.FileNameStar, StringComparison.Ordinal);
        var byTitle = export.GetProperty("cards").EnumerateArray().ToDictionary(c => c.GetProperty("title").GetString()!);
        Assert.Equal("**fett** <script>", byTitle["Prüfen"].GetProperty("description").GetString());
        Assert.Equal("Bitte ansehen", byTitle["Prüfen"].GetProperty("comments")[0].GetProperty("text").GetString());
        Assert.Equal(anna.Id, byTitle["Prüfen"].GetProperty("values")[0].GetProperty("value").GetGuid());
        Assert.True(byTitle["Alt"].TryGetProperty("archivedAt", out _) && !byTitle["Alt"].TryGetProperty("trashedAt", out _));
        Assert.True(byTitle["Weg"].TryGetProperty("trashedAt", out _));
        var history = export.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, (int)export.GetProperty("sequence").GetInt64()), history.Select(e => e.GetProperty("sequence").GetInt32()));
        Assert.Contains(history, e => e.GetProperty("change").GetProperty("kind").GetString() == "card.edited");
        Assert.Equal([(anna.Id, "Anna Müller")], export.GetProperty("people").EnumerateArray().Select(p => (p.GetProperty("id").GetGuid(), p.GetProperty("name").GetString()!)));
    }

    [Fact]
    public async Task As_csv_it_opens_in_german_excel_and_runs_nothing()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);
        var board = await AttackedBoardAsync(anna);

        var bytes = await (await anna.GetAsync($"/api/boards/{board}/export?format=csv")).Content.ReadAsByteArrayAsync(Ct);

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.StartsWith("Nummer;Titel;Spalte;Zugewiesen an;", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(";\"'=1+1\";Menge", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("BÜ-1;\"'=HYPERLINK(\"\"http://boese.example\"\";\"\"x\"\")\";Ideen;Anna Müller;", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("BÜ-2;\"'+49 30 123\";", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("BÜ-3;\"'-2+3+cmd|' /C calc'!A0\";", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("BÜ-4;\"'@SUM(1)\";", StringComparison.Ordinal));

        // A number of ours is a number, with the reader's decimal sign.
        Assert.EndsWith(";-2,5", lines.Single(l => l.StartsWith("BÜ-1;", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(";2026-12-01;", lines.Single(l => l.StartsWith("BÜ-1;", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_excel_workbook_text_stays_text_and_days_and_numbers_are_what_they_are()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);
        var board = await AttackedBoardAsync(anna);

        using var file = new MemoryStream(await (await anna.GetAsync($"/api/boards/{board}/export?format=xlsx")).Content.ReadAsByteArrayAsync(Ct));

        var rows = file.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>().ToList();
        Assert.Equal("'=HYPERLINK(\"http://boese.example\";\"x\")", rows[0]["Titel"]);
        Assert.Equal(new DateTime(2026, 12, 1), rows[0]["Fällig"]);
        Assert.Equal(-2.5, rows[0]["Menge"]);
        Assert.Equal("'@SUM(1)", rows[3]["Titel"]);
        file.Position = 0;
        using var zip = new System.IO.Compression.ZipArchive(file);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.DoesNotContain("<x:f>", await sheet.ReadToEndAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_the_board_gets_no_file()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var board = await workspace.As(Musterstadt.Anna).CreateBoardAsync();
        var ben = workspace.As(Musterstadt.Ben);

        foreach (var format in new[] { "csv", "xlsx", "json" })
        {
            _ = await TestPerson.AssertProblemAsync(await ben.GetAsync($"/api/boards/{board.Id}/export?format={format}"), HttpStatusCode.NotFound, "not-found");
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await ben.GetAsync($"/api/boards/{board.Id}/export?format=exe")).StatusCode);
    }

    private static async Task<Guid> AttackedBoardAsync(TestPerson anna)
    {
        var board = await anna.CreateBoardAsync();
        var first = await anna.CreateCardAsync(board, "=HYPERLINK(\"http://boese.example\";\"x\")");
        foreach (var title in new[] { "+49 30 123", "-2+3+cmd|' /C calc'!A0", "@SUM(1)" })
        {
            _ = await anna.CreateCardAsync(board, title);
        }

        _ = await anna.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest("=1+1", FieldKind.Text, null));
        var amount = await anna.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest("Menge", FieldKind.Number, null));
        _ = await anna.PatchAsync<CardView>($"/api/boards/{board.Id}/cards/{first.Id}", new EditCardRequest(0, new CardEdit(
            Assignees: new Edit<IReadOnlyList<Guid>>([anna.Id]), Due: new Edit<DateOnly?>(new DateOnly(2026, 12, 1)), Values: [new ValueEdit(amount.Id, "-2.5")])));
        return board.Id;
    }
}
