using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Bot.Commands;
using Workspace.Features.People;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Features.Teams;

namespace Workspace.Bot.Protocol;

/// <summary>
/// Sends each activity to what handles it. Types and names that nobody knows are no failure: the channel may send new ones any
/// day. Only an unknown invoke is told so (501), because somebody waits for its answer.
/// </summary>
internal sealed class Dispatcher(
    IServiceProvider services, ReceiveActivity receive, CommandTable commands, Actors actors, Connector connector, TimeProvider clock)
{
    /// <param name="aborted">The channel hung up; <paramref name="ct"/> ends with the time of a turn too.</param>
    public async Task<IResult> RunAsync(Turn turn, CancellationToken aborted, CancellationToken ct)
    {
        switch (turn.Activity.Type)
        {
            case ActivityTypes.Invoke:
                return await InvokeAsync(turn, aborted, ct);
            case ActivityTypes.Message when turn.Person is { } person:
                await MessageAsync(turn, person, ct);
                break;
            case ActivityTypes.InstallationUpdate or ActivityTypes.ConversationUpdate:
                await ChangeAsync(turn, ct);
                break;
            default:
                break; // typing, reactions, events and what is yet to be invented
        }

        return TypedResults.Ok();
    }

    private async Task<IResult> InvokeAsync(Turn turn, CancellationToken aborted, CancellationToken ct)
    {
        var handler = turn.Activity.Name is { } name ? services.GetKeyedService<IInvoke>(name) : null;
        if (handler is null || turn.Person is not { } person) { return TypedResults.StatusCode(StatusCodes.Status501NotImplemented); }

        InvokeAnswer answer;
        try
        {
            await receive.NoteAsync(turn.Organisation, turn.From, clock.GetUtcNow(), ct);
            var actor = await actors.OfAsync(turn.Organisation, person, ct);
            answer = await handler.RunAsync(turn, actor, ct);
        }
        catch (ProblemException problem)
        {
            answer = Failed(turn, problem.Status, problem.Code);
        }
        catch (Exception busy) when (Database.IsBusy(busy))
        {
            answer = Failed(turn, StatusCodes.Status503ServiceUnavailable, "database-busy");
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            answer = Failed(turn, StatusCodes.Status503ServiceUnavailable, "unavailable"); // the service would give up first
        }

        return answer.Body is { } body
            ? TypedResults.Json(body, ProtocolJson.Default.CardActionResponse, statusCode: answer.Status)
            : TypedResults.StatusCode(answer.Status);
    }

    /// <summary>Teams draws a body with a status; a bare 403 or 503 would only be "something went wrong".</summary>
    private static InvokeAnswer Failed(Turn turn, int status, string code) => new(
        StatusCodes.Status200OK,
        new CardAnswer.Error(
            status < 500 ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError, code, Texts.Say(turn.Language, code)).ToResponse());

    private async Task MessageAsync(Turn turn, Guid person, CancellationToken ct)
    {
        var actor = await actors.OfAsync(turn.Organisation, person, ct);
        var value = turn.Activity.Value;
        if (value.At("verb").Text() is { } verb && services.GetKeyedService<ICardVerb>(Key(verb)) is { } handler)
        {
            // Action.Submit of an old client, which draws no answer. What the tap changed is shown by the update of the message;
            // what it did not change, or only asked for, is answered by a message. If that gets lost, the person taps again.
            await receive.NoteAsync(turn.Organisation, turn.From, clock.GetUtcNow(), ct);
            if (await handler.RunAsync(new CardTap(actor, verb, value, Refreshing: false, turn.Language), ct) is not CardAnswer.Card { Follows: true } and var answer)
            {
                _ = await connector.SendAsync(ServiceUrl.FromStore(turn.From.ServiceUrl), turn.From.Id, answer.ToMessage(), ct);
            }

            return;
        }

        var reply = commands.Answer(TextOf(turn.Activity));
        await receive.RunAsync(turn.Organisation, Identity(turn.Activity), turn.From, Presence.Unchanged,
            _ => [To(turn, reply, person)], ct);
    }

    private async Task ChangeAsync(Turn turn, CancellationToken ct)
    {
        var activity = turn.Activity;
        var bot = activity.Recipient?.Id;
        var presence = activity switch
        {
            { Type: ActivityTypes.InstallationUpdate, Action: "add" or "add-upgrade" } => Presence.Added,
            { Type: ActivityTypes.InstallationUpdate, Action: "remove" } => Presence.Removed,
            { EventType: "teamRestored" } => Presence.Added,
            { EventType: "teamDeleted" or "teamHardDeleted" } => Presence.Removed,
            _ when activity.MembersAdded?.Any(m => m.Id == bot) == true => Presence.Added,
            _ when activity.MembersRemoved?.Any(m => m.Id == bot) == true => Presence.Removed,
            _ => Presence.Unchanged,
        };
        if (presence is Presence.Unchanged) { return; }

        // Installation comes twice, as installationUpdate and as conversationUpdate, in either order: the first one is welcomed.
        await receive.RunAsync(turn.Organisation, Identity(activity), turn.From, presence, isNew => isNew
            ? turn.From is { Kind: ConversationKind.Personal, Person: { } person }
                ? [To(turn, Commands.Replies.Welcome, person), To(turn, Commands.Replies.OpenApprovals, person)]
                : [To(turn, Commands.Replies.Welcome, turn.Organisation)]
            : [], ct);
    }

    private static Reply To(Turn turn, string kind, Guid subject) =>
        turn.From is { Kind: ConversationKind.Personal, Person: { } person }
            ? new(kind, subject, person)
            : new(kind, subject, null, turn.From.Id);

    private static string? Identity(Activity activity) => activity.Id is { Length: > 0 } id ? activity.Type + "\n" + id : null;

    /// <summary>The text without the mention of the bot itself; mentions of others belong to what was said.</summary>
    private static string TextOf(Activity activity)
    {
        var text = new StringBuilder(activity.Text);
        foreach (var mention in activity.Mentions().Where(m => m.Id == activity.Recipient?.Id && m.Text.Length > 0))
        {
            text.Replace(mention.Text, " ");
        }

        return text.ToString();
    }

    internal static string Key(string verb) => verb.ToLowerInvariant();
}
