using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Contracts.Planner;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Planner;

public sealed class KeepingInStep
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_changes_on_the_board_is_soon_in_Planner(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store);
        await using var ends = town;

        _ = await town.EditAsync(card.Id, new CardEdit(
            Title: new("Pass verlängern"), Due: new(new DateOnly(2026, 12, 6)), Assignees: new([Musterstadt.Ben.Id]), Progress: new(40)));
        await town.MoveAsync(card.Id, column: 2);

        var waits = await town.BucketOfAsync("Wartet");
        var seen = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["bucketId"] == waits);
        Assert.Equal(
            ("Pass verlängern", new DateOnly(2026, 12, 6), 40, Musterstadt.Ben.Id),
            ((string)seen["title"]!, Manager.DueOf(seen)!.Value, (int)seen["percentComplete"]!, Assert.Single(Manager.AssigneesOf(seen))));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_changes_in_Planner_is_soon_on_the_board_and_its_history_says_so(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store);
        await using var ends = town;

        await town.Clara.EditTaskAsync(task, new()
        {
            ["title"] = "Pass verlängern",
            ["dueDateTime"] = "2026-12-05T23:30:00Z", // the sixth, in Musterstadt
            ["percentComplete"] = 50,
            ["bucketId"] = await town.BucketOfAsync("In Arbeit"),
            ["assignments"] = Manager.Assign((Musterstadt.Clara.Id, true)),
        });

        var seen = await LinkedTown.UntilAsync(() => town.CardAsync(card.Id), c => c.Progress == 50);
        Assert.Equal(
            ("Pass verlängern", new DateOnly(2026, 12, 6), town.Board.Columns[1].Id, Musterstadt.Clara.Id),
            (seen.Title, seen.Due!.Value, seen.Column, Assert.Single(seen.Assignees)));
        Assert.All((await town.HistoryAsync(card.Id)).Where(e => e.Change is CardEdited or CardMoved), e => Assert.Equal(ActorKind.Planner, e.Actor.Kind));
        await town.SettledAsync();
        Assert.Equal("2026-12-05T23:30:00Z", (string?)(await town.Clara.TaskAsync(task))["dueDateTime"]);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Edits_to_different_fields_at_the_same_time_both_survive(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();

        // The sync stands at the door of Graph while both edit.
        var hold = town.Neighbours.Graph.Faults.Hold("GET", $"/planner/plans/{town.Plan}/tasks");
        await hold.Arrived;
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Auf dem Board"), Assignees: new([Musterstadt.Ben.Id])));
        await town.Clara.EditTaskAsync(task, new() { ["percentComplete"] = 70, ["assignments"] = Manager.Assign((Musterstadt.Clara.Id, true)) });
        hold.Release();

        var seen = await LinkedTown.UntilAsync(() => town.CardAsync(card.Id), c => c.Progress == 70 && c.Assignees.Count == 2);
        var there = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Auf dem Board" && Manager.AssigneesOf(t).Count == 2);
        Assert.Equal("Auf dem Board", seen.Title);
        Assert.Equal(70, (int)there["percentComplete"]!);
        Assert.Equal(0, (await town.StatusAsync()).Conflicts);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Of_two_edits_to_one_field_one_stays_and_the_other_is_in_history(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();

        var hold = town.Neighbours.Graph.Faults.Hold("GET", $"/planner/plans/{town.Plan}/tasks");
        await hold.Arrived;
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Auf dem Board")));
        await town.Clara.EditTaskAsync(task, new() { ["title"] = "In Planner" });
        hold.Release();

        var status = await LinkedTown.UntilAsync(town.StatusAsync, s => s.Conflicts == 1);
        var there = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Auf dem Board");
        var conflict = Assert.Single((await town.HistoryAsync(card.Id)).Select(e => e.Change).OfType<PlannerConflict>());
        Assert.Equal(("title", PlannerWinner.Board, "Auf dem Board", "In Planner"), (conflict.Field, conflict.Winner, conflict.Kept, conflict.Lost));
        Assert.Null(status.Problem);
        Assert.NotNull(there);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task An_edit_on_the_board_before_the_last_reading_gives_way_to_a_later_one_in_Planner(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();

        // The board's edit cannot be sent for a while, although Planner is read: every write is refused.
        town.Neighbours.Graph.Faults.Add(new Sandbox.Fault { Path = $"/planner/tasks/{task}", Method = "PATCH", Status = 400, Times = null });
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Auf dem Board")));
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.Problem is { Code: "planner.refused" });
        town.Neighbours.Graph.Faults.Clear();
        await town.Clara.EditTaskAsync(task, new() { ["title"] = "Später in Planner" });

        var seen = await LinkedTown.UntilAsync(() => town.CardAsync(card.Id), c => c.Title == "Später in Planner");
        var conflict = Assert.Single((await town.HistoryAsync(card.Id)).Select(e => e.Change).OfType<PlannerConflict>());
        Assert.Equal((PlannerWinner.Planner, "Auf dem Board", true), (conflict.Winner, conflict.Lost, conflict.OrderKnown));
        Assert.Equal("Später in Planner", seen.Title);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_deleted_task_archives_its_card_and_a_restored_card_gets_a_new_task(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        await town.SettledAsync();

        await town.Clara.DeleteTaskAsync(task);
        _ = await LinkedTown.UntilAsync(town.BoardAsync, b => b.Cards.Count == 0);
        var archived = Assert.Single(await town.Ben.ReadAsync<CardView[]>($"/api/boards/{town.Board.Id}/archive"));
        using var restored = await town.Ben.PostAsync($"/api/boards/{town.Board.Id}/cards/{card.Id}/restore");
        var tasks = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 1);

        Assert.Equal(card.Id, archived.Id);
        Assert.NotEqual(task, (string?)tasks[0]["id"]);
        Assert.Equal(card.Title, (string?)tasks[0]["title"]);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task An_archived_card_leaves_its_task_alone_and_catches_up_when_it_is_restored(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        await town.SettledAsync();

        using var archived = await town.Ben.PostAsync($"/api/boards/{town.Board.Id}/cards/{card.Id}/archive");
        await town.Clara.EditTaskAsync(task, new() { ["title"] = "Inzwischen in Planner" });
        await town.SettledAsync();
        Assert.Equal("Inzwischen in Planner", (string?)Assert.Single(await town.TasksAsync())["title"]);
        Assert.Empty((await town.BoardAsync()).Cards);

        using var restored = await town.Ben.PostAsync($"/api/boards/{town.Board.Id}/cards/{card.Id}/restore");
        _ = await LinkedTown.UntilAsync(() => town.CardAsync(card.Id), c => c.Title == "Inzwischen in Planner");
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Where_an_owner_chose_so_an_archived_card_takes_its_task_with_it_and_a_restored_one_gets_a_new_task(Store store)
    {
        var (town, before, kept) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        var card = await town.Ben.CreateCardAsync(town.Board, "Geht");
        var task = (string)(await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 2)).Single(t => (string?)t["title"] == "Geht")["id"]!;
        var path = $"/api/boards/{town.Board.Id}/planner";
        using var rested = await town.Ben.PostAsync($"/api/boards/{town.Board.Id}/cards/{before.Id}/archive");
        await town.SettledAsync();
        var rules = new PlannerRules(PlannerPolicy.Later, [], DeletesArchived: true);
        using var chosen = await town.Ben.SendAsync(HttpMethod.Put, $"{path}/rules", rules);
        using var again = await town.Ben.SendAsync(HttpMethod.Put, $"{path}/rules", rules);

        // The manager edits it in the moment in which somebody archives it.
        var hold = town.Neighbours.Graph.Faults.Hold("GET", $"/planner/plans/{town.Plan}/tasks");
        await hold.Arrived;
        await town.Clara.EditTaskAsync(task, new() { ["title"] = "Zuletzt in Planner" });
        using var archived = await town.Ben.PostAsync($"/api/boards/{town.Board.Id}/cards/{card.Id}/archive");
        hold.Release();
        var left = Assert.Single(await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 1));
        await town.SettledAsync();
        var conflict = Assert.Single((await town.HistoryAsync(card.Id)).Select(e => e.Change).OfType<PlannerConflict>());
        using var restored = await town.Ben.PostAsync($"/api/boards/{town.Board.Id}/cards/{card.Id}/restore");
        var tasks = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 2);

        Assert.Equal(kept, (string?)left["id"]); // in the archive before it was chosen
        Assert.Equal((PlannerWinner.Board, "Geht", "Zuletzt in Planner"), (conflict.Winner, conflict.Kept, conflict.Lost));
        Assert.DoesNotContain(tasks, t => (string?)t["id"] == task);
        _ = Assert.Single(tasks, t => (string?)t["title"] == "Geht");
        var log = await town.Ben.ReadAsync<PlannerLog>($"{path}/log");
        var deleted = Assert.Single(log.Writes, w => w.Kind is PlannerWriteKind.DeleteTask && w.Answer is PlannerAnswer.Done);
        Assert.Equal((card.Id, new PlannerWrittenView("title", "Zuletzt in Planner", null)), (deleted.Card!.Value, Assert.Single(deleted.Values)));
        var told = (await town.Ben.ReadAsync<JournalPage>($"/api/boards/{town.Board.Id}/journal?after=0")).Entries.Select(e => e.Change).OfType<PlannerRulesChanged>();
        Assert.Equal((true, false), (Assert.Single(told).Rules.DeletesArchived, told.Single().Before.DeletesArchived));
        Assert.True((await town.Ben.ReadAsync<PlannerRules>($"{path}/rules")).DeletesArchived);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Columns_and_buckets_are_renamed_added_and_deleted_in_step(Store store)
    {
        var (town, _, _) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        await town.SettledAsync();

        await town.Clara.RenameBucketAsync(await town.BucketOfAsync("Offen"), "Zu tun");
        await town.Clara.DeleteBucketAsync(await town.BucketOfAsync("Wartet"));
        var sequence = (await town.BoardAsync()).Sequence;
        _ = await town.Ben.PatchAsync<ColumnView>($"/api/boards/{town.Board.Id}/columns/{town.Board.Columns[1].Id}", new EditColumnRequest(sequence, new("In der Mache"), null, null));
        _ = await town.Ben.PostAsync<ColumnView>($"/api/boards/{town.Board.Id}/columns", new AddColumnRequest("Erledigt", null));

        var board = await LinkedTown.UntilAsync(town.BoardAsync, b => b.Columns.Any(c => c.Name == "Zu tun") && b.Columns.All(c => c.Name != "Wartet"));
        var buckets = await LinkedTown.UntilAsync(() => town.Clara.BucketsAsync(town.Plan), b => b.Any(x => (string?)x["name"] == "Erledigt") && b.Any(x => (string?)x["name"] == "In der Mache"));
        Assert.Equal(["Zu tun", "In der Mache", "Erledigt"], board.Columns.Select(c => c.Name));
        Assert.Equal(3, buckets.Count);
    }

    [Fact]
    public async Task Somebody_who_was_never_here_is_shown_by_name_when_Planner_assigns_them()
    {
        var (town, card, task) = await LinkedTown.StartAsync(Store.Sqlite);
        await using var ends = town;
        var newcomer = Musterstadt.City.People[^1];

        await town.Clara.EditTaskAsync(task, new() { ["assignments"] = Manager.Assign((newcomer.Id, true)) });

        _ = await LinkedTown.UntilAsync(() => town.CardAsync(card.Id), c => c.Assignees.Contains(newcomer.Id));
        var people = await town.Ben.ReadAsync<Contracts.People.PersonView[]>($"/api/people?ids={newcomer.Id}");
        Assert.Equal(newcomer.DisplayName, Assert.Single(people).Name);
    }

    [Fact]
    public async Task A_quiet_link_costs_one_request_a_look()
    {
        var (town, _, _) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Log.Clear();

        await town.SettledAsync();

        // Buckets are read with every look here, because the test's pace says so.
        Assert.All(town.Neighbours.Graph.Log.Calls.Where(c => c.ByApplication && c.Path.StartsWith("/planner", StringComparison.Ordinal)), c => Assert.Equal("GET", c.Method));
        Assert.DoesNotContain(town.Neighbours.Graph.Log.Calls, c => c.Path.StartsWith("/planner/tasks", StringComparison.Ordinal));
    }
}
