using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Live;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;

namespace Workspace.Features.Journal;

/// <summary>What a stream is the journal of; its id is the stream's id.</summary>
public enum StreamKind
{
    Organisation,
    Board,
    Approval,
}

/// <summary>The head of a stream: taken first by whoever changes it, so that its sequence has no gaps.</summary>
public sealed class StreamRow : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required StreamKind Kind { get; init; }
    public long Sequence { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>
    /// Part of the live group's name; counts up whenever somebody may have lost access. Whoever lost it stays behind in
    /// a group that nobody speaks to any more, on every instance, without a list of connections.
    /// </summary>
    public int Epoch { get; set; }

    /// <summary>The epoch to call back from, inside of the transaction that changed it.</summary>
    internal int? ReopenEpoch { get; set; }

    /// <summary>Something reacts to its entries inside of the transaction that makes them: where nothing does, nothing is asked.</summary>
    public bool Reacts { get; set; }
}

/// <summary>One entry of the journal; written once, never changed.</summary>
public sealed class JournalRow : IOwned
{
    public required Guid Id { get; init; }
    public required Guid Organisation { get; init; }
    public required Guid Stream { get; init; }
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required ActorKind ActorKind { get; init; }
    public Guid? Person { get; init; }

    /// <summary>The rule of a board that acted.</summary>
    public Guid? Rule { get; init; }

    public required Guid Command { get; init; }
    public required string Kind { get; init; }

    /// <summary>What inside the stream changed, such as a card.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The change as the wire writes it.</summary>
    public required string Data { get; init; }

    internal static JournalRow From(JournalEntry entry, Guid organisation, Guid? subject)
    {
        var data = JsonSerializer.SerializeToElement(entry.Change, Wire.Options);
        return new JournalRow
        {
            Id = Guid.CreateVersion7(entry.At),
            Organisation = organisation,
            Stream = entry.Stream,
            Sequence = entry.Sequence,
            At = entry.At,
            ActorKind = entry.Actor.Kind,
            Person = entry.Actor.Person,
            Rule = entry.Actor.Rule,
            Command = entry.Command,
            Kind = data.GetProperty("kind").GetString()!,
            Subject = subject,
            Data = data.GetRawText(),
        };
    }

    internal JournalEntry ToEntry() => new(
        Stream, Sequence, At, new ActorView(ActorKind, Person, Rule), Command, JsonSerializer.Deserialize<Change>(Data, Wire.Options)!);
}

/// <summary>A command that was carried out, with its first result.</summary>
public sealed class CommandRow : IOwned
{
    public required Guid Organisation { get; init; }

    /// <summary>The person; empty for rules and links.</summary>
    public required Guid Actor { get; init; }

    public required Guid Id { get; init; }
    public required string Hash { get; init; }
    public required string Result { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A named piece of work that one instance at a time may do.</summary>
public sealed class LeaseRow
{
    public required string Name { get; init; }
    public required string Holder { get; set; }
    public required DateTimeOffset Until { get; set; }
}

internal static class JournalMapping
{
    public static void Map(ModelBuilder model)
    {
        _ = model.Entity<StreamRow>(e =>
        {
            _ = e.ToTable("streams");
            _ = e.HasKey(s => s.Id);
            _ = e.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
            _ = e.Ignore(s => s.ReopenEpoch);
        });
        _ = model.Entity<JournalRow>(e =>
        {
            _ = e.ToTable("journal");
            _ = e.HasKey(j => new { j.Stream, j.Sequence });
            _ = e.Property(j => j.Kind).HasMaxLength(60);
            _ = e.HasIndex(j => new { j.Stream, j.Subject, j.Sequence });
        });
        _ = model.Entity<CommandRow>(e =>
        {
            _ = e.ToTable("commands");
            _ = e.HasKey(c => new { c.Organisation, c.Actor, c.Id });
            _ = e.Property(c => c.Hash).HasMaxLength(64);
        });
        _ = model.Entity<LeaseRow>(e =>
        {
            _ = e.ToTable("leases");
            _ = e.HasKey(l => l.Name);
            _ = e.Property(l => l.Name).HasMaxLength(200);
            _ = e.Property(l => l.Holder).HasMaxLength(100);
        });
    }
}
