using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Shared;

namespace Workspace.Features.Outbox;

public enum OutboxState
{
    /// <summary>To be sent, or to be sent again.</summary>
    Pending,

    Sent,

    /// <summary>Given up after many attempts; an administrator sees it and may send it again.</summary>
    Parked,

    /// <summary>Cannot reach anybody (blocked, not installed): not an error of ours.</summary>
    Undeliverable,
}

/// <summary>
/// A message to Teams, saved in the transaction of the change it tells of. It carries ids, never text: what is shown is
/// made from the state at the moment of sending.
/// </summary>
public sealed class OutboxMessage : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }

    /// <summary>Messages with the same key are sent in order, one at a time; usually the recipient.</summary>
    public required string Conversation { get; init; }

    /// <summary>Who gets it in personal chat; null where <see cref="Conversation"/> is a group chat or channel.</summary>
    public Guid? Recipient { get; init; }

    /// <summary>What to show, for example <c>approval.asked</c>; the deliverer knows the kinds.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, for example the approval.</summary>
    public required Guid Subject { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Order inside of a conversation.</summary>
    public long Number { get; private set; }

    public OutboxState State { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset NotBefore { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>An earlier attempt ended without an answer, so the message may have arrived.</summary>
    public bool MaybeArrived { get; set; }

    /// <summary>Why it is not sent yet: a code, never contents.</summary>
    public string? Problem { get; set; }
}

internal static class OutboxMapping
{
    public static void Map(ModelBuilder model) => model.Entity<OutboxMessage>(e =>
    {
        _ = e.ToTable("outbox");
        _ = e.HasKey(m => m.Number);
        _ = e.Property(m => m.Number).ValueGeneratedOnAdd();
        _ = e.HasIndex(m => m.Id).IsUnique();
        _ = e.Property(m => m.Conversation).HasMaxLength(300);
        _ = e.Property(m => m.Kind).HasMaxLength(60);
        _ = e.Property(m => m.Problem).HasMaxLength(200);
        _ = e.HasIndex(m => new { m.State, m.NotBefore });
        _ = e.HasIndex(m => new { m.Organisation, m.Conversation, m.Number });
    });
}
