using System.Text;
using Workspace.Domain.Boards.Import;
using Workspace.Features.Shared;

namespace Workspace.Features.Boards.Import;

/// <summary>Reads comma-, semicolon- or tab-separated text after RFC 4180, and says in which line it is wrong.</summary>
internal static class CsvReader
{
    private const string Delimiters = ";,\t|";

    /// <summary>By byte order mark, else UTF-8 where the bytes are valid, else as old German Windows programs write.</summary>
    /// <exception cref="ProblemException">This is no text.</exception>
    public static (string Text, string Encoding) Decode(byte[] bytes)
    {
        var (encoding, skip) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [not 0, 0, not 0, 0, ..] => (Encoding.Unicode, 0),
            _ when System.Text.Unicode.Utf8.IsValid(bytes) => (Encoding.UTF8, 0),
            _ => (CodePagesEncodingProvider.Instance.GetEncoding(1252)!, 0),
        };
        var text = encoding.GetString(bytes, skip, bytes.Length - skip);
        return text.Contains('\0', StringComparison.Ordinal) ? throw ImportFile.Wrong("import.not-table") : (text, encoding.WebName);
    }

    /// <summary>Non-empty rows with the line each begins in; lazily, so that a limit stops the reading.</summary>
    public static (char Delimiter, IEnumerable<TableRow> Rows) Read(string text)
    {
        // Excel's own way to say it.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4)
        {
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            return (text[4], Rows(text, text[4], end < 0 ? text.Length : end + 1, line: 2));
        }

        var delimiter = DelimiterOf(text);
        return (delimiter, Rows(text, delimiter, 0, line: 1));
    }

    /// <summary>The one that parts most cells in the first line that has any.</summary>
    private static char DelimiterOf(string text)
    {
        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == '\n' && !quoted && counts.Any(n => n > 0))
            {
                break;
            }
            else if (!quoted && Delimiters.IndexOf(c, StringComparison.Ordinal) is >= 0 and var which)
            {
                counts[which]++;
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private static IEnumerable<TableRow> Rows(string text, char delimiter, int at, int line)
    {
        var cells = new List<string>();
        var began = line;
        while (at < text.Length)
        {
            var (cell, next) = text[at] == '"' ? Quoted(text, at, delimiter, ref line) : Plain(text, at, delimiter);
            if (cell.Length > TableFile.MostCell)
            {
                throw ImportFile.Wrong("import.cell-too-large", began, TableFile.MostCell);
            }

            cells.Add(cell);
            at = next;
            if (at < text.Length && text[at] == delimiter)
            {
                at++;
                if (at < text.Length)
                {
                    continue;
                }

                cells.Add("");
            }

            if (cells.Exists(c => c.Length > 0))
            {
                yield return new TableRow(began, cells);
            }

            cells = [];
            at += at < text.Length && text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            began = ++line;
        }
    }

    private static (string Cell, int Next) Plain(string text, int at, char delimiter)
    {
        var end = text.AsSpan(at).IndexOfAny(delimiter, '\r', '\n');
        end = end < 0 ? text.Length : at + end;
        return (text[at..end], end);
    }

    private static (string Cell, int Next) Quoted(string text, int at, char delimiter, ref int line)
    {
        var began = line;
        var cell = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
            {
                line += text[i] == '\n' ? 1 : 0;
                _ = cell.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '"')
            {
                _ = cell.Append(text[i++]);
            }
            else if (i + 1 == text.Length || text[i + 1] == delimiter || text[i + 1] is '\r' or '\n')
            {
                return (cell.ToString(), i + 1);
            }
            else
            {
                throw ImportFile.Wrong("import.quote-wrong", line);
            }
        }

        throw ImportFile.Wrong("import.quote-open", began);
    }
}
