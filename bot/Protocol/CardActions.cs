using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workspace.Bot.Cards;
using Workspace.Features.Shared;

namespace Workspace.Bot.Protocol;

/// <summary><c>adaptiveCard/action</c>: finds the verb's handler. HTTP is 200 always, the real code stands in the body.</summary>
internal sealed class CardActions(IServiceProvider services) : IInvoke
{
    public const string Name = "adaptiveCard/action";

    public async Task<InvokeAnswer> RunAsync(Turn turn, Actor actor, CancellationToken ct)
    {
        var action = turn.Activity.Value.At("action");
        var answer = action.At("verb").Text() switch
        {
            null when action is null => new CardAnswer.Error(StatusCodes.Status400BadRequest, "BadRequest", "value.action is missing"),
            _ when action.At("type").Text() != "Action.Execute" => new CardAnswer.Error(StatusCodes.Status400BadRequest, "NotSupported", "Only Action.Execute is supported"),
            { } verb when services.GetKeyedService<ICardVerb>(Dispatcher.Key(verb)) is { } handler =>
                await handler.RunAsync(new CardTap(actor, verb, action.At("data"), turn.Activity.Value.At("trigger").Text() is "automatic", turn.Language), ct),
            _ => new CardAnswer.Card(NoticeCard.Gone(turn.Language)), // a card from an older or newer version of the app
        };
        return new(StatusCodes.Status200OK, answer.ToResponse());
    }
}
