using Workspace.Features.People;
using Workspace.Features.Shared;
using Workspace.Sandbox;
using Workspace.Sandbox.City;

using static Workspace.Graph.Tests.Client.ProductTown;

namespace Workspace.Graph.Tests.Client;

public sealed class FollowingPeople
{
    [Fact]
    public async Task One_person_is_found_with_all_we_show()
    {
        await using var town = await StartAsync();

        var clara = await town.People.FindAsync(Musterstadt.Tenant, Musterstadt.Clara.Id, Ct);

        Assert.Equal(
            new DirectoryPerson(Musterstadt.Clara.Id, "Clara Weber", "clara.weber@musterstadt.example", "clara.weber@musterstadt.example", "Bürgerservice", "Fachbereichsleiterin", true),
            clara);
        Assert.Null(await town.People.FindAsync(Musterstadt.Tenant, Guid.NewGuid(), Ct));
    }

    [Fact]
    public async Task Everybody_comes_page_by_page_and_then_only_what_changes()
    {
        await using var town = await StartAsync();
        var (everybody, cursor) = await ReadAllAsync(town.People, null);
        var directory = town.Neighbours.Graph.DirectoryOf(Musterstadt.Tenant);
        directory.Put(Musterstadt.Ben with { JobTitle = "Sachgebietsleiter" });
        directory.Remove(Musterstadt.Eva.Id);

        var page = await town.People.ChangesAsync(Musterstadt.Tenant, cursor, Ct);

        Assert.Equal(300, everybody.Count);
        Assert.Equal("Sachgebietsleiter", Assert.Single(page.People).JobTitle);
        Assert.Equal([Musterstadt.Eva.Id], page.Gone);
        Assert.False(page.More);
    }

    [Fact]
    public async Task A_cursor_that_is_too_old_begins_with_everybody_again()
    {
        await using var town = await StartAsync();
        var (_, cursor) = await ReadAllAsync(town.People, null);
        town.Neighbours.Graph.ExpireDeltaTokens();

        var (again, _) = await ReadAllAsync(town.People, cursor);

        Assert.Equal(300, again.Count);
    }

    [Fact]
    public async Task A_cursor_never_leads_a_token_to_a_foreign_address()
    {
        await using var town = await StartAsync();

        var page = await town.People.ChangesAsync(Musterstadt.Tenant, "https://graph.example.org/v1.0/users/delta?$deltatoken=x", Ct);

        Assert.NotEmpty(page.People);
    }

    [Fact]
    public async Task Graph_that_is_down_is_said_with_the_time_to_come_back()
    {
        await using var town = await StartAsync();
        town.Faults.Add(Fault.Unavailable("/users/*", "7"));

        var failed = await Assert.ThrowsAsync<ProblemException>(() => town.People.FindAsync(Musterstadt.Tenant, Musterstadt.Ben.Id, Ct));

        Assert.Equal((503, "graph-unavailable", TimeSpan.FromSeconds(7)), (failed.Status, failed.Code, failed.RetryAfter));
    }

    private static async Task<(List<DirectoryPerson> People, string? Cursor)> ReadAllAsync(IPeopleDirectory directory, string? cursor)
    {
        var people = new List<DirectoryPerson>();
        DirectoryPage page;
        do
        {
            page = await directory.ChangesAsync(Musterstadt.Tenant, cursor, Ct);
            people.AddRange(page.People);
            cursor = page.Cursor;
        }
        while (page.More);
        return (people, cursor);
    }
}
