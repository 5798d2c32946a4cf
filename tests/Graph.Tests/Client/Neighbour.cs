using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Workspace.Sandbox.City;

namespace Workspace.Graph.Tests.Client;

/// <summary>Clara at her own Planner, beside the product.</summary>
internal sealed class Neighbour : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly ProductTown _town;

    public Neighbour(ProductTown town)
    {
        _town = town;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", town.Neighbours.Entra.GraphToken(Musterstadt.Clara));
    }

    public async Task PostAsync(string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri($"{_town.Neighbours.GraphBaseUrl}{path}"), content, ProductTown.Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(ProductTown.Ct));
    }

    public void Dispose() => _http.Dispose();
}
