using System.Globalization;
using Workspace.Features.Planner;
using Workspace.Features.Shared;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

using static Workspace.Graph.Tests.Client.ProductTown;

namespace Workspace.Graph.Tests.Client;

public sealed class WhenGraphFails
{
    private static readonly Dictionary<string, string> s_noneKnown = [];
    private static readonly TaskWrite s_task = new() { Title = new("Ausweis") };

    public static TheoryData<string> Losses => ["answer lost", "stored, but 504", "504", "503"];

    [Theory, MemberData(nameof(Losses))]
    public async Task A_create_without_an_answer_is_sent_once_and_its_outcome_called_unknown(string loss)
    {
        await using var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();
        town.Faults.Add(loss switch
        {
            "answer lost" => Fault.AnswerLost("/planner/tasks", "POST"),
            "stored, but 504" => Fault.StoredButTimedOut("/planner/tasks", "POST"),
            "504" => Fault.TimedOut("/planner/tasks", "POST"),
            _ => Fault.Unavailable("/planner/tasks", "2", "POST"),
        });

        var failed = await Assert.ThrowsAsync<PlannerException>(() => town.App.CreateTaskAsync(plan, s_task, Ct));

        Assert.Equal((PlannerProblem.Unavailable, true), (failed.Problem, failed.MayHaveHappened));
        Assert.Equal(1, town.Log.Count("POST", "/planner/tasks"));
        town.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(loss is "answer lost" or "stored, but 504" ? 1 : 0, (await town.App.TasksAsync(plan, s_noneKnown, Ct)).Count);
    }

    [Theory]
    [InlineData("2", 2.0)]
    [InlineData("2.128", 2.128)]
    [InlineData("Fri, 27 Nov 2026 09:01:30 GMT", 90)] // a date, one and a half minutes ahead
    [InlineData("Friday, 27-Nov-26 09:01:30 GMT", 90)] // the older forms of HTTP
    [InlineData("Fri Nov 27 09:01:30 2026", 90)]
    [InlineData("1000000", 86_400)]
    [InlineData(null, 10)]
    public async Task After_429_nobody_of_the_organisation_knocks_before_the_wait_is_over(string? retryAfter, double seconds)
    {
        await using var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();
        town.Faults.Add(Fault.Throttled("/planner/plans/*", "x") with { RetryAfter = retryAfter });

        var first = await Assert.ThrowsAsync<PlannerException>(() => town.App.TasksAsync(plan, s_noneKnown, Ct));
        var sent = town.Log.Total;
        town.Clock.Advance(TimeSpan.FromSeconds(seconds / 2));
        var second = await Assert.ThrowsAsync<PlannerException>(() => town.App.CreateTaskAsync(plan, s_task, Ct));

        Assert.Equal(PlannerProblem.Throttled, first.Problem);
        Assert.Equal(seconds, first.RetryAfter!.Value.TotalSeconds, 0.01);
        Assert.Equal((PlannerProblem.Throttled, false), (second.Problem, second.MayHaveHappened));
        Assert.Equal(seconds / 2, second.RetryAfter!.Value.TotalSeconds, 0.01);
        Assert.Equal(sent, town.Log.Total);

        town.Clock.Advance(TimeSpan.FromSeconds((seconds / 2) + 0.01));
        Assert.Empty(await town.App.TasksAsync(plan, s_noneKnown, Ct));
    }

    [Fact]
    public async Task The_wait_for_Planner_does_not_keep_people_waiting()
    {
        await using var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();
        town.Faults.Add(Fault.Throttled("/planner/plans/*", "30"));
        _ = await Assert.ThrowsAsync<PlannerException>(() => town.App.TasksAsync(plan, s_noneKnown, Ct));

        Assert.NotNull(await town.People.FindAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, Ct));
    }

    [Theory]
    [InlineData("409", PlannerProblem.Conflict)]
    [InlineData("412", PlannerProblem.Precondition)]
    [InlineData("412 without a body", PlannerProblem.Precondition)]
    [InlineData("403", PlannerProblem.Forbidden)]
    [InlineData("404", PlannerProblem.NotFound)]
    [InlineData("400", PlannerProblem.Invalid)]
    [InlineData("a proxy's page", PlannerProblem.Unavailable)]
    public async Task Each_refusal_has_its_name(string refusal, PlannerProblem problem)
    {
        await using var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();
        var task = await town.App.CreateTaskAsync(plan, s_task, Ct);
        const string Path = "/planner/tasks/*";
        town.Faults.Add(refusal switch
        {
            "409" => Fault.Conflict(Path),
            "412" => Fault.PreconditionFailed(Path),
            "412 without a body" => Fault.PreconditionFailed(Path) with { EmptyBody = true },
            "a proxy's page" => new Fault { Path = Path, Status = 502, Html = "<html>Bad Gateway</html>" },
            var status => new Fault { Path = Path, Status = int.Parse(status, CultureInfo.InvariantCulture) },
        });

        var failed = await Assert.ThrowsAsync<PlannerException>(() => town.App.ChangeTaskAsync(task.Id, task.Etag, new TaskWrite { Title = new("Neu") }, Ct));

        Assert.Equal(problem, failed.Problem);
        Assert.Equal(1, town.Log.Count("PATCH", "/planner/tasks/*"));
    }

    [Fact]
    public async Task A_limit_is_named()
    {
        await using var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();
        town.Neighbours.Graph.Planner.Limits.TasksPerPlan = 0;

        var failed = await Assert.ThrowsAsync<PlannerException>(() => town.App.CreateTaskAsync(plan, s_task, Ct));

        Assert.Equal((PlannerProblem.Limit, "MaximumTasksInProject"), (failed.Problem, failed.Code));
    }

    [Fact]
    public async Task A_chain_of_pages_that_breaks_off_is_no_list()
    {
        await using var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();
        for (var i = 0; i < 3; i++)
        {
            _ = await town.App.CreateTaskAsync(plan, s_task, Ct);
        }

        town.Neighbours.Graph.Planner.PageSize = 2;
        town.Faults.Add(Fault.Unavailable("/planner/plans/*/tasks") with { After = 1 });

        _ = await Assert.ThrowsAsync<PlannerException>(() => town.App.TasksAsync(plan, s_noneKnown, Ct));
    }

    [Fact]
    public async Task Nobody_at_the_other_end_is_unavailable_and_certainly_nothing_happened()
    {
        var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();
        var planner = town.App;
        _ = await planner.TasksAsync(plan, s_noneKnown, Ct); // a token is in the cache
        await town.Neighbours.DisposeAsync();

        var failed = await Assert.ThrowsAsync<PlannerException>(() => planner.CreateTaskAsync(plan, s_task, Ct));

        Assert.Equal(PlannerProblem.Unavailable, failed.Problem);
    }

    [Fact]
    public async Task Without_the_administrators_consent_there_is_no_token()
    {
        await using var town = await StartAsync();
        town.Neighbours.Entra.Tenants[Musterstadt.Tenant].AppInstalled = false;

        var failed = await Assert.ThrowsAsync<PlannerException>(() => town.App.TasksAsync("x", s_noneKnown, Ct));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => town.People.FindAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, Ct));

        Assert.Equal(PlannerProblem.NoToken, failed.Problem);
        Assert.Equal((403, "organisation-not-prepared"), (refused.Status, refused.Code));
    }
}
