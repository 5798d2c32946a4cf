using System.Globalization;
using System.IO.Compression;
using MiniExcelLibs;
using Workspace.Domain.Boards.Import;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Import;

/// <summary>Reads the sheets of an Excel workbook. What is packed is unpacked under limits before anything believes it.</summary>
internal static class ExcelReader
{
    private const long MostUnpacked = 100 * 1024 * 1024;
    private const int MostRatio = 200;
    private const int MostEntries = 500;
    private const int MostSheets = 20;

    /// <exception cref="ProblemException">This is no workbook, or one that unpacks to too much.</exception>
    public static IEnumerable<(string Name, IEnumerable<TableRow> Rows)> Sheets(byte[] bytes)
    {
        CheckPacking(bytes);
        var names = Guarded(() => MiniExcel.GetSheetNames(new MemoryStream(bytes)).Take(MostSheets).ToList());
        return names.Select(name => (name, Rows(bytes, name)));
    }

    /// <summary>Really unpacks, since the sizes that a packed file claims may be lies.</summary>
    private static void CheckPacking(byte[] bytes) => _ = Guarded(() =>
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostEntries)
        {
            throw ImportFile.Wrong("import.packed-too-tightly");
        }

        var buffer = new byte[64 * 1024];
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            var size = 0L;
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                size += read;
                total += read;
                if (total > MostUnpacked || (size > 1024 * 1024 && size > MostRatio * Math.Max(1, entry.CompressedLength)))
                {
                    throw ImportFile.Wrong("import.packed-too-tightly");
                }
            }
        }

        return total;
    });

    private static IEnumerable<TableRow> Rows(byte[] bytes, string sheet)
    {
        using var file = new MemoryStream(bytes);
        using var rows = Guarded(() => MiniExcel.Query(file, useHeaderRow: false, sheetName: sheet, excelType: ExcelType.XLSX).GetEnumerator());
        for (var line = 1; Guarded(rows.MoveNext); line++)
        {
            var cells = ((IDictionary<string, object?>)rows.Current).Values.Select(Text).ToList();
            if (cells.Exists(c => c.Length > TableFile.MostCell))
            {
                throw ImportFile.Wrong("import.cell-too-large", line, TableFile.MostCell);
            }

            // Empty rows count as well: a sheet may claim a million of them.
            yield return new TableRow(line, cells);
        }
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime day => day.ToString(day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    /// <summary>The library fails in many ways on a file that somebody made; to the user they are one.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is not (ProblemException or OutOfMemoryException))
        {
            throw ImportFile.Wrong("import.excel-broken", broken);
        }
    }
}
