using System.Net;
using System.Text.Json.Nodes;
using Workspace.Graph.Tests.LookAlike;
using Workspace.Sandbox.City;

namespace Workspace.Graph.Tests.Contract;

/// <summary>Whatever the look-alike answers is possible in Graph: operation by operation, property by property.</summary>
public sealed class LookAlikeKeepsTheContract
{
    /// <summary>In the description because it is generated from the data model; Planner's reference documents no such list.</summary>
    private static readonly string[] s_notServed = ["GET /planner/plans", "GET /planner/buckets", "GET /planner/tasks"];

    [Fact]
    public async Task Every_operation_is_served_and_every_answer_has_only_properties_and_types_of_the_description()
    {
        await using var town = await PlannerTown.StartAsync();
        var graph = town.Town.Neighbours.Graph;
        graph.Log.KeepsAnswers = true;
        await UseEverythingAsync(town);

        var calls = graph.Log.Calls;
        Assert.Empty(calls.SelectMany(GraphContract.Check).Distinct(StringComparer.Ordinal));
        var served = calls.Where(call => call.Status is >= 200 and < 300).Select(call => GraphContract.OperationOf(call.Method, call.Path)!).Distinct(StringComparer.Ordinal);
        Assert.Empty(GraphContract.Operations.Except(s_notServed, StringComparer.Ordinal).Except(served, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("plannerTask", "/planner/tasks/{task}")]
    [InlineData("plannerTaskDetails", "/planner/tasks/{task}/details")]
    [InlineData("plannerPlan", "/planner/plans/{plan}")]
    [InlineData("plannerPlanDetails", "/planner/plans/{plan}/details")]
    [InlineData("plannerBucket", "/planner/buckets/{bucket}")]
    [InlineData("plannerAssignedToTaskBoardTaskFormat", "/planner/tasks/{task}/assignedToTaskBoardFormat")]
    [InlineData("plannerBucketTaskBoardTaskFormat", "/planner/tasks/{task}/bucketTaskBoardFormat")]
    [InlineData("plannerProgressTaskBoardTaskFormat", "/planner/tasks/{task}/progressTaskBoardFormat")]
    public async Task A_resource_shows_every_property_that_the_description_gives_it(string type, string path)
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();

        var shown = (await town.ReadAsync(path
            .Replace("{task}", task.Id, StringComparison.Ordinal)
            .Replace("{plan}", town.Plan, StringComparison.Ordinal)
            .Replace("{bucket}", town.Bucket, StringComparison.Ordinal))).Must(HttpStatusCode.OK);

        Assert.Empty(GraphContract.PropertiesOf(type).Except(shown.Body!.Select(property => property.Key), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/planner/goals", null, "is no operation")]
    [InlineData("PATCH", "/planner/tasks/1", """{"colour":"red"}""", "has no property colour")]
    [InlineData("PATCH", "/planner/tasks/1", """{"percentComplete":"50"}""", "is not a int")]
    [InlineData("PATCH", "/planner/tasks/1/details", """{"previewType":"film"}""", "is not a plannerPreviewType")]
    [InlineData("PATCH", "/planner/tasks/1", """{"appliedCategories":{"category1":null}}""", "null is not a boolean")]
    [InlineData("PATCH", "/planner/tasks/1", null, "needs a body")]
    [InlineData("DELETE", "/planner/tasks/1", "{}", "takes no body")]
    public void The_checker_notices_what_Graph_does_not_know(string method, string path, string? body, string complaint) =>
        Assert.Contains(complaint, Assert.Single(GraphContract.Check(method, path, body is null ? null : JsonNode.Parse(body))), StringComparison.Ordinal);

    [Fact]
    public void The_checker_wants_the_documented_header_and_only_the_described_options()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Prefer"] = "return=representation" };

        Assert.Contains("If-Match", Assert.Single(GraphContract.Check("DELETE", "/planner/tasks/1", headers: headers)), StringComparison.Ordinal);
        Assert.Contains("$skip", Assert.Single(GraphContract.Check("GET", "/users", query: "$skip=5")), StringComparison.Ordinal);
    }

    private static async Task UseEverythingAsync(PlannerTown town)
    {
        var (graph, app, clara) = (town.Town, town.Town.AsApplication(), Musterstadt.Clara.Id);
        var photographed = Musterstadt.City.People.First(person => DemoPhoto.Has(person.Id)).Id;
        var (ben, entry) = (Musterstadt.Ben.Id.ToString("D"), Guid.NewGuid().ToString("D"));
        var task = await town.NewTaskAsync("Alles", new JsonObject
        {
            ["assignments"] = new JsonObject
            {
                [ben] = new JsonObject { ["@odata.type"] = "#microsoft.graph.plannerAssignment", ["orderHint"] = " !" },
                [clara.ToString("D")] = new JsonObject { ["@odata.type"] = "#microsoft.graph.plannerAssignment", ["orderHint"] = " !" },
            },
            ["appliedCategories"] = new JsonObject { ["category1"] = true },
            ["startDateTime"] = "2026-11-27T08:00:00Z",
            ["dueDateTime"] = "2026-12-01T10:00:00+01:00",
            ["priority"] = 3,
        });
        var taskPath = $"/planner/tasks/{task.Id}";

        await ChangeAsync($"/planner/plans/{town.Plan}", new JsonObject { ["title"] = "Alle Termine" });
        await ChangeAsync($"/planner/plans/{town.Plan}/details", new JsonObject
        {
            ["categoryDescriptions"] = new JsonObject { ["category1"] = "Dringend" },
            ["sharedWith"] = new JsonObject { [ben] = true },
        });
        await ChangeAsync($"/planner/buckets/{town.Bucket}", new JsonObject { ["name"] = "Neu" });
        await ChangeAsync(taskPath, new JsonObject { ["percentComplete"] = 100 });
        await ChangeAsync($"{taskPath}/details", new JsonObject
        {
            ["description"] = "Text",
            ["previewType"] = "checklist",
            ["checklist"] = new JsonObject { [entry] = new JsonObject { ["@odata.type"] = "microsoft.graph.plannerChecklistItem", ["title"] = "Punkt" } },
            ["references"] = new JsonObject { ["https%3A//musterstadt%2Eexample"] = new JsonObject { ["@odata.type"] = "microsoft.graph.plannerExternalReference", ["alias"] = "Stadt" } },
        });
        await ChangeAsync($"{taskPath}/assignedToTaskBoardFormat", new JsonObject { ["unassignedOrderHint"] = " !", ["orderHintsByAssignee"] = new JsonObject { [ben] = " !" } });
        await ChangeAsync($"{taskPath}/bucketTaskBoardFormat", new JsonObject { ["orderHint"] = " !" });
        await ChangeAsync($"{taskPath}/progressTaskBoardFormat", new JsonObject { ["orderHint"] = " !" });

        foreach (var path in new[]
        {
            $"/planner/plans/{town.Plan}/buckets", $"/planner/plans/{town.Plan}/tasks?$expand=details", $"/planner/buckets/{town.Bucket}/tasks", $"{taskPath}?$expand=details",
            $"/groups/{Musterstadt.CitizenServiceGroup}/planner/plans", "/me/planner/plans", "/me/planner/tasks", $"/users/{clara}/planner/plans", $"/users/{clara}/planner/tasks",
            "/me", "/me/memberOf", $"/users/{clara}", "/organization", "/planner/tasks/0000000000000000000000000000", "/planner/tasks/short",
        })
        {
            _ = await town.ReadAsync(path);
        }

        foreach (var path in new[]
        {
            "/users?$select=id,displayName,accountEnabled,department&$top=3&$expand=manager($select=id)", "/users/delta()?$select=displayName,manager", "/users/delta",
            $"/users/{ben}/manager", $"/users/{clara}/directReports", $"/users/{ben}/memberOf", $"/users/{photographed}/photo", $"/users/{photographed}/photo/$value",
            $"/users/{photographed}/photos/48x48", $"/users/{photographed}/photos/48x48/$value", "/groups?$top=2", $"/groups/{Musterstadt.KitaGroup}", $"/groups/{Musterstadt.KitaGroup}/members",
            $"/groups/{Musterstadt.KitaGroup}/owners", $"/groups/{Musterstadt.KitaGroup}/transitiveMembers",
        })
        {
            (await graph.GetAsync(app, path)).Must(HttpStatusCode.OK);
        }

        (await graph.GetAsync(app, "/users/$count", ("ConsistencyLevel", "eventual"))).Must(HttpStatusCode.OK);
        (await graph.GetAsync(app, $"/groups/{Musterstadt.KitaGroup}/members/$count", ("ConsistencyLevel", "eventual"))).Must(HttpStatusCode.OK);
        (await graph.GetAsync(graph.Neighbours.Entra.GraphToken(Musterstadt.City.Person(photographed)), "/me/photo/$value")).Must(HttpStatusCode.OK);
        (await graph.PostAsync(graph.AsApplication("GroupMember.ReadWrite.All"), $"/groups/{Musterstadt.KitaGroup}/members/$ref", new JsonObject { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/users/{ben}" })).Must(HttpStatusCode.NoContent);
        (await graph.PostAsync(town.Clara, "/$batch", new JsonObject { ["requests"] = new JsonArray(new JsonObject { ["id"] = "1", ["method"] = "GET", ["url"] = taskPath }) })).Must(HttpStatusCode.OK);

        foreach (var path in new[] { taskPath, $"/planner/buckets/{town.Bucket}", $"/planner/plans/{town.Plan}" })
        {
            (await graph.DeleteAsync(town.Clara, path, (await town.ReadAsync(path)).Etag)).Must(HttpStatusCode.NoContent);
        }

        async Task ChangeAsync(string path, JsonObject body) => (await town.PatchAsync(path, (await town.ReadAsync(path)).Etag, body)).Must(HttpStatusCode.OK);
    }
}
