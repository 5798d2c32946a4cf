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
    /// <param name="made">The kind of entry that tells of its making.</param>
    /// <param name="brought">The kind of entry that made it together with everything else, where there is none of its own: an import.</param>
    public static async Task<JournalPage> AboutAsync(WorkspaceDb db, Guid stream, Guid subject, string made, string brought, long? before, int most, CancellationToken ct)
    {
        var sequence = await db.Set<StreamRow>().Where(s => s.Id == stream).Select(s => s.Sequence).SingleAsync(ct);
        var entries = db.Set<JournalRow>().AsNoTracking();
        var rows = await entries
            .Where(j => j.Stream == stream && j.Sequence < (before ?? long.MaxValue)
                && (j.Subject == subject
                    || (j.Kind == brought && !entries.Any(own => own.Stream == stream && own.Subject == subject && own.Kind == made))))
            .OrderByDescending(j => j.Sequence)
            .Take(most)
            .ToListAsync(ct);
        return new JournalPage(sequence, [.. rows.Select(r => r.ToEntry())]);
    }
}
