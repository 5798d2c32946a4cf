using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;
using Workspace.Sandbox.Channel;
using Workspace.Sandbox.City;

namespace Workspace.Bench;

/// <summary>A decision on a card in a chat.</summary>
internal static class Decide
{
    private const int Clients = 16;
    private const int People = 40;
    private const int Taps = 400;
    private const int Rounds = 5;
    private const int WarmUp = 3;

    private const int Chats = 50;
    private const int PerSecond = 10;
    private const int Times = 3;

    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Taps a second, activity in and card out, with the messages that they cause leaving meanwhile; against an endpoint behind
    /// the channel's same sign-in that commits one row update an activity, with the same durability.
    /// </summary>
    public static async IAsyncEnumerable<Measure> TapsAsync(Town town)
    {
        var people = await InstallAsync(town, [.. town.City.People.Take(People)]);
        var (ours, limit) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var taps = await AskAsync(town, people);
            await QuietAsync(town);
            var first = await RateAsync(taps, (tap, _) => TapAsync(town, tap));
            await QuietAsync(town);
            var second = await RateAsync(taps, (tap, client) => PostAsync(town, town.Limit, $"{LimitServer.Activities}?row={client}", tap));
            if (round >= 0)
            {
                ours.Add(first);
                limit.Add(second);
            }
        }

        yield return new Measure("decide", Measure.Median(ours), Measure.Median(limit), "taps a second", HigherIsBetter: true);
    }

    /// <summary>
    /// From a tap to the last of 50 chats that show what it decided, where the channel takes ten requests a second; against the
    /// time that so many requests take at that rate.
    /// </summary>
    public static async IAsyncEnumerable<Measure> ChatsAsync(Town town)
    {
        var people = await InstallAsync(town, [.. town.City.People.Skip(People).Take(Chats)]);
        var took = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var tap = await AskManyAsync(town, people);
            await QuietAsync(town);
            var channel = town.Sandbox.Neighbours.Channel;
            (channel.Faults.ThrottleAbove, channel.Faults.ThrottleWindow) = (PerSecond, TimeSpan.FromSeconds(1));
            var before = people.ToDictionary(p => p.Id, p => VersionOf(channel, p));
            var version = before.Values.Max();
            var watch = Stopwatch.StartNew();
            await TapAsync(town, tap);
            while (people.Any(p => VersionOf(channel, p) == before[p.Id]))
            {
                version = await channel.WaitForChangeAsync(version, CancellationToken.None);
            }

            took.Add(watch.Elapsed.TotalMilliseconds);
            channel.Faults.Clear();
        }

        yield return new Measure("decide-chats", Measure.Median(took), 1_000.0 * ((Chats / PerSecond) - 1), $"ms until the last of {Chats} chats shows it, {PerSecond} requests a second", HigherIsBetter: false);
    }

    /// <summary>Somebody with the app in a personal chat.</summary>
    private sealed record Installed(DemoPerson Person, string Chat, string Token)
    {
        public Guid Id => Person.Id;
    }

    private static async Task<Installed[]> InstallAsync(Town town, DemoPerson[] people)
    {
        await town.EverybodyIsKnownAsync();
        var installed = new List<Installed>();
        foreach (var person in people)
        {
            var chat = await town.Sandbox.Neighbours.Channel.InstallAsync(Musterstadt.Tenant, person.Id);
            installed.Add(new(person, chat, town.Sandbox.Neighbours.Entra.SsoToken(person)));
        }

        await QuietAsync(town);
        return [.. installed];
    }

    /// <summary>Everybody asks everybody's neighbour to decide; returns the activities that do.</summary>
    private static async Task<string[]> AskAsync(Town town, Installed[] people)
    {
        var taps = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, Taps, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (number, _) =>
        {
            var (author, decides) = (people[number % people.Length], people[(number + 1) % people.Length]);
            var asked = await StartAsync(town, author, new(null, $"Antrag {number}", "Der Text.", null, null, null, null, [new(1, [decides.Id])], null, null, null));
            taps.Add(Tap(town, decides, asked, step: 1));
        });
        return [.. taps];
    }

    /// <summary>The first asks all others to co-sign, but one who closes; returns the activity of one of them.</summary>
    private static async Task<string> AskManyAsync(Town town, Installed[] people)
    {
        var templates = (await town.Ours.GetFromJsonAsync<ApprovalTemplateView[]>(new Uri("/api/approvals/templates", UriKind.Relative), Wire.Options))!;
        var star = templates.First(t => t.Path.Stages is [{ Seats.Count: 3 }, { Seats.Count: 1 }]);
        var (author, signs) = (people[0], people[1]);
        SeatHolders[] holders = [new(1, [signs.Id]), new(2, [people[2].Id]), new(3, [.. people.Skip(3).Select(p => p.Id)]), new(4, [Musterstadt.Anna.Id])];
        return Tap(town, signs, await StartAsync(town, author, new(star.Id, "Satzung", "Der Text.", null, null, null, null, holders, null, null, null)), step: 1);
    }

    private static async Task<ApprovalView> StartAsync(Town town, Installed author, StartApprovalRequest request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/approvals", UriKind.Relative)) { Content = JsonContent.Create(request, options: Wire.Options) };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", author.Token);
        message.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());
        using var answer = await town.Ours.SendAsync(message);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ApprovalView>(Wire.Options))!;
    }

    private static string Tap(Town town, Installed person, ApprovalView approval, int step)
    {
        var activity = town.Sandbox.Neighbours.Channel.NewActivity(Musterstadt.Tenant, person.Id, person.Chat, "invoke", $"f:{Guid.NewGuid()}");
        activity["name"] = "adaptiveCard/action";
        activity["value"] = new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["verb"] = "approval.approve",
                ["data"] = new JsonObject { ["approval"] = approval.Id.ToString(), ["step"] = step, ["version"] = 1 },
            },
            ["trigger"] = "manual",
        };
        return activity.ToJsonString();
    }

    private static async Task TapAsync(Town town, string tap)
    {
        var answer = JsonNode.Parse(await PostAsync(town, town.Ours, "/api/messages", tap));
        if ((int?)answer!["statusCode"] != 200 || answer["value"]!.ToJsonString().Contains("approval.approve", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"A tap did not decide: {answer.ToJsonString()}");
        }
    }

    private static async Task<string> PostAsync(Town town, HttpClient server, string path, string activity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(activity, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", town.ChannelToken);
        using var answer = await server.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static async Task<double> RateAsync(string[] taps, Func<string, int, Task> send)
    {
        var left = new ConcurrentQueue<string>(taps);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            while (left.TryDequeue(out var tap))
            {
                await send(tap, client);
            }
        })));
        return taps.Length / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Waits until no message leaves any more.</summary>
    private static async Task QuietAsync(Town town)
    {
        using var pulse = new PeriodicTimer(s_quiet);
        long accepted;
        do
        {
            accepted = town.Sandbox.Neighbours.Channel.Accepted;
            _ = await pulse.WaitForNextTickAsync();
        }
        while (accepted != town.Sandbox.Neighbours.Channel.Accepted);
    }

    private static long VersionOf(ChannelLookAlike channel, Installed person) =>
        channel.ConversationsOf(Musterstadt.Tenant, person.Id).Where(c => (string?)c!["id"] == person.Chat).Sum(c => (long)c!["version"]!);
}
