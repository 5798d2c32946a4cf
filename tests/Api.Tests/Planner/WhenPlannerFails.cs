using System.Net;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Contracts.Planner;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Planner;

public sealed class WhenPlannerFails
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_task_whose_answer_got_lost_is_found_and_not_created_twice(Store store)
    {
        var (town, _, _) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Faults.Add(Fault.AnswerLost("/planner/tasks", "POST"));
        town.Neighbours.Graph.Log.Clear();

        var card = await town.Ben.CreateCardAsync(town.Board, "Nur einmal");
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.Problem is { Code: "graph-unavailable" });
        await town.SettledAsync();
        _ = await town.EditAsync(card.Id, new CardEdit(Progress: new(60)));
        var tasks = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Any(x => (string?)x["title"] == "Nur einmal" && (int)x["percentComplete"]! == 60));

        _ = Assert.Single(tasks, t => (string?)t["title"] == "Nur einmal");
        Assert.Equal(1, town.Neighbours.Graph.Log.Count("POST", "/planner/tasks"));
        Assert.Equal(2, (await town.BoardAsync()).Cards.Count);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_task_whose_answer_got_lost_is_found_although_a_manager_renamed_and_moved_it_at_once(Store store)
    {
        var (town, _, _) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Faults.Add(Fault.AnswerLost("/planner/tasks", "POST"));
        town.Neighbours.Graph.Log.Clear();

        var create = town.Neighbours.Graph.Faults.Hold("POST", "/planner/tasks");
        var card = await town.Ben.CreateCardAsync(town.Board, "Nur einmal");
        await create.Arrived;
        var look = town.Neighbours.Graph.Faults.Hold("GET", $"/planner/plans/{town.Plan}/tasks");
        create.Release();
        await look.Arrived;
        var made = (await town.TasksAsync()).Single(t => (string?)t["title"] == "Nur einmal");
        await town.Clara.EditTaskAsync((string)made["id"]!, new() { ["title"] = "Anders", ["bucketId"] = await town.BucketOfAsync("Wartet") });
        look.Release();

        var seen = await LinkedTown.UntilAsync(() => town.CardAsync(card.Id), c => c.Title == "Anders");
        await town.SettledAsync();
        Assert.Equal(town.Board.Columns[2].Id, seen.Column);
        Assert.Equal(1, town.Neighbours.Graph.Log.Count("POST", "/planner/tasks"));
        Assert.Equal((2, 2), ((await town.TasksAsync()).Count, (await town.BoardAsync()).Cards.Count));
    }

    [Fact]
    public async Task Into_a_bucket_that_was_just_deleted_is_written_once_then_the_buckets_are_read()
    {
        var (town, card, task) = await LinkedTown.StartAsync(
            Store.Sqlite, faulty: true, settings: new() { ["Planner:Buckets"] = "01:00:00", ["Planner:BucketsAtRest"] = "01:00:00", ["Planner:AfterRefusal"] = "01:00:00", ["Planner:Settle"] = "00:00:00" });
        await using var ends = town;
        await town.SettledAsync();
        await town.Clara.DeleteBucketAsync(await town.BucketOfAsync("Wartet"));
        await town.Clara.DeleteBucketAsync(await town.BucketOfAsync("In Arbeit"));
        var log = town.Neighbours.Graph.Log;
        log.Clear();

        var hold = town.Neighbours.Graph.Faults.Hold("GET", $"/planner/plans/{town.Plan}/tasks");
        await hold.Arrived;
        await town.MoveAsync(card.Id, column: 2);
        _ = await town.Ben.CreateCardAsync(town.Board, "Ins Leere", column: 1);
        hold.Release();
        var tasks = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 2);
        _ = await LinkedTown.UntilAsync(
            async () => (Task: await town.Clara.TaskAsync(task), Buckets: await town.Clara.BucketsAsync(town.Plan)),
            seen => seen.Buckets.Any(b => (string?)b["name"] == "Wartet" && (string?)b["id"] == (string?)seen.Task["bucketId"]));
        await town.SettledAsync();

        Assert.Equal(await town.BucketOfAsync("In Arbeit"), (string?)tasks.Single(t => (string?)t["title"] == "Ins Leere")["bucketId"]);
        Assert.Equal((2, 2), (log.Count("PATCH", $"/planner/tasks/{task}"), log.Count("POST", "/planner/tasks")));
        Assert.InRange(log.Count("GET", $"/planner/plans/{town.Plan}/buckets"), 1, 6);
        Assert.Equal(2, (await town.BoardAsync()).Cards.Count);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_task_that_was_never_stored_is_created_after_a_while(Store store)
    {
        var (town, _, _) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Faults.Add(Fault.Unavailable("/planner/tasks", null, "POST"));

        _ = await town.Ben.CreateCardAsync(town.Board, "Beim zweiten Mal");
        var tasks = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 2);

        _ = Assert.Single(tasks, t => (string?)t["title"] == "Beim zweiten Mal");
        await town.SettledAsync();
    }

    [Fact]
    public async Task A_new_task_that_lists_do_not_show_yet_is_neither_deleted_nor_doubled()
    {
        var (town, _, _) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true);
        await using var ends = town;
        town.Neighbours.Graph.Planner.VisibleAfter = TimeSpan.FromSeconds(1);

        _ = await town.Ben.CreateCardAsync(town.Board, "Noch unsichtbar");
        var tasks = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 2);
        await town.SettledAsync();

        Assert.Equal(2, (await town.TasksAsync()).Count);
        Assert.Equal(2, (await town.BoardAsync()).Cards.Count);
        Assert.Equal(2, tasks.Count);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_write_that_comes_too_late_is_read_and_merged_again(int status)
    {
        var (town, card, task) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Faults.Add(status == 409 ? Fault.Conflict("/planner/tasks/*") : Fault.PreconditionFailed("/planner/tasks/*"));

        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Beim zweiten Mal")));

        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Beim zweiten Mal");
        await town.SettledAsync();
        Assert.Equal(0, (await town.StatusAsync()).Conflicts);
    }

    [Fact]
    public async Task Throttling_is_waited_out_and_said()
    {
        var (town, card, task) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Faults.Add(Fault.Throttled("/planner/plans/*", "1.5"));
        var total = town.Neighbours.Graph.Log.Total;

        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.Problem is { Code: "planner.slowed" });
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Danach")));
        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Danach");

        await town.SettledAsync();
        Assert.True(town.Neighbours.Graph.Log.Total > total);
    }

    [Fact]
    public async Task While_Graph_is_down_the_board_works_and_later_catches_up()
    {
        var (town, card, task) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Faults.Add(Fault.Unavailable("/planner/*") with { Times = null });
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.Problem is { Code: "graph-unavailable" });

        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Ohne Graph")));
        using var groups = await town.Ben.GetAsync($"/api/planner/groups/{Musterstadt.CitizenServiceGroup}/plans");
        town.Neighbours.Graph.Faults.Clear();

        Assert.Equal(HttpStatusCode.OK, groups.StatusCode);
        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Ohne Graph");
        await town.SettledAsync();
    }

    [Fact]
    public async Task Who_links_while_Graph_is_down_hears_it_with_the_time_to_come_back_and_nothing_is_half_done()
    {
        await using var town = await LinkedTown.PrepareAsync(Store.Sqlite, faulty: true);
        town.Neighbours.Graph.Faults.Add(Fault.Unavailable("/planner/plans/*", "7") with { Times = null });

        using var answer = await town.Ben.PostAsync(
            $"/api/boards/{town.Board.Id}/planner", new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), town.Plan, null));

        _ = await TestPerson.AssertProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "graph-unavailable");
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
        using var status = await town.Ben.GetAsync($"/api/boards/{town.Board.Id}/planner");
        Assert.Equal(HttpStatusCode.NotFound, status.StatusCode);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_deleted_plan_pauses_the_link_and_takes_nothing_from_the_board(Store store)
    {
        var (town, card, _) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        await town.SettledAsync();

        await town.Clara.DeletePlanAsync(town.Plan);

        var status = await LinkedTown.UntilAsync(town.StatusAsync, s => s.State is PlannerLinkState.Paused);
        Assert.Equal("planner.plan-gone", status.Problem?.Code);
        Assert.NotEqual(status.Problem!.Code, status.Problem.Detail);
        Assert.Equal(card.Id, Assert.Single((await town.BoardAsync()).Cards).Id);
    }

    [Fact]
    public async Task Lost_access_pauses_the_link_and_asking_again_resumes_it()
    {
        var (town, card, task) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Faults.Add(new Fault { Path = "/planner/plans/*", Status = 403, Times = null });
        var paused = await LinkedTown.UntilAsync(town.StatusAsync, s => s.State is PlannerLinkState.Paused);
        town.Neighbours.Graph.Faults.Clear();
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Inzwischen")));

        _ = await town.Ben.PostAsync<PlannerLinkView>($"/api/boards/{town.Board.Id}/planner/sync");

        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Inzwischen");
        await town.SettledAsync();
        Assert.Equal("planner.access-lost", paused.Problem?.Code);
        Assert.Equal(PlannerLinkState.Active, (await town.StatusAsync()).State);
        var told = (await town.Ben.ReadAsync<JournalPage>($"/api/boards/{town.Board.Id}/journal?after=0")).Entries.Select(e => e.Change).OfType<BoardPlannerChanged>();
        Assert.Equal([PlannerLinkState.Active, PlannerLinkState.Paused, PlannerLinkState.Active], told.Select(t => t.State!.Value));
    }

    [Fact]
    public async Task A_title_that_Planner_refuses_is_sent_as_soon_as_somebody_shortens_it()
    {
        await using var town = await LinkedTown.PrepareAsync(Store.Sqlite, settings: new() { ["Planner:AfterRefusal"] = "01:00:00" });
        var card = await town.Ben.CreateCardAsync(town.Board, new string('x', 300));
        _ = await town.LinkAsync();
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.Problem is { Code: "planner.refused" });

        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Kurz")));

        var tasks = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 1);
        Assert.Equal("Kurz", (string?)tasks[0]["title"]);
        await town.SettledAsync();
    }

    [Fact]
    public async Task A_limit_is_said_and_the_rest_goes_on()
    {
        var (town, card, task) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true);
        await using var ends = town;
        town.Neighbours.Graph.Planner.Limits.TasksPerPlan = 1;

        _ = await town.Ben.CreateCardAsync(town.Board, "Eine zu viel");
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.Problem is { Code: "planner.limit" });
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Geht weiter")));

        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Geht weiter");
        town.Neighbours.Graph.Planner.Limits.TasksPerPlan = 100;
        _ = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 2);
    }

    [Fact]
    public async Task A_refused_bucket_is_said_and_not_asked_for_again_until_the_column_has_another_name()
    {
        var (town, card, task) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true, settings: new() { ["Planner:AfterRefusal"] = "01:00:00" });
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Planner.Limits.BucketsPerPlan = 3;
        var log = town.Neighbours.Graph.Log;
        log.Clear();

        var column = await town.Ben.PostAsync<ColumnView>($"/api/boards/{town.Board.Id}/columns", new AddColumnRequest("Eine zu viel", null));
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.Problem is { Code: "planner.limit" });
        using var moved = await town.Ben.MoveAsync(town.Board.Id, card.Id, column.Id);
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Geht weiter")));
        await LooksAsync(5);

        Assert.Equal(1, log.Count("POST", "/planner/buckets"));
        Assert.Equal("planner.limit", (await town.StatusAsync()).Problem?.Code);

        town.Neighbours.Graph.Planner.Limits.BucketsPerPlan = 200;
        var sequence = (await town.BoardAsync()).Sequence;
        _ = await town.Ben.PatchAsync<ColumnView>($"/api/boards/{town.Board.Id}/columns/{column.Id}", new EditColumnRequest(sequence, new("Passt"), null, null));
        var there = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Geht weiter");
        await town.SettledAsync();
        Assert.Equal(await town.BucketOfAsync("Passt"), (string?)(await town.Clara.TaskAsync(task))["bucketId"]);
        Assert.NotNull(there);

        async Task LooksAsync(int times)
        {
            int Looks() => log.Count("GET", $"/planner/plans/{town.Plan}/tasks");
            var before = Looks();
            _ = await LinkedTown.UntilAsync(() => Task.FromResult(Looks()), looks => looks >= before + times);
        }
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Two_instances_keep_one_board_in_step_without_doubling_anything(Store store)
    {
        var (town, _, _) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        await using var second = await WorkspaceServer.StartAsync(store, sameDatabaseAs: town.Server);

        for (var i = 0; i < 10; i++)
        {
            _ = await (i % 2 == 0 ? town.Ben : second.As(Musterstadt.Ben)).CreateCardAsync(town.Board, $"Karte {i}");
        }

        _ = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 11);
        await town.SettledAsync();
        Assert.Equal(11, (await town.TasksAsync()).Count);
        Assert.Equal(11, (await town.BoardAsync()).Cards.Count);
    }
}
