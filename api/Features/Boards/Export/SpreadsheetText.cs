namespace Workspace.Features.Boards.Export;

/// <summary>Text that a spreadsheet would run is made text again, by an apostrophe before it; reading takes it off.</summary>
/// <remarks>A cell that begins with one of these is a formula to Excel and LibreOffice, wherever the text came from.</remarks>
internal static class SpreadsheetText
{
    private const char Guard = '\'';

    public static string Guarded(string text) => Runs(text) ? Guard + text : text;

    public static string Unguarded(string text) => text.Length > 0 && text[0] == Guard && Runs(text) ? text[1..] : text;

    /// <summary>A text that has apostrophes there already gets one more, so that each way back is the way out.</summary>
    private static bool Runs(string text) => text.AsSpan().TrimStart(Guard) is [var first, ..] && Runs(first);

    // The full-width forms too: some locales read them as the plain ones.
    private static bool Runs(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
}
