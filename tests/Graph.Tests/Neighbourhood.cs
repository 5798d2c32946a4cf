using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

namespace Workspace.Graph.Tests;

/// <summary>The look-alikes, and plain HTTP to them: what a test says here is what stands on the wire.</summary>
internal sealed class Neighbourhood : IAsyncDisposable
{
    private readonly HttpClient _entra;
    private readonly HttpClient _plain = new();

    private Neighbourhood(LookAlikes neighbours)
    {
        Neighbours = neighbours;
        _entra = Trust.ClientFor(neighbours.CaFile);
        _entra.BaseAddress = neighbours.EntraAuthority;
    }

    public LookAlikes Neighbours { get; }

    public static async Task<Neighbourhood> StartAsync(LookAlikeOptions? options = null) =>
        new(await LookAlikes.StartAsync(options, TestContext.Current.CancellationToken));

    public async Task<JsonObject> EntraAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await _entra.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await ReadAsync(answer, expected);
    }

    public async Task<JsonObject> TokenAsync(Guid tenant, HttpStatusCode expected, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _entra.PostAsync(new Uri($"{tenant}/oauth2/v2.0/token", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await ReadAsync(answer, expected);
    }

    public async Task<string> PageAsync(Guid tenant, string query)
    {
        using var answer = await _entra.GetAsync(new Uri($"{tenant}/oauth2/v2.0/authorize?{query}", UriKind.Relative), TestContext.Current.CancellationToken);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Presses a person's button on the sign-in page; answers where the browser is sent.</summary>
    public async Task<Uri> ChooseAsync(Guid tenant, string query, Guid person)
    {
        using var form = new FormUrlEncodedContent(query.Split('&').Select(field => KeyValuePair.Create(field.Split('=')[0], Uri.UnescapeDataString(field.Split('=')[1]))).Append(KeyValuePair.Create("person", person.ToString("D"))));
        using var answer = await _entra.PostAsync(new Uri($"{tenant}/oauth2/v2.0/authorize", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!;
    }

    public Task<GraphReply> GetAsync(string token, string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, token, path, null, headers);

    public Task<GraphReply> PostAsync(string token, string path, JsonNode body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, token, path, body, headers);

    public Task<GraphReply> PatchAsync(string token, string path, string? etag, JsonNode body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, token, path, body, etag is null ? headers : [("If-Match", etag), .. headers]);

    public Task<GraphReply> DeleteAsync(string token, string path, string? etag) =>
        SendAsync(HttpMethod.Delete, token, path, null, etag is null ? [] : [("If-Match", etag)]);

    public async Task<GraphReply> SendAsync(HttpMethod method, string token, string path, JsonNode? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? new Uri(path) : new Uri($"{Neighbours.GraphBaseUrl}{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var answer = await _plain.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var isJson = answer.Content.Headers.ContentType?.MediaType == "application/json";
        return new GraphReply(
            answer.StatusCode, isJson ? JsonNode.Parse(bytes) as JsonObject : null, bytes,
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>A token for the registration's own Graph access, as Clara would have it.</summary>
    public string As(DemoPerson person, params string[] scopes) => Neighbours.Entra.GraphToken(person, scopes);

    public string AsApplication(params string[] roles) => Neighbours.Entra.GraphAppToken(Musterstadt.Tenant, roles);

    public async ValueTask DisposeAsync()
    {
        _entra.Dispose();
        _plain.Dispose();
        await Neighbours.DisposeAsync();
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonObject>(text)!;
    }
}

internal sealed record GraphReply(HttpStatusCode Status, JsonObject? Body, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string? ErrorCode => (string?)Body?["error"]?["code"];

    public string? ErrorMessage => (string?)Body?["error"]?["message"];

    public string Etag => (string)Body!["@odata.etag"]!;

    public string Id => (string)Body!["id"]!;

    public IEnumerable<JsonObject> Value => ((JsonArray)Body!["value"]!).Select(item => (JsonObject)item!);

    public GraphReply Must(HttpStatusCode expected)
    {
        Assert.True(expected == Status, $"expected {expected}, got {Status}: {Body?.ToJsonString()}");
        return this;
    }
}
