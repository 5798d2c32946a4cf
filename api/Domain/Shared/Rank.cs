namespace Workspace.Domain.Shared;

/// <summary>
/// The place of something in an ordered list, as a string that sorts by ordinal comparison; there is always
/// room between two of them, so that a move writes one row.
/// </summary>
/// <remarks>
/// A rank is an integer and a fraction. The first character tells how many digits the integer has
/// (<c>a</c> one, <c>b</c> two … upwards; <c>Z</c> one, <c>Y</c> two … downwards), so that appending to a list
/// counts up instead of growing longer: 3,000 appended cards need four characters each.
/// </remarks>
public static class Rank
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Smallest = "A00000000000000000000000000";

    /// <summary>The rank of the only thing in a list.</summary>
    public const string First = "a0";

    /// <summary>A rank between two others; null stands for the start or the end of the list.</summary>
    /// <exception cref="ArgumentException">The ranks are malformed or not in order.</exception>
    public static string Between(string? after, string? before)
    {
        Check(after);
        Check(before);
        if (after is not null && before is not null && string.CompareOrdinal(after, before) >= 0)
        {
            throw new ArgumentException($"'{after}' does not sort before '{before}'.", nameof(before));
        }

        return (after, before) switch
        {
            (null, null) => First,
            (null, { } b) => Below(b),
            ({ } a, null) => Above(a),
            ({ } a, { } b) => Middle(a, b),
        };
    }

    /// <summary>As many ranks in a row as asked for, after the given one; for imports and templates.</summary>
    public static IEnumerable<string> After(string? last, int count)
    {
        for (var made = 0; made < count; made++)
        {
            last = Between(last, null);
            yield return last;
        }
    }

    private static string Below(string before)
    {
        var whole = Whole(before);
        if (string.Equals(whole, Smallest, StringComparison.Ordinal))
        {
            return whole + Fraction("", before[whole.Length..]);
        }

        return whole.Length < before.Length ? whole : Step(whole, -1) ?? throw new InvalidOperationException("No rank below.");
    }

    private static string Above(string after)
    {
        var whole = Whole(after);
        return Step(whole, +1) ?? whole + Fraction(after[whole.Length..], null);
    }

    private static string Middle(string after, string before)
    {
        var (wholeAfter, wholeBefore) = (Whole(after), Whole(before));
        if (string.Equals(wholeAfter, wholeBefore, StringComparison.Ordinal))
        {
            return wholeAfter + Fraction(after[wholeAfter.Length..], before[wholeBefore.Length..]);
        }

        var next = Step(wholeAfter, +1);
        return next is not null && string.CompareOrdinal(next, before) < 0
            ? next
            : wholeAfter + Fraction(after[wholeAfter.Length..], null);
    }

    /// <summary>The shortest string of digits between two fractions; no fraction ends in 0.</summary>
    private static string Fraction(string after, string? before)
    {
        var common = 0;
        if (before is not null)
        {
            while (common < before.Length && (common < after.Length ? after[common] : Digits[0]) == before[common])
            {
                common++;
            }

            if (common > 0)
            {
                return before[..common] + Fraction(common < after.Length ? after[common..] : "", before[common..]);
            }
        }

        var low = after.Length > 0 ? Digits.IndexOf(after[0], StringComparison.Ordinal) : 0;
        var high = before is { Length: > 0 } ? Digits.IndexOf(before[0], StringComparison.Ordinal) : Digits.Length;
        if (high - low > 1)
        {
            return Digits[(low + high) / 2].ToString();
        }

        return before is { Length: > 1 }
            ? before[..1]
            : Digits[low] + Fraction(after.Length > 0 ? after[1..] : "", null);
    }

    /// <summary>The integer one higher or lower; null where there is none.</summary>
    private static string? Step(string whole, int by)
    {
        var digits = whole[1..].ToCharArray();
        var (from, to) = by > 0 ? (Digits[^1], Digits[0]) : (Digits[0], Digits[^1]);
        for (var place = digits.Length - 1; place >= 0; place--)
        {
            if (digits[place] != from)
            {
                digits[place] = Digits[Digits.IndexOf(digits[place], StringComparison.Ordinal) + by];
                return whole[0] + new string(digits);
            }

            digits[place] = to;
        }

        return (whole[0], by) switch
        {
            ('Z', > 0) => First,
            ('a', < 0) => "Zz",
            ('z', > 0) or ('A', < 0) => null,
            (var head, > 0) => (char)(head + 1) + new string(Digits[0], Length((char)(head + 1))),
            (var head, _) => (char)(head - 1) + new string(Digits[^1], Length((char)(head - 1))),
        };
    }

    private static string Whole(string rank) => rank[..(1 + Length(rank[0]))];

    private static int Length(char head) => head switch
    {
        >= 'a' and <= 'z' => head - 'a' + 1,
        >= 'A' and <= 'Z' => 'Z' - head + 1,
        _ => throw new ArgumentOutOfRangeException(nameof(head), head, "Starts no rank."),
    };

    private static void Check(string? rank)
    {
        if (rank is null)
        {
            return;
        }

        var whole = rank.Length == 0 ? int.MaxValue : 1 + Length(rank[0]);
        if (rank.Length < whole || rank.Any(c => !Digits.Contains(c, StringComparison.Ordinal)) || (rank.Length > whole && rank[^1] == Digits[0]))
        {
            throw new ArgumentException($"'{rank}' is no rank.", nameof(rank));
        }
    }
}
