using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workspace.Sandbox.City.Boards;

namespace Workspace.Sandbox.City;

/// <summary>
/// Fills the demo city as its people would: through the product's public API and Graph, each with their own token.
/// Command ids follow from what is written, so a run that was cut off is simply repeated and doubles nothing.
/// </summary>
internal sealed class CityWriter : IDisposable
{
    private static readonly IReadOnlyList<DemoBoard> s_boards = [CitizenService.Board, Projects.BuildingPermit, Projects.Mobility, Projects.Kita];

    /// <summary>Whom documents and tests know by name.</summary>
    public static IReadOnlyList<DemoPerson> Named { get; } = [Musterstadt.Anna, Musterstadt.Ben, Musterstadt.Clara, Musterstadt.David, Musterstadt.Eva];

    private readonly HttpClient _api;
    private readonly HttpClient _graph;
    private readonly LookAlikes _neighbours;
    private readonly DateOnly _today;

    private CityWriter(Uri host, LookAlikes neighbours, DateOnly today)
    {
        (_neighbours, _today) = (neighbours, today);
        _api = new HttpClient { BaseAddress = new Uri(host, "/api/") };
        _graph = new HttpClient { BaseAddress = new Uri($"{neighbours.GraphBaseUrl}/") };
    }

    /// <param name="note">A file that remembers how far the city is.</param>
    public static async Task WriteAsync(Uri host, LookAlikes neighbours, string note, CancellationToken ct)
    {
        var state = File.Exists(note) ? JsonSerializer.Deserialize<Note>(await File.ReadAllTextAsync(note, ct)) : null;
        if (state is { Done: true }) { return; }

        var day = state?.Day ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        using var writer = new CityWriter(host, neighbours, day);
        await File.WriteAllTextAsync(note, JsonSerializer.Serialize(new Note(day, Done: false)), ct);
        await writer.WriteBoardsAsync(ct);
        await File.WriteAllTextAsync(note, JsonSerializer.Serialize(new Note(day, Done: true)), ct);
    }

    public void Dispose()
    {
        _api.Dispose();
        _graph.Dispose();
    }

    private async Task WriteBoardsAsync(CancellationToken ct)
    {
        // Everybody on a board has signed in once: a member that nobody has ever seen can't be set.
        await Task.WhenAll(Named.Select(person => GetAsync(person, "me", ct)));
        await Task.WhenAll(s_boards.Select(board => WriteAsync(board, ct)).Append(WritePlanAsync(TeamTasks.Plan, ct)).Append(WriteApprovalsAsync(ct)));
    }

    private async Task WriteApprovalsAsync(CancellationToken ct)
    {
        var templates = (await GetAsync(Musterstadt.Anna, "approvals/templates", ct)).AsArray().ToDictionary(t => (string)t!["name"]!, t => IdOf(t!), StringComparer.Ordinal);
        foreach (var wanted in DemoApproval.All)
        {
            var step = $"approvals/{wanted.Key}";
            var asked = await SendAsync(wanted.By, HttpMethod.Post, "approvals", new
            {
                template = templates[wanted.Template],
                subject = wanted.Subject,
                text = wanted.Text,
                amount = wanted.Amount,
                comment = wanted.Comment,
                holders = wanted.Holders.Select((person, seat) => new { seat = seat + 1, people = new[] { person.Id } }),
            }, step, ct);
            foreach (var (by, number, answer, text) in wanted.Answers)
            {
                await SendAsync(by, HttpMethod.Post, $"approvals/{asked["id"]}/steps/{number}/answer", new { version = 1, answer, text }, $"{step}/{number}", ct);
            }
        }

        // Ben is away from time to time, and Clara answers for him then.
        var deputy = new { deputy = Musterstadt.Clara.Id, kind = "absence", from = Day(-1), to = Day(20) };
        await SendAsync(Musterstadt.Ben, HttpMethod.Post, "approvals/deputies", deputy, "deputies/ben", ct);
    }

