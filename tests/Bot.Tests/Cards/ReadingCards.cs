using Workspace.Bot.Approvals;
using Workspace.Bot.Cards;
using Workspace.Contracts.Approvals;
using Workspace.Features.Approvals;
using Workspace.Features.Shared;

namespace Workspace.Bot.Tests.Cards;

public sealed class ReadingCards
{
    public static TheoryData<string, ApprovalState, bool, bool> EveryApproval()
    {
        var data = new TheoryData<string, ApprovalState, bool, bool>();
        foreach (var language in (string[])[Language.German, Language.English])
        {
            foreach (var state in Enum.GetValues<ApprovalState>())
            {
                data.Add(language, state, state is ApprovalState.Open, true);
                data.Add(language, state, false, false);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(EveryApproval))]
    public async Task An_approval_is_a_valid_and_small_card_with_the_longest_texts(string language, ApprovalState state, bool canDecide, bool withNotice)
    {
        var shown = Shown(state, canDecide, new string('ä', 500), new string('*', 2_000), state is ApprovalState.Open ? null : new string('[', 2_000));

        var card = ApprovalCard.For(shown, language, withNotice ? "Das ist schon entschieden." : null, withNotice ? new(ApprovalAnswer.Rejected, new string('ß', 2_000)) : null).ToJson();

        await CardSchema.AssertValidAsync(card);
    }

    [Fact]
    public async Task All_element_kinds_are_written_as_the_schema_wants_them()
    {
        var card = new AdaptiveCard(
            [
                new TextBlock("a") { Size = TextSize.ExtraLarge, Weight = TextWeight.Lighter, Color = TextColour.Good, Style = TextStyle.Heading },
                new Container([new TextBlock("b")]) { Id = "c", IsVisible = false, Style = ContainerStyle.Emphasis, Spacing = Spacing.ExtraLarge },
                new ColumnSet([new Column([new TextBlock("d")], "auto")]),
                new FactSet([new Fact("e", "f")]),
                new ChoiceInput([new Choice("s", "t")]) { Id = "u", Label = "v", Value = "t" },
                new TextInput { Id = "g", Label = "h", IsRequired = true, ErrorMessage = "i" },
                new ActionSet([Execute.Button("j", "k", new() { ["l"] = 1 }, ActionStyle.Destructive, withInputs: false)]),
            ],
            [
                new OpenUrl("https://example.org") { Title = "m" },
                new ShowCard(new AdaptiveCard([new TextBlock("n")])) { Title = "o" },
                new ToggleVisibility(["c"]) { Title = "p" },
            ],
            new Refresh(new Execute("q", new() { ["r"] = "s" }), ["29:t"]),
            "u",
            "de").ToJson();

        await CardSchema.AssertValidAsync(card);
        Assert.Equal("1.5", card.GetProperty("version").GetString());
        Assert.Equal("none", card.GetProperty("body")[6].GetProperty("actions")[0].GetProperty("associatedInputs").GetString());
    }

    [Fact]
    public void Only_who_decides_gets_buttons()
    {
        var open = ApprovalCard.For(Shown(ApprovalState.Open, canDecide: true), Language.German).ToJson().GetRawText();
        var watching = ApprovalCard.For(Shown(ApprovalState.Open, canDecide: false), Language.German).ToJson().GetRawText();
        var decided = ApprovalCard.For(Shown(ApprovalState.Approved, canDecide: false), Language.German).ToJson().GetRawText();

        Assert.Contains(ApprovalCard.ApproveVerb, open, StringComparison.Ordinal);
        Assert.Contains(ApprovalCard.AnswerVerb, open, StringComparison.Ordinal);
        Assert.DoesNotContain(ApprovalCard.ApproveVerb, watching, StringComparison.Ordinal);
        Assert.DoesNotContain(ApprovalCard.AnswerVerb, decided, StringComparison.Ordinal);
    }

    [Fact]
    public void What_people_wrote_is_shown_as_they_wrote_it_and_not_as_Markdown()
    {
        var card = ApprovalCard.For(Shown(ApprovalState.Open, true, "[Klick](https://evil.example) **fett** snake_case"), Language.German).ToJson();

        var title = card.GetProperty("body").EnumerateArray().Select(e => e.TryGetProperty("text", out var t) ? t.GetString()! : "").Single(t => t.Contains("Klick", StringComparison.Ordinal));
        Assert.Equal("""BÜ-42 \[Klick\](https://evil.example) \*\*fett\*\* snake\_case""", title.Replace(@"BÜ\-42", "BÜ-42", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a*b_c`d~e", @"a\*b\_c\`d\~e")]
    [InlineData("1. eins", @"1\. eins")]
    [InlineData("12) zwölf", @"12\) zwölf")]
    [InlineData("Version 1.5", "Version 1.5")]
    [InlineData("- Punkt", @"\- Punkt")]
    [InlineData("# Titel", @"\# Titel")]
    [InlineData("Straße #4 - links", "Straße #4 - links")]
    [InlineData("a\nb\r\nc", "a\n\nb\n\nc")]
    [InlineData("<b>&amp;", @"\<b>\&amp;")]
    [InlineData("{{DATE(2026-01-01T00:00:00Z)}}", @"\{{DATE(2026-01-01T00:00:00Z)}}")]
    [InlineData("nett\u202Egpj.exe", "nettgpj.exe")]
    [InlineData(@"C:\temp", @"C:\\temp")]
    [InlineData("", "")]
    public void Markdown_is_escaped_where_it_would_mean_something(string written, string expected) => Assert.Equal(expected, CardText.Plain(written));

    [Fact]
    public void A_cut_text_says_so_and_splits_no_character()
    {
        Assert.Equal("abcd…", CardText.Cut("abcdefgh", 5));
        Assert.Equal("abc…", CardText.Cut("abc😀😀", 5));
        Assert.Equal("abcde", CardText.Cut("abcde", 5));
    }

    [Fact]
    public void The_bots_words_are_there_in_both_languages()
    {
        var german = Words.BotTexts.All(Language.German);
        var english = Words.BotTexts.All(Language.English);

        Assert.Equal(german.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(german.Keys, key => Assert.Equal(Placeholders(german[key]), Placeholders(english[key])));
    }

    private static int Placeholders(string text) => text.Count(c => c == '{');

    private static ApprovalForMessage Shown(
        ApprovalState state, bool canDecide, string title = "Terminbuchung freischalten", string? comment = "Bitte bis Freitag.", string? reason = null)
    {
        var (author, approver) = (Guid.NewGuid(), Guid.NewGuid());
        var ended = state is ApprovalState.Open ? (DateTimeOffset?)null : DateTimeOffset.UnixEpoch;
        var view = new ApprovalView(
            Guid.CreateVersion7(), 1, state, "approval", title, "Bürgerservice", null, author, DateTimeOffset.UnixEpoch, ended,
            new(Guid.CreateVersion7(), "Bürgerservice online", Guid.CreateVersion7(), "BÜ-42"),
            canDecide ? [new(ApprovalTaskKind.Closing, 1, "", null, null, null)] : [], ended is null ? 0 : 1, 1, ended is null ? [approver] : [], null);
        var (answer, stepState) = state is ApprovalState.Approved ? (StepState.Signed, StepState.Signed) : (StepState.Rejected, StepState.Rejected);
        var step = new ApprovalStepView(
            1, 1, [approver], ended is null ? StepState.Open : stepState, null, null,
            ended is { } at ? new(approver, null, at, answer, 1, reason, SignatureForm.Plain) : null, false, null, null);
        var seat = new ApprovalSeatView(1, SeatRole.Closing, "", null, [], false, null, null, [approver], [step], null, null);
        var detail = new ApprovalDetail(
            view, null, comment, [author], [], [], true, false,
            [new(1, VersionKind.First, author, DateTimeOffset.UnixEpoch, title, "", [], [], new string('0', 64), true)],
            [new(StageOrder.Parallel, new(QuorumKind.All, null), true, [seat])],
            [],
            canDecide ? [new(ApprovalMoveKind.Close, 1, null, [ApprovalAnswer.Signed, ApprovalAnswer.Returned, ApprovalAnswer.Rejected])] : []);
        return new(
            detail, new Dictionary<Guid, string> { [author] = "Anna Müller", [approver] = "David Yıldız" },
            TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), "https://teams.microsoft.com/l/entity/app/workspace");
    }
}
