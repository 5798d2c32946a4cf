using System.Net;
using System.Text.Json.Nodes;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Planner;
using Workspace.Domain.Planner;
using Workspace.Sandbox.City;
using PlannerPolicy = Workspace.Contracts.Planner.PlannerPolicy;

namespace Workspace.Api.Tests.Planner;

/// <summary>All that a card says is in its task, all that a task says is on its card, and what both changed waits in a list.</summary>
public sealed class TheWholeCard
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_a_card_says_is_in_its_task_and_the_rest_in_a_block(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        var path = $"/api/boards/{town.Board.Id}";
        var label = await town.Ben.PostAsync<LabelView>($"{path}/labels", new LabelRequest("Eilig", "red"));
        foreach (var title in Enumerable.Range(1, 21).Select(n => $"Schritt {n}"))
        {
            _ = await town.Ben.PostAsync<ChecklistItemView>($"{path}/cards/{card.Id}/checklist", new AddChecklistItemRequest(title));
        }

        _ = await town.Ben.PostAsync<LinkView>($"{path}/cards/{card.Id}/links", new LinkRequest("https://stadt.de/a.b#c", "Satzung"));
        _ = await town.EditAsync(card.Id, new CardEdit(
            Description: new("Bitte **bald**"), Start: new(new DateOnly(2026, 12, 1)), Priority: new(CardPriority.Urgent), Labels: new([label.Id]), Department: new("Amt 32")));

        var details = await LinkedTown.UntilAsync(() => town.Clara.DetailsAsync(task), d =>
            ((JsonObject)d["checklist"]!).Count == 20 && ((JsonObject)d["references"]!).Count == 2 && ((string?)d["description"])!.StartsWith("Bitte", StringComparison.Ordinal));
        var seen = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => ((JsonObject)t["appliedCategories"]!).Count == 1);
        Assert.Equal((1, "2026-12-01T10:00:00Z"), ((int)seen["priority"]!, (string)seen["startDateTime"]!));
        var category = ((JsonObject)seen["appliedCategories"]!).Single().Key;
        var names = await LinkedTown.UntilAsync(() => town.Clara.CategoriesAsync(town.Plan), c => c[category] is not null);
        Assert.Equal("Eilig", (string?)names[category]);
        var (text, block) = PlannerText.Split((string?)details["description"], known: null);
        Assert.Equal("Bitte **bald**", text);
        Assert.Equal("Zuständig: Amt 32\nWeitere Punkte der Checkliste, nur auf dem Board: 1\n☐ Schritt 21", block);
        Assert.Equal("Satzung", (string?)details["references"]!["https%3A//stadt%2Ede/a%2Eb%23c"]!["alias"]);
        Assert.Equal("Karte im Workspace öffnen", (string?)((JsonObject)details["references"]!).Single(r => r.Key.StartsWith("https%3A//teams", StringComparison.Ordinal)).Value!["alias"]);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_a_task_says_is_on_its_card_and_nothing_is_normalised_on_the_way(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        _ = await town.EditAsync(card.Id, new CardEdit(Department: new("Amt 32")));
        var before = await LinkedTown.UntilAsync(() => town.Clara.DetailsAsync(task), d => ((string?)d["description"])!.Contains("Amt 32", StringComparison.Ordinal));

        await town.Clara.EditDetailsAsync(task, new()
        {
            ["description"] = "Vom Manager\n" + ((string?)before["description"])!.Replace("Amt 32", "Amt 33", StringComparison.Ordinal),
            ["checklist"] = new JsonObject { [Guid.NewGuid().ToString()] = Manager.Item("Anrufen", true) },
            ["references"] = new JsonObject { ["https%3A//stadt%2Ede/b"] = Manager.Reference("Plan") },
        });
        await town.Clara.NameCategoryAsync(town.Plan, 5, "Presse");
        await town.Clara.EditTaskAsync(task, new() { ["priority"] = 2, ["appliedCategories"] = new JsonObject { ["category5"] = true } });

        var seen = await LinkedTown.UntilAsync(() => town.DetailsAsync(card.Id), d => d.Checklist.Count == 1 && d.Links.Count == 1 && d.Card.Labels.Count == 1 && d.Card.Priority is not null && d.Description is not null);
        Assert.Equal(("Anrufen", true), (seen.Checklist[0].Title, seen.Checklist[0].Done));
        Assert.Equal(("Plan", "https://stadt.de/b"), (seen.Links[0].Title, seen.Links[0].Url));
        Assert.Equal(CardPriority.Important, seen.Card.Priority);
        Assert.Equal("Presse", (await town.BoardAsync()).Labels.Single(l => l.Id == seen.Card.Labels[0]).Name);
        Assert.Equal("Vom Manager\nZuständig: Amt 33", seen.Description!.Replace("\n\n", "\n", StringComparison.Ordinal));
        var after = await LinkedTown.UntilAsync(() => town.Clara.DetailsAsync(task), d => PlannerText.Split((string?)d["description"], null).Block == "Zuständig: Amt 32");
        Assert.Contains("Vom Manager", (string?)after["description"], StringComparison.Ordinal);
        Assert.Equal(2, (int)(await town.Clara.TaskAsync(task))["priority"]!);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_gave_way_is_listed_and_comes_back_by_one_click(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        var path = $"/api/boards/{town.Board.Id}/planner";
        await BothAsync(town, card, task, "Auf dem Board", "In Planner");

        var listed = await LinkedTown.UntilAsync(() => town.Ben.ReadAsync<PlannerConflicts>($"{path}/conflicts"), c => c.Conflicts.Count == 1);
        var conflict = listed.Conflicts[0];
        Assert.Equal((PlannerConflictState.Kept, true, Musterstadt.Ben.Id), (conflict.State, conflict.CanRestore, conflict.Conflict.BoardBy));
        var lost = conflict.Conflict.Lost;
        Assert.Equal(["Auf dem Board", "In Planner"], new[] { conflict.Conflict.Kept, lost }.Order(StringComparer.Ordinal));

        using var restored = await town.Ben.PostAsync($"{path}/conflicts/{conflict.Id}/restore");
        Assert.Equal(HttpStatusCode.NoContent, restored.StatusCode);
        using var again = await town.Ben.PostAsync($"{path}/conflicts/{conflict.Id}/restore");
        _ = await TestPerson.AssertProblemAsync(again, HttpStatusCode.Conflict, "planner.conflict-settled");

        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == lost);
        Assert.Equal(lost, (await town.CardAsync(card.Id)).Title);
        Assert.Equal(PlannerConflictState.Restored, (await town.Ben.ReadAsync<PlannerConflicts>($"{path}/conflicts?card={card.Id}")).Conflicts[0].State);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Where_a_person_is_to_be_asked_each_side_keeps_its_own_until_they_choose(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        var path = $"/api/boards/{town.Board.Id}/planner";
        using var set = await town.Ben.SendAsync(HttpMethod.Put, $"{path}/rules", new PlannerRules(PlannerPolicy.Later, [new(PlannerRuleField.Title, PlannerPolicy.Ask)], DeletesArchived: false));
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        await BothAsync(town, card, task, "Auf dem Board", "In Planner");

        var open = (await LinkedTown.UntilAsync(() => town.Ben.ReadAsync<PlannerConflicts>($"{path}/conflicts"), c => c.Conflicts.Count == 1)).Conflicts[0];
        await town.SettledAsync();
        Assert.Equal(PlannerConflictState.Open, open.State);
        Assert.Equal(("Auf dem Board", "In Planner"), ((await town.CardAsync(card.Id)).Title, (string?)(await town.Clara.TaskAsync(task))["title"]));

        using var kept = await town.Ben.PostAsync($"{path}/conflicts/{open.Id}/keep");
        Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Auf dem Board");
        Assert.Equal(PlannerConflictState.Settled, (await town.Ben.ReadAsync<PlannerConflicts>($"{path}/conflicts")).Conflicts[0].State);
    }

    [Fact]
    public async Task The_order_of_columns_and_cards_follows_on_both_sides()
    {
        var (town, first, _) = await LinkedTown.StartAsync(Store.Sqlite);
        await using var ends = town;
        var second = await town.Ben.CreateCardAsync(town.Board, "Zweite");
        var third = await town.Ben.CreateCardAsync(town.Board, "Dritte");
        _ = await LinkedTown.UntilAsync(town.TitlesInOrderAsync, t => t.SequenceEqual(["Ausweis verlängern", "Zweite", "Dritte"]));

        using var moved = await town.Ben.MoveAsync(town.Board.Id, third.Id, town.Board.Columns[0].Id, first.Id);
        _ = await LinkedTown.UntilAsync(town.TitlesInOrderAsync, t => t.SequenceEqual(["Dritte", "Ausweis verlängern", "Zweite"]));

        var tasks = await town.TasksAsync();
        await town.Clara.PlaceOnTopAsync(town.Plan, (string)tasks.Single(t => (string?)t["title"] == "Zweite")["id"]!);
        _ = await LinkedTown.UntilAsync(town.BoardAsync, b => b.Cards.OrderBy(c => c.Rank, StringComparer.Ordinal).First().Id == second.Id);

        await town.Clara.MoveBucketFirstAsync(town.Plan, await town.BucketOfAsync("Wartet"));
        _ = await LinkedTown.UntilAsync(town.BoardAsync, b => b.Columns.OrderBy(c => c.Rank, StringComparer.Ordinal).First().Name == "Wartet");
    }

    [Fact]
    public async Task Where_lists_bring_no_details_they_come_in_batches()
    {
        var (town, card, task) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true, neighbours: n => n.Graph.Planner.ExpandsDetails = false);
        await using var ends = town;
        _ = await town.EditAsync(card.Id, new CardEdit(Description: new("Vom Board")));
        _ = await LinkedTown.UntilAsync(() => town.Clara.DetailsAsync(task), d => (string?)d["description"] == "Vom Board");

        await town.Clara.EditDetailsAsync(task, new() { ["description"] = "Von Planner" });

        _ = await LinkedTown.UntilAsync(() => town.DetailsAsync(card.Id), d => d.Description == "Von Planner");
    }

    /// <summary>The sync stands at the door of Graph while both edit the title.</summary>
    private static async Task BothAsync(LinkedTown town, CardView card, string task, string onBoard, string inPlanner)
    {
        var hold = town.Neighbours.Graph.Faults.Hold("GET", $"/planner/plans/{town.Plan}/tasks");
        await hold.Arrived;
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new(onBoard)));
        await town.Clara.EditTaskAsync(task, new() { ["title"] = inPlanner });
        hold.Release();
    }
}
