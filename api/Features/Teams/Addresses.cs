using Microsoft.EntityFrameworkCore;
using Workspace.Features.Outbox;
using Workspace.Features.Shared;
using Workspace.Features.Storage;

namespace Workspace.Features.Teams;

/// <summary>Where messages go, and where those stand that were sent. For the deliverer.</summary>
public sealed class Addresses(Reads reads, Changes changes)
{
    /// <summary>Where a message goes.</summary>
    /// <param name="Conversation">Null where the personal conversation must be opened first.</param>
    /// <param name="Member">The person's id in Teams if it is known, else their Entra id.</param>
    public sealed record Address(string ServiceUrl, string? Conversation, string? Member, string Language, Reach Reach);

    /// <summary>Null while the organisation's channel has not spoken to the bot at all, so that no address can be trusted.</summary>
    public Task<Address?> FindAsync(OutboxMessage message, CancellationToken ct) => reads.RunAsync(message.Organisation, async db =>
    {
        var all = db.Set<TeamsConversation>().AsNoTracking();
        if (message.Recipient is not { } person)
        {
            return await all.Where(c => c.Id == message.Conversation)
                .Select(c => new Address(c.ServiceUrl, c.Id, null, c.Language, c.Reach)).SingleOrDefaultAsync(ct);
        }

        var own = await all.Where(c => c.Person == person && c.Kind == ConversationKind.Personal)
            .OrderByDescending(c => c.SeenAt).FirstOrDefaultAsync(ct);
        if (own is not null) { return new Address(own.ServiceUrl, own.Id, own.PersonTeamsId ?? person.ToString(), own.Language, own.Reach); }

        var url = await all.OrderByDescending(c => c.SeenAt).Select(c => c.ServiceUrl).FirstOrDefaultAsync(ct);
        return url is null ? null : new Address(url, null, person.ToString(), Language.German, Reach.Open);
    }, ct);

    /// <summary>A personal conversation that was opened by us.</summary>
    public Task OpenedAsync(Guid organisation, Guid person, string conversation, string serviceUrl, CancellationToken ct) =>
        ChangeAsync(organisation, async work =>
        {
            if (await work.Db.Set<TeamsConversation>().AnyAsync(c => c.Id == conversation, ct)) { return; }

            _ = work.Db.Add(new TeamsConversation
            {
                Organisation = organisation,
                Id = conversation,
                Kind = ConversationKind.Personal,
                ServiceUrl = serviceUrl,
                Person = person,
                Language = Language.German,
                Reach = Reach.Open,
                SeenAt = work.Now,
            });
        }, ct);

    /// <summary>Messages do not get there any more; until somebody there speaks to the bot again.</summary>
    public Task LostAsync(Guid organisation, string conversation, Reach reach, CancellationToken ct) =>
        ChangeAsync(organisation, async work =>
        {
            if (await work.Db.Set<TeamsConversation>().SingleOrDefaultAsync(c => c.Id == conversation, ct) is { } known) { known.Reach = reach; }
        }, ct);

    /// <summary>Where a message stands that shows this to this person; null where none was sent.</summary>
    public Task<ShownMessage?> ShownAsync(Guid organisation, string topic, Guid subject, Guid person, CancellationToken ct) =>
        reads.RunAsync(organisation, db => db.Set<ShownMessage>().AsNoTracking()
            .SingleOrDefaultAsync(m => m.Topic == topic && m.Subject == subject && m.Person == person, ct), ct);

    /// <summary>A message was sent or updated.</summary>
    public Task ShowsAsync(Guid organisation, string topic, Guid subject, Guid person, string conversation, string activity, int revision, CancellationToken ct) =>
        ChangeAsync(organisation, async work =>
        {
            var known = await work.Db.Set<ShownMessage>().SingleOrDefaultAsync(m => m.Topic == topic && m.Subject == subject && m.Person == person, ct);
            if (known is null)
            {
                known = new ShownMessage
                {
                    Organisation = organisation,
                    Topic = topic,
                    Subject = subject,
                    Person = person,
                    Conversation = conversation,
                    Activity = activity,
                    Revision = revision,
                    At = work.Now,
                };
                _ = work.Db.Add(known);
            }

            (known.Conversation, known.Activity, known.Revision, known.At) = (conversation, activity, revision, work.Now);
        }, ct);

    private Task<Outcome<Done>> ChangeAsync(Guid organisation, Func<UnitOfWork, Task> change, CancellationToken ct) =>
        changes.RunAsync<Done>(Actor.Rule(organisation), Command.Own(), [], async work =>
        {
            await change(work);
            return Done.Instance;
        }, ct);
}
