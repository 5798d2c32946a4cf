using System.Net;
using System.Text.Json.Nodes;
using Workspace.Bot.Tests.Cards;
using Workspace.Sandbox.City;

namespace Workspace.Bot.Tests.Protocol;

public sealed class ReceivingActivities
{
    [Fact]
    public async Task What_is_no_activity_is_a_bad_request()
    {
        await using var bot = await BotServer.StartAsync();
        foreach (var body in (string[])["{", "", "null", "[]", "{}", """{"type":5}""", """{"type":"message","from":"somebody"}"""])
        {
            using var response = await bot.DeliverAsync(body);

            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{body}: {response.StatusCode}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task What_is_too_large_is_not_read()
    {
        await using var bot = await BotServer.StartAsync();

        using var response = await bot.DeliverAsync(bot.Channel.Says(Musterstadt.Anna, new string('x', 1_100_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Types_names_and_fields_that_nobody_knows_are_no_failure()
    {
        await using var bot = await BotServer.StartAsync();
        var channel = bot.Channel;
        foreach (var type in (string[])["typing", "messageReaction", "event", "endOfConversation", "messageUpdate", "messageDelete", "conversationUpdate", "hologram"])
        {
            var activity = channel.Activity(type, Musterstadt.Anna);
            activity["somethingNew"] = new JsonObject { ["deep"] = new JsonArray(1, null, "x") };
            activity["channelData"]!["eventType"] = "teamTeleported";
            activity["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "de-DE" }, 7, new JsonObject { ["type"] = "mention" });
            using var response = await bot.DeliverAsync(activity);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{type}: {response.StatusCode}");
        }

        var unknown = channel.Activity("invoke", Musterstadt.Anna);
        unknown["name"] = "hologram/project";
        using var invoke = await bot.DeliverAsync(unknown);
        Assert.Equal(HttpStatusCode.NotImplemented, invoke.StatusCode);
        Assert.Empty(channel.Calls);
    }

    [Fact]
    public async Task A_new_person_is_welcomed_once_however_the_installation_is_told()
    {
        await using var bot = await BotServer.StartAsync();
        var channel = bot.Channel;
        var added = channel.Activity("conversationUpdate", Musterstadt.Anna);
        added["membersAdded"] = new JsonArray(new JsonObject { ["id"] = $"28:{Musterstadt.ClientId}" });

        await bot.InstallAsync(Musterstadt.Anna);
        using var second = await bot.DeliverAsync(added);
        using var third = await bot.DeliverAsync(channel.Installs(Musterstadt.Anna));
        using var last = await bot.DeliverAsync(channel.Says(Musterstadt.Anna, "hilfe"));
        _ = await channel.WaitForAsync(m => m.Summary == "Das kann ich", "help");

        var welcome = Assert.Single(channel.Messages, m => m.Summary == "Willkommen bei Workspace");
        Assert.Equal(TestChannel.PersonalChat(Musterstadt.Anna), welcome.Conversation);
        Assert.All(channel.Messages, m => CardSchema.AssertValidAsync(m.Card).GetAwaiter().GetResult());
        Assert.All(channel.Tokens, t => Assert.StartsWith("Bearer ey", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_is_answered_once_however_often_it_is_delivered()
    {
        await using var bot = await BotServer.StartAsync();
        var channel = bot.Channel;
        var question = channel.Says(Musterstadt.Anna, "hilfe", id: "1700000000001");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => bot.DeliverAsync((JsonObject)question.DeepClone())));
        using var later = await bot.DeliverAsync(channel.Says(Musterstadt.Anna, "freigaben", id: "1700000000002"));
        _ = await channel.WaitForAsync(m => m.Text.Contains("wartet keine Freigabe", StringComparison.Ordinal), "the later answer, which is sent last");

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        _ = Assert.Single(channel.Messages, m => m.Summary == "Das kann ich");
    }

    [Fact]
    public async Task The_answer_is_in_the_language_of_whoever_asks()
    {
        await using var bot = await BotServer.StartAsync();
        var asked = new (DemoPerson Who, string Locale, string Text, string Summary)[]
        {
            (Musterstadt.Anna, "de-DE", "help", "Das kann ich"),
            (Musterstadt.Ben, "en-GB", "hilfe", "What I can do"),
            (Musterstadt.Clara, "en-US", "what is the meaning of life?", "I did not understand that. This is what I know:"),
            (Musterstadt.David, "fr-FR", "?", "Das kann ich"),
        };
        foreach (var (who, locale, text, summary) in asked)
        {
            var question = bot.Channel.Says(who, text);
            question["locale"] = locale;
            using var response = await bot.DeliverAsync(question);

            var answer = await bot.Channel.WaitForAsync(m => m.Conversation == TestChannel.PersonalChat(who), $"an answer to {locale}");
            Assert.Equal(summary, answer.Summary);
            await CardSchema.AssertValidAsync(answer.Card);
        }
    }

    [Fact]
    public async Task In_a_channel_the_bots_mention_is_not_part_of_what_was_said_and_the_thread_is_not_part_of_its_address()
    {
        await using var bot = await BotServer.StartAsync();
        var question = bot.Channel.Says(Musterstadt.Ben, "<at>Workspace</at>  hilfe\n");
        question["conversation"] = new JsonObject { ["id"] = "19:abc@thread.tacv2;messageid=17", ["conversationType"] = "channel", ["isGroup"] = true };
        question["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = "<at>Workspace</at>",
            ["mentioned"] = new JsonObject { ["id"] = $"28:{Musterstadt.ClientId}", ["name"] = "Workspace" },
        });

        using var response = await bot.DeliverAsync(question);

        var answer = await bot.Channel.WaitForAsync(m => m.Conversation.StartsWith("19:abc", StringComparison.Ordinal), "an answer in the channel");
        Assert.Equal("Das kann ich", answer.Summary);
        Assert.DoesNotContain("meine aufgaben", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_somebodys_own_is_not_told_where_others_read()
    {
        await using var bot = await BotServer.StartAsync();
        var question = bot.Channel.Says(Musterstadt.Ben, "freigaben");
        question["conversation"] = new JsonObject { ["id"] = "19:group@thread.v2", ["conversationType"] = "groupChat", ["isGroup"] = true };

        using var response = await bot.DeliverAsync(question);

        var answer = await bot.Channel.WaitForAsync(m => m.Conversation == "19:group@thread.v2", "an answer in the group");
        Assert.Equal("Das zeige ich Ihnen nur im persönlichen Chat.", answer.Summary);
    }

    [Fact]
    public async Task Somebody_who_does_not_exist_gets_nothing()
    {
        await using var bot = await BotServer.StartAsync();
        var stranger = bot.Channel.Says(Musterstadt.Ben, "hilfe");
        stranger["from"]!["aadObjectId"] = Guid.NewGuid().ToString();

        using var response = await bot.DeliverAsync(stranger);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(bot.Channel.Calls);
    }

    [Fact]
    public async Task Taps_that_make_no_sense_get_an_answer_with_a_form()
    {
        await using var bot = await BotServer.StartAsync();
        var taps = new (string Value, int Status)[]
        {
            ("""{"trigger":"manual"}""", 400),
            ("""{"action":{"type":"Action.Submit","verb":"approval.show"}}""", 400),
            ("""{"action":{"type":"Action.Execute","verb":"approval.show","data":"text"}}""", 200),
            ("""{"action":{"type":"Action.Execute","verb":"approval.approve","data":{"approval":"abc","step":"1","version":1}}}""", 200),
            ("""{"action":{"type":"Action.Execute","verb":"APPROVAL.APPROVE","data":{"approval":"4f2d8a8e-7a43-4a57-8f0e-2c1c6f9b1a11","step":1,"version":1}}}""", 200),
            ("""{"action":{"type":"Action.Execute","verb":"launch.rocket"}}""", 200),
            ("""{"action":{"type":"Action.Execute"}}""", 200),
        };
        foreach (var (value, status) in taps)
        {
            var tap = bot.Channel.Activity("invoke", Musterstadt.Anna);
            tap["name"] = "adaptiveCard/action";
            tap["value"] = JsonNode.Parse(value);

            var answer = await bot.InvokeAsync(tap);

            Assert.True(status == answer.GetProperty("statusCode").GetInt32(), $"{value}: {answer}");
            if (status == 200) { await CardSchema.AssertValidAsync(answer.GetProperty("value")); }
            else { Assert.Equal("application/vnd.microsoft.error", answer.GetProperty("type").GetString()); }
        }
    }
}
