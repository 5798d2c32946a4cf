using Workspace.Contracts.Boards;
using Workspace.Contracts.Planner;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Planner;

/// <summary>A board shows what whoever linked it may see in Planner, and only as long as they may.</summary>
public sealed class LosingAccess
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Who_left_the_group_is_noticed_within_a_day_and_the_link_rests_until_they_are_back(Store store)
    {
        var clock = new LaterClock();
        var (town, card, task) = await LinkedTown.StartAsync(store, faulty: true, clock: clock);
        await using var ends = town;
        var group = town.Neighbours.Entra.Tenants[Musterstadt.Tenant].Directory;
        await LookedAsync(town, 2);

        Assert.True(group.RemoveMember(Musterstadt.CitizenServiceGroup, Musterstadt.Ben.Id));
        await LookedAsync(town, 2);
        Assert.Equal(PlannerLinkState.Active, (await town.StatusAsync()).State);
        clock.Later += TimeSpan.FromHours(25);
        var rests = await LinkedTown.UntilAsync(town.StatusAsync, s => s.State is PlannerLinkState.Paused);
        Assert.Equal("planner.linker-lost", rests.Problem?.Code);
        await town.Clara.EditTaskAsync(task, new() { ["title"] = "Nicht für Ben" });

        // Trying again changes nothing as long as nothing has changed.
        _ = await town.Ben.PostAsync<PlannerLinkView>($"/api/boards/{town.Board.Id}/planner/sync");
        _ = await LinkedTown.UntilAsync(town.StatusAsync, s => s.State is PlannerLinkState.Paused);
        Assert.Equal("Ausweis verlängern", (await town.CardAsync(card.Id)).Title);

        Assert.True(group.AddMember(Musterstadt.CitizenServiceGroup, Musterstadt.Ben.Id));
        _ = await town.Ben.PostAsync<PlannerLinkView>($"/api/boards/{town.Board.Id}/planner/sync");
        _ = await LinkedTown.UntilAsync(() => town.CardAsync(card.Id), c => c.Title == "Nicht für Ben");
    }

    [Fact]
    public async Task Where_the_app_may_not_read_memberships_the_linkers_own_token_tells_at_their_next_look()
    {
        var clock = new LaterClock();
        var (town, _, _) = await LinkedTown.StartAsync(
            Store.Sqlite, faulty: true, clock: clock, neighbours: n => n.Entra.Tenants[Musterstadt.Tenant].AppRoles.TryRemove("GroupMember.Read.All", out _));
        await using var ends = town;
        var clara = town.Server.As(Musterstadt.Clara);
        _ = await clara.ReadAsync<Contracts.People.MeView>("/api/me");
        using var set = await town.Ben.SendAsync(HttpMethod.Put, $"/api/boards/{town.Board.Id}/members/{clara.Id}", new SetMemberRequest(BoardRole.Editor));
        Assert.True(town.Neighbours.Entra.Tenants[Musterstadt.Tenant].Directory.RemoveMember(Musterstadt.CitizenServiceGroup, Musterstadt.Ben.Id));

        clock.Later += TimeSpan.FromHours(25);
        await LookedAsync(town, 5);
        var seen = await clara.ReadAsync<PlannerLinkView>($"/api/boards/{town.Board.Id}/planner");
        var own = await town.StatusAsync();

        Assert.Equal((PlannerLinkState.Active, PlannerLinkState.Paused), (seen.State, own.State));
        Assert.Equal("planner.linker-lost", own.Problem?.Code);
    }

    [Fact]
    public async Task A_directory_that_does_not_answer_is_no_loss()
    {
        var clock = new LaterClock();
        var (town, card, task) = await LinkedTown.StartAsync(Store.Sqlite, faulty: true, clock: clock);
        await using var ends = town;
        town.Neighbours.Graph.Faults.Add(Sandbox.Fault.Unavailable("/users/*") with { Times = null });

        clock.Later += TimeSpan.FromHours(25);
        await LookedAsync(town, 3);
        _ = await town.EditAsync(card.Id, new CardEdit(Title: new("Geht weiter")));

        _ = await LinkedTown.UntilAsync(() => town.Clara.TaskAsync(task), t => (string?)t["title"] == "Geht weiter");
        Assert.Equal(PlannerLinkState.Active, (await town.StatusAsync()).State);
    }

    /// <summary>Waits until the plan was read so many times more.</summary>
    private static async Task LookedAsync(LinkedTown town, int times)
    {
        int Looks() => town.Neighbours.Graph.Log.Count("GET", $"/planner/plans/{town.Plan}/tasks");
        var before = Looks();
        _ = await LinkedTown.UntilAsync(() => Task.FromResult(Looks()), looks => looks >= before + times);
    }
}
