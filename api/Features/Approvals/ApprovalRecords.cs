using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Approvals;

/// <summary>An entry of an approval's record (<see cref="RecordEntry"/>); written once, never changed.</summary>
public sealed class ApprovalRecordRow : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Approval { get; init; }
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public Guid? By { get; init; }
    public Guid? For { get; init; }
    public required string Kind { get; init; }
    public required int Version { get; init; }
    public required string ContentHash { get; init; }

    /// <summary>The event, as <see cref="ProcedureLog"/> wrote it.</summary>
    public required string Data { get; init; }

    public string? TextDigest { get; init; }
    public required string Previous { get; init; }
    public required string Hash { get; init; }

    internal RecordEntry ToEntry() => new(Sequence, new RecordFacts(At, By, For, Kind, Version, ContentHash, Data, TextDigest), Previous, Hash);
}

/// <summary>The free text of an entry, beside the record, so that it can be erased.</summary>
public sealed class ApprovalTextRow : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Approval { get; init; }
    public required long Sequence { get; init; }
    public required string Salt { get; init; }
    public required string Text { get; init; }
}

/// <summary>Where an approval stands by its record, and where the record ends.</summary>
internal sealed record KeptProcedure(Procedure State, RecordEntry Last);

/// <summary>Keeps the events of approvals: they are read to decide, and only ever added to.</summary>
internal static class ApprovalRecords
{
    /// <summary>Null: nothing is kept.</summary>
    public static async Task<KeptProcedure?> ReadAsync(WorkspaceDb db, Guid approval, CancellationToken ct)
    {
        var rows = await (
            from r in db.Set<ApprovalRecordRow>()
            where r.Approval == approval
            join t in db.Set<ApprovalTextRow>() on new { r.Approval, r.Sequence } equals new { t.Approval, t.Sequence } into texts
            from text in texts.DefaultIfEmpty()
            orderby r.Sequence
            select new { Row = r, text.Text }).AsNoTracking().ToListAsync(ct);
        return rows.Count == 0 ? null : new(Procedure.Replay(rows.Select(r => ProcedureLog.Read(r.Row.Data, r.Text))), rows[^1].Row.ToEntry());
    }

    /// <summary>Writes down what a ruling says happened.</summary>
    public static KeptProcedure Append(UnitOfWork work, Guid approval, KeptProcedure? before, Ruling ruling)
    {
        var (state, last) = (before?.State, before?.Last);
        foreach (var happened in ruling.Events)
        {
            var salt = RandomNumberGenerator.GetHexString(32, lowercase: true);
            state = state is null ? Procedure.Replay([happened]) : state.Apply(happened);
            last = ApprovalRecord.Append(approval, last, RecordFacts.Of(happened, state, salt));
            var facts = last.Facts;
            _ = work.Db.Add(new ApprovalRecordRow
            {
                Organisation = work.Actor.Organisation,
                Approval = approval,
                Sequence = last.Sequence,
                At = facts.At,
                By = facts.By,
                For = facts.For,
                Kind = facts.Kind,
                Version = facts.Version,
                ContentHash = facts.ContentHash,
                Data = facts.Data,
                TextDigest = facts.TextDigest,
                Previous = last.Previous,
                Hash = last.Hash,
            });
            if (happened.Text is { } text)
            {
                _ = work.Db.Add(new ApprovalTextRow { Organisation = work.Actor.Organisation, Approval = approval, Sequence = last.Sequence, Salt = salt, Text = text });
            }
        }

        return new(state!, last!);
    }
}
