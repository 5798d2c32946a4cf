using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Graph;

namespace Workspace.Graph.Tests.LookAlike;

/// <summary>Etags, conflicts, hints, open types, limits, rights: Planner's rules as its documentation states them.</summary>
public sealed class ChangingPlans
{
    private const string Assignment = "#microsoft.graph.plannerAssignment";
    private const string ChecklistItem = "microsoft.graph.plannerChecklistItem";
    private const string Reference = "microsoft.graph.plannerExternalReference";

    [Fact]
    public async Task A_change_with_the_last_etag_answers_204_or_with_the_new_state_if_that_is_preferred()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();

        var silent = await town.Town.PatchAsync(town.Clara, $"/planner/tasks/{task.Id}", task.Etag, new JsonObject { ["percentComplete"] = 50 });
        var second = (await town.ReadAsync($"/planner/tasks/{task.Id}")).Etag;
        var told = await town.PatchAsync($"/planner/tasks/{task.Id}", second, new JsonObject { ["percentComplete"] = 100 });

        Assert.Equal(HttpStatusCode.NoContent, silent.Status);
        Assert.Empty(silent.Bytes);
        Assert.Equal("return=representation", told.Must(HttpStatusCode.OK).Headers["Preference-Applied"]);
        Assert.Equal(Musterstadt.Clara.Id.ToString("D"), (string?)told.Body!["completedBy"]!["user"]!["id"]);
        Assert.Equal("2026-11-27T09:00:00Z", (string?)told.Body!["completedDateTime"]);
        Assert.True(string.CompareOrdinal(told.Etag, second) > 0 && string.CompareOrdinal(second, task.Etag) > 0);
        Assert.StartsWith("'1-Task ", Encoding.ASCII.GetString(Convert.FromBase64String(told.Etag[3..^1])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_etag_is_good_for_another_property_and_a_conflict_for_the_same()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();
        var path = $"/planner/tasks/{task.Id}";
        (await town.PatchAsync(path, task.Etag, new JsonObject { ["title"] = "Reisepass" })).Must(HttpStatusCode.OK);

        var other = await town.PatchAsync(path, task.Etag, new JsonObject { ["percentComplete"] = 50 });
        var same = await town.PatchAsync(path, task.Etag, new JsonObject { ["title"] = "Personalausweis", ["priority"] = 1 });
        var now = await town.ReadAsync(path);

        Assert.Equal("Reisepass", (string?)other.Must(HttpStatusCode.OK).Body!["title"]);
        Assert.Contains("conflicted with already accepted changes", same.Must(HttpStatusCode.Conflict).ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(("Reisepass", 50, 5), ((string?)now.Body!["title"], (int?)now.Body["percentComplete"], (int?)now.Body["priority"]));
    }

    [Fact]
    public async Task Entries_of_open_types_conflict_one_by_one()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();
        var (path, first, second) = ($"/planner/tasks/{task.Id}/details", Guid.NewGuid().ToString("D"), Guid.NewGuid().ToString("D"));
        var details = await town.PatchAsync(path, (await town.ReadAsync(path)).Etag, new JsonObject
        {
            ["checklist"] = new JsonObject
            {
                [first] = new JsonObject { ["@odata.type"] = ChecklistItem, ["title"] = "Foto", ["isChecked"] = false, ["orderHint"] = " !" },
                [second] = new JsonObject { ["@odata.type"] = ChecklistItem, ["title"] = "Gebühr", ["isChecked"] = false, ["orderHint"] = " !" },
            },
        });

        (await town.PatchAsync(path, details.Etag, Checklist(first, new JsonObject { ["@odata.type"] = ChecklistItem, ["isChecked"] = true }))).Must(HttpStatusCode.OK);
        var otherEntry = await town.PatchAsync(path, details.Etag, Checklist(second, null));
        var otherProperty = await town.PatchAsync(path, details.Etag, Checklist(first, new JsonObject { ["@odata.type"] = ChecklistItem, ["title"] = "Passfoto" }));
        var sameEntry = await town.PatchAsync(path, details.Etag, Checklist(first, null));

        otherEntry.Must(HttpStatusCode.OK);
        Assert.Equal(("Passfoto", true), ((string?)otherProperty.Must(HttpStatusCode.OK).Body!["checklist"]![first]!["title"], (bool?)otherProperty.Body!["checklist"]![first]!["isChecked"]));
        sameEntry.Must(HttpStatusCode.Conflict);
        var shown = (await town.ReadAsync($"/planner/tasks/{task.Id}")).Body!;
        Assert.Equal((1, 0), ((int?)shown["checklistItemCount"], (int?)shown["activeChecklistItemCount"]));
    }

    [Fact]
    public async Task Etags_that_are_missing_foreign_garbage_or_forgotten_are_412()
    {
        await using var town = await PlannerTown.StartAsync();
        var (task, other) = (await town.NewTaskAsync(), await town.NewTaskAsync("Anderes"));
        var (path, details) = ($"/planner/tasks/{task.Id}", await town.ReadAsync($"/planner/tasks/{task.Id}/details"));
        var change = new JsonObject { ["priority"] = 1 };

        var missing = await town.PatchAsync(path, null, change);
        Assert.Contains("must be specified", missing.Must(HttpStatusCode.PreconditionFailed).ErrorMessage, StringComparison.Ordinal);
        foreach (var etag in new[] { other.Etag, details.Etag, "W/\"garbage\"", task.Etag[2..] })
        {
            var refused = await town.PatchAsync(path, etag, change);
            Assert.Equal(("", "The If-Match header contains an invalid value."), (refused.Must(HttpStatusCode.PreconditionFailed).ErrorCode, refused.ErrorMessage));
        }

        town.Town.Neighbours.Graph.Planner.Limits.EtagsRemembered = 1;
        (await town.PatchAsync(path, task.Etag, change)).Must(HttpStatusCode.OK);
        (await town.PatchAsync(path, task.Etag, new JsonObject { ["title"] = "Neu" })).Must(HttpStatusCode.PreconditionFailed);
        (await town.PatchAsync(path, "*", change)).Must(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Details_move_the_tasks_version_so_that_deleting_with_the_old_etag_is_a_conflict()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();
        var details = $"/planner/tasks/{task.Id}/details";
        (await town.PatchAsync(details, (await town.ReadAsync(details)).Etag, new JsonObject { ["description"] = "Mit Termin" })).Must(HttpStatusCode.OK);

        (await town.Town.DeleteAsync(town.Clara, $"/planner/tasks/{task.Id}", task.Etag)).Must(HttpStatusCode.Conflict);
        var now = await town.ReadAsync($"/planner/tasks/{task.Id}");
        Assert.True((bool?)now.Body!["hasDescription"]);
        (await town.Town.DeleteAsync(town.Clara, $"/planner/tasks/{task.Id}", now.Etag)).Must(HttpStatusCode.NoContent);
        (await town.ReadAsync($"/planner/tasks/{task.Id}")).Must(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Hints_are_computed_sort_between_their_neighbours_and_are_refused_when_written_as_read()
    {
        await using var town = await PlannerTown.StartAsync();
        var first = await town.NewTaskAsync("eins", new JsonObject { ["orderHint"] = " !" });
        var last = await town.NewTaskAsync("drei", new JsonObject { ["orderHint"] = $"{Hint(first)} !" });
        var between = await town.NewTaskAsync("zwei", new JsonObject { ["orderHint"] = $"{Hint(first)} {Hint(last)}!" });
        var same = await town.NewTaskAsync("zwei b", new JsonObject { ["orderHint"] = $"{Hint(first)} {Hint(last)}!" });
        var nested = await town.NewTaskAsync("null", new JsonObject { ["orderHint"] = $"  {Hint(first)}!!" });

        var tasks = (await town.ReadAsync($"/planner/plans/{town.Plan}/tasks")).Value.OrderBy(task => (string)task["orderHint"]!, StringComparer.Ordinal);
        Assert.Equal("null eins zwei zwei b drei", string.Join(' ', tasks.Select(task => (string)task["title"]!)));
        Assert.All([first, last, between, same, nested], task => Assert.DoesNotContain('!', Hint(task)));
        (await town.PatchAsync($"/planner/tasks/{last.Id}", last.Etag, new JsonObject { ["orderHint"] = Hint(first) })).Must(HttpStatusCode.BadRequest);

        static string Hint(GraphReply task) => (string)task.Body!["orderHint"]!;
    }

    [Fact]
    public async Task Assignments_and_labels_are_set_and_taken_back_entry_by_entry()
    {
        await using var town = await PlannerTown.StartAsync();
        var (ben, anna) = (Musterstadt.Ben.Id.ToString("D"), Musterstadt.Anna.Id.ToString("D"));
        var task = await town.NewTaskAsync("Ausweis", new JsonObject
        {
            ["assignments"] = new JsonObject { [ben] = Assigned(), [anna] = Assigned() },
            ["appliedCategories"] = new JsonObject { ["category3"] = true, ["category25"] = true },
        });

        var changed = await town.PatchAsync($"/planner/tasks/{task.Id}", task.Etag, new JsonObject
        {
            ["assignments"] = new JsonObject { [ben] = null },
            ["appliedCategories"] = new JsonObject { ["category3"] = false },
        });

        Assert.Equal(anna, Assert.Single((JsonObject)changed.Must(HttpStatusCode.OK).Body!["assignments"]!).Key);
        Assert.Equal("category25", Assert.Single((JsonObject)changed.Body!["appliedCategories"]!).Key);
        Assert.Equal(Assignment, (string?)changed.Body["assignments"]![anna]!["@odata.type"]);
        Assert.Equal(anna, (string?)(await town.Town.GetAsync(town.Town.As(Musterstadt.Anna), "/me/planner/tasks")).Value.Single()["assignments"]!.AsObject().Single().Key);
        Assert.Empty((await town.Town.GetAsync(town.Town.As(Musterstadt.Ben), "/me/planner/tasks")).Value);
    }

    public static TheoryData<string, string> WrongChanges => new()
    {
        { "the start is after the due date", """{"startDateTime":"2026-12-02T00:00:00Z","dueDateTime":"2026-12-01T00:00:00Z"}""" },
        { "an assignment without its type", """{"assignments":{"c1a7a0e3-0002-4a00-8c00-5d1f00000002":{"orderHint":" !"}}}""" },
        { "an assignment without its hint", """{"assignments":{"c1a7a0e3-0002-4a00-8c00-5d1f00000002":{"@odata.type":"#microsoft.graph.plannerAssignment"}}}""" },
        { "an assignment that says by whom", """{"assignments":{"c1a7a0e3-0002-4a00-8c00-5d1f00000002":{"@odata.type":"#microsoft.graph.plannerAssignment","orderHint":" !","assignedBy":{}}}}""" },
        { "an unknown assignee", """{"assignments":{"00000000-0000-0000-0000-000000000001":{"@odata.type":"#microsoft.graph.plannerAssignment","orderHint":" !"}}}""" },
        { "a label beyond the 25th", """{"appliedCategories":{"category26":true}}""" },
        { "a title that is empty", """{"title":""}""" },
        { "progress above 100", """{"percentComplete":101}""" },
        { "a read-only property", """{"completedDateTime":"2026-12-02T00:00:00Z"}""" },
        { "another plan", """{"planId":"0000000000000000000000000000"}""" },
        { "a bucket of no plan", """{"bucketId":"0000000000000000000000000000"}""" },
        { "a date without a time", """{"dueDateTime":"2026-12-02"}""" },
        { "an unknown property", """{"colour":"red"}""" },
    };

    [Theory]
    [MemberData(nameof(WrongChanges))]
    public async Task A_wrong_change_is_400_and_leaves_the_task_as_it_was(string why, string body)
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();

        var refused = await town.PatchAsync($"/planner/tasks/{task.Id}", task.Etag, (JsonObject)JsonNode.Parse(body)!);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, why);
        Assert.StartsWith("The request is invalid:", refused.ErrorMessage, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(Bare(task), Bare(await town.ReadAsync($"/planner/tasks/{task.Id}"))));

        static JsonObject Bare(GraphReply reply)
        {
            var body = (JsonObject)reply.Body!.DeepClone();
            _ = body.Remove("@odata.context");
            return body;
        }
    }

    [Fact]
    public async Task References_need_their_encoded_address_and_null_takes_them_away()
    {
        await using var town = await PlannerTown.StartAsync();
        var path = $"/planner/tasks/{(await town.NewTaskAsync()).Id}/details";
        var etag = (await town.ReadAsync(path)).Etag;
        const string Key = "https%3A//akten%2Emusterstadt%2Eexample/vorgang%2523%20 1";
        const string Good = "https%3A//akten%2Emusterstadt%2Eexample/vorgang%23 1";

        foreach (var wrong in new[] { "https://akten.musterstadt.example", "ftp%3A//akten", Key })
        {
            (await town.PatchAsync(path, etag, References(wrong, new JsonObject { ["@odata.type"] = Reference, ["alias"] = "Akte" }))).Must(HttpStatusCode.BadRequest);
        }

        (await town.PatchAsync(path, etag, References(Good, new JsonObject { ["alias"] = "ohne Typ" }))).Must(HttpStatusCode.BadRequest);
        var set = await town.PatchAsync(path, etag, References(Good, new JsonObject { ["@odata.type"] = Reference, ["alias"] = "Akte", ["type"] = "Other", ["previewPriority"] = " !" }));
        Assert.Equal("Akte", (string?)set.Must(HttpStatusCode.OK).Body!["references"]![Good]!["alias"]);
        Assert.Empty((JsonObject)(await town.PatchAsync(path, set.Etag, References(Good, null))).Must(HttpStatusCode.OK).Body!["references"]!);
    }

    [Fact]
    public async Task Limits_are_403_with_their_name()
    {
        await using var town = await PlannerTown.StartAsync();
        var limits = town.Town.Neighbours.Graph.Planner.Limits;
        (limits.TasksPerPlan, limits.BucketsPerPlan, limits.PlansPerGroup, limits.ChecklistItemsPerTask, limits.AssigneesPerTask, limits.ActiveTasksPerPlan) = (3, 1, 1, 1, 1, 2);
        var (task, done) = (await town.NewTaskAsync(), await town.NewTaskAsync("Erledigt", new JsonObject { ["percentComplete"] = 100 }));
        await town.NewTaskAsync("Zweite");
        var path = $"/planner/tasks/{task.Id}/details";

        await RefusedAsync("MaximumTasksInProject", town.TryNewTaskAsync("Vierte"));
        await RefusedAsync("MaximumActiveTasksInProject", town.PatchAsync($"/planner/tasks/{done.Id}", done.Etag, new JsonObject { ["percentComplete"] = 50 }));
        await RefusedAsync("MaximumBucketsInProject", town.Town.PostAsync(town.Clara, "/planner/buckets", new JsonObject { ["name"] = "B", ["planId"] = town.Plan }));
        await RefusedAsync("MaximumPlannerPlans", town.Town.PostAsync(town.Clara, "/planner/plans", new JsonObject
        {
            ["container"] = new JsonObject { ["containerId"] = Musterstadt.CitizenServiceGroup.ToString("D"), ["type"] = "group" },
            ["title"] = "Noch einer",
        }));
        await RefusedAsync("MaximumAssigneesInTasks", town.PatchAsync($"/planner/tasks/{task.Id}", task.Etag, new JsonObject
        {
            ["assignments"] = new JsonObject { [Musterstadt.Ben.Id.ToString("D")] = Assigned(), [Musterstadt.Anna.Id.ToString("D")] = Assigned() },
        }));
        await RefusedAsync("MaximumChecklistItemsOnTask", town.PatchAsync(path, (await town.ReadAsync(path)).Etag, new JsonObject
        {
            ["checklist"] = new JsonObject
            {
                [Guid.NewGuid().ToString("D")] = new JsonObject { ["@odata.type"] = ChecklistItem, ["title"] = "a" },
                [Guid.NewGuid().ToString("D")] = new JsonObject { ["@odata.type"] = ChecklistItem, ["title"] = "b" },
            },
        }));

        static async Task RefusedAsync(string name, Task<GraphReply> request) => Assert.Equal(name, (await request).Must(HttpStatusCode.Forbidden).ErrorCode);
    }

    [Fact]
    public async Task Members_may_owners_who_are_none_may_not_and_the_application_may_by_its_role()
    {
        await using var town = await PlannerTown.StartAsync();
        var plan = $"/planner/plans/{town.Plan}";

        (await town.Town.GetAsync(town.Town.As(Musterstadt.Ben), plan)).Must(HttpStatusCode.OK);
        var stranger = await town.Town.GetAsync(town.Town.As(Musterstadt.Eva), $"{plan}/tasks");
        Assert.Equal("You do not have the required permissions to access this item.", stranger.Must(HttpStatusCode.Forbidden).ErrorMessage);
        (await town.Town.GetAsync(town.Town.As(Musterstadt.Ben), $"/users/{Musterstadt.Clara.Id}/planner/tasks")).Must(HttpStatusCode.Forbidden);
        (await town.Town.GetAsync(town.Town.AsApplication("Tasks.Read.All"), plan)).Must(HttpStatusCode.OK);
        (await town.Town.GetAsync(town.Town.AsApplication("User.Read.All"), plan)).Must(HttpStatusCode.Forbidden);
        (await town.Town.PostAsync(town.Town.AsApplication("Tasks.Read.All"), "/planner/buckets", new JsonObject { ["name"] = "B", ["planId"] = town.Plan })).Must(HttpStatusCode.Forbidden);
        (await town.Town.GetAsync(town.Town.Neighbours.Entra.GraphAppToken(Nachbarstadt.Tenant), plan)).Must(HttpStatusCode.NotFound);

        // Anna owns the budget's group without being a member: only membership counts.
        (await town.Town.PostAsync(town.Town.As(Musterstadt.Anna), "/planner/plans", BudgetPlan())).Must(HttpStatusCode.Forbidden);
        Assert.True(town.Town.Neighbours.Graph.DirectoryOf(Musterstadt.Tenant).AddMember(Musterstadt.BudgetGroup, Musterstadt.Anna.Id));
        (await town.Town.PostAsync(town.Town.As(Musterstadt.Anna), "/planner/plans", BudgetPlan())).Must(HttpStatusCode.Created);
        var byApplication = (await town.Town.PostAsync(town.Town.AsApplication(), "/planner/tasks", new JsonObject { ["planId"] = town.Plan, ["title"] = "Vom Dienst" })).Must(HttpStatusCode.Created);
        Assert.Null(byApplication.Body!["createdBy"]!["user"]);
        Assert.Equal(Musterstadt.ClientId.ToString("D"), (string?)byApplication.Body["createdBy"]!["application"]!["id"]);

        static JsonObject BudgetPlan() => new() { ["container"] = new JsonObject { ["url"] = $"https://graph.microsoft.com/v1.0/groups/{Musterstadt.BudgetGroup}" }, ["title"] = "Haushalt" };
    }

    [Fact]
    public async Task A_bucket_goes_with_its_tasks_and_a_plan_with_everything()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();
        var bucket = await town.ReadAsync($"/planner/buckets/{town.Bucket}");

        (await town.Town.DeleteAsync(town.Clara, $"/planner/buckets/{town.Bucket}", bucket.Etag)).Must(HttpStatusCode.NoContent);
        (await town.ReadAsync($"/planner/tasks/{task.Id}")).Must(HttpStatusCode.NotFound);
        var plan = await town.ReadAsync($"/planner/plans/{town.Plan}");
        (await town.Town.DeleteAsync(town.Clara, $"/planner/plans/{town.Plan}", plan.Etag)).Must(HttpStatusCode.NoContent);
        (await town.ReadAsync($"/planner/plans/{town.Plan}/details")).Must(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Labels_have_names_and_expanded_tasks_bring_their_details_with_an_etag_of_their_own()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();
        var path = $"/planner/plans/{town.Plan}/details";

        var named = await town.PatchAsync(path, (await town.ReadAsync(path)).Etag, new JsonObject { ["categoryDescriptions"] = new JsonObject { ["category1"] = "Dringend" } });
        var listed = (await town.ReadAsync($"/planner/plans/{town.Plan}/tasks?$expand=details")).Value.Single();
        var details = await town.ReadAsync($"/planner/tasks/{task.Id}/details");

        Assert.Equal("Dringend", (string?)named.Must(HttpStatusCode.OK).Body!["categoryDescriptions"]!["category1"]);
        Assert.Equal(details.Etag, (string?)listed["details"]!["@odata.etag"]);
        Assert.False(task.Etag == details.Etag);
        (await town.ReadAsync($"/planner/plans/{town.Plan}/tasks?$filter=percentComplete eq 100")).Must(HttpStatusCode.BadRequest);

        town.Town.Neighbours.Graph.Planner.ExpandsDetails = false;
        (await town.ReadAsync($"/planner/plans/{town.Plan}/tasks?$expand=details")).Must(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Long_lists_come_in_pages()
    {
        await using var town = await PlannerTown.StartAsync();
        town.Town.Neighbours.Graph.Planner.PageSize = 2;
        foreach (var title in new[] { "a", "b", "c", "d", "e" })
        {
            await town.NewTaskAsync(title);
        }

        var (titles, pages) = (new List<string>(), 0);
        for (var next = $"/planner/plans/{town.Plan}/tasks?$expand=details"; next is not null; pages++)
        {
            var page = (await town.ReadAsync(next)).Must(HttpStatusCode.OK);
            titles.AddRange(page.Value.Select(task => (string)task["title"]!));
            next = (string?)page.Body!["@odata.nextLink"];
        }

        Assert.Equal((3, "abcde"), (pages, string.Concat(titles)));
    }

    [Fact]
    public async Task A_new_task_may_stay_unseen_for_a_while()
    {
        await using var town = await PlannerTown.StartAsync();
        town.Town.Neighbours.Graph.Planner.VisibleAfter = TimeSpan.FromSeconds(5);
        var task = await town.NewTaskAsync();

        (await town.ReadAsync($"/planner/tasks/{task.Id}/details")).Must(HttpStatusCode.NotFound);
        Assert.Empty((await town.ReadAsync($"/planner/plans/{town.Plan}/tasks")).Value);
        town.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Single((await town.ReadAsync($"/planner/plans/{town.Plan}/tasks")).Value);
    }

    [Fact]
    public async Task A_move_to_another_bucket_is_a_change_of_the_board_format_too()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();
        var other = (await town.Town.PostAsync(town.Clara, "/planner/buckets", new JsonObject { ["name"] = "Fertig", ["planId"] = town.Plan })).Must(HttpStatusCode.Created);
        var before = await town.ReadAsync($"/planner/tasks/{task.Id}/bucketTaskBoardFormat");

        var moved = await town.PatchAsync($"/planner/tasks/{task.Id}", task.Etag, new JsonObject { ["bucketId"] = other.Id });
        var after = await town.ReadAsync($"/planner/tasks/{task.Id}/bucketTaskBoardFormat");

        Assert.Equal(other.Id, (string?)moved.Must(HttpStatusCode.OK).Body!["bucketId"]);
        Assert.False(before.Etag == after.Etag);
        Assert.Single((await town.ReadAsync($"/planner/buckets/{other.Id}/tasks")).Value);
    }

    [Fact]
    public async Task A_plan_lives_and_dies_with_its_group()
    {
        await using var town = await PlannerTown.StartAsync();
        var directory = town.Town.Neighbours.Graph.DirectoryOf(Musterstadt.Tenant);
        var group = directory.FindGroup(Musterstadt.CitizenServiceGroup.ToString("D"))!;

        directory.RemoveGroup(group.Id);
        (await town.Town.GetAsync(town.Town.AsApplication(), $"/planner/plans/{town.Plan}")).Must(HttpStatusCode.NotFound);
        directory.PutGroup(group);
        (await town.Town.GetAsync(town.Town.AsApplication(), $"/planner/plans/{town.Plan}")).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_at_once_who_change_the_same_exactly_one_succeeds_and_nobody_loses_a_different_change()
    {
        await using var town = await PlannerTown.StartAsync();
        var task = await town.NewTaskAsync();
        var people = Musterstadt.City.Groups.First(group => group.Id == Musterstadt.CitizenServiceGroup).Members;

        var same = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => town.PatchAsync($"/planner/tasks/{task.Id}", task.Etag, new JsonObject { ["title"] = $"Titel {number}" })));
        var different = await Task.WhenAll(people.Select(person => town.PatchAsync($"/planner/tasks/{task.Id}", task.Etag, new JsonObject
        {
            ["assignments"] = new JsonObject { [person.ToString("D")] = Assigned() },
        })));
        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => town.NewTaskAsync($"Neu {number}")));

        Assert.Equal((1, 11), (same.Count(reply => reply.Status == HttpStatusCode.OK), same.Count(reply => reply.Status == HttpStatusCode.Conflict)));
        Assert.All(different, reply => reply.Must(HttpStatusCode.OK));
        Assert.Equal(people.Count, ((JsonObject)(await town.ReadAsync($"/planner/tasks/{task.Id}")).Body!["assignments"]!).Count);
        Assert.Equal(20, created.Select(reply => (string)reply.Body!["orderHint"]!).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_expression_of_the_documentation_sorts_as_documented()
    {
        // From the page on order hints: an empty list, then one above, then one below.
        var (middle, above, below) = (OrderHint.Compute(" !"), OrderHint.Compute("  !!"), OrderHint.Compute(" ! !"));

        Assert.True(string.CompareOrdinal(above, middle) < 0 && string.CompareOrdinal(middle, below) < 0);
        var between = OrderHint.Compute("5637 adhg!");
        Assert.True(string.CompareOrdinal("5637", between) < 0 && string.CompareOrdinal(between, "adhg") < 0);
        Assert.Null(OrderHint.Compute("5637"));
        Assert.Null(OrderHint.Compute(""));
    }

    private static JsonObject Assigned() => new() { ["@odata.type"] = Assignment, ["orderHint"] = " !" };

    private static JsonObject Checklist(string id, JsonObject? entry) => new() { ["checklist"] = new JsonObject { [id] = entry } };

    private static JsonObject References(string key, JsonObject? entry) => new() { ["references"] = new JsonObject { [key] = entry } };
}
