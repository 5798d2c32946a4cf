using Workspace.Contracts.Boards;
using Workspace.Domain.Boards.Import;
using Workspace.Features.Boards.Export;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Import;

/// <summary>An uploaded table, by its content: text with separators, or an Excel workbook; Planner's export among them.</summary>
public static class TableFile
{
    public const string Source = "table";

    /// <summary>The largest file taken, in bytes.</summary>
    public const long Most = 20 * 1024 * 1024;

    /// <summary>The most rows, heading aside.</summary>
    public const int MostRows = 10_000;

    public const int MostColumns = 200;

    /// <summary>The longest text of a cell.</summary>
    public const int MostCell = 200_000;

    /// <summary>How far down headings are looked for: older Planner exports begin with lines about the plan.</summary>
    private const int MostAbove = 20;

    /// <param name="name">The new board's name; absent: as the file says.</param>
    /// <param name="columns">What each column is taken for, separated by commas; absent: as recognised.</param>
    /// <exception cref="ProblemException">This is no table, or too large, or wrong in a line that is named.</exception>
    public static async Task<ImportFile> ReadAsync(Stream body, string? name, string? columns, CancellationToken ct)
    {
        var bytes = await ImportFile.BytesAsync(body, ct);
        var (table, encoding, delimiter) = Read(bytes);
        var uses = columns is null ? Recognised(table) : Chosen(columns, table);
        var named = table with { Name = string.IsNullOrWhiteSpace(name) ? table.Name : name };
        return new ImportFile(Source, ImportFile.HashOf(bytes, Source, name, columns), setting => TableImport.Plan(named, uses, setting), new ImportTableView(
            encoding, delimiter?.ToString(), table.HeadingLine, table.Rows.Count,
            [
                .. uses.Select((use, i) =>
                {
                    var values = table.Rows.Select(r => r.Cells[i]).Where(c => c.Length > 0).ToList();
                    return new ImportTableColumnView(table.Headings[i], (ImportTableUse)use, values.Count, [.. values.Distinct(StringComparer.Ordinal).Take(3).Select(v => v.Length > 80 ? v[..80] : v)]);
                }),
            ]));
    }

    private static (Table Table, string? Encoding, char? Delimiter) Read(byte[] bytes)
    {
        switch (bytes)
        {
            case []:
                throw ImportFile.Wrong("import.table-empty");
            case [0xD0, 0xCF, 0x11, 0xE0, ..]:
                throw ImportFile.Wrong("import.excel-old");
            case [(byte)'P', (byte)'K', ..]:
                Table? first = null;
                foreach (var sheet in ExcelReader.Sheets(bytes))
                {
                    var table = Find(sheet.Rows, sheet.Name);
                    first ??= table;
                    if (table is not null && TableColumns.Recognise(table.Headings).Contains(TableUse.Title))
                    {
                        return (table, null, null);
                    }
                }

                return (first ?? throw ImportFile.Wrong("import.table-empty"), null, null);
            default:
                var (text, encoding) = CsvReader.Decode(bytes);
                var (delimiter, rows) = CsvReader.Read(text);
                return (Find(rows, null) ?? throw ImportFile.Wrong("import.table-empty"), encoding, delimiter);
        }
    }

    /// <summary>Headings are the first line that names a title, else the first line.</summary>
    private static Table? Find(IEnumerable<TableRow> rows, string? sheet)
    {
        var all = new List<TableRow>();
        foreach (var row in rows)
        {
            if (row.Cells.Count > MostColumns)
            {
                throw ImportFile.Wrong("import.too-many-columns", row.Line, MostColumns);
            }

            if (all.Count > MostRows + MostAbove)
            {
                throw ImportFile.Wrong("import.too-many-rows", row.Line, MostRows);
            }

            all.Add(row with { Cells = [.. row.Cells.Select(c => SpreadsheetText.Unguarded(c.Trim()))] });
        }

        var filled = all.Where(r => r.Cells.Any(c => c.Length > 0)).ToList();
        if (filled.Count == 0)
        {
            return null;
        }

        var at = Math.Max(0, filled.Take(MostAbove).ToList().FindIndex(r => r.Cells.Count(c => c.Length > 0) > 1 && TableColumns.Recognise(r.Cells).Contains(TableUse.Title)));
        var headings = filled[at].Cells;
        var width = headings.Count;
        while (width > 0 && headings[width - 1].Length == 0)
        {
            width--;
        }

        var content = filled.Skip(at + 1).Select(r => Fitted(r, width)).ToList();
        if (content.Count > MostRows)
        {
            throw ImportFile.Wrong("import.too-many-rows", content[MostRows].Line, MostRows);
        }

        var plan = filled.Take(at).FirstOrDefault(r => r.Cells[0].Trim(':').ToUpperInvariant() is "PLAN NAME" or "PLANNAME" or "NAME DES PLANS")?.Cells.Skip(1).FirstOrDefault(c => c.Length > 0);
        return new Table(plan ?? sheet, filled[at].Line, [.. headings.Take(width)], content);
    }

    /// <summary>A row with more than the headings name has usually a separator too many, and its cells stand in the wrong columns.</summary>
    private static TableRow Fitted(TableRow row, int width) =>
        row.Cells.Skip(width).Any(c => c.Length > 0)
            ? throw ImportFile.Wrong("import.too-many-cells", row.Line, width)
            : row with { Cells = [.. row.Cells.Take(width), .. Enumerable.Repeat("", Math.Max(0, width - row.Cells.Count))] };

    private static TableUse[] Recognised(Table table)
    {
        var uses = TableColumns.Recognise(table.Headings).ToArray();
        if (!uses.Contains(TableUse.Title))
        {
            uses[0] = TableUse.Title;
        }

        return uses;
    }

    private static TableUse[] Chosen(string columns, Table table)
    {
        var names = columns.Split(',');
        var uses = names.Select(n => Enum.TryParse<TableUse>(n, ignoreCase: true, out var use) && Enum.IsDefined(use) ? use : (TableUse?)null).OfType<TableUse>().ToArray();
        var once = uses.Where(u => u is not (TableUse.Ignore or TableUse.Field or TableUse.NoPlace)).ToList();
        return uses.Length == table.Headings.Count && names.Length == uses.Length && uses.Contains(TableUse.Title) && once.Count == once.Distinct().Count()
            ? uses
            : throw ImportFile.Wrong("import.columns-wrong", table.Headings.Count);
    }
}
