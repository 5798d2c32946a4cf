using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workspace.Bot.Cards;
using Workspace.Bot.Protocol;
using Workspace.Features.Outbox;
using Workspace.Features.Teams;

namespace Workspace.Bot.Notices;

/// <summary>
/// The outbox's way into Teams: finds the conversation (opens it where only the person is known), draws the card as things are
/// now, sends it or updates the one that is there, and remembers where it stands.
/// </summary>
internal sealed partial class TeamsNotices(
    IServiceProvider services, Addresses addresses, Connector connector, BotMetrics metrics, ILogger<TeamsNotices> logger) : INotices
{
    public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken ct)
    {
        if (services.GetKeyedService<INotice>(message.Kind) is not { } kind)
        {
            throw new InvalidOperationException($"Nothing shows messages of kind '{message.Kind}'.");
        }

        // Trust comes from an activity: until the channel has spoken once there is no address that may get our token.
        if (await addresses.FindAsync(message, ct) is not { } address) { return new Delivery.Later("channel-never-spoke"); }
        if (address.Reach is not Reach.Open) { return Unreachable(address.Reach); }
        if (await kind.MakeAsync(message, address.Language, ct) is not { } notice) { return new Delivery.Delivered(); }

        var service = ServiceUrl.FromStore(address.ServiceUrl);
        var conversation = address.Conversation;
        if (conversation is null)
        {
            var opened = await connector.OpenPersonalAsync(service, message.Organisation, address.Member!, ct);
            if (opened is not { End: CallEnd.Done, Value.Id: { Length: > 0 } id }) { return await EndAsync(message, null, opened.End, opened.RetryAfter, opened.Code, ct); }

            conversation = id;
            await addresses.OpenedAsync(message.Organisation, message.Recipient!.Value, id, address.ServiceUrl, ct);
        }

        var activity = ActivityOf(notice);
        if (notice.Shows is { } shows && message.Recipient is { } person)
        {
            return await ShowAsync(message, service, conversation, activity, shows, person, ct);
        }

        if (message.MaybeArrived) { metrics.SentAgain(message.Kind); }
        var sent = await connector.SendAsync(service, conversation, activity, ct);
        return await EndAsync(message, conversation, sent.End, sent.RetryAfter, sent.Code, ct);
    }

    private async Task<Delivery> ShowAsync(
        OutboxMessage message, ServiceUrl service, string conversation, Activity activity, Shows shows, Guid person, CancellationToken ct)
    {
        if (await addresses.ShownAsync(message.Organisation, shows.Topic, shows.Subject, person, ct) is { } there)
        {
            if (there.Revision >= shows.Revision) { return new Delivery.Delivered(); }

            var updated = await connector.UpdateAsync(service, there.Conversation, there.Activity, activity, ct);
            if (updated.End is not CallEnd.Gone)
            {
                if (updated.End is CallEnd.Done)
                {
                    await addresses.ShowsAsync(message.Organisation, shows.Topic, shows.Subject, person, there.Conversation, there.Activity, shows.Revision, ct);
                }

                return await EndAsync(message, there.Conversation, updated.End, updated.RetryAfter, updated.Code, ct);
            }
        }

        if (message.MaybeArrived) { metrics.SentAgain(message.Kind); }
        var sent = await connector.SendAsync(service, conversation, activity, ct);
        if (sent is { End: CallEnd.Done, Value.Id: { Length: > 0 } id })
        {
            await addresses.ShowsAsync(message.Organisation, shows.Topic, shows.Subject, person, conversation, id, shows.Revision, ct);
        }

        return await EndAsync(message, conversation, sent.End, sent.RetryAfter, sent.Code, ct);
    }

    private async Task<Delivery> EndAsync(OutboxMessage message, string? conversation, CallEnd end, TimeSpan? retryAfter, string? code, CancellationToken ct)
    {
        switch (end)
        {
            case CallEnd.Done:
                return new Delivery.Delivered();
            case CallEnd.Later:
                return new Delivery.Later(code ?? "try-later", retryAfter);
            case CallEnd.Unknown:
                return new Delivery.Later("no-answer", MaybeArrived: true);
            case CallEnd.Blocked or CallEnd.NotInstalled or CallEnd.Gone:
                var reach = end is CallEnd.Blocked ? Reach.Blocked : Reach.NotInstalled;
                if (conversation is not null) { await addresses.LostAsync(message.Organisation, conversation, reach, ct); }
                LogUnreachable(message.Id, message.Kind, reach);
                return Unreachable(reach);
            case CallEnd.Refused:
                LogRefused(message.Id, message.Kind, code ?? "-");
                return new Delivery.Failed(code ?? "refused");
            default:
                throw new InvalidOperationException("An end without a rule.");
        }
    }

    private static Delivery.Undeliverable Unreachable(Reach reach) => new(reach is Reach.Blocked ? "blocked" : "not-installed");

    private static Activity ActivityOf(Notice notice) => new()
    {
        Type = ActivityTypes.Message,
        Summary = notice.Summary,
        Attachments = [new(AdaptiveCard.ContentType, notice.Card.ToJson())],
        ChannelData = notice.Alert ? JsonSerializer.SerializeToElement(new(new(true)), ProtocolJson.Default.OutgoingChannelData) : null,
    };

    [LoggerMessage(EventId = 50, Level = LogLevel.Warning, Message = "Message {Message} of kind {Kind} reaches nobody: {Reach}")]
    private partial void LogUnreachable(Guid message, string kind, Reach reach);

    [LoggerMessage(EventId = 51, Level = LogLevel.Error, Message = "Message {Message} of kind {Kind} was refused: {Code}")]
    private partial void LogRefused(Guid message, string kind, string code);
}

/// <summary>Counts what happens only now and then.</summary>
internal sealed class BotMetrics
{
    public const string Meter = "Workspace";
    private readonly Counter<long> _again;

    public BotMetrics(IMeterFactory meters) =>
        _again = meters.Create(Meter).CreateCounter<long>("workspace.bot.sent_again", description: "Messages sent again after an unknown outcome");

    public void SentAgain(string kind) => _again.Add(1, new KeyValuePair<string, object?>("kind", kind));
}
