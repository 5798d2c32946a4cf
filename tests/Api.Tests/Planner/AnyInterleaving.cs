using System.Globalization;
using System.Text.Json.Nodes;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Planner;
using Workspace.Sandbox;
using Workspace.Sandbox.City;
using PlannerConflict = Workspace.Contracts.Planner.PlannerConflict;

namespace Workspace.Api.Tests.Planner;

/// <summary>
/// Edits on both sides at random, while Graph loses answers, refuses and throttles at random. After quiet both sides
/// are equal, nothing is doubled, and each edit in Planner is there or in history.
/// </summary>
public sealed class AnyInterleaving(ITestOutputHelper output)
{
    private const int Moves = 60;
    private static readonly Guid[] s_people = [Musterstadt.Anna.Id, Musterstadt.Ben.Id, Musterstadt.Clara.Id, Musterstadt.David.Id];

    public static TheoryData<Store, int> Runs
    {
        get
        {
            var rounds = int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_ROUNDS"), CultureInfo.InvariantCulture, out var asked) ? asked : 1;
            var seed = int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_SEED"), CultureInfo.InvariantCulture, out var given) ? given : 20261123;
            var runs = new TheoryData<Store, int>();
            for (var round = 0; round < rounds; round++)
            {
                runs.Add(Store.Sqlite, seed + (2 * round));
                runs.Add(Store.Postgres, seed + (2 * round) + 1);
            }

            return runs;
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public async Task Ends_in_step_with_nothing_doubled_and_nothing_lost(Store store, int seed)
    {
        output.WriteLine($"WORKSPACE_SEED={seed.ToString(CultureInfo.InvariantCulture)}");
        var random = new Random(seed);
        var (town, first, _) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        var cards = new List<Guid> { first.Id };
        var inPlanner = new Dictionary<(string Task, string Field), string>();
        var gate = new Lock();
        var tasksMade = 0;
        town.Neighbours.Graph.Faults.Chaos = (method, path) => Draw(random, gate, method, path);

        for (var move = 0; move < Moves; move++)
        {
            var name = $"{move.ToString(CultureInfo.InvariantCulture)}";
            await (random.Next(12) switch
            {
                < 2 => NewCardAsync(town, cards, name, random),
                2 => InPlannerAsync(town, () => NewTaskAsync(town, name, random, ref tasksMade)),
                < 7 => OnBoardAsync(town, cards, name, random),
                < 11 => InPlannerAsync(town, () => EditTaskAsync(town, inPlanner, name, random)),
                _ => OneLookAsync(town),
            });
        }

        town.Neighbours.Graph.Faults.Clear();
        await town.SettledAsync();
        await AssertEqualAsync(town);
        Assert.Equal(cards.Count + tasksMade, (await town.TasksAsync()).Count);
        await AssertNothingLostAsync(town, inPlanner);
    }

    private static Fault? Draw(Random random, Lock gate, string method, string path)
    {
        if (!path.StartsWith("/planner/", StringComparison.Ordinal))
        {
            return null;
        }

        lock (gate)
        {
            return random.Next(40) switch
            {
                0 => Fault.AnswerLost(path),
                1 => Fault.StoredButTimedOut(path),
                2 => Fault.Unavailable(path, "0.1"),
                3 => Fault.Throttled(path, "0.1"),
                4 when method == "PATCH" => Fault.Conflict(path),
                5 when method == "PATCH" => Fault.PreconditionFailed(path),
                _ => null,
            };
        }
    }

    /// <summary>A manager whose write fails tries again by hand, once; a create that got lost they leave.</summary>
    private static async Task InPlannerAsync(LinkedTown town, Func<Task> act)
    {
        var chaos = town.Neighbours.Graph.Faults.Chaos;
        town.Neighbours.Graph.Faults.Chaos = null;
        await act();
        town.Neighbours.Graph.Faults.Chaos = chaos;
    }

    private static async Task NewCardAsync(LinkedTown town, List<Guid> cards, string name, Random random) =>
        cards.Add((await town.Ben.CreateCardAsync(await town.BoardAsync(), $"Karte {name}", random.Next(3))).Id);

    private static Task NewTaskAsync(LinkedTown town, string name, Random random, ref int made)
    {
        made++;
        return NewTaskAsync(town, name, random);
    }

    private static async Task NewTaskAsync(LinkedTown town, string name, Random random)
    {
        var buckets = await town.Clara.BucketsAsync(town.Plan);
        _ = await town.Clara.CreateTaskAsync(town.Plan, buckets.Count == 0 ? null : (string)buckets[random.Next(buckets.Count)]["id"]!, $"Aufgabe {name}");
    }

    private static async Task OnBoardAsync(LinkedTown town, List<Guid> cards, string name, Random random)
    {
        var card = cards[random.Next(cards.Count)];
        switch (random.Next(9))
        {
            case 5:
                _ = await town.EditAsync(card, new CardEdit(Description: new($"Board text {name}.")));
                break;
            case 6:
                _ = await town.EditAsync(card, new CardEdit(Priority: new((CardPriority)random.Next(4))));
                break;
            case 7:
                _ = await town.Ben.PostAsync<ChecklistItemView>($"/api/boards/{town.Board.Id}/cards/{card}/checklist", new AddChecklistItemRequest($"Punkt {name}"));
                break;
            case 8:
                _ = await town.Ben.PostAsync<LinkView>($"/api/boards/{town.Board.Id}/cards/{card}/links", new LinkRequest($"https://stadt.de/{name}", $"Link {name}"));
                break;
            case 0:
                await town.MoveAsync(card, random.Next(3));
                break;
            case 1:
                _ = await town.EditAsync(card, new CardEdit(Title: new($"Board {name}")));
                break;
            case 2:
                _ = await town.EditAsync(card, new CardEdit(Due: new(random.Next(4) == 0 ? null : new DateOnly(2026, 12, 1 + random.Next(28)))));
                break;
            case 3:
                _ = await town.EditAsync(card, new CardEdit(Progress: new(random.Next(101))));
                break;
            default:
                _ = await town.Ben.ReadAsync<Contracts.People.MeView>("/api/me");
                _ = await town.EditAsync(card, new CardEdit(Assignees: new(random.Next(2) == 0 ? [] : [Musterstadt.Ben.Id])));
                break;
        }
    }

    private static async Task EditTaskAsync(LinkedTown town, Dictionary<(string Task, string Field), string> edits, string name, Random random)
    {
        var tasks = await town.TasksAsync();
        if (tasks.Count == 0)
        {
            return;
        }

        var task = tasks[random.Next(tasks.Count)];
        var id = (string)task["id"]!;
        switch (random.Next(9))
        {
            case 5:
                var details = await town.Clara.DetailsAsync(id);
                await town.Clara.EditDetailsAsync(id, new() { ["description"] = PlannerText.Join($"Planner text {name}.", PlannerText.Split((string?)details["description"], null).Block) });
                edits[(id, "text")] = $"Planner text {name}.";
                break;
            case 6:
                await town.Clara.EditTaskAsync(id, new() { ["priority"] = random.Next(11) });
                break;
            case 7:
                var item = Guid.NewGuid().ToString();
                await town.Clara.EditDetailsAsync(id, new() { ["checklist"] = new JsonObject { [item] = Manager.Item($"Planner Punkt {name}", random.Next(2) == 0) } });
                edits[(id, item)] = $"Planner Punkt {name}";
                break;
            case 8:
                await town.Clara.EditTaskAsync(id, new() { ["appliedCategories"] = new JsonObject { [$"category{1 + random.Next(3)}"] = random.Next(2) == 0 } });
                break;
            case 0:
                var buckets = await town.Clara.BucketsAsync(town.Plan);
                await town.Clara.EditTaskAsync(id, new() { ["bucketId"] = (string)buckets[random.Next(buckets.Count)]["id"]! });
                break;
            case 1:
                await town.Clara.EditTaskAsync(id, new() { ["title"] = $"Planner {name}" });
                edits[(id, "title")] = $"Planner {name}";
                break;
            case 2:
                var day = new DateOnly(2026, 12, 1 + random.Next(28));
                await town.Clara.EditTaskAsync(id, new() { ["dueDateTime"] = $"{day:yyyy-MM-dd}T10:00:00Z" });
                break;
            case 3:
                await town.Clara.EditTaskAsync(id, new() { ["percentComplete"] = random.Next(101) });
                break;
            default:
                var person = s_people[random.Next(s_people.Length)];
                await town.Clara.EditTaskAsync(id, new() { ["assignments"] = Manager.Assign((person, !Manager.AssigneesOf(task).Contains(person))) });
                break;
        }
    }

    private static async Task OneLookAsync(LinkedTown town)
    {
        var from = DateTimeOffset.UtcNow;
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.LastSync > from || s.Problem is not null);
    }

    private static async Task AssertEqualAsync(LinkedTown town)
    {
        var board = await town.BoardAsync();
        var buckets = (await town.Clara.BucketsAsync(town.Plan)).ToDictionary(b => (string)b["id"]!, b => (string)b["name"]!);
        var tasks = await town.TasksAsync();
        Assert.Equal(board.Columns.Select(c => c.Name).Order(StringComparer.Ordinal), buckets.Values.Order(StringComparer.Ordinal));
        var (onBoard, inPlanner) = (new List<string>(), new List<string>());
        foreach (var card in board.Cards)
        {
            var details = await town.DetailsAsync(card.Id);
            onBoard.Add(Say(card.Title, board.Columns.Single(x => x.Id == card.Column).Name, card.Due, card.Progress, card.Assignees)
                + Say(card.Priority ?? CardPriority.Medium, card.Labels.Count, details.Description, details.Checklist.Select(i => (i.Title, i.Done)), details.Links.Count));
        }

        foreach (var task in tasks)
        {
            var details = await town.Clara.DetailsAsync((string)task["id"]!);
            inPlanner.Add(Say((string)task["title"]!, BucketOf(task, buckets) ?? board.Columns[0].Name, Manager.DueOf(task), (int)task["percentComplete"]!, Manager.AssigneesOf(task))
                + Say(
                    (int)task["priority"]! switch { <= 1 => CardPriority.Urgent, <= 4 => CardPriority.Important, <= 7 => CardPriority.Medium, _ => CardPriority.Low },
                    ((JsonObject)task["appliedCategories"]!).Count,
                    PlannerText.Split((string?)details["description"], null).Text,
                    ((JsonObject)details["checklist"]!).OrderBy(i => (string?)i.Value!["orderHint"], StringComparer.Ordinal).ThenBy(i => i.Key, StringComparer.Ordinal).Select(i => ((string)i.Value!["title"]!, (bool)i.Value["isChecked"]!)),
                    ((JsonObject)details["references"]!).Count - 1));
        }

        Assert.Equal(onBoard.Order(StringComparer.Ordinal), inPlanner.Order(StringComparer.Ordinal));
    }

    private static string Say(CardPriority priority, int labels, string? text, IEnumerable<(string Title, bool Done)> items, int links) =>
        $" | {priority} | {labels} | {text} | {string.Join(", ", items)} | {links}";

    private static async Task AssertNothingLostAsync(LinkedTown town, Dictionary<(string Task, string Field), string> edits)
    {
        var told = (await town.Ben.ReadAsync<JournalPage>($"/api/boards/{town.Board.Id}/journal?after=0")).Entries.SelectMany(e => e.Change switch
        {
            CardCreated created => [created.Card.Title],
            CardEdited edited => [edited.After.Title?.Value, edited.After.Description?.Value, edited.Before.Description?.Value],
            CardChecklistChanged item => [item.Item?.Title, item.Before?.Title],
            PlannerConflict conflict => [conflict.Kept, conflict.Lost],
            _ => Array.Empty<string?>(),
        }).ToHashSet();
        foreach (var card in (await town.BoardAsync()).Cards)
        {
            var details = await town.DetailsAsync(card.Id);
            told.UnionWith([details.Description, .. details.Checklist.Select(i => i.Title)]);
        }

        Assert.All(edits.Values, value => Assert.Contains(value, told));
    }

    private static string? BucketOf(JsonObject task, Dictionary<string, string> buckets) => (string?)task["bucketId"] is { } id ? buckets[id] : null;

    private static string Say(string title, string column, DateOnly? due, int progress, IEnumerable<Guid> people) =>
        $"{title} | {column} | {due:yyyy-MM-dd} | {progress.ToString(CultureInfo.InvariantCulture)} | {string.Join(',', people.Order())}";
}
