using Microsoft.AspNetCore.Http;
using Microsoft.Graph.Models;
using Workspace.Features.People;
using Workspace.Features.Shared;

namespace Workspace.Graph;

/// <summary>The organisation's people behind Microsoft Graph: one by one, all by delta, and by group.</summary>
internal sealed class PeopleOnGraph(GraphClients clients, GraphCalls calls) : IPeopleDirectory
{
    private const string Workload = "people";
    private static readonly string[] s_select = ["id", "displayName", "userPrincipalName", "mail", "department", "jobTitle", "accountEnabled"];
    private static readonly string[] s_groupSelect = ["id", "displayName"];

    public async Task<DirectoryPerson?> FindAsync(Guid organisation, Guid person, CancellationToken ct)
    {
        var graph = clients.AsApplication(organisation);
        try
        {
            return Read(await SendAsync(organisation, c => graph.Users[person.ToString("D")].GetAsync(r => r.QueryParameters.Select = s_select, c), ct));
        }
        catch (Nobody)
        {
            return null;
        }
    }

    public async Task<DirectoryPage> ChangesAsync(Guid organisation, string? cursor, CancellationToken ct)
    {
        var graph = clients.AsApplication(organisation);
        var delta = graph.Users.Delta;
        try
        {
            var page = cursor is null || !clients.IsOurs(cursor)
                ? await SendAsync(organisation, c => delta.GetAsDeltaGetResponseAsync(r => r.QueryParameters.Select = s_select, c), ct)
                : await SendAsync(organisation, c => delta.WithUrl(cursor).GetAsDeltaGetResponseAsync(null, c), ct);
            var people = new List<DirectoryPerson>();
            var gone = new List<Guid>();
            foreach (var user in page.Value ?? [])
            {
                if (!Guid.TryParse(user.Id, out var id))
                {
                    continue;
                }

                // A change may name only what changed: then the person is read whole.
                var found = user.AdditionalData.ContainsKey("@removed") ? null
                    : user.DisplayName is null || user.AccountEnabled is null ? await FindAsync(organisation, id, ct) : Read(user);
                if (found is null)
                {
                    gone.Add(id);
                }
                else
                {
                    people.Add(found);
                }
            }

            return new DirectoryPage(people, gone, page.OdataNextLink ?? page.OdataDeltaLink, page.OdataNextLink is not null);
        }
        catch (CursorExpired)
        {
            return await ChangesAsync(organisation, null, ct);
        }
    }

    public async Task<DirectoryGroup?> FindGroupAsync(Guid organisation, Guid group, CancellationToken ct)
    {
        var one = clients.AsApplication(organisation).Groups[group.ToString("D")];
        try
        {
            var found = await SendAsync(organisation, c => one.GetAsync(r => r.QueryParameters.Select = s_groupSelect, c), ct);
            var people = new List<Guid>();
            var page = await SendAsync(organisation, c => one.TransitiveMembers.GraphUser.GetAsync(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (["id"], 999), c), ct);
            while (true)
            {
                people.AddRange((page.Value ?? []).Select(user => Guid.TryParse(user.Id, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty));
                if (page.OdataNextLink is not { } next || !clients.IsOurs(next))
                {
                    return new DirectoryGroup(group, found.DisplayName ?? group.ToString("D"), people);
                }

                page = await SendAsync(organisation, c => one.TransitiveMembers.GraphUser.WithUrl(next).GetAsync(null, c), ct);
            }
        }
        catch (Nobody)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<DirectoryGroup>> FindGroupsAsync(Guid organisation, string search, CancellationToken ct)
    {
        var graph = clients.AsApplication(organisation);
        var page = await SendAsync(organisation, c => graph.Groups.GetAsync(
            r =>
            {
                (r.QueryParameters.Select, r.QueryParameters.Top) = (s_groupSelect, 20);
                r.QueryParameters.Filter = $"startswith(displayName,'{search.Replace("'", "''", StringComparison.Ordinal)}')";
            }, c), ct);
        return [.. (page.Value ?? []).Where(g => Guid.TryParse(g.Id, out _)).Select(g => new DirectoryGroup(Guid.Parse(g.Id!), g.DisplayName ?? g.Id!, []))];
    }

    private static DirectoryPerson Read(User user) => new(
        Guid.Parse(user.Id!),
        user.DisplayName ?? user.UserPrincipalName ?? user.Id!,
        user.UserPrincipalName,
        user.Mail,
        user.Department,
        user.JobTitle,
        user.AccountEnabled ?? true);

    private Task<T> SendAsync<T>(Guid organisation, Func<CancellationToken, Task<T?>> send, CancellationToken ct)
        where T : class =>
        calls.SendAsync(
            organisation,
            Workload,
            async c => await send(c) ?? throw new InvalidOperationException("Graph answered without the resource."),
            Translate,
            ct);

    private static Exception Translate(GraphFailure failure, Exception exception) => failure.Kind switch
    {
        GraphFailureKind.NotFound => new Nobody(exception),
        GraphFailureKind.Gone => new CursorExpired(exception),
        GraphFailureKind.NoToken or GraphFailureKind.Forbidden =>
            new ProblemException(StatusCodes.Status403Forbidden, "organisation-not-prepared", inner: exception),
        _ => new ProblemException(StatusCodes.Status503ServiceUnavailable, "graph-unavailable", failure.RetryAfter ?? TimeSpan.FromSeconds(10), exception),
    };

    private sealed class Nobody(Exception inner) : Exception("There is no such account.", inner);

    private sealed class CursorExpired(Exception inner) : Exception("The cursor is too old.", inner);
}