    /// <summary>A plan that belongs to Planner alone, as the manager keeps one beside the board.</summary>
    private async Task WritePlanAsync(DemoPlan plan, CancellationToken ct)
    {
        var owner = plan.Owner;
        var plans = await GraphAsync(owner, HttpMethod.Get, $"groups/{plan.Group}/planner/plans", null, ct);
        if (plans["value"]!.AsArray().Any(each => (string?)each!["title"] == plan.Title)) { return; }

        var created = await GraphAsync(owner, HttpMethod.Post, "planner/plans", new { container = new { url = $"https://graph.microsoft.com/v1.0/groups/{plan.Group}" }, title = plan.Title }, ct);
        var last = "";
        foreach (var bucket in plan.Buckets)
        {
            var column = await GraphAsync(owner, HttpMethod.Post, "planner/buckets", new { planId = IdOf(created), name = bucket.Name, orderHint = $"{last} !" }, ct);
            last = (string)column["orderHint"]!;

            // Planner puts a new task on top.
            foreach (var (title, due, progress, person) in bucket.Tasks.Reverse())
            {
                var task = new JsonObject { ["planId"] = IdOf(created), ["bucketId"] = IdOf(column), ["title"] = title, ["percentComplete"] = progress };
                if (due is not null) { task["dueDateTime"] = $"{Day(due)}T10:00:00Z"; }

                if (person is not null)
                {
                    task["assignments"] = new JsonObject { [person.Id.ToString()] = new JsonObject { ["@odata.type"] = "#microsoft.graph.plannerAssignment", ["orderHint"] = " !" } };
                }

                await GraphAsync(owner, HttpMethod.Post, "planner/tasks", task, ct);
            }
        }
    }

    private async Task WriteAsync(DemoBoard board, CancellationToken ct)
    {
        var created = await SendAsync(board.Owner, HttpMethod.Post, "boards", new
        {
            name = board.Name,
            purpose = board.Purpose,
            key = board.Key,
            visibility = board.Everybody ? "organisation" : "members",
            columns = board.Columns.Select(column => column.Name),
        }, $"{board.Key}", ct);
        var path = $"boards/{created["id"]}";
        foreach (var (person, role) in board.Members)
        {
            await SendAsync(board.Owner, HttpMethod.Put, $"{path}/members/{person.Id}", new { role }, $"{board.Key}/members/{person.Id}", ct);
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in board.Labels)
        {
            labels[label.Name] = IdOf(await SendAsync(board.Owner, HttpMethod.Post, $"{path}/labels", new { name = label.Name, colour = label.Colour }, $"{board.Key}/labels/{label.Name}", ct));
        }

        var columns = await WriteColumnsAsync(board, path, ct);
        foreach (var card in board.Cards)
        {
            await WriteAsync(board, card, path, columns[card.Column], labels, ct);
        }

        if (board.Plan is { } plan)
        {
            await SendAsync(board.Owner, HttpMethod.Post, $"{path}/planner", new { group = plan.Group, newPlan = plan.Title }, $"{board.Key}/planner", ct);
        }
    }

    private async Task<Dictionary<string, string>> WriteColumnsAsync(DemoBoard board, string path, CancellationToken ct)
    {
        var view = await GetAsync(board.Owner, path, ct);
        var columns = view["columns"]!.AsArray().ToDictionary(column => (string)column!["name"]!, column => IdOf(column!), StringComparer.Ordinal);
        foreach (var column in board.Columns.Where(column => column.Limit is not null || column.Done))
        {
            var body = new JsonObject { ["seen"] = 1 };
            if (column.Limit is { } limit) { body["limit"] = Set(limit); }

            if (column.Done) { body["done"] = Set(true); }

            await SendAsync(board.Owner, HttpMethod.Patch, $"{path}/columns/{columns[column.Name]}", body, $"{board.Key}/columns/{column.Name}", ct);
        }

        return columns;
    }

