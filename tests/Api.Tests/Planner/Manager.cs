using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Planner;

/// <summary>A manager at their own Planner: the look-alike over HTTP, with their own token, knowing nothing of the product.</summary>
internal sealed class Manager : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly LookAlikes _neighbours;

    public Manager(LookAlikes neighbours, DemoPerson person)
    {
        _neighbours = neighbours;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", neighbours.Entra.GraphToken(person));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<string> CreatePlanAsync(string title, Guid group) => Id(await PostAsync("/planner/plans", new JsonObject
    {
        ["title"] = title,
        ["container"] = new JsonObject { ["url"] = $"https://graph.microsoft.com/v1.0/groups/{group}" },
    }));

    public async Task<string> CreateBucketAsync(string plan, string name) =>
        Id(await PostAsync("/planner/buckets", new JsonObject { ["name"] = name, ["planId"] = plan, ["orderHint"] = " !" }));

    public async Task<string> CreateTaskAsync(string plan, string? bucket, string title, JsonObject? more = null)
    {
        var body = new JsonObject { ["planId"] = plan, ["title"] = title };
        if (bucket is not null)
        {
            body["bucketId"] = bucket;
        }

        foreach (var (name, value) in more ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return Id(await PostAsync("/planner/tasks", body));
    }

    public async Task<IReadOnlyList<JsonObject>> TasksAsync(string plan) => List(await GetAsync($"/planner/plans/{plan}/tasks"));

    public async Task<IReadOnlyList<JsonObject>> BucketsAsync(string plan) => List(await GetAsync($"/planner/plans/{plan}/buckets"));

    public Task<JsonObject> TaskAsync(string id) => GetAsync($"/planner/tasks/{id}");

    public Task EditTaskAsync(string id, JsonObject changes) => PatchAsync($"/planner/tasks/{id}", changes);

    public Task<JsonObject> DetailsAsync(string task) => GetAsync($"/planner/tasks/{task}/details");

    public Task EditDetailsAsync(string task, JsonObject changes) => PatchAsync($"/planner/tasks/{task}/details", changes);

    public async Task<JsonObject> CategoriesAsync(string plan) => (JsonObject)(await GetAsync($"/planner/plans/{plan}/details"))["categoryDescriptions"]!;

    public Task NameCategoryAsync(string plan, int category, string name) =>
        PatchAsync($"/planner/plans/{plan}/details", new JsonObject { ["categoryDescriptions"] = new JsonObject { [$"category{category}"] = name } });

    /// <summary>Tasks as the board of buckets shows them.</summary>
    public async Task<IReadOnlyList<JsonObject>> TasksInOrderAsync(string plan) =>
        [.. List(await GetAsync($"/planner/plans/{plan}/tasks?$expand=bucketTaskBoardFormat")).OrderBy(t => (string?)t["bucketTaskBoardFormat"]!["orderHint"], StringComparer.Ordinal)];

    public async Task PlaceOnTopAsync(string plan, string task) => await PatchAsync(
        $"/planner/tasks/{task}/bucketTaskBoardFormat",
        new JsonObject { ["orderHint"] = $" {(string?)(await TasksInOrderAsync(plan))[0]["bucketTaskBoardFormat"]!["orderHint"]}!" });

    public async Task MoveBucketFirstAsync(string plan, string bucket) => await PatchAsync(
        $"/planner/buckets/{bucket}", new JsonObject { ["orderHint"] = $" {(await BucketsAsync(plan)).Select(b => (string?)b["orderHint"]).Min(StringComparer.Ordinal)}!" });

    public static JsonObject Item(string title, bool ticked) =>
        new() { ["@odata.type"] = "microsoft.graph.plannerChecklistItem", ["title"] = title, ["isChecked"] = ticked, ["orderHint"] = " !" };

    public static JsonObject Reference(string alias) =>
        new() { ["@odata.type"] = "microsoft.graph.plannerExternalReference", ["alias"] = alias, ["type"] = "Other", ["previewPriority"] = " !" };

    public Task RenameBucketAsync(string id, string name) => PatchAsync($"/planner/buckets/{id}", new JsonObject { ["name"] = name });

    public Task DeleteTaskAsync(string id) => DeleteAsync($"/planner/tasks/{id}");

    public Task DeleteBucketAsync(string id) => DeleteAsync($"/planner/buckets/{id}");

    public Task DeletePlanAsync(string id) => DeleteAsync($"/planner/plans/{id}");

    public static JsonObject Assign(params (Guid Person, bool On)[] people) => new(people.Select(p => KeyValuePair.Create(
        p.Person.ToString("D"),
        (JsonNode?)(p.On ? new JsonObject { ["@odata.type"] = "#microsoft.graph.plannerAssignment", ["orderHint"] = " !" } : null))));

    public static IReadOnlyList<Guid> AssigneesOf(JsonObject task) => [.. ((JsonObject)task["assignments"]!).Select(a => Guid.Parse(a.Key)).Order()];

    public static DateOnly? DueOf(JsonObject task) => (string?)task["dueDateTime"] is { } due
        ? DateOnly.FromDateTime(DateTimeOffset.Parse(due, CultureInfo.InvariantCulture).UtcDateTime)
        : null;

    public void Dispose() => _http.Dispose();

    private async Task PatchAsync(string path, JsonObject changes)
    {
        var etag = (string)(await GetAsync(path))["@odata.etag"]!;
        _ = await SendAsync(HttpMethod.Patch, path, changes, etag);
    }

    private async Task DeleteAsync(string path)
    {
        var etag = (string)(await GetAsync(path))["@odata.etag"]!;
        _ = await SendAsync(HttpMethod.Delete, path, null, etag);
    }

    private async Task<JsonObject> GetAsync(string path) => (await SendAsync(HttpMethod.Get, path, null, null))!;

    private async Task<JsonObject> PostAsync(string path, JsonObject body) => (await SendAsync(HttpMethod.Post, path, body, null))!;

    private async Task<JsonObject?> SendAsync(HttpMethod method, string path, JsonObject? body, string? etag)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{_neighbours.GraphBaseUrl}{path}"));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        if (etag is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("If-Match", etag));
        }

        using var answer = await _http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return answer.StatusCode is HttpStatusCode.NoContent ? null : (JsonObject)JsonNode.Parse(text)!;
    }

    private static string Id(JsonObject made) => (string)made["id"]!;

    private static IReadOnlyList<JsonObject> List(JsonObject answer) => [.. ((JsonArray)answer["value"]!).Select(item => (JsonObject)item!)];
}
