using System.Net;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Planner;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Planner;

/// <summary>What a person sees of a link and does with it: beforehand, on the way, and when it is in trouble.</summary>
public sealed class SteeringALink
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Beforehand_it_is_said_what_linking_would_do_and_nothing_is_done(Store store)
    {
        await using var town = await LinkedTown.PrepareAsync(store, settings: new() { ["Planner:Limits:ActiveTasks"] = "2" });
        foreach (var title in new[] { "Ausweis", "Pass", "Führerschein" })
        {
            _ = await town.Ben.CreateCardAsync(town.Board, title);
        }

        var bucket = await town.Clara.CreateBucketAsync(town.Plan, "Aus Planner");
        _ = await town.Clara.CreateTaskAsync(town.Plan, bucket, "ausweis");
        var preview = await PreviewAsync(town, town.Plan);
        var empty = await PreviewAsync(town, null);

        Assert.Equal((3, 1, 3, 1, 0, 0, 1), (preview.TasksToCreate, preview.CardsToCreate, preview.BucketsToCreate, preview.ColumnsToCreate, preview.CardsToChange, preview.Conflicts, preview.SameTitles));
        Assert.Equal(new PlannerLimitView(PlannerLimitKind.ActiveTasks, 2, 4, 0), Assert.Single(preview.Limits));
        Assert.Equal((3, 0, 0), (empty.TasksToCreate, empty.CardsToCreate, empty.SameTitles));
        _ = Assert.Single(await town.TasksAsync());
        Assert.Equal(3, (await town.BoardAsync()).Cards.Count);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Linking_again_is_foreseen_from_what_was_known(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        _ = await town.Ben.CreateCardAsync(town.Board, "Nur auf dem Board geändert");
        _ = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 2);
        await town.SettledAsync();
        using var ended = await town.Ben.SendAsync(HttpMethod.Delete, $"/api/boards/{town.Board.Id}/planner");
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Auf dem Board")));
        await town.Clara.EditTaskAsync(task, new() { ["title"] = "In Planner", ["percentComplete"] = 50 });

        var preview = await PreviewAsync(town, town.Plan);

        Assert.Equal((0, 0, 1, 1), (preview.TasksToCreate, preview.CardsToCreate, preview.CardsToChange, preview.Conflicts));
    }

    [Fact]
    public async Task Who_may_not_link_foresees_nothing()
    {
        await using var town = await LinkedTown.PrepareAsync(Store.Sqlite);
        using var david = new Manager(town.Neighbours, Musterstadt.David);
        var foreign = await david.CreatePlanAsync("Stationen", Musterstadt.MobilityGroup);

        using var refused = await town.Ben.GetAsync($"/api/boards/{town.Board.Id}/planner/preview?plan={foreign}");
        using var stranger = await town.Server.As(Musterstadt.Eva).GetAsync($"/api/boards/{town.Board.Id}/planner/preview");

        _ = await TestPerson.AssertProblemAsync(refused, HttpStatusCode.Conflict, "planner.no-access");
        _ = await TestPerson.AssertProblemAsync(stranger, HttpStatusCode.NotFound, "not-found");
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_paused_link_rests_until_an_owner_resumes_it_and_then_merges_what_happened(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        await town.SettledAsync();
        var clara = town.Server.As(Musterstadt.Clara);
        _ = await clara.ReadAsync<Contracts.People.MeView>("/api/me");
        using var set = await town.Ben.SendAsync(HttpMethod.Put, $"/api/boards/{town.Board.Id}/members/{clara.Id}", new SetMemberRequest(BoardRole.Editor));
        var path = $"/api/boards/{town.Board.Id}/planner";

        var paused = await town.Ben.PostAsync<PlannerLinkView>($"{path}/pause");
        using var editor = await clara.PostAsync($"{path}/resume");
        using var woken = await clara.PostAsync($"{path}/sync");
        await town.Clara.EditTaskAsync(task, new() { ["title"] = "In der Pause" });
        _ = await town.EditAsync(card.Id, new CardEdit(Progress: new(80)));
        var resting = await town.StatusAsync();
        var resumed = await town.Ben.PostAsync<PlannerLinkView>($"{path}/resume");

        Assert.Equal((PlannerLinkState.Paused, "planner.paused-by-person", town.Ben.Id), (paused.State, paused.Problem?.Code, paused.PausedBy));
        _ = await TestPerson.AssertProblemAsync(editor, HttpStatusCode.Forbidden, "not-allowed");
        _ = await TestPerson.AssertProblemAsync(woken, HttpStatusCode.Conflict, "planner.paused-by-person");
        Assert.Equal(PlannerLinkState.Paused, resting.State);
        Assert.Equal((PlannerLinkState.Active, null), (resumed.State, resumed.PausedBy));
        Assert.Equal(80, (await LinkedTown.UntilAsync(() => town.CardAsync(card.Id), c => c.Title == "In der Pause")).Progress);
        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (int)t["percentComplete"]! == 80);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_first_link_comes_in_chunks_says_how_far_it_is_and_goes_on_after_a_restart(Store store)
    {
        await using var town = await LinkedTown.PrepareAsync(store, faulty: true);
        for (var i = 0; i < 120; i++)
        {
            _ = await town.Ben.CreateCardAsync(town.Board, $"Karte {i}");
        }

        town.Neighbours.Graph.Faults.Add(Fault.Throttled("/planner/tasks", "600", "POST") with { After = 60 });
        _ = await town.LinkAsync();
        var half = await LinkedTown.UntilAsync(town.StatusAsync, s => s.First is { Done: 60 });

        // Another instance does not know that Microsoft asked the first one to wait.
        await using var second = await WorkspaceServer.StartAsync(store, sameDatabaseAs: town.Server);
        var done = await LinkedTown.UntilAsync(town.StatusAsync, s => s.First is null);

        Assert.Equal(new PlannerFirstView(60, 120), half.First);
        Assert.Null(done.First);
        Assert.Equal(120, (await town.TasksAsync()).Count);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Each_write_is_in_the_log_with_what_was_there_before_and_what_Planner_said(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Faults.Add(Fault.Conflict("/planner/tasks/*"));
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Neu")));
        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Neu");
        await town.SettledAsync();

        var log = await town.Ben.ReadAsync<PlannerLog>($"/api/boards/{town.Board.Id}/planner/log");
        using var stranger = await town.Server.As(Musterstadt.Eva).GetAsync($"/api/boards/{town.Board.Id}/planner/log");
        var older = await town.Ben.ReadAsync<PlannerLog>($"/api/boards/{town.Board.Id}/planner/log?before={log.Writes[1].Id}");

        var changes = log.Writes.Where(w => w.Kind is PlannerWriteKind.ChangeTask && w.Values.Any(v => v.Field == "title")).ToList();
        Assert.Equal([PlannerAnswer.Done, PlannerAnswer.Overtaken], changes.Select(w => w.Answer));
        Assert.All(changes, w => Assert.Equal((card.Id, new PlannerWrittenView("title", "Ausweis verlängern", "Neu")), (w.Card!.Value, w.Values.Single(v => v.Field == "title"))));
        Assert.Contains(log.Writes, w => w.Kind is PlannerWriteKind.CreateTask && w.Card == card.Id);
        Assert.Contains(log.Writes, w => w.Kind is PlannerWriteKind.CreateBucket && w.Column == town.Board.Columns[0].Id && w.Values is [{ Field: "name", Before: null, After: "Offen" }]);
        Assert.Equal(log.Writes.Skip(2).Select(w => w.Id), older.Writes.Select(w => w.Id));
        _ = await TestPerson.AssertProblemAsync(stranger, HttpStatusCode.NotFound, "not-found");
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task The_log_keeps_the_newest_and_nothing_for_longer_than_it_says(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store, settings: new() { ["Planner:LogWrites"] = "2", ["Planner:LogDays"] = "7" });
        await using var ends = town;
        await town.SettledAsync();
        for (var i = 1; i <= 3; i++)
        {
            var title = $"Fassung {i}";
            _ = await town.EditAsync(card.Id, new CardEdit(Title: new(title)));
            _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == title);
        }

        var log = await LinkedTown.UntilAsync(
            () => town.Ben.ReadAsync<PlannerLog>($"/api/boards/{town.Board.Id}/planner/log"), l => l.Writes.Length == 2 && l.Writes[0].Values[0].After == "Fassung 3");

        Assert.Equal((false, 7), (log.More, log.Days));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Administrators_see_all_links_and_try_one_again(Store store)
    {
        var (town, _, _) = await LinkedTown.StartAsync(store, faulty: true);
        await using var ends = town;
        await town.SettledAsync();
        town.Neighbours.Graph.Faults.Add(new Fault { Path = "/planner/plans/*", Status = 403, Times = null });
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.State is PlannerLinkState.Paused);
        town.Neighbours.Graph.Faults.Clear();
        var anna = town.Server.As(Musterstadt.Anna);

        var row = Assert.Single(await anna.ReadAsync<PlannerLinkRow[]>("/api/planner/links"));
        using var refused = await town.Ben.GetAsync("/api/planner/links");
        using var notBen = await town.Ben.PostAsync($"/api/planner/links/{town.Board.Id}/sync");
        var woken = await anna.PostAsync<PlannerLinkView>($"/api/planner/links/{town.Board.Id}/sync");

        Assert.Equal((town.Board.Id, "Bürgerservice", PlannerLinkState.Paused, "planner.access-lost"), (row.Board, row.BoardName, row.Link.State, row.Link.Problem?.Code));
        Assert.True(row.Link.Requests > 0);
        _ = await TestPerson.AssertProblemAsync(refused, HttpStatusCode.Forbidden, "not-allowed");
        _ = await TestPerson.AssertProblemAsync(notBen, HttpStatusCode.Forbidden, "not-allowed");
        Assert.Equal(PlannerLinkState.Active, woken.State);
        await town.SettledAsync();
    }

    [Fact]
    public async Task A_deleted_plan_is_replaced_by_another_without_losing_a_card()
    {
        var (town, card, _) = await LinkedTown.StartAsync(Store.Sqlite);
        await using var ends = town;
        await town.SettledAsync();
        await town.Clara.DeletePlanAsync(town.Plan);
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.State is PlannerLinkState.Paused);

        using var ended = await town.Ben.SendAsync(HttpMethod.Delete, $"/api/boards/{town.Board.Id}/planner");
        var other = await town.Clara.CreatePlanAsync("Der nächste", Musterstadt.CitizenServiceGroup);
        _ = await town.Ben.PostAsync<PlannerLinkView>($"/api/boards/{town.Board.Id}/planner", new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), other, null));

        var tasks = await LinkedTown.UntilAsync(() => town.Clara.TasksAsync(other), t => t.Count == 1);
        Assert.Equal("Ausweis verlängern", (string?)tasks[0]["title"]);
        Assert.Equal(card.Id, Assert.Single((await town.BoardAsync()).Cards).Id);
    }

    /// <summary>One plan with much to do, others with little, and a service that lets through few: all get their turns.</summary>
    [Fact]
    public async Task A_plan_with_much_to_do_keeps_no_other_waiting()
    {
        await using var town = await LinkedTown.PrepareAsync(Store.Sqlite, faulty: true);
        for (var i = 0; i < 150; i++)
        {
            _ = await town.Ben.CreateCardAsync(town.Board, $"Karte {i}");
        }

        var small = await town.Ben.CreateBoardAsync("Klein", BoardVisibility.Members, "Offen");
        _ = await town.Ben.CreateCardAsync(small, "Eine");
        var plan = await town.Clara.CreatePlanAsync("Kleiner Plan", Musterstadt.CitizenServiceGroup);
        town.Neighbours.Graph.Faults.ThrottleWindow = TimeSpan.FromSeconds(1);

        _ = await town.LinkAsync();
        _ = await town.Ben.PostAsync<PlannerLinkView>($"/api/boards/{small.Id}/planner", new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), plan, null));
        town.Neighbours.Graph.Faults.ThrottleAbove = 40;
        _ = await LinkedTown.UntilAsync(() => town.Ben.ReadAsync<PlannerLinkView>($"/api/boards/{small.Id}/planner"), s => s is { First: null, LastSync: not null });
        var big = await town.StatusAsync();
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.First is null);

        Assert.True(big.First is { Done: < 150 }, $"The large one was through first: {big.First}");
        var log = town.Neighbours.Graph.Log.Calls;
        var refused = log.Count(c => c.Status == 429);
        Assert.True(refused <= log.Count / 5, $"{refused} of {log.Count} requests knocked at a closed door.");
    }

    private static Task<PlannerPreview> PreviewAsync(LinkedTown town, string? plan) =>
        town.Ben.ReadAsync<PlannerPreview>($"/api/boards/{town.Board.Id}/planner/preview{(plan is null ? "" : $"?plan={plan}")}");
}
