using Workspace.Features.Planner;
using Workspace.Sandbox.City;
using static Workspace.Graph.Tests.Client.ProductTown;

namespace Workspace.Graph.Tests.Client;

public sealed class ActingForPeople
{
    [Fact]
    public async Task Somebody_sees_their_own_groups_and_those_alone()
    {
        await using var town = await StartAsync();

        var groups = await town.As(Musterstadt.Eva).GroupsOfAsync(Musterstadt.Eva.Id, Ct);

        Assert.Equal(new GroupRead(Musterstadt.KitaGroup.ToString("D"), "Kita-Navigator"), Assert.Single(groups));
        Assert.Equal(Musterstadt.Eva.Id, town.Log.Calls[^1].Person);
    }

    [Fact]
    public async Task Members_see_the_plans_of_their_group()
    {
        await using var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();

        var plans = await town.As(Musterstadt.Ben).PlansAsync(Musterstadt.CitizenServiceGroup.ToString("D"), Ct);

        Assert.Equal(new PlanRead(plan, "Termine", Musterstadt.CitizenServiceGroup.ToString("D")), Assert.Single(plans));
    }

    [Fact]
    public async Task Who_is_no_member_is_refused_by_Graph_itself()
    {
        await using var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();

        var failed = await Assert.ThrowsAsync<PlannerException>(() => town.As(Musterstadt.Eva).PlanAsync(plan, Ct));

        Assert.Equal(PlannerProblem.Forbidden, failed.Problem);
    }

    [Fact]
    public async Task An_owner_who_is_no_member_creates_no_plan()
    {
        await using var town = await StartAsync();

        var failed = await Assert.ThrowsAsync<PlannerException>(
            () => town.As(Musterstadt.Anna).CreatePlanAsync(Musterstadt.BudgetGroup.ToString("D"), "Haushalt", Ct));

        Assert.Equal(PlannerProblem.Forbidden, failed.Problem);
    }
}
