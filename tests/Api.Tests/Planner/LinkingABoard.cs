using System.Net;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Contracts.Planner;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Planner;

public sealed class LinkingABoard
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Cards_become_tasks_and_tasks_become_cards(Store store)
    {
        await using var town = await LinkedTown.PrepareAsync(store);
        var card = await town.Ben.CreateCardAsync(town.Board, "Ausweis verlängern", column: 1);
        _ = await town.EditAsync(card.Id, new CardEdit(Due: new(new DateOnly(2026, 12, 1)), Assignees: new([Musterstadt.Clara.Id]), Progress: new(30)));
        var bucket = await town.Clara.CreateBucketAsync(town.Plan, "Aus Planner");
        _ = await town.Clara.CreateTaskAsync(town.Plan, bucket, "Meldewesen prüfen", new()
        {
            ["dueDateTime"] = "2026-12-24T10:00:00Z",
            ["percentComplete"] = 50,
            ["assignments"] = Manager.Assign((Musterstadt.David.Id, true)),
        });

        var link = await town.LinkAsync();
        var board = await LinkedTown.UntilAsync(town.BoardAsync, b => b.Cards.Count == 2);
        var tasks = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count == 2);

        Assert.Equal((PlannerLinkState.Active, "Bürgerservice"), (link.State, link.Group.Name));
        Assert.Equal(["Offen", "In Arbeit", "Wartet", "Aus Planner"], board.Columns.Select(c => c.Name));
        var come = board.Cards.Single(c => c.Title == "Meldewesen prüfen");
        Assert.Equal(
            ("Aus Planner", new DateOnly(2026, 12, 24), 50, Musterstadt.David.Id),
            (board.Columns.Single(c => c.Id == come.Column).Name, come.Due!.Value, come.Progress, Assert.Single(come.Assignees)));
        var gone = tasks.Single(t => (string?)t["title"] == "Ausweis verlängern");
        Assert.Equal(await town.BucketOfAsync("In Arbeit"), (string?)gone["bucketId"]);
        Assert.Equal((30, new DateOnly(2026, 12, 1)), ((int)gone["percentComplete"]!, Manager.DueOf(gone)));
        Assert.Equal([Musterstadt.Clara.Id], Manager.AssigneesOf(gone));
        Assert.Equal(
            ["Offen", "In Arbeit", "Wartet", "Aus Planner"],
            (await town.Clara.BucketsAsync(town.Plan)).OrderBy(b => (string?)b["orderHint"], StringComparer.Ordinal).Select(b => (string?)b["name"]));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_plan_of_a_group_that_the_person_is_not_in_is_refused(Store store)
    {
        await using var town = await LinkedTown.PrepareAsync(store);
        using var david = new Manager(town.Neighbours, Musterstadt.David);
        var plan = await david.CreatePlanAsync("Stationen", Musterstadt.MobilityGroup);

        // Honest about the group, and lying about it: it is Graph that says no, with the person's own token.
        foreach (var group in new[] { Musterstadt.MobilityGroup, Musterstadt.CitizenServiceGroup })
        {
            using var refused = await town.Ben.PostAsync($"/api/boards/{town.Board.Id}/planner", new LinkPlannerRequest(group.ToString(), plan, null));
            _ = await TestPerson.AssertProblemAsync(refused, HttpStatusCode.Conflict, "planner.no-access");
        }

        using var status = await town.Ben.GetAsync($"/api/boards/{town.Board.Id}/planner");
        Assert.Equal(HttpStatusCode.NotFound, status.StatusCode);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Only_an_owner_of_the_board_links_it(Store store)
    {
        await using var town = await LinkedTown.PrepareAsync(store);
        var clara = town.Server.As(Musterstadt.Clara);
        _ = await clara.ReadAsync<Contracts.People.MeView>("/api/me");
        using var set = await town.Ben.SendAsync(HttpMethod.Put, $"/api/boards/{town.Board.Id}/members/{clara.Id}", new SetMemberRequest(BoardRole.Editor));
        Assert.True(set.IsSuccessStatusCode);
        var request = new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), town.Plan, null);

        using var editor = await clara.PostAsync($"/api/boards/{town.Board.Id}/planner", request);
        using var stranger = await town.Server.As(Musterstadt.Eva).PostAsync($"/api/boards/{town.Board.Id}/planner", request);

        _ = await TestPerson.AssertProblemAsync(editor, HttpStatusCode.Forbidden, "not-allowed");
        _ = await TestPerson.AssertProblemAsync(stranger, HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_board_follows_one_plan_and_a_plan_one_board()
    {
        await using var town = await LinkedTown.PrepareAsync(Store.Sqlite);
        var command = Guid.CreateVersion7();
        var request = new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), town.Plan, null);
        var path = $"/api/boards/{town.Board.Id}/planner";

        var first = await town.Ben.PostAsync<PlannerLinkView>(path, request, command);
        var retried = await town.Ben.PostAsync<PlannerLinkView>(path, request, command);
        using var again = await town.Ben.PostAsync(path, request);
        var other = await town.Ben.CreateBoardAsync("Ein anderes");
        using var second = await town.Ben.PostAsync($"/api/boards/{other.Id}/planner", request);

        Assert.Equal(first.LinkedAt, retried.LinkedAt);
        _ = await TestPerson.AssertProblemAsync(again, HttpStatusCode.Conflict, "planner.board-linked");
        _ = await TestPerson.AssertProblemAsync(second, HttpStatusCode.Conflict, "planner.plan-linked");
    }

    [Fact]
    public async Task A_new_plan_is_created_in_the_persons_name_and_its_name_only_once()
    {
        await using var town = await LinkedTown.PrepareAsync(Store.Sqlite);
        var request = new LinkPlannerRequest(Musterstadt.CitizenServiceGroup.ToString(), null, $"Neu {town.Board.Id}");
        var other = await town.Ben.CreateBoardAsync("Ein anderes");

        var link = await town.Ben.PostAsync<PlannerLinkView>($"/api/boards/{town.Board.Id}/planner", request);
        using var again = await town.Ben.PostAsync($"/api/boards/{other.Id}/planner", request);
        var plans = await town.Ben.ReadAsync<PlannerPlanView[]>($"/api/planner/groups/{Musterstadt.CitizenServiceGroup}/plans");

        _ = await TestPerson.AssertProblemAsync(again, HttpStatusCode.Conflict, "planner.plan-exists");
        Assert.Equal(new PlannerPlanView(link.Plan.Id, request.NewPlan!, Linked: true), plans.Single(p => p.Id == link.Plan.Id));
    }

    [Fact]
    public async Task People_choose_among_their_own_groups()
    {
        await using var town = await LinkedTown.PrepareAsync(Store.Sqlite);

        var groups = await town.Ben.ReadAsync<PlannerGroupView[]>("/api/planner/groups");
        using var foreign = await town.Ben.GetAsync($"/api/planner/groups/{Musterstadt.MobilityGroup}/plans");

        Assert.Contains(new PlannerGroupView(Musterstadt.CitizenServiceGroup.ToString(), "Bürgerservice"), groups);
        Assert.DoesNotContain(groups, g => g.Id == Musterstadt.MobilityGroup.ToString());
        _ = await TestPerson.AssertProblemAsync(foreign, HttpStatusCode.Conflict, "planner.no-access");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("a", "b")]
    public async Task Either_a_plan_or_a_new_one(string? plan, string? newPlan)
    {
        await using var town = await LinkedTown.PrepareAsync(Store.Sqlite);

        using var answer = await town.Ben.PostAsync($"/api/boards/{town.Board.Id}/planner", new LinkPlannerRequest("x", plan, newPlan));

        _ = await TestPerson.AssertProblemAsync(answer, HttpStatusCode.BadRequest, "invalid");
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task After_the_end_both_sides_go_their_ways_and_linking_again_doubles_nothing(Store store)
    {
        var (town, card, task) = await LinkedTown.StartAsync(store);
        await using var ends = town;
        await town.SettledAsync();
        using var ended = await town.Ben.SendAsync(HttpMethod.Delete, $"/api/boards/{town.Board.Id}/planner");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);

        await town.Clara.EditTaskAsync(task, new() { ["title"] = "In Planner geändert" });
        _ = await town.EditAsync(card.Id, new CardEdit(Progress: new(80)));
        var link = await town.LinkAsync();
        var after = await LinkedTown.UntilAsync(() => town.CardAsync(card.Id), c => c.Title == "In Planner geändert");
        var tasks = await LinkedTown.UntilAsync(town.TasksAsync, t => t.Count > 0 && (int)t[0]["percentComplete"]! == 80);

        Assert.Equal(80, after.Progress);
        _ = Assert.Single(tasks);
        _ = Assert.Single((await town.BoardAsync()).Cards);
        Assert.Equal(PlannerLinkState.Active, link.State);
    }

    [Fact]
    public async Task Open_boards_hear_of_the_link()
    {
        await using var town = await LinkedTown.PrepareAsync(Store.Sqlite);

        _ = await town.LinkAsync();

        var entries = (await town.Ben.ReadAsync<JournalPage>($"/api/boards/{town.Board.Id}/journal?after={town.Board.Sequence}")).Entries;
        var told = entries.Select(e => e.Change).OfType<BoardPlannerChanged>().First();
        Assert.Equal(("Bürgerservice", PlannerLinkState.Active, null), (told.Group, told.State!.Value, told.Problem));
    }
}
