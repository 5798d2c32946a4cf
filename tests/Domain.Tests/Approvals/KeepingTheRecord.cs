using CsCheck;
using Workspace.Domain.Approvals;
using static Workspace.Domain.Tests.Approvals.Town;

namespace Workspace.Domain.Tests.Approvals;

/// <summary>The hash-chained record: whatever is done to it is found.</summary>
public sealed class KeepingTheRecord
{
    private static readonly Guid s_procedure = P(100);
    private static readonly Dictionary<long, SaltedText> s_noTexts = [];
    private static readonly (List<RecordEntry> Entries, Dictionary<long, SaltedText> Texts) s_kept = Keep();

    [Fact]
    public void A_whole_record_is_proven_up_to_its_anchor_and_no_further()
    {
        var (entries, texts) = s_kept;
        AssertVerdict(Verify(entries, texts), [], proven: 0);
        AssertVerdict(Verify(entries, texts, AnchorAt(4)), [], proven: 4);
        AssertVerdict(Verify(entries, texts, AnchorAt(4), AnchorAt(entries.Count)), [], proven: entries.Count);
    }

    [Fact]
    public void A_changed_entry_is_found_even_if_its_hash_was_made_anew()
    {
        var (entries, texts) = s_kept;
        for (var i = 0; i < entries.Count; i++)
        {
            var forged = entries[i].Facts with { By = Stranger };
            AssertVerdict(Verify(Replace(entries, i, entries[i] with { Facts = forged }), texts), [new(RecordFault.Changed, i + 1, i + 1)], proven: 0);
            if (i < entries.Count - 1)
            {
                var anew = ApprovalRecord.Append(s_procedure, i == 0 ? null : entries[i - 1], forged);
                AssertVerdict(Verify(Replace(entries, i, anew), texts), [new(RecordFault.Changed, i + 1, i + 1)], proven: 0);
            }
        }
    }

    [Fact]
    public void A_chain_that_was_written_anew_differs_from_its_anchor()
    {
        var (entries, _) = s_kept;
        var anew = entries.Take(2).ToList();
        foreach (var entry in entries.Skip(2))
        {
            anew.Add(ApprovalRecord.Append(s_procedure, anew[^1], entry.Facts with { At = entry.Facts.At.AddHours(1), TextDigest = null }));
        }

        AssertVerdict(Verify(anew, s_noTexts), [], proven: 0);
        AssertVerdict(Verify(anew, s_noTexts, AnchorAt(2), AnchorAt(entries.Count)), [new(RecordFault.Rewritten, 3, entries.Count)], proven: 2);
    }

    [Fact]
    public void Entries_that_are_missing_or_misplaced_are_found()
    {
        var (entries, texts) = s_kept;
        AssertVerdict(Verify([.. entries.Where(e => e.Sequence is not (2 or 3))], texts), [new(RecordFault.Missing, 2, 3)], proven: 0);
        AssertVerdict(Verify([.. entries.Skip(1)], texts), [new(RecordFault.Missing, 1, 1)], proven: 0);
        AssertVerdict(Verify([entries[0], entries[2], entries[1], .. entries.Skip(3)], texts), [new(RecordFault.Reordered, 2, 2)], proven: 0);
        AssertVerdict(Verify([.. entries, entries[1]], texts), [new(RecordFault.Reordered, 2, 2)], proven: 0);
        Assert.NotEmpty(ApprovalRecord.Verify(P(101), entries, [], texts).Findings);
    }

    [Fact]
    public void A_missing_tail_is_found_by_an_anchor_alone()
    {
        var (entries, texts) = s_kept;
        var cut = entries.SkipLast(2).ToList();
        AssertVerdict(Verify(cut, texts), [], proven: 0);
        AssertVerdict(Verify(cut, texts, AnchorAt(cut.Count), AnchorAt(entries.Count)), [new(RecordFault.Missing, cut.Count + 1, entries.Count)], proven: cut.Count);
    }

