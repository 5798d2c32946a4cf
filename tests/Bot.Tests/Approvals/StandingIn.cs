using Workspace.Bot.Tests.Cards;
using Workspace.Contracts.Approvals;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Approvals;

/// <summary>What principal, deputy and those who are late are told.</summary>
public sealed class StandingIn
{
    [Fact]
    public async Task Principal_and_deputy_are_told_of_each_other_and_the_principal_of_what_was_answered()
    {
        await using var bot = await BotServer.StartAsync();
        await bot.InstallAsync(Musterstadt.Anna, Musterstadt.David, Musterstadt.Eva);
        var (_, david, _, _, approval) = await bot.AskAsync("Terminbuchung *freischalten*");
        var eva = bot.Server.As(Musterstadt.Eva);
        using (var me = await eva.GetAsync("/api/me")) { Assert.True(me.IsSuccessStatusCode); }
        var today = DateOnly.FromDateTime(DateTime.UtcNow);

        _ = await david.PostAsync<DeputyshipView>("/api/approvals/deputies", new NameDeputyRequest(null, eva.Id, DeputyKind.Absence, today.AddDays(-1), today.AddDays(20), null, null, null));
        var told = await bot.Channel.WaitForAsync(m => m.Summary.StartsWith("Sie vertreten David Yıldız von", StringComparison.Ordinal), "Eva hears that she stands in");
        _ = await eva.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, david.Id));
        var answered = await bot.Channel.WaitForAsync(m => m.Summary.StartsWith("Eva Krüger hat für Sie geantwortet", StringComparison.Ordinal), "David hears what Eva did");

        Assert.Equal((TestChannel.PersonalChat(Musterstadt.Eva), TestChannel.PersonalChat(Musterstadt.David)), (told.Conversation, answered.Conversation));
        Assert.DoesNotContain(bot.Channel.Messages, m => m.Summary.Contains("vertritt Sie", StringComparison.Ordinal));   // David entered it himself
        await CardSchema.AssertValidAsync(told.Card);
        await CardSchema.AssertValidAsync(answered.Card);
    }
}
