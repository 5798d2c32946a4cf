using System.Globalization;

namespace Workspace.Domain.Approvals;

/// <summary>Personal free text beside the record: the record holds its digest alone, so that text and salt can be erased and the chain still proves.</summary>
/// <param name="Salt">Random, at least 16 bytes as hexadecimal: without it, short texts could be guessed from their digest.</param>
public sealed record SaltedText(string Salt, string Text)
{
    internal string Digest() => Approvals.Digest.Of([Salt, Text]);
}

/// <summary>What an entry says; the fields of a Geschäftsgang in xdomea.</summary>
/// <param name="At">Counted to the millisecond.</param>
/// <param name="By">The natural person; null: a rule, or somebody unknown.</param>
/// <param name="For">For whom, where a deputy acted.</param>
/// <param name="Kind">The event's name (<see cref="ProcedureLog.KindOf"/>).</param>
/// <param name="Version">The version that was current.</param>
/// <param name="ContentHash">Of that version.</param>
/// <param name="Data">The event as it is stored (<see cref="ProcedureLog.Write"/>); covered to the letter.</param>
/// <param name="TextDigest">Of the remark, reason or proposal.</param>
public sealed record RecordFacts(DateTimeOffset At, Guid? By, Guid? For, string Kind, int Version, string ContentHash, string Data, string? TextDigest)
{
    /// <param name="after">The state after the event.</param>
    /// <param name="salt">For the event's text, where it has one.</param>
    public static RecordFacts Of(ProcedureEvent happened, Procedure after, string salt) => new(
        happened.At, happened.By, happened.For, ProcedureLog.KindOf(happened), after.Version.Number, after.Version.Hash, ProcedureLog.Write(happened),
        happened.Text is { } text ? new SaltedText(salt, text).Digest() : null);
}

/// <summary>An entry of the chain: its hash covers what it says, its place, and the hash before it.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
public sealed record RecordEntry(long Sequence, RecordFacts Facts, string Previous, string Hash);

/// <summary>A hash that is known from elsewhere: printed on a protocol, or written daily outside of the database.</summary>
public sealed record RecordAnchor(long Sequence, string Hash);

/// <summary>What is wrong with a record.</summary>
public enum RecordFault
{
    /// <summary>The entry says something else than when it was written.</summary>
    Changed,

    /// <summary>Entries are not there.</summary>
    Missing,

    /// <summary>The entry stands in the wrong place, or twice.</summary>
    Reordered,

    /// <summary>In itself the chain is whole, but it is not the one that was anchored.</summary>
    Rewritten,

    /// <summary>The free text is not the one that the entry covers.</summary>
    TextChanged,
}

/// <summary>Entries from a sequence to another.</summary>
public sealed record RecordFinding(RecordFault Fault, long From, long To);

/// <summary>What a check found.</summary>
/// <param name="ProvenUpTo">
/// Up to this sequence the record is proven whole by an anchor. Whether entries are missing after the last one can't be excluded by the
/// record alone: 0 says that there was no anchor at all.
/// </param>
/// <param name="Erased">Entries whose free text is gone, as data protection allows.</param>
public sealed record RecordVerdict(IReadOnlyList<RecordFinding> Findings, long ProvenUpTo, IReadOnlyList<long> Erased);

/// <summary>The hash-chained record of an approval. It can be checked offline, from nothing but its entries and an anchor.</summary>
public static class ApprovalRecord
{
    /// <summary>The next entry.</summary>
    /// <param name="procedure">Whose record it is; entries of another never fit in.</param>
    /// <param name="last">Null: it is the first.</param>
    public static RecordEntry Append(Guid procedure, RecordEntry? last, RecordFacts facts)
    {
        var (sequence, previous) = (1 + (last?.Sequence ?? 0), last?.Hash ?? Beginning(procedure));
        return new RecordEntry(sequence, facts, previous, HashOf(sequence, facts, previous));
    }

    /// <param name="entries">In the order in which they were kept.</param>
    /// <param name="texts">By sequence, as far as they were not erased.</param>
    public static RecordVerdict Verify(
        Guid procedure, IReadOnlyList<RecordEntry> entries, IReadOnlyList<RecordAnchor> anchors, IReadOnlyDictionary<long, SaltedText> texts)
    {
        var findings = new List<RecordFinding>();
        var known = new SortedDictionary<long, RecordEntry>();
        var highest = 0L;
        foreach (var entry in entries)
        {
            if (entry.Sequence <= highest) { findings.Add(One(RecordFault.Reordered, entry.Sequence)); }

            highest = Math.Max(highest, entry.Sequence);
            _ = known.TryAdd(entry.Sequence, entry);
        }

        RecordEntry? before = null;
        var expected = 1L;
        foreach (var entry in known.Values)
        {
            if (entry.Sequence > expected)
            {
                findings.Add(new RecordFinding(RecordFault.Missing, expected, entry.Sequence - 1));
                before = null;
            }

            var ownHash = Same(entry.Hash, HashOf(entry.Sequence, entry.Facts, entry.Previous));
            if (!ownHash) { findings.Add(One(RecordFault.Changed, entry.Sequence)); }

            // The entry is as its hash says, but what it was chained to is not there any more.
            var previous = entry.Sequence == 1 ? Beginning(procedure) : before?.Hash;
            if (ownHash && previous is not null && !Same(entry.Previous, previous)) { findings.Add(One(RecordFault.Changed, Math.Max(1, entry.Sequence - 1))); }

            if (texts.TryGetValue(entry.Sequence, out var text) && !Same(text.Digest(), entry.Facts.TextDigest)) { findings.Add(One(RecordFault.TextChanged, entry.Sequence)); }

            (before, expected) = (entry, entry.Sequence + 1);
        }

        var proven = 0L;
        foreach (var anchor in anchors.OrderBy(a => a.Sequence))
        {
            if (!known.TryGetValue(anchor.Sequence, out var entry))
            {
                if (anchor.Sequence >= expected) { findings.Add(new RecordFinding(RecordFault.Missing, expected, anchor.Sequence)); }
            }
            else if (!Same(entry.Hash, anchor.Hash))
            {
                findings.Add(new RecordFinding(RecordFault.Rewritten, proven + 1, anchor.Sequence));
            }
            else if (findings.TrueForAll(f => f.From > anchor.Sequence))
            {
                proven = anchor.Sequence;
            }
        }

        var erased = known.Values.Where(e => e.Facts.TextDigest is not null && !texts.ContainsKey(e.Sequence)).Select(e => e.Sequence);
        return new RecordVerdict([.. findings.Distinct()], proven, [.. erased]);
    }

    private static string Beginning(Guid procedure) => Digest.Of(["approval", procedure.ToString("N")]);

    private static string HashOf(long sequence, RecordFacts facts, string previous) => Digest.Of(
    [
        previous,
        sequence.ToString(CultureInfo.InvariantCulture),
        facts.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        facts.By?.ToString("N"),
        facts.For?.ToString("N"),
        facts.Kind,
        facts.Version.ToString(CultureInfo.InvariantCulture),
        facts.ContentHash,
        facts.Data,
        facts.TextDigest,
    ]);

    private static RecordFinding One(RecordFault fault, long sequence) => new(fault, sequence, sequence);

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
