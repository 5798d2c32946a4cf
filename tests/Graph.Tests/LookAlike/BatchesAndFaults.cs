using System.Net;
using System.Text.Json.Nodes;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Graph.Tests.LookAlike;

/// <summary>Many requests in one, and everything that can go wrong with one.</summary>
public sealed class BatchesAndFaults
{
    [Fact]
    public async Task Members_are_answered_one_by_one_and_the_batch_is_200_whatever_happens_to_them()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();
        town.Town.Neighbours.Graph.Faults.Add(Fault.Throttled("/planner/plans/*/details", "2.128"));

        var answer = (await BatchAsync(
            town,
            Member("1", "GET", $"/planner/tasks/{task.Id}/details"),
            Member("2", "PATCH", $"/planner/tasks/{task.Id}", ("If-Match", "W/\"garbage\""), new JsonObject { ["priority"] = 1 }),
            Member("3", "GET", $"/planner/plans/{town.Plan}/details"),
            Member("4", "GET", $"/planner/tasks/{task.Id}", dependsOn: "2"))).Must(HttpStatusCode.OK);

        var members = ((JsonArray)answer.Body!["responses"]!).ToDictionary(member => (string)member!["id"]!, member => (JsonObject)member!, StringComparer.Ordinal);
        Assert.Equal("200 412 429 424", string.Join(' ', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => (int)member.Value["status"]!)));
        Assert.Equal(task.Id, (string?)members["1"]["body"]!["id"]);
        Assert.Equal("2.128", (string?)members["3"]["headers"]!["Retry-After"]);
    }

    [Fact]
    public async Task Batches_that_are_too_large_doubled_or_without_content_type_are_400()
    {
        await using var town = await PlannerTown.StartAsync();

        var large = await BatchAsync(town, [.. Enumerable.Range(0, 21).Select(number => Member($"{number}", "GET", "/me"))]);
        var doubled = await BatchAsync(town, Member("a", "GET", "/me"), Member("A", "GET", "/me"));
        var bare = Member("1", "POST", "/planner/tasks");
        bare["body"] = new JsonObject { ["title"] = "x" };
        var untyped = await BatchAsync(town, bare);
        var unknown = await BatchAsync(town, Member("1", "GET", "/me", dependsOn: "7"));

        Assert.All([large, doubled, untyped, unknown], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Status));
    }

    [Fact]
    public async Task A_fault_hits_as_often_as_told_and_only_what_it_is_for()
    {
        await using var town = await PlannerTown.StartAsync();
        var faults = town.Town.Neighbours.Graph.Faults;
        faults.Add(Fault.Throttled("/planner/tasks", "3", "POST") with { After = 1, Times = 2 });

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((int)(await town.TryNewTaskAsync("x")).Status);
        }

        Assert.Equal("201 429 429 201", string.Join(' ', statuses));
        Assert.Equal(2, faults.Injected);
        Assert.Equal(4, town.Town.Neighbours.Graph.Log.Count("POST", "/planner/tasks"));
    }

    [Fact]
    public async Task An_answer_can_be_lost_after_the_task_was_stored()
    {
        await using var town = await PlannerTown.StartAsync();
        var faults = town.Town.Neighbours.Graph.Faults;
        faults.Add(Fault.StoredButTimedOut("/planner/tasks", "POST"));
        (await town.TryNewTaskAsync("eins")).Must(HttpStatusCode.GatewayTimeout);
        faults.Add(Fault.AnswerLost("/planner/tasks", "POST"));
        await Assert.ThrowsAsync<HttpRequestException>(() => town.TryNewTaskAsync("zwei"));
        faults.Add(Fault.Unavailable("/planner/tasks", "1", "POST"));
        (await town.TryNewTaskAsync("drei")).Must(HttpStatusCode.ServiceUnavailable);

        var titles = (await town.ReadAsync($"/planner/plans/{town.Plan}/tasks")).Value.Select(task => (string)task["title"]!);
        Assert.Equal("eins zwei", string.Join(' ', titles.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_tenant_that_asks_too_often_is_told_how_long_to_wait()
    {
        await using var town = await PlannerTown.StartAsync();
        town.Town.Neighbours.Graph.Faults.ThrottleAbove = 3;
        for (var i = 0; i < 3; i++)
        {
            (await town.ReadAsync($"/planner/plans/{town.Plan}")).Must(HttpStatusCode.OK);
            town.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var refused = (await town.ReadAsync($"/planner/plans/{town.Plan}")).Must(HttpStatusCode.TooManyRequests);
        var elsewhere = await town.Town.GetAsync(town.Town.Neighbours.Entra.GraphAppToken(Nachbarstadt.Tenant), "/users");

        Assert.Equal("7", refused.Headers["Retry-After"]);
        elsewhere.Must(HttpStatusCode.OK);
        town.Clock.Advance(TimeSpan.FromSeconds(10));
        (await town.ReadAsync($"/planner/plans/{town.Plan}")).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_request_can_be_held_while_something_else_happens()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();
        var hold = town.Town.Neighbours.Graph.Faults.Hold("PATCH", $"/planner/tasks/{task.Id}");

        var slow = town.PatchAsync($"/planner/tasks/{task.Id}", task.Etag, new JsonObject { ["title"] = "Langsam" });
        await hold.Arrived.WaitAsync(TestContext.Current.CancellationToken);
        (await town.PatchAsync($"/planner/tasks/{task.Id}", task.Etag, new JsonObject { ["title"] = "Schnell" })).Must(HttpStatusCode.OK);
        hold.Release();

        (await slow).Must(HttpStatusCode.Conflict);
    }

    private static Task<GraphReply> BatchAsync(PlannerTown town, params JsonObject[] members) =>
        town.Town.PostAsync(town.Clara, "/$batch", new JsonObject { ["requests"] = new JsonArray([.. members]) });

    private static JsonObject Member(string id, string method, string url, (string Name, string Value)? header = null, JsonObject? body = null, string? dependsOn = null)
    {
        var member = new JsonObject { ["id"] = id, ["method"] = method, ["url"] = url };
        if (header is { } given)
        {
            member["headers"] = new JsonObject { [given.Name] = given.Value, ["Content-Type"] = "application/json" };
        }

        if (body is not null)
        {
            member["body"] = body;
        }

        if (dependsOn is not null)
        {
            member["dependsOn"] = new JsonArray(dependsOn);
        }

        return member;
    }
}
