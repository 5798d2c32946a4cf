using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workspace.Bot.Cards;

/// <summary>
/// The part of Adaptive Cards 1.5 that the bot uses, typed. A card carries ids and verbs, never state that anybody relies on.
/// </summary>
public sealed record AdaptiveCard(
    IReadOnlyList<CardElement> Body,
    IReadOnlyList<CardAction>? Actions = null,
    Refresh? Refresh = null,
    string? FallbackText = null,
    string? Lang = null)
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    [JsonPropertyOrder(-2)]
    public string Type => "AdaptiveCard";

    /// <summary>1.4 is the least for <see cref="Execute"/>, 1.5 the most that every Teams client draws.</summary>
    [JsonPropertyOrder(-1)]
    public string Version => "1.5";

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, CardJson.Default.AdaptiveCard);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextBlock), "TextBlock")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(ColumnSet), "ColumnSet")]
[JsonDerivedType(typeof(FactSet), "FactSet")]
[JsonDerivedType(typeof(TextInput), "Input.Text")]
[JsonDerivedType(typeof(ChoiceInput), "Input.ChoiceSet")]
[JsonDerivedType(typeof(ActionSet), "ActionSet")]
public abstract record CardElement
{
    public string? Id { get; init; }

    public bool? IsVisible { get; init; }

    public Spacing? Spacing { get; init; }

    public bool? Separator { get; init; }
}

/// <summary><see cref="Text"/> is Markdown: pass what people wrote through <see cref="CardText"/>.</summary>
public sealed record TextBlock(string Text) : CardElement
{
    public TextSize? Size { get; init; }

    public TextWeight? Weight { get; init; }

    public TextColour? Color { get; init; }

    public bool? IsSubtle { get; init; }

    public bool Wrap { get; init; } = true;

    /// <summary><c>heading</c> makes it a heading for screen readers.</summary>
    public TextStyle? Style { get; init; }
}

public sealed record Container(IReadOnlyList<CardElement> Items) : CardElement
{
    public ContainerStyle? Style { get; init; }

    /// <summary>What a tap anywhere on it does.</summary>
    public CardAction? SelectAction { get; init; }
}

public sealed record ColumnSet(IReadOnlyList<Column> Columns) : CardElement;

/// <summary><see cref="Width"/> is <c>auto</c>, <c>stretch</c>, a weight or pixels such as <c>50px</c>.</summary>
public sealed record Column(IReadOnlyList<CardElement> Items, string Width = "stretch")
{
    [JsonPropertyOrder(-1)]
    public string Type => "Column";
}

public sealed record FactSet(IReadOnlyList<Fact> Facts) : CardElement;

public sealed record Fact(string Title, string Value);

public sealed record TextInput : CardElement
{
    public string? Label { get; init; }

    public string? Placeholder { get; init; }

    public string? Value { get; init; }

    public bool? IsMultiline { get; init; }

    public int? MaxLength { get; init; }

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>One of several, each with its own line.</summary>
public sealed record ChoiceInput(IReadOnlyList<Choice> Choices) : CardElement
{
    public string? Label { get; init; }

    public string? Value { get; init; }

    public string Style { get; init; } = "expanded";

    public bool Wrap { get; init; } = true;
}

public sealed record Choice(string Title, string Value);

public sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Execute), "Action.Execute")]
[JsonDerivedType(typeof(Submit), "Action.Submit")]
[JsonDerivedType(typeof(OpenUrl), "Action.OpenUrl")]
[JsonDerivedType(typeof(ShowCard), "Action.ShowCard")]
[JsonDerivedType(typeof(ToggleVisibility), "Action.ToggleVisibility")]
public abstract record CardAction
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public ActionStyle? Style { get; init; }

    /// <summary>What an old client draws instead.</summary>
    public CardAction? Fallback { get; init; }
}

/// <summary>A tap the bot answers with a card (<c>adaptiveCard/action</c>).</summary>
public sealed record Execute(string Verb, JsonObject? Data = null) : CardAction
{
    public AssociatedInputs? AssociatedInputs { get; init; }

    /// <summary>A button for people, with the <see cref="Submit"/> that old clients need; its data names the verb.</summary>
    /// <param name="withInputs">Whether what was typed on the card goes along.</param>
    public static Execute Button(string title, string verb, JsonObject data, ActionStyle? style = null, bool withInputs = true)
    {
        var old = (JsonObject)data.DeepClone();
        old["verb"] = verb;
        AssociatedInputs? inputs = withInputs ? null : Cards.AssociatedInputs.None;
        return new(verb, (JsonObject)data.DeepClone())
        {
            Title = title,
            Style = style,
            AssociatedInputs = inputs,
            Fallback = new Submit(old) { Title = title, AssociatedInputs = inputs },
        };
    }
}

public sealed record Submit(JsonObject? Data = null) : CardAction
{
    public AssociatedInputs? AssociatedInputs { get; init; }
}

public sealed record OpenUrl(string Url) : CardAction;

public sealed record ShowCard(AdaptiveCard Card) : CardAction;

public sealed record ToggleVisibility(IReadOnlyList<string> TargetElements) : CardAction;

/// <summary>Teams refreshes by itself for at most 60 people, named by their Teams ids (<c>29:…</c>); in a personal chat for whoever is there.</summary>
/// <param name="Action">An <see cref="Execute"/>; declared as its base, because only then its type is written.</param>
public sealed record Refresh(CardAction Action, IReadOnlyList<string>? UserIds = null)
{
    public const int MostPeople = 60;
}

[JsonConverter(typeof(CamelCase<Spacing>))]
public enum Spacing { None, Small, Default, Medium, Large, ExtraLarge, Padding }

[JsonConverter(typeof(CamelCase<TextSize>))]
public enum TextSize { Small, Default, Medium, Large, ExtraLarge }

[JsonConverter(typeof(CamelCase<TextWeight>))]
public enum TextWeight { Lighter, Default, Bolder }

[JsonConverter(typeof(CamelCase<TextColour>))]
public enum TextColour { Default, Dark, Light, Accent, Good, Warning, Attention }

[JsonConverter(typeof(CamelCase<TextStyle>))]
public enum TextStyle { Default, Heading }

[JsonConverter(typeof(CamelCase<ContainerStyle>))]
public enum ContainerStyle { Default, Emphasis, Good, Attention, Warning, Accent }

[JsonConverter(typeof(CamelCase<AssociatedInputs>))]
public enum AssociatedInputs { Auto, None }

[JsonConverter(typeof(CamelCase<ActionStyle>))]
public enum ActionStyle { Default, Positive, Destructive }

internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class CardJson : JsonSerializerContext;
