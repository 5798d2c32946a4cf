using System.Text.Encodings.Web;
using System.Text.Json;
using Workspace.Bot.Tests.Cards;
using Workspace.Contracts.Approvals;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Approvals;

/// <summary>A Mitzeichnung by cards: each who is asked answers in their own chat, and everybody's card follows.</summary>
public sealed class SigningInTheChat
{
    private const string Sign = "approval.approve";
    private const string Answer = "approval.answer";

    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Co_signers_answer_with_words_where_words_are_needed_and_the_last_one_signs()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.Ben, Musterstadt.Clara, Musterstadt.David, Musterstadt.Eva);
        var approval = await StartAsync(bot);

        var bens = await CardOfAsync(bot, Musterstadt.Ben, "Wartet auf Ihre Mitzeichnung");
        Assert.All(["Mitzeichnen", "Mit Bemerkung mitzeichnen", "Nicht zuständig", "Sie zeichnen für", "Fachamt", "0 von 4 Stellen", "kann sich ändern"], part => Assert.Contains(part, bens, StringComparison.Ordinal));

        var wordless = await bot.TapAsync(Musterstadt.Ben, Answer, approval, answer: ApprovalAnswer.Remark);
        Assert.Contains("approval.answer", Said(wordless), StringComparison.Ordinal);
        Assert.Contains("\"isVisible\":true", Said(wordless), StringComparison.Ordinal);

        var remarked = await bot.TapAsync(Musterstadt.Ben, Answer, approval, "Bitte § 4 *prüfen*.", answer: ApprovalAnswer.Remark);
        Assert.DoesNotContain(Sign, Said(remarked), StringComparison.Ordinal);
        await CardSchema.AssertValidAsync(remarked);
        var claras = await CardOfAsync(bot, Musterstadt.Clara, "Bemerkung von Ben Schulz");
        Assert.Contains(@"Bitte § 4 \\*prüfen\\*.", claras, StringComparison.Ordinal);

        _ = await bot.TapAsync(Musterstadt.Clara, Sign, approval, step: 2);
        _ = await bot.TapAsync(Musterstadt.Eva, Answer, approval, step: 3, answer: ApprovalAnswer.Nothing);
        var davids = await CardOfAsync(bot, Musterstadt.David, "Wartet auf Ihre Entscheidung");
        Assert.All(["Zeichnen", "Zur Überarbeitung zurück", "3 von 4 Stellen"], part => Assert.Contains(part, davids, StringComparison.Ordinal));

        var signed = await bot.TapAsync(Musterstadt.David, Sign, approval, step: 4);
        Assert.Contains("Freigegeben", Said(signed), StringComparison.Ordinal);
        _ = await bot.Channel.WaitForAsync(m => m.Conversation == TestChannel.PersonalChat(Musterstadt.Anna) && m.Summary.Contains("David Yıldız hat freigegeben", StringComparison.Ordinal), "Anna told");
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_goes_to_the_lead_unit()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.Ben);
        var approval = await StartAsync(bot);

        var again = await bot.TapAsync(Musterstadt.Ben, Answer, approval, answer: ApprovalAnswer.Refused);
        Assert.Contains("begründen", Said(again), StringComparison.Ordinal);

        _ = await bot.TapAsync(Musterstadt.Ben, Answer, approval, "Die Gebühr ist zu hoch.", answer: ApprovalAnswer.Refused);

        var annas = await CardOfAsync(bot, Musterstadt.Anna, "Wartet auf Sie als Federführung");
        Assert.Contains("Die Gebühr ist zu hoch.", annas, StringComparison.Ordinal);
        var late = await bot.TapAsync(Musterstadt.Ben, Sign, approval);
        Assert.Contains("schon entschieden", Said(late), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_answers_for_a_seat_that_is_another_persons()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.Ben, Musterstadt.Clara);
        var approval = await StartAsync(bot);

        var wrong = await bot.TapAsync(Musterstadt.Clara, Sign, approval, step: 1);
        var nonsense = await bot.TapAsync(Musterstadt.Ben, Answer, approval, answer: null);

        Assert.Contains("entscheidet eine andere Person", Said(wrong), StringComparison.Ordinal);
        Assert.Contains("unvollständig", Said(nonsense), StringComparison.Ordinal);
        var now = await bot.Server.As(Musterstadt.Anna).ReadAsync<ApprovalDetail>($"/api/approvals/{approval.Id}");
        Assert.All(now.Stages[0].Seats, seat => Assert.Equal(StepState.Open, Assert.Single(seat.Steps).State));
    }

    /// <summary>Ben, Clara and Eva co-sign at once, David closes; Anna asks.</summary>
    private static async Task<ApprovalView> StartAsync(BotServer bot)
    {
        foreach (var person in new[] { Musterstadt.Ben, Musterstadt.Clara, Musterstadt.David, Musterstadt.Eva })
        {
            _ = await bot.Server.As(person).GetAsync("/api/me");   // who was never here is not known yet
        }

        var anna = bot.Server.As(Musterstadt.Anna);
        var template = (await anna.ReadAsync<ApprovalTemplateView[]>("/api/approvals/templates")).Single(t => t.Name == "Mitzeichnung (Sternform)");
        return await anna.PostAsync<ApprovalView>("/api/approvals", new StartApprovalRequest(
            template.Id, "Satzung über Gebühren", "Der Text.", [new("Entwurf", AttachmentKind.Link, "https://files.example.org/entwurf")], null, 1_500, "Bitte mitzeichnen.",
            [new(1, [Musterstadt.Ben.Id]), new(2, [Musterstadt.Clara.Id]), new(3, [Musterstadt.Eva.Id]), new(4, [Musterstadt.David.Id])], null, null, null));
    }

    private static async Task<string> CardOfAsync(BotServer bot, DemoPerson person, string part) => Said((await bot.Channel.WaitForAsync(
        m => m.Conversation == TestChannel.PersonalChat(person) && m.Card.TryGetProperty("refresh", out _) && Said(m.Card).Contains(part, StringComparison.Ordinal),
        $"a card of {person.DisplayName} with '{part}'")).Card);

    private static string Said(JsonElement card) => JsonSerializer.Serialize(card, s_readable);
}
