using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Browser.Tests;

/// <summary>What a test prepares before somebody opens a window: through the product's public API, as a person of the town.</summary>
internal sealed class Town(RunningSandbox sandbox) : IDisposable
{
    private readonly HttpClient _api = new() { BaseAddress = new Uri(sandbox.HostAddress, "/api/") };

    public void Dispose() => _api.Dispose();

    /// <summary>A board of its own with the named people as editors and one card for each title in the first column.</summary>
    public async Task<TestBoard> BoardAsync(DemoPerson owner, IEnumerable<DemoPerson> editors, string[] columns, params string[] cards)
    {
        var name = $"Prüfstand {Guid.NewGuid():N}"[..24];
        await SignInAsync(owner);
        var created = await SendAsync(owner, HttpMethod.Post, "boards", new { name, key = "T", visibility = "members", columns });
        var id = (string)created["id"]!;
        foreach (var editor in editors)
        {
            await SignInAsync(editor);
            await SendAsync(owner, HttpMethod.Put, $"boards/{id}/members/{editor.Id}", new { role = "editor" });
        }

        var view = await SendAsync(owner, HttpMethod.Get, $"boards/{id}");
        var ids = view["columns"]!.AsArray().ToDictionary(c => (string)c!["name"]!, c => (string)c!["id"]!, StringComparer.Ordinal);
        foreach (var title in cards)
        {
            await SendAsync(owner, HttpMethod.Post, $"boards/{id}/cards", new { column = ids[columns[0]], title });
        }

        return new TestBoard(id, name, ids);
    }

    /// <summary>A board with so many cards over three columns, from a table.</summary>
    public async Task<TestBoard> ImportAsync(DemoPerson owner, int cards)
    {
        var rows = Enumerable.Range(0, cards).Select(i => $"Antrag {i} prüfen;Spalte {i % 3}");
        using var csv = new StringContent($"Titel;Spalte\n{string.Join('\n', rows)}", Encoding.UTF8, "text/csv");
        var name = $"Prüfstand {Guid.NewGuid():N}"[..24];
        var report = await SendAsync(owner, HttpMethod.Post, $"boards/imports/table?name={name}", csv);
        return new TestBoard((string)report["board"]!["id"]!, name, new Dictionary<string, string>(StringComparer.Ordinal));
    }

    /// <summary>A Mitzeichnung in star form.</summary>
    /// <returns>Its subject.</returns>
    public async Task<string> StartCoSigningAsync(DemoPerson author, DemoPerson[] coSigners, DemoPerson closing)
    {
        foreach (var person in coSigners.Append(closing).Append(author)) { await SignInAsync(person); }

        var template = (await SendAsync(author, HttpMethod.Get, "approvals/templates")).AsArray().Single(t => (string?)t!["name"] == "Mitzeichnung (Sternform)")!;
        var subject = $"Gebührensatzung {Guid.NewGuid():N}"[..24];
        await SendAsync(author, HttpMethod.Post, "approvals", new
        {
            template = (string?)template["id"],
            subject,
            text = "§ 4 regelt die Gebühr für den Bewohnerparkausweis neu: 120 Euro im Jahr, ermäßigt 60 Euro.",
            amount = 48_000,
            comment = "Bitte bis zur Sitzung mitzeichnen.",
            attachments = new[] { new { name = "Entwurf der Satzung", kind = "link", reference = "https://dateien.musterstadt.example/entwurf" } },
            holders = coSigners.Append(closing).Select((person, i) => new { seat = i + 1, people = new[] { person.Id } }),
        });
        return subject;
    }

    public async Task<JsonNode> ReadAsync(DemoPerson person, TestBoard board) => await SendAsync(person, HttpMethod.Get, $"boards/{board.Id}");

    public async Task<JsonNode> CardAsync(DemoPerson person, TestBoard board, string title) =>
        (await ReadAsync(person, board))["cards"]!.AsArray().Single(card => (string)card!["title"]! == title)!;

    /// <summary>Moves a card to the end of a column without a browser.</summary>
    public async Task MoveAsync(DemoPerson person, TestBoard board, string title, string column) =>
        await SendAsync(person, HttpMethod.Post, $"boards/{board.Id}/cards/{(await CardAsync(person, board, title))["id"]}/move", new { column = board.Columns[column] });

    public Task<JsonNode> SendAsync(DemoPerson person, HttpMethod method, string path, object? body = null) =>
        SendAsync(person, method, path, body is null ? null : JsonContent.Create(body));

    private async Task<JsonNode> SendAsync(DemoPerson person, HttpMethod method, string path, HttpContent? content)
    {
        var ct = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sandbox.Neighbours.Entra.SsoToken(person));
        request.Headers.Add("Command-Id", Guid.CreateVersion7().ToString());
        using var answer = await _api.SendAsync(request, ct);
        var said = await answer.Content.ReadAsStringAsync(ct);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path} by {person.DisplayName}: {(int)answer.StatusCode} {said}");
        return said.Length == 0 ? new JsonObject() : JsonNode.Parse(said)!;
    }

    private async Task SignInAsync(DemoPerson person) => await SendAsync(person, HttpMethod.Get, "me");
}

/// <param name="Columns">Name → id.</param>
internal sealed record TestBoard(string Id, string Name, IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>What a window adds to its address to open the board in the frame.</summary>
    public string Query => $"&sub={Uri.EscapeDataString($"boards/{Id}")}";
}