    [Fact]
    public void Free_text_is_covered_and_can_be_erased()
    {
        var (entries, texts) = s_kept;
        var (sequence, text) = texts.Single(t => t.Value.Text == "Vergaberecht");
        AssertVerdict(
            Verify(entries, new(texts) { [sequence] = text with { Text = "Einverstanden" } }, AnchorAt(entries.Count)),
            [new(RecordFault.TextChanged, sequence, sequence)],
            proven: 0);

        var verdict = Verify(entries, texts.Where(t => t.Key != sequence).ToDictionary(), AnchorAt(entries.Count));
        AssertVerdict(verdict, [], proven: entries.Count);
        Assert.Equal([sequence], verdict.Erased);
    }

    [Fact]
    public void Whatever_is_done_to_entries_before_the_anchor_is_found() =>
        Gen.Select(Gen.Int[0, s_kept.Entries.Count - 1], Gen.Int[0, s_kept.Entries.Count - 1], Gen.Int[0, 8]).Sample((at, other, how) =>
        {
            var (entries, texts) = s_kept;
            var (entry, facts) = (entries[at], entries[at].Facts);
            var tampered = how switch
            {
                0 => [.. entries.Where(e => e != entry)],
                1 => Replace(Replace(entries, at, entries[other]), other, entry),
                2 => Replace(entries, at, entries[other]),
                3 => Replace(entries, at, entry with { Facts = facts with { At = facts.At.AddMilliseconds(1) } }),
                4 => Replace(entries, at, entry with { Facts = facts with { For = Stranger } }),
                5 => Replace(entries, at, entry with { Facts = facts with { Data = facts.Data + " " } }),
                6 => Replace(entries, at, entry with { Facts = facts with { ContentHash = "v0" } }),
                7 => Replace(entries, at, entry with { Facts = facts with { Kind = facts.Kind + "!" } }),
                _ => Replace(entries, at, entry with { Previous = entry.Hash }),
            };
            var same = how is 1 or 2 && at == other;
            Assert.Equal(same, Verify(tampered, texts, AnchorAt(entries.Count)) is { Findings: [], ProvenUpTo: var proven } && proven == entries.Count);
        });

    private static (List<RecordEntry>, Dictionary<long, SaltedText>) Keep()
    {
        var town = Ask(Usual);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Remark, "Mittel vorhanden")).Do(town.Answer(Law, CoAnswer.Refused, "Vergaberecht"));
        _ = town.Do(town.State.Revise(town.By(Author), "v2", Domain.Approvals.VersionKind.Substantive, [], []));
        _ = town.Do(town.Answer(Treasury, CoAnswer.Signed)).Do(town.Answer(Law, CoAnswer.Signed)).Do(town.Close(Mayor, ClosingAnswer.Signed));

        var (entries, texts) = (new List<RecordEntry>(), new Dictionary<long, SaltedText>());
        for (var i = 0; i < town.Log.Count; i++)
        {
            var happened = town.Log[i];
            var salt = $"{i:x32}";
            entries.Add(ApprovalRecord.Append(s_procedure, entries.LastOrDefault(), RecordFacts.Of(happened, Procedure.Replay(town.Log.Take(i + 1)), salt)));
            if (happened.Text is { } text) { texts.Add(entries.Count, new(salt, text)); }
        }

        return (entries, texts);
    }

    private static RecordVerdict Verify(List<RecordEntry> entries, Dictionary<long, SaltedText> texts, params RecordAnchor[] anchors) =>
        ApprovalRecord.Verify(s_procedure, entries, anchors, texts);

    private static RecordAnchor AnchorAt(int sequence) => new(sequence, s_kept.Entries[sequence - 1].Hash);

    private static List<RecordEntry> Replace(List<RecordEntry> entries, int at, RecordEntry by) => [.. entries.Select((e, i) => i == at ? by : e)];

    private static void AssertVerdict(RecordVerdict verdict, RecordFinding[] findings, long proven)
    {
        Assert.Equal(findings, verdict.Findings);
        Assert.Equal(proven, verdict.ProvenUpTo);
    }
}
