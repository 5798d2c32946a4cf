using System.Text.Json;
using System.Text.Json.Nodes;
using Workspace.Bot.Cards;
using Workspace.Features.Shared;
using Workspace.Features.Teams;

namespace Workspace.Bot.Protocol;

/// <summary>An authenticated activity of a known organisation, on its way through the bot.</summary>
/// <param name="Person">Who acted; null where the channel itself tells something.</param>
/// <param name="From">The conversation it came from.</param>
public sealed record Turn(Activity Activity, Guid Organisation, Guid? Person, ConversationReference From)
{
    public string Language => From.Language ?? Features.Shared.Language.German;
}

/// <summary>The answer to an invoke: the body and its HTTP status.</summary>
public sealed record InvokeAnswer(int Status, CardActionResponse? Body = null);

/// <summary>A named invoke, such as <c>adaptiveCard/action</c>; registered by <see cref="BotModule"/>, one handler a name.</summary>
public interface IInvoke
{
    Task<InvokeAnswer> RunAsync(Turn turn, Actor actor, CancellationToken ct);
}

/// <summary>A tap on a card: the button's data merged with the inputs. All of it comes from a client and proves nothing.</summary>
/// <param name="Refreshing">Teams asked by itself; nobody pressed anything.</param>
public sealed record CardTap(Actor Actor, string Verb, JsonElement? Data, bool Refreshing, string Language);

/// <summary>What one verb of a card does; registered by <see cref="BotModule"/>, one handler a verb.</summary>
public interface ICardVerb
{
    Task<CardAnswer> RunAsync(CardTap tap, CancellationToken ct);
}

/// <summary>What the person who tapped gets.</summary>
public abstract record CardAnswer
{
    private CardAnswer() { }

    /// <summary>In place of the card they tapped on.</summary>
    /// <param name="Follows">The message with the card is brought up to date for everybody, so this answer may be lost.</param>
    public sealed record Card(AdaptiveCard Shown, bool Follows = false) : CardAnswer;

    /// <summary>A line that passes; the card stays.</summary>
    public sealed record Toast(string Text) : CardAnswer;

    /// <summary>A failure, which Teams shows below the card.</summary>
    public sealed record Error(int Status, string Code, string Message) : CardAnswer;

    /// <summary>The same as a message, for clients that draw no answers (see <see cref="Execute.Button"/>).</summary>
    public Activity ToMessage() => this switch
    {
        Card card => new() { Type = ActivityTypes.Message, Summary = card.Shown.FallbackText, Attachments = [new(AdaptiveCard.ContentType, card.Shown.ToJson())] },
        Toast toast => new() { Type = ActivityTypes.Message, Text = toast.Text },
        Error error => new() { Type = ActivityTypes.Message, Text = error.Message },
        _ => throw new InvalidOperationException("An answer without a form."),
    };

    public CardActionResponse ToResponse() => this switch
    {
        Card card => new(200, AdaptiveCard.ContentType, JsonSerializer.SerializeToNode(card.Shown.ToJson(), ProtocolJson.Default.JsonElement)),
        Toast toast => new(200, "application/vnd.microsoft.activity.message", JsonValue.Create(toast.Text)),
        Error error => new(error.Status, "application/vnd.microsoft.error", new JsonObject { ["code"] = error.Code, ["message"] = error.Message }),
        _ => throw new InvalidOperationException("An answer without a form."),
    };
}