    private async Task WriteAsync(DemoBoard board, DemoCard card, string path, string column, Dictionary<string, string> labels, CancellationToken ct)
    {
        var step = $"{board.Key}/cards/{card.Title}";
        var created = await SendAsync(board.Owner, HttpMethod.Post, $"{path}/cards", new { column, title = card.Title }, step, ct);
        var place = $"{path}/cards/{created["id"]}";
        var fields = new JsonObject();
        void Field<T>(string name, bool present, T value)
        {
            if (present) { fields[name] = Set(value); }
        }

        Field("description", card.Text is not null, card.Text);
        Field("assignees", card.People.Count > 0, card.People.Select(person => person.Id));
        Field("labels", card.Labels.Count > 0, card.Labels.Select(label => labels[label]));
        Field("start", card.Start is not null, Day(card.Start));
        Field("due", card.Due is not null, Day(card.Due));
        Field("priority", card.Priority is not null, card.Priority);
        Field("progress", card.Progress > 0, card.Progress);
        if (fields.Count > 0)
        {
            await SendAsync(board.Owner, HttpMethod.Patch, place, new JsonObject { ["seen"] = created["version"]!.DeepClone(), ["fields"] = fields }, $"{step}/fields", ct);
        }

        foreach (var (title, done) in card.Checklist)
        {
            var item = await SendAsync(board.Owner, HttpMethod.Post, $"{place}/checklist", new { title }, $"{step}/checklist/{title}", ct);
            if (done)
            {
                await SendAsync(board.Owner, HttpMethod.Patch, $"{place}/checklist/{item["id"]}", new { done = new { value = true } }, $"{step}/checklist/{title}/done", ct);
            }
        }

        foreach (var (by, text) in card.Comments)
        {
            await SendAsync(by, HttpMethod.Post, $"{place}/comments", new { text }, $"{step}/comments/{text}", ct);
        }

        if (card.Approval is { } approval)
        {
            var holders = new[] { new { seat = 1, people = new[] { approval.Approver.Id } } };
            await SendAsync(approval.By, HttpMethod.Post, "approvals", new { on = new { board = path["boards/".Length..], card = created["id"] }, holders, comment = approval.Comment }, $"{step}/approval", ct);
        }
    }

    private string? Day(int? offset) => offset is { } days ? _today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static JsonObject Set<T>(T value) => new() { ["value"] = JsonSerializer.SerializeToNode(value) };

    private static string IdOf(JsonNode node) => (string)node["id"]!;

    private Task<JsonNode> GetAsync(DemoPerson person, string path, CancellationToken ct) => SendAsync(person, HttpMethod.Get, path, null, null, ct);

    private async Task<JsonNode> SendAsync(DemoPerson person, HttpMethod method, string path, object? body, string? step, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _neighbours.Entra.SsoToken(person));
        if (step is not null) { request.Headers.Add("Command-Id", CommandFor(step).ToString()); }

        return await AnswerAsync(_api, request, person, ct);
    }

    private async Task<JsonNode> GraphAsync(DemoPerson person, HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _neighbours.Entra.GraphToken(person));
        return await AnswerAsync(_graph, request, person, ct);
    }

    private static async Task<JsonNode> AnswerAsync(HttpClient client, HttpRequestMessage request, DemoPerson person, CancellationToken ct)
    {
        using var answer = await client.SendAsync(request, ct);
        var content = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode
            ? (content.Length == 0 ? new JsonObject() : JsonNode.Parse(content)!)
            : throw new SandboxException($"The demo city could not be filled: {request.Method} {answer.RequestMessage!.RequestUri} by {person.DisplayName} was answered {(int)answer.StatusCode}: {content}");
    }

    /// <summary>A time-ordered id (version 7) that is always the same for a step of the city begun on a day.</summary>
    private Guid CommandFor(string step)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{_today:O}|{step}")).AsSpan(0, 16);
        var time = new DateTimeOffset(_today, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(time >> (40 - (8 * i)));
        }

        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    private sealed record Note(DateOnly Day, bool Done);
}
