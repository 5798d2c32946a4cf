using System.Text.Json.Nodes;
using Workspace.Features.Planner;
using Workspace.Sandbox.City;
using static Workspace.Graph.Tests.Client.ProductTown;

namespace Workspace.Graph.Tests.Client;

public sealed class WritingTasks
{
    private static readonly Dictionary<string, string> s_noneKnown = [];
    private static readonly DateTimeOffset s_due = new(2026, 12, 1, 11, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public async Task A_task_is_created_with_all_that_we_know_and_read_back_the_same()
    {
        await using var town = await StartAsync();
        var (plan, bucket) = await town.NewPlanAsync();

        var created = await town.App.CreateTaskAsync(plan, Whole(bucket), Ct);

        var listed = Assert.Single(await town.App.TasksAsync(plan, s_noneKnown, Ct));
        Assert.Equal(
            (created.Id, created.Etag, plan, bucket, "Ausweis", s_due, 50, true),
            (listed.Id, listed.Etag, listed.Plan, listed.Bucket, listed.Title, listed.Due, listed.PercentComplete, listed.CreatedByUs));
        Assert.Equal([Musterstadt.Ben.Id], listed.Assignees);
    }

    [Fact]
    public async Task A_change_sends_its_fields_and_nothing_else_on_the_version_it_knows()
    {
        await using var town = await StartAsync();
        var (plan, bucket) = await town.NewPlanAsync();
        var task = await town.App.CreateTaskAsync(plan, Whole(bucket), Ct);

        var changed = await town.App.ChangeTaskAsync(task.Id, task.Etag, new TaskWrite { PercentComplete = new(100), Due = new(null) }, Ct);

        var call = town.Log.Calls[^1];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"percentComplete":100,"dueDateTime":null}"""), call.RequestBody), call.RequestBody?.ToJsonString());
        Assert.Equal(task.Etag, call.Headers["If-Match"]);
        Assert.Equal("return=representation", call.Headers["Prefer"]);
        Assert.NotEqual(task.Etag, changed.Etag);
        Assert.Equal((100, null, "Ausweis"), (changed.PercentComplete, changed.Due, changed.Title));
    }

    [Fact]
    public async Task People_are_assigned_and_taken_away_one_by_one()
    {
        await using var town = await StartAsync();
        var (plan, bucket) = await town.NewPlanAsync();
        var task = await town.App.CreateTaskAsync(plan, Whole(bucket), Ct);

        var changed = await town.App.ChangeTaskAsync(
            task.Id, task.Etag,
            new TaskWrite { Assignees = new Dictionary<Guid, bool> { [Musterstadt.Ben.Id] = false, [Musterstadt.Clara.Id] = true } }, Ct);

        Assert.Equal([Musterstadt.Clara.Id], changed.Assignees);
    }

    [Fact]
    public async Task The_application_recognises_its_own_tasks_and_not_those_of_people()
    {
        await using var town = await StartAsync();
        var (plan, bucket) = await town.NewPlanAsync();
        using var clara = new Neighbour(town);

        await clara.PostAsync("/planner/tasks", new JsonObject { ["planId"] = plan, ["bucketId"] = bucket, ["title"] = "Von Clara" });

        Assert.False(Assert.Single(await town.App.TasksAsync(plan, s_noneKnown, Ct)).CreatedByUs);
    }

    [Fact]
    public async Task Buckets_go_where_they_are_asked_to_and_are_renamed()
    {
        await using var town = await StartAsync();
        var (plan, _) = await town.NewPlanAsync();
        var open = Assert.Single(await town.App.BucketsAsync(plan, Ct));

        var done = await town.App.CreateBucketAsync(plan, "Fertig", $"{open.OrderHint} !", Ct);
        var renamed = await town.App.ChangeBucketAsync(done.Id, done.Etag, "Erledigt", null, Ct);

        Assert.True(string.CompareOrdinal(open.OrderHint, done.OrderHint) < 0);
        Assert.Equal("Erledigt", renamed.Name);
        Assert.NotEqual(done.Etag, renamed.Etag);
    }

    [Fact]
    public async Task A_plan_is_read_to_its_last_page()
    {
        await using var town = await StartAsync();
        var (plan, bucket) = await town.NewPlanAsync();
        for (var i = 0; i < 5; i++)
        {
            _ = await town.App.CreateTaskAsync(plan, Whole(bucket), Ct);
        }

        town.Neighbours.Graph.Planner.PageSize = 2;
        var planner = town.App;

        Assert.Equal(5, (await planner.TasksAsync(plan, s_noneKnown, Ct)).Count);
        Assert.Equal(3, planner.Requests);
    }

    private static TaskWrite Whole(string bucket) => new()
    {
        Title = new("Ausweis"),
        Bucket = new(bucket),
        Due = new(s_due),
        PercentComplete = new(50),
        Assignees = new Dictionary<Guid, bool> { [Musterstadt.Ben.Id] = true },
    };
}
