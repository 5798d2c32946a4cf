namespace Workspace.Sandbox.Graph;

/// <summary>
/// Planner's order hints. Clients write an expression, <c>"&lt;previous&gt; &lt;next&gt;!"</c>, possibly nested; the service computes a
/// short text that sorts between the two by ordinal comparison. What the service once returned can't be written back as it is.
/// </summary>
public static class OrderHint
{
    // Expressions use space and "!" as their own signs, so stored hints use the printable characters behind them.
    private const char Least = '"';
    private const char Most = '~';
    private const int Base = Most - Least + 1;

    /// <summary>The stored hint for an expression; null if it is none.</summary>
    public static string? Compute(string expression)
    {
        if (expression == "!")
        {
            expression = " !"; // the preset of Microsoft's own client library
        }

        if (!expression.EndsWith('!') || expression.Any(letter => letter is < ' ' or > Most))
        {
            return null;
        }

        var at = 0;
        return Read(expression, ref at) is { Length: > 0 } hint && at == expression.Length ? hint : null;
    }

    /// <summary>The service's own choice for the n-th thing: the newest comes first, as in Planner.</summary>
    public static string Default(long number) => (8_585_730_000_000_000_000 - (number * 1_000)).ToString(System.Globalization.CultureInfo.InvariantCulture) + "P";

    /// <summary>Another hint close behind this one, for when two clients asked for the same place.</summary>
    public static string JustBehind(string hint) => hint + (char)(Least + (Base / 2));

    private static string? Read(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (' ' or '!'))
        {
            at++;
        }

        var hint = text[start..at];
        while (at < text.Length && text[at] == ' ')
        {
            at++;
            if (Read(text, ref at) is not { } next || at >= text.Length || text[at] != '!')
            {
                return null;
            }

            at++;
            hint = Between(hint, next);
        }

        return hint;
    }

    internal static string Between(string previous, string next)
    {
        if (next.Length == 0 || string.CompareOrdinal(previous, next) >= 0)
        {
            return previous.Length == 0 ? Default(0) : After(previous);
        }

        return previous.Length == 0 && Before(next) is { } before ? before : Middle(previous, next);
    }

    /// <summary>A step up in the first characters, so that a list that grows at its end keeps short hints.</summary>
    private static string After(string hint)
    {
        var digits = Digits(hint);
        for (var place = 3; place >= 0; place--)
        {
            if (++digits[place] < Base)
            {
                return Text(digits.AsSpan(0, place + 1));
            }
        }

        return hint + (char)(Least + (Base / 2));
    }

    private static string? Before(string hint)
    {
        var digits = Digits(hint);
        for (var place = 3; place >= 0; place--)
        {
            if (digits[place]-- > 1)
            {
                return Text([.. digits.AsSpan(0, place + 1), Base / 2]);
            }

            digits[place] = Base - 1;
        }

        return null;
    }

    private static string Middle(string previous, string next)
    {
        var result = new List<int>();
        for (var place = 0; ; place++)
        {
            var low = place < previous.Length ? previous[place] - Least : 0;
            var high = place < next.Length ? next[place] - Least : Base;
            if (high - low > 1)
            {
                result.Add((low + high) / 2);
                return Text([.. result]);
            }

            result.Add(low);
            if (high > low)
            {
                next = ""; // from here on only the lower bound holds
            }
        }
    }

    private static int[] Digits(string hint) => [.. Enumerable.Range(0, 4).Select(place => place < hint.Length ? hint[place] - Least : 0)];

    private static string Text(ReadOnlySpan<int> digits) => string.Concat(digits.ToArray().Select(digit => (char)(Least + digit)));
}
