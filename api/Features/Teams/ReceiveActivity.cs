using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workspace.Features.Outbox;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Teams;

/// <summary>What an authenticated activity said about where it came from.</summary>
public sealed record ConversationReference(
    string Id, ConversationKind Kind, string ServiceUrl, Guid? Person, string? PersonTeamsId, string? Team, string? Language);

/// <summary>What an activity does to the bot's presence in its conversation.</summary>
public enum Presence
{
    /// <summary>Nothing: somebody spoke.</summary>
    Unchanged,

    /// <summary>The bot was installed or added.</summary>
    Added,

    /// <summary>The bot was removed.</summary>
    Removed,
}

/// <summary>
/// Carries out an activity once: remembers it, where it came from, and what is to be answered, in one transaction. A repeated
/// delivery finds itself remembered and does nothing.
/// </summary>
public sealed class ReceiveActivity(Changes changes, Reads reads)
{
    private static readonly TimeSpan s_remembered = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_seenIsFresh = TimeSpan.FromHours(12);

    /// <param name="activity">Type and id of the activity; null where it has no id.</param>
    /// <param name="reply">Makes the answer; it is told whether the bot is new in the conversation.</param>
    public async Task RunAsync(
        Guid organisation, string? activity, ConversationReference from, Presence presence, Func<bool, IEnumerable<Reply>> reply, CancellationToken ct)
    {
        var id = activity is null ? null : Hash(from.Id + "\n" + activity);
        _ = await changes.RunAsync<Done>(Actor.Rule(organisation), Command.Own(), [], async work =>
        {
            if (id is not null)
            {
                if (await work.Db.Set<SeenActivity>().AnyAsync(a => a.Id == id, ct)) { return Done.Instance; }

                var old = work.Now - s_remembered;
                _ = await work.Db.Set<SeenActivity>().Where(a => a.At < old).ExecuteDeleteAsync(ct);
                _ = work.Db.Add(new SeenActivity { Organisation = organisation, Id = id, At = work.Now });
            }

            var isNew = await RememberAsync(work, from, presence, ct);
            foreach (var one in reply(isNew)) { work.Send(one.ToMessage(work)); }

            return Done.Instance;
        }, ct);
    }

    /// <summary>For invokes, which are answered at once: only what changed about the conversation is written.</summary>
    public async Task NoteAsync(Guid organisation, ConversationReference from, DateTimeOffset now, CancellationToken ct)
    {
        var fresh = now - s_seenIsFresh;
        var known = await reads.RunAsync(organisation, db => db.Set<TeamsConversation>().AsNoTracking().AnyAsync(
            c => c.Id == from.Id && c.ServiceUrl == from.ServiceUrl && c.Reach == Reach.Open && c.SeenAt > fresh
                && (from.Language == null || c.Language == from.Language), ct), ct);
        if (!known) { await RunAsync(organisation, null, from, Presence.Unchanged, _ => [], ct); }
    }

    /// <summary>True where the bot was not there before.</summary>
    private static async Task<bool> RememberAsync(UnitOfWork work, ConversationReference from, Presence presence, CancellationToken ct)
    {
        var known = await work.Db.Set<TeamsConversation>().SingleOrDefaultAsync(c => c.Id == from.Id, ct);
        var isNew = known is not { Reach: Reach.Open };
        if (known is null)
        {
            known = new TeamsConversation
            {
                Organisation = work.Actor.Organisation,
                Id = from.Id,
                Kind = from.Kind,
                ServiceUrl = from.ServiceUrl,
                Language = from.Language ?? Language.German,
                Reach = Reach.Open,
                SeenAt = work.Now,
            };
            _ = work.Db.Add(known);
        }

        known.Kind = from.Kind;
        known.ServiceUrl = from.ServiceUrl;
        known.Person = from.Person ?? known.Person;
        known.PersonTeamsId = from.PersonTeamsId ?? known.PersonTeamsId;
        known.Team = from.Team ?? known.Team;
        known.Language = from.Language ?? known.Language;
        known.Reach = presence is Presence.Removed ? Reach.NotInstalled : Reach.Open;
        known.SeenAt = work.Now;
        return isNew && presence is not Presence.Removed;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A message the bot owes somebody: rendered when it is sent, in the language of the conversation.</summary>
/// <param name="Conversation">Where to; null for the personal chat of <paramref name="Person"/>.</param>
/// <param name="Subject">What it is about.</param>
public sealed record Reply(string Kind, Guid Subject, Guid? Person, string? Conversation = null)
{
    public OutboxMessage ToMessage(UnitOfWork work) => new()
    {
        Id = Guid.CreateVersion7(work.Now),
        Organisation = work.Actor.Organisation,
        Conversation = Conversation ?? $"person:{Person}",
        Recipient = Conversation is null ? Person : null,
        Kind = Kind,
        Subject = Subject,
        CreatedAt = work.Now,
        NotBefore = work.Now,
    };
}
