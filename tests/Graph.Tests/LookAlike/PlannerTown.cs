using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Graph.Tests.LookAlike;

/// <summary>A town with one plan of the citizen service, a bucket in it, and Clara, who manages it.</summary>
internal sealed class PlannerTown : IAsyncDisposable
{
    private PlannerTown(Neighbourhood town, FakeTimeProvider clock)
    {
        (Town, Clock) = (town, clock);
        Clara = town.As(Musterstadt.Clara);
    }

    public Neighbourhood Town { get; }

    public FakeTimeProvider Clock { get; }

    public string Clara { get; }

    public string Plan { get; private set; } = "";

    public string Bucket { get; private set; } = "";

    public static async Task<PlannerTown> StartAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));
        var town = new PlannerTown(await Neighbourhood.StartAsync(new LookAlikeOptions { Clock = clock }), clock);
        town.Plan = (await town.Town.PostAsync(town.Clara, "/planner/plans", new JsonObject
        {
            ["container"] = new JsonObject { ["url"] = $"https://graph.microsoft.com/v1.0/groups/{Musterstadt.CitizenServiceGroup}" },
            ["title"] = "Termine",
        })).Must(HttpStatusCode.Created).Id;
        town.Bucket = (await town.Town.PostAsync(town.Clara, "/planner/buckets", new JsonObject { ["name"] = "Offen", ["planId"] = town.Plan, ["orderHint"] = " !" })).Must(HttpStatusCode.Created).Id;
        return town;
    }

    public async Task<GraphReply> NewTaskAsync(string title = "Ausweis", JsonObject? more = null) =>
        (await TryNewTaskAsync(title, more)).Must(HttpStatusCode.Created);

    public Task<GraphReply> TryNewTaskAsync(string title, JsonObject? more = null)
    {
        var body = new JsonObject { ["planId"] = Plan, ["bucketId"] = Bucket, ["title"] = title };
        foreach (var (name, value) in more ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return Town.PostAsync(Clara, "/planner/tasks", body);
    }

    public Task<GraphReply> ReadAsync(string path) => Town.GetAsync(Clara, path);

    public Task<GraphReply> PatchAsync(string path, string? etag, JsonObject body) =>
        Town.PatchAsync(Clara, path, etag, body, ("Prefer", "return=representation"));

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
