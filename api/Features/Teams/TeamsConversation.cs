using Microsoft.EntityFrameworkCore;
using Workspace.Domain.Shared;

namespace Workspace.Features.Teams;

/// <summary>What kind of conversation Teams calls it.</summary>
public enum ConversationKind
{
    Personal,
    GroupChat,
    Channel,
}

/// <summary>Whether messages get there.</summary>
public enum Reach
{
    Open,

    /// <summary>The bot was never installed there, or was removed.</summary>
    NotInstalled,

    /// <summary>The person does not want to hear from the bot.</summary>
    Blocked,
}

/// <summary>A place in Teams that the bot knows from an authenticated activity; messages go there and to no other address.</summary>
public sealed class TeamsConversation : IOwned
{
    public required Guid Organisation { get; init; }

    /// <summary>Opaque; for a channel without the thread's message id.</summary>
    public required string Id { get; init; }

    public required ConversationKind Kind { get; set; }

    /// <summary>Named by an authenticated activity, never by anything else.</summary>
    public required string ServiceUrl { get; set; }

    /// <summary>The person of a personal conversation.</summary>
    public Guid? Person { get; set; }

    /// <summary>The person's id in Teams (<c>29:…</c>), for refreshing cards.</summary>
    public string? PersonTeamsId { get; set; }

    /// <summary>The team of a channel.</summary>
    public string? Team { get; set; }

    public required string Language { get; set; }
    public required Reach Reach { get; set; }
    public required DateTimeOffset SeenAt { get; set; }
}

/// <summary>An activity that was carried out; a second delivery changes nothing.</summary>
public sealed class SeenActivity : IOwned
{
    public required Guid Organisation { get; init; }

    /// <summary>SHA-256 over conversation, type and id: ids are opaque and of any length.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A message that shows something which changes: where it stands, so that it is updated and not sent again.</summary>
public sealed class ShownMessage : IOwned
{
    public required Guid Organisation { get; init; }

    /// <summary>For example <c>approval</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>The id of what is shown.</summary>
    public required Guid Subject { get; init; }

    public required Guid Person { get; init; }
    public required string Conversation { get; set; }
    public required string Activity { get; set; }

    /// <summary>The revision that it shows.</summary>
    public required int Revision { get; set; }

    public required DateTimeOffset At { get; set; }
}

internal static class TeamsMapping
{
    public static void Map(ModelBuilder model)
    {
        _ = model.Entity<TeamsConversation>(e =>
        {
            _ = e.ToTable("teams_conversations");
            _ = e.HasKey(c => new { c.Organisation, c.Id });
            _ = e.Property(c => c.Id).HasMaxLength(400);
            _ = e.Property(c => c.ServiceUrl).HasMaxLength(400);
            _ = e.Property(c => c.PersonTeamsId).HasMaxLength(400);
            _ = e.Property(c => c.Team).HasMaxLength(400);
            _ = e.Property(c => c.Language).HasMaxLength(5);
            _ = e.HasIndex(c => new { c.Organisation, c.Person });
        });
        _ = model.Entity<SeenActivity>(e =>
        {
            _ = e.ToTable("teams_seen_activities");
            _ = e.HasKey(a => new { a.Organisation, a.Id });
            _ = e.Property(a => a.Id).HasMaxLength(64);
            _ = e.HasIndex(a => new { a.Organisation, a.At });
        });
        _ = model.Entity<ShownMessage>(e =>
        {
            _ = e.ToTable("teams_shown_messages");
            _ = e.HasKey(m => new { m.Organisation, m.Topic, m.Subject, m.Person });
            _ = e.Property(m => m.Topic).HasMaxLength(40);
            _ = e.Property(m => m.Conversation).HasMaxLength(400);
            _ = e.Property(m => m.Activity).HasMaxLength(400);
        });
    }
}
