using Workspace.Contracts.Boards;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Boards;

/// <summary>Whom a card concerns hears of it in their chat, once and not of what they did themselves.</summary>
public sealed class HearingOfCards
{
    [Fact]
    public async Task Who_is_assigned_mentioned_or_overridden_is_told_and_nobody_else()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, david) = (bot.Server.As(Musterstadt.Anna), bot.Server.As(Musterstadt.David));
        _ = await david.GetAsync("/api/me");
        var board = await anna.CreateBoardAsync("Bürgerservice");
        _ = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{david.Id}", new SetMemberRequest(BoardRole.Editor));
        var card = await anna.CreateCardAsync(board, "*Termin*buchung");
        var path = $"/api/boards/{board.Id}/cards/{card.Id}";

        _ = await anna.PatchAsync<CardView>(path, new EditCardRequest(card.Version, new CardEdit(Assignees: new([anna.Id, david.Id]), Due: new(new DateOnly(2026, 11, 27)))));
        var assigned = await bot.Channel.WaitForAsync(m => m.Summary == "Anna Müller hat Ihnen eine Karte zugewiesen: BÜ-1 *Termin*buchung", "the assignment");
        Assert.Equal(TestChannel.PersonalChat(Musterstadt.David), assigned.Conversation);
        Assert.Contains("27.11.2026", assigned.Text, StringComparison.Ordinal);
        Assert.Contains(@"\\*Termin\\*buchung", assigned.Text, StringComparison.Ordinal);   // their Markdown stays text

        _ = await anna.PostAsync<CommentView>($"{path}/comments", new AddCommentRequest($"@{{{david.Id}}} kannst du das prüfen?"));
        var mentioned = await bot.Channel.WaitForAsync(m => m.Summary == "Anna Müller hat Sie erwähnt: BÜ-1 *Termin*buchung", "the mention");
        Assert.Contains("@David Y", mentioned.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(david.Id.ToString(), mentioned.Text, StringComparison.Ordinal);

        var seen = (await anna.BoardAsync(board.Id)).Sequence;
        _ = await david.PatchAsync<CardView>(path, new EditCardRequest(seen, new CardEdit(Title: new("Davids Titel"))));
        _ = await anna.PatchAsync<CardView>(path, new EditCardRequest(seen, new CardEdit(Title: new("Annas Titel"))));
        var overridden = await bot.Channel.WaitForAsync(m => m.Summary?.StartsWith("Anna Müller hat zur gleichen Zeit dasselbe geändert: BÜ-1 Annas Titel", StringComparison.Ordinal) == true, "the collision");
        Assert.Equal(TestChannel.PersonalChat(Musterstadt.David), overridden.Conversation);

        _ = await anna.PostAsync<RuleView>($"/api/boards/{board.Id}/rules", new RuleRequest(
            "Nachfassen", On: true, new(RuleTriggerKind.PrioritySet, Priority: CardPriority.Urgent), [],
            [new(RuleActionKind.Comment, Text: $"@{{{david.Id}}} bitte nachfassen"), new(RuleActionKind.Remind, Person: david.Id, To: RuleRecipients.Person)]));
        seen = (await anna.BoardAsync(board.Id)).Sequence;
        _ = await anna.PatchAsync<CardView>(path, new EditCardRequest(seen, new CardEdit(Priority: new(CardPriority.Urgent))));
        var named = await bot.Channel.WaitForAsync(m => m.Summary == "Sie wurden erwähnt: BÜ-1 Annas Titel", "the mention by a rule");
        Assert.Contains("bitte nachfassen", named.Text, StringComparison.Ordinal);
        var reminded = await bot.Channel.WaitForAsync(m => m.Summary == "Erinnerung: BÜ-1 Annas Titel", "the reminder");
        Assert.Equal(TestChannel.PersonalChat(Musterstadt.David), reminded.Conversation);
        Assert.Contains("27.11.2026", reminded.Text, StringComparison.Ordinal);
        Assert.Contains(card.Id.ToString(), reminded.Text, StringComparison.Ordinal);   // the way to the card
        Assert.Empty(bot.Channel.Messages.Where(m => m.Conversation == TestChannel.PersonalChat(Musterstadt.Anna)).Skip(1));
    }

    [Fact]
    public async Task Who_has_no_access_any_more_learns_nothing()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David);
        var (anna, david) = (bot.Server.As(Musterstadt.Anna), bot.Server.As(Musterstadt.David));
        _ = await david.GetAsync("/api/me");
        var (closed, open) = (await anna.CreateBoardAsync("Geheim"), await anna.CreateBoardAsync("Offen", BoardVisibility.Organisation));
        var (secret, shown) = (await anna.CreateCardAsync(closed, "Geheimes"), await anna.CreateCardAsync(open, "Offenes"));

        _ = await anna.PostAsync<CommentView>($"/api/boards/{closed.Id}/cards/{secret.Id}/comments", new AddCommentRequest($"@{{{david.Id}}} psst"));
        _ = await anna.PostAsync<CommentView>($"/api/boards/{open.Id}/cards/{shown.Id}/comments", new AddCommentRequest($"@{{{david.Id}}} hallo"));

        // Messages to one person leave in order: when the second is there, the first has been decided.
        _ = await bot.Channel.WaitForAsync(m => m.Text.Contains("hallo", StringComparison.Ordinal), "the mention on the open board");
        Assert.DoesNotContain(bot.Channel.Messages, m => m.Text.Contains("psst", StringComparison.Ordinal) || m.Text.Contains("Geheimes", StringComparison.Ordinal));
    }
}
