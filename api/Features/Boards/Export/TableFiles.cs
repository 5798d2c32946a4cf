using System.Buffers;
using System.Globalization;
using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Workspace.Features.Boards.Export;

/// <summary>
/// CSV as German Excel opens it by a double click: with a byte order mark, or umlauts break; separated by semicolons, since the comma is
/// the decimal sign of the German locale and Excel follows the locale, not the file. LibreOffice and Numbers ask or find out.
/// </summary>
internal static class CsvFile
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create("\";\r\n\t'");

    public static async Task WriteAsync(Stream file, IEnumerable<IReadOnlyList<object?>> rows, string language, CancellationToken ct)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            await writer.WriteLineAsync(string.Join(';', row.Select(cell => Cell(cell, culture))));
        }
    }

    private static string Cell(object? cell, CultureInfo culture)
    {
        var text = cell switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, culture),
            _ => cell.ToString() ?? "",
        };
        return text.AsSpan().ContainsAny(s_quoted) || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}

/// <summary>An Excel workbook of one sheet; text stays text.</summary>
internal static class ExcelFile
{
    /// <summary>What one cell of Excel holds.</summary>
    private const int MostText = 32_767;

    private static readonly OpenXmlConfiguration s_plain = new() { AutoFilter = false, TableStyles = TableStyles.None };

    public static Task WriteAsync(Stream file, IEnumerable<IReadOnlyList<object?>> rows, string sheet, CancellationToken ct) =>
        MiniExcel.SaveAsAsync(file, rows.Select(Row), printHeader: false, sheetName: sheet, excelType: ExcelType.XLSX, configuration: s_plain, cancellationToken: ct);

    private static Dictionary<string, object?> Row(IReadOnlyList<object?> cells)
    {
        var row = new Dictionary<string, object?>(cells.Count, StringComparer.Ordinal);
        for (var i = 0; i < cells.Count; i++)
        {
            row[i.ToString(CultureInfo.InvariantCulture)] = cells[i] switch
            {
                DateOnly day => day.ToDateTime(TimeOnly.MinValue),
                string text => Valid(text),
                var other => other,
            };
        }

        return row;
    }

    /// <summary>XML has no place for most control characters, and a cell holds no more than so much.</summary>
    private static string Valid(string text)
    {
        var cut = text.Length > MostText ? text[..(char.IsHighSurrogate(text[MostText - 2]) ? MostText - 2 : MostText - 1)] + "…" : text;
        return cut.Any(c => c < ' ' && c is not ('\n' or '\r' or '\t')) ? string.Concat(cut.Where(c => c >= ' ' || c is '\n' or '\r' or '\t')) : cut;
    }
}
