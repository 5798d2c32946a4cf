using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Live;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Journal;

/// <summary>Entries of a stream: catch-up after a cut connection, and history.</summary>
internal static class ReadJournal
{
    /// <summary>The most entries a catch-up brings; beyond it a new snapshot is cheaper.</summary>
    public const int Most = 1_000;

    private static readonly Refusal s_gapTooLarge = new("journal-gap-too-large");

    /// <summary>Entries after a sequence. The caller has checked that the actor may see the stream.</summary>
    public static async Task<Outcome<JournalPage>> AfterAsync(WorkspaceDb db, Guid stream, long after, CancellationToken ct)
    {
        var sequence = await db.Set<StreamRow>().Where(s => s.Id == stream).Select(s => s.Sequence).SingleAsync(ct);
        if (sequence - after > Most)
        {
            return s_gapTooLarge;
        }

        var rows = await db.Set<JournalRow>().AsNoTracking()
            .Where(j => j.Stream == stream && j.Sequence > after)
            .OrderBy(j => j.Sequence)
            .ToListAsync(ct);
        return new JournalPage(sequence, [.. rows.Select(r => r.ToEntry())]);
    }

    /// <summary>Entries about one thing inside the stream, newest first.</summary>
    public static async Task<JournalPage> AboutAsync(WorkspaceDb db, Guid stream, Guid subject, long? before, int most, CancellationToken ct)
    {
        var sequence = await db.Set<StreamRow>().Where(s => s.Id == stream).Select(s => s.Sequence).SingleAsync(ct);
        var rows = await db.Set<JournalRow>().AsNoTracking()
            .Where(j => j.Stream == stream && j.Subject == subject && j.Sequence < (before ?? long.MaxValue))
            .OrderByDescending(j => j.Sequence)
            .Take(most)
            .ToListAsync(ct);
        return new JournalPage(sequence, [.. rows.Select(r => r.ToEntry())]);
    }
}
