using System.Net;
using System.Text.Json.Nodes;
using Workspace.Sandbox.City;
using Workspace.Sandbox.Entra;

namespace Workspace.Graph.Tests.LookAlike;

/// <summary>People and groups as Graph shows them.</summary>
public sealed class ReadingPeople
{
    [Fact]
    public async Task Pages_follow_each_other_to_all_people_with_just_the_selected_properties()
    {
        await using var town = await Neighbourhood.StartAsync();
        var (found, pages) = (new List<string>(), 0);
        for (var next = "/users?$select=id,displayName,department&$top=120"; next is not null; pages++)
        {
            var page = (await town.GetAsync(town.AsApplication(), next)).Must(HttpStatusCode.OK);
            Assert.All(page.Value, person => Assert.Equal("department displayName id", string.Join(' ', person.Select(property => property.Key).Order(StringComparer.Ordinal))));
            found.AddRange(page.Value.Select(person => (string)person["id"]!));
            next = (string?)page.Body!["@odata.nextLink"];
        }

        Assert.Equal(3, pages);
        Assert.Equal(300, found.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_token_that_does_not_hold_is_refused_with_401()
    {
        await using var town = await Neighbourhood.StartAsync();
        var entra = town.Neighbours.Entra;
        string[] bad =
        [
            entra.GraphAppToken(Musterstadt.Tenant, EntraLookAlike.Expired), entra.GraphAppToken(Musterstadt.Tenant, EntraLookAlike.WrongAudience),
            entra.GraphAppToken(Musterstadt.Tenant, EntraLookAlike.WrongIssuer), entra.Forge(town.AsApplication()), entra.SsoToken(Musterstadt.Anna), "nonsense",
        ];

        foreach (var token in bad)
        {
            var answer = (await town.GetAsync(token, "/users")).Must(HttpStatusCode.Unauthorized);
            Assert.Equal("InvalidAuthenticationToken", answer.ErrorCode);
        }
    }

    [Fact]
    public async Task What_the_token_does_not_permit_is_refused_or_empty()
    {
        await using var town = await Neighbourhood.StartAsync();

        var withoutRole = await town.GetAsync(town.AsApplication("Tasks.ReadWrite.All"), "/users");
        var basic = await town.GetAsync(town.As(Musterstadt.Ben, "User.ReadBasic.All"), $"/users/{Musterstadt.Clara.Id}?$select=displayName,department");
        var itself = await town.GetAsync(town.As(Musterstadt.Ben), "/me?$select=displayName,department");
        var nobody = await town.GetAsync(town.AsApplication(), "/me");

        Assert.Equal("Authorization_RequestDenied", withoutRole.Must(HttpStatusCode.Forbidden).ErrorCode);
        Assert.Null(basic.Must(HttpStatusCode.OK).Body!["department"]);
        Assert.Equal("Bürgerservice", (string?)itself.Must(HttpStatusCode.OK).Body!["department"]);
        Assert.Equal(HttpStatusCode.BadRequest, nobody.Status);
    }

    [Fact]
    public async Task One_tenant_never_shows_the_people_of_another()
    {
        await using var town = await Neighbourhood.StartAsync();
        var neighbour = town.Neighbours.Entra.GraphAppToken(Nachbarstadt.Tenant);

        Assert.Equal(3, (await town.GetAsync(neighbour, "/users")).Value.Count());
        Assert.Equal("Request_ResourceNotFound", (await town.GetAsync(neighbour, $"/users/{Musterstadt.Anna.Id}")).Must(HttpStatusCode.NotFound).ErrorCode);
    }

    [Theory]
    [InlineData("delta")]
    [InlineData("delta()")]
    public async Task Delta_tells_everybody_first_and_then_only_what_changed(string form)
    {
        await using var town = await Neighbourhood.StartAsync();
        var directory = town.Neighbours.Graph.DirectoryOf(Musterstadt.Tenant);
        var (all, link) = await FollowAsync(town, $"/users/{form}?$select=displayName,department,manager");

        var (nothing, again) = await FollowAsync(town, link);
        directory.Put(Musterstadt.Eva with { Department = "Schule" });
        directory.Remove(Musterstadt.David.Id);
        var (changes, last) = await FollowAsync(town, again);

        Assert.Equal(300, all.Count);
        Assert.Equal(Musterstadt.Clara.Id.ToString("D"), (string?)all.Single(person => (string?)person["id"] == Musterstadt.Ben.Id.ToString("D"))["manager@delta"]![0]!["id"]);
        Assert.Empty(nothing);
        Assert.Equal("Schule", (string?)changes[0]["department"]);
        Assert.Equal("deleted", (string?)changes[1]["@removed"]!["reason"]);

        town.Neighbours.Graph.ExpireDeltaTokens();
        var gone = (await town.GetAsync(town.AsApplication(), last)).Must(HttpStatusCode.Gone);
        Assert.Contains("/users/delta", gone.Headers["Location"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photos_are_pictures_or_404()
    {
        await using var town = await Neighbourhood.StartAsync();
        var without = Musterstadt.City.People.First(person => !DemoPhoto.Has(person.Id));
        var with = Musterstadt.City.People.First(person => DemoPhoto.Has(person.Id));

        var photo = (await town.GetAsync(town.AsApplication(), $"/users/{with.Id}/photos/48x48/$value")).Must(HttpStatusCode.OK);
        var none = (await town.GetAsync(town.AsApplication(), $"/users/{without.Id}/photo/$value")).Must(HttpStatusCode.NotFound);

        Assert.Equal("image/png", photo.Headers["Content-Type"]);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], photo.Bytes.Take(4));
        Assert.Equal("ImageNotFound", none.ErrorCode);
    }

    [Fact]
    public async Task Groups_members_and_managers_are_linked()
    {
        await using var town = await Neighbourhood.StartAsync();
        var token = town.AsApplication();

        var mine = await town.GetAsync(town.As(Musterstadt.Ben), "/me/memberOf/microsoft.graph.group?$select=id,displayName");
        var members = await town.GetAsync(token, $"/groups/{Musterstadt.CitizenServiceGroup}/members?$select=id&$top=999");
        var manager = await town.GetAsync(token, $"/users/{Musterstadt.Ben.UserPrincipalName}/manager?$select=id");
        var unified = await town.GetAsync(token, "/groups?$filter=groupTypes/any(c:c eq 'Unified')&$top=5");

        Assert.Equal("Bürgerservice, Digitaler Bauantrag", string.Join(", ", mine.Value.Select(group => (string?)group["displayName"])));
        Assert.Contains(members.Value, member => (string?)member["id"] == Musterstadt.Clara.Id.ToString("D"));
        Assert.Equal(Musterstadt.Clara.Id.ToString("D"), (string?)manager.Body!["id"]);
        Assert.Equal(5, unified.Value.Count());
        Assert.NotNull(unified.Body!["@odata.nextLink"]);
    }

    private static async Task<(List<JsonObject> People, string DeltaLink)> FollowAsync(Neighbourhood town, string link)
    {
        var people = new List<JsonObject>();
        while (true)
        {
            var page = (await town.GetAsync(town.AsApplication(), link)).Must(HttpStatusCode.OK);
            people.AddRange(page.Value);
            if ((string?)page.Body!["@odata.deltaLink"] is { } delta)
            {
                return (people, delta);
            }

            link = (string)page.Body!["@odata.nextLink"]!;
        }
    }
}
