using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MiniExcelLibs;
using Workspace.Contracts.Boards;
using Workspace.Features.Boards.Import;
using Workspace.Features.Shared;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards.Import;

public sealed class ImportingATable
{
    private const string Planner =
        "Task ID;Task Name;Bucket Name;Progress;Priority;Assigned To;Created By;Created Date;Start date;Due date;Is Recurring;Late;Completed Date;Completed By;"
        + "Completed Checklist Items;Checklist Items;Labels;Description\r\n"
        + "Xy1;Antrag prüfen;Offen;In progress;Urgent;\"Müller, Anna;Ben Schulz\";Clara Weber;11/02/2026;11/03/2026;11/27/2026;false;false;;;1/2;\"Lesen;Antworten\";\"Frist;OZG\";\"=cmd\r\nzweite Zeile\"\r\n"
        + "Xy2;Aushang;Fertig;Completed;Medium;Niemand Bekannt;Clara Weber;11/02/2026;;;false;false;11/05/2026;Clara Weber;2/2;\"A;B\";;\r\n";

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Planner_s_export_becomes_the_board_that_the_preview_promised(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (anna, ben) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben));
        _ = await ben.GetAsync("/api/me");

        var preview = await PreviewAsync(anna, Encoding.UTF8.GetBytes(Planner), "?dryRun=true&name=Plan%20A");
        var report = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, Encoding.UTF8.GetBytes(Planner), "?name=Plan%20A"));

        Assert.Equal((";", "utf-8", 1, 2), (preview.Table!.Delimiter, preview.Table.Encoding, preview.Table.HeadingLine, preview.Table.Rows));
        Assert.Equal(
            [
                ImportTableUse.NoPlace, ImportTableUse.Title, ImportTableUse.Column, ImportTableUse.Progress, ImportTableUse.Priority, ImportTableUse.Assignees, ImportTableUse.NoPlace,
                ImportTableUse.Created, ImportTableUse.Start, ImportTableUse.Due, ImportTableUse.NoPlace, ImportTableUse.NoPlace, ImportTableUse.NoPlace, ImportTableUse.NoPlace,
                ImportTableUse.ChecklistDone, ImportTableUse.Checklist, ImportTableUse.Labels, ImportTableUse.Description,
            ],
            preview.Table.Columns.Select(c => c.Use));
        Assert.Contains(preview.Notes, n => n.Code == "checklist-done-unknown" && n.Examples.SequenceEqual(["Zeile 2: 1/2"]));
        Assert.Contains(preview.Notes, n => n.Code == "people-unknown" && n.Examples.SequenceEqual(["Niemand Bekannt"]));
        Assert.Equal(preview.Counts, report.Imported.Counts);

        var board = await ben.BoardAsync(report.Board.Id);
        Assert.Equal(("Plan A", "Offen, Fertig"), (board.Name, string.Join(", ", board.Columns.Select(c => c.Name))));
        Assert.Equal(["Frist", "OZG"], board.Labels.Select(l => l.Name).Order(StringComparer.Ordinal));
        var card = board.Cards.Single(c => c.Title == "Antrag prüfen");
        Assert.Equal(
            (new DateOnly(2026, 11, 3), new DateOnly(2026, 11, 27), CardPriority.Urgent, 50, 0, 2),
            (card.Start!.Value, card.Due!.Value, card.Priority!.Value, card.Progress, card.ChecklistDone, card.ChecklistTotal));
        Assert.Equal(new[] { anna.Id, ben.Id }.Order(), card.Assignees.Order());
        var details = await anna.ReadAsync<CardDetails>($"/api/boards/{board.Id}/cards/{card.Id}");
        Assert.Equal("=cmd\nzweite Zeile", details.Description!.ReplaceLineEndings("\n"));
        var done = board.Cards.Single(c => c.Title == "Aushang");
        Assert.Equal((100, 2, 2), (done.Progress, done.ChecklistDone, done.ChecklistTotal));
    }

    [Fact]
    public async Task An_excel_workbook_of_planner_in_german_with_lines_above_is_understood()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);
        object?[][] rows =
        [
            ["Planname", "Digitale Akte", null, null, null],
            ["Exportdatum", "23.11.2026", null, null, null],
            [null, null, null, null, null],
            ["Aufgabenname", "Bucketname", "Status", "Fälligkeitsdatum", "Aufwandsschätzung"],
            ["Scannen", "Offen", "Nicht gestartet", new DateTime(2026, 12, 1), 2.5],
            ["Ablegen", "Offen", "Abgeschlossen", "02.12.2026", 1],
        ];

        var report = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, Workbook(rows), ""));

        var board = await anna.BoardAsync(report.Board.Id);
        Assert.Equal(("Digitale Akte", "Offen"), (board.Name, Assert.Single(board.Columns).Name));
        Assert.Equal([("Scannen", new DateOnly(2026, 12, 1), 0), ("Ablegen", new DateOnly(2026, 12, 2), 100)], board.Cards.Select(c => (c.Title, c.Due!.Value, c.Progress)));
        Assert.Equal((4, 2), (report.Imported.Table!.HeadingLine, report.Imported.Table.Rows));
        Assert.Equal([new ImportFieldView("Aufwandsschätzung", FieldKind.Number, 2)], report.Imported.Fields);
    }

    [Fact]
    public async Task Old_german_windows_text_with_tabs_is_read_and_unknown_columns_become_fields()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);
        var file = Encoding.Latin1.GetBytes("Titel\tFällig\tPLZ\tGröße\tAbnahme\r\nStraße\t1.12.26\t01067\t1.234,5\t3. Dezember 2026\r\nBrücke\t\t10115\t7\t\r\n");

        var report = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, file, ""));

        Assert.Equal(("windows-1252", "\t"), (report.Imported.Table!.Encoding, report.Imported.Table.Delimiter));
        var board = await anna.BoardAsync(report.Board.Id);
        Assert.Equal([("PLZ", FieldKind.Text), ("Größe", FieldKind.Number), ("Abnahme", FieldKind.Date)], board.Fields.Select(f => (f.Name, f.Kind)));
        var card = board.Cards.Single(c => c.Title == "Straße");
        Assert.Equal(["01067", "1234.5", "2026-12-03"], board.Fields.Select(f => card.Values!.Single(v => v.Field == f.Id).Value));
        Assert.Equal(new DateOnly(2026, 12, 1), card.Due);
    }

    [Fact]
    public async Task The_user_says_what_a_column_is()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);
        var file = Encoding.UTF8.GetBytes("Was,Wer,Notiz\nTor streichen,Anna Müller,grün\n");

        var report = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, file, "?columns=title,assignees,ignore"));

        var card = Assert.Single((await anna.BoardAsync(report.Board.Id)).Cards);
        Assert.Equal(("Tor streichen", anna.Id, false), (card.Title, Assert.Single(card.Assignees), card.HasDescription));
        foreach (var wrong in new[] { "title", "title,title,ignore", "ignore,ignore,ignore", "title,was,ignore", "title,77,ignore" })
        {
            _ = await TestPerson.AssertProblemAsync(await SendAsync(anna, file, "?columns=" + wrong), HttpStatusCode.BadRequest, "import.columns-wrong");
        }
    }

    [Fact]
    public async Task What_can_t_be_read_is_told_with_its_line_and_the_card_comes_anyway()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);
        var file = Encoding.UTF8.GetBytes("Titel;Fällig;Beginn;Priorität;Links\nA;31.02.2026;;;\n\"B\nzwei\";1.1.2026;2.1.2026;egal;http://alt.example\n");

        var preview = await PreviewAsync(anna, file, "?dryRun=true");

        var notes = preview.Notes.ToDictionary(n => n.Code, n => n.Examples);
        Assert.Equal(["Zeile 2: 31.02.2026"], notes["card-date-unreadable"]);
        Assert.Equal(["Zeile 3: 2.1.2026"], notes["card-start-after-due"]);
        Assert.Equal(["Zeile 3: egal"], notes["priority-unknown"]);
        Assert.Equal(["Zeile 3: http://alt.example"], notes["attachment-as-text"]);
        Assert.Equal(2, preview.Counts.Cards);
    }

    [Theory]
    [InlineData("", "import.table-empty", null)]
    [InlineData("\n \n;;\n", "import.table-empty", null)]
    [InlineData("Titel;Text\nA;\"offen\nB;c\n", "import.quote-open", "Zeile 2")]
    [InlineData("Titel;Text\nA;\"zwei\nZeilen\" mehr;\n", "import.quote-wrong", "Zeile 3")]
    [InlineData("Titel;Text\nA;b\nC;d;e\n", "import.too-many-cells", "Zeile 3")]
    [InlineData("PK\u0003\u0004 kein Zip", "import.excel-broken", null)]
    [InlineData("a\0b\0c;\0\0\0", "import.not-table", null)]
    public async Task A_wrong_file_is_refused_with_its_line_and_leaves_nothing(string file, string code, string? line)
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.AsSomebodyNew();

        var problem = await TestPerson.AssertProblemAsync(await SendAsync(anna, Encoding.UTF8.GetBytes(file), ""), HttpStatusCode.BadRequest, code);

        Assert.Contains(line ?? "", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("{0}", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(await anna.OwnBoardsAsync());
    }

    [Fact]
    public async Task Too_much_is_refused_rows_columns_cells_and_what_unpacks_to_more_than_it_should()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.AsSomebodyNew();
        var rows = new StringBuilder("Titel\n");
        for (var i = 0; i <= TableFile.MostRows; i++)
        {
            _ = rows.Append("Karte\n");
        }

        var bomb = Workbook([["Titel"], ["A"]]);
        using (var packed = new MemoryStream())
        {
            packed.Write(bomb);
            using (var zip = new ZipArchive(packed, ZipArchiveMode.Update, leaveOpen: true))
            using (var entry = zip.CreateEntry("xl/media/bild.bin").Open())
            {
                entry.Write(new byte[20 * 1024 * 1024]);
            }

            bomb = packed.ToArray();
        }

        foreach (var (file, code, line) in new[]
                 {
                     (Encoding.UTF8.GetBytes(rows.ToString()), "import.too-many-rows", "10002"),
                     (Encoding.UTF8.GetBytes("Titel" + new string(';', TableFile.MostColumns) + "\nA\n"), "import.too-many-columns", "Zeile 1"),
                     (Encoding.UTF8.GetBytes("Titel\nA\n" + new string('x', TableFile.MostCell + 1) + "\n"), "import.cell-too-large", "Zeile 3"),
                     (bomb, "import.packed-too-tightly", ""),
                     ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "import.excel-old", ""),
                 })
        {
            var problem = await TestPerson.AssertProblemAsync(await SendAsync(anna, file, ""), HttpStatusCode.BadRequest, code);
            Assert.Contains(line, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        _ = await TestPerson.AssertProblemAsync(await SendAsync(anna, new byte[TableFile.Most + 1], "", askFirst: true), HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Empty(await anna.OwnBoardsAsync());
    }

    [Fact]
    public async Task A_table_that_left_comes_back_with_the_same_words()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);
        var board = await anna.CreateBoardAsync();
        foreach (var title in new[] { "=1+1", "'=2", "'schon so", "mit \"Zeichen\"; und\tTab", "[klick](javascript:alert(1)) <img src=x onerror=alert(1)>" })
        {
            _ = await anna.CreateCardAsync(board, title);
        }

        foreach (var format in new[] { "csv", "xlsx" })
        {
            var file = await (await anna.GetAsync($"/api/boards/{board.Id}/export?format={format}")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            var report = await TestPerson.BodyAsync<ImportReport>(await SendAsync(anna, file, "?name=" + format));
            var again = await anna.BoardAsync(report.Board.Id);
            Assert.Equal(board.Columns.Take(1).Select(c => c.Name), again.Columns.Select(c => c.Name));
            Assert.Equal(
                (await anna.BoardAsync(board.Id)).Cards.Select(c => (c.Number, c.Title)),
                again.Cards.OrderBy(c => c.Number).Select(c => (c.Number, c.Title)));
        }
    }

    private static byte[] Workbook(object?[][] rows)
    {
        using var file = new MemoryStream();
        _ = file.SaveAs(rows.Select(r => r.Select((cell, i) => (cell, i)).ToDictionary(c => $"c{c.i}", c => c.cell)), printHeader: false);
        return file.ToArray();
    }

    private static async Task<ImportPreview> PreviewAsync(TestPerson person, byte[] file, string query) =>
        await TestPerson.BodyAsync<ImportPreview>(await SendAsync(person, file, query));

    private static async Task<HttpResponseMessage> SendAsync(TestPerson person, byte[] file, string query, bool askFirst = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/boards/imports/table" + query, UriKind.Relative));
        request.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());
        request.Headers.ExpectContinue = askFirst;
        request.Content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return await person.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
