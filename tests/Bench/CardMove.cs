using Workspace.Contracts.Boards;
using Workspace.Sandbox.City;

namespace Workspace.Bench;

/// <summary>
/// 16 clients moving cards of one board (durable, journalled, live), against an endpoint with the same sign-in that
/// commits one row update a request in SQLite with the same durability.
/// </summary>
internal static class CardMove
{
    private const int Clients = 16;

    public static async IAsyncEnumerable<Measure> RunAsync(Town town)
    {
        var (ours, limit) = await Load.CompareAsync(Clients, Moving(town, await town.BoardAsync(cards: 200)), async client =>
        {
            using var answer = await town.Limit.PostAsync(new Uri($"/row/{client}", UriKind.Relative), null);
            _ = answer.EnsureSuccessStatusCode();
        });
        yield return new Measure("card-move", ours, limit, "moves a second", HigherIsBetter: true);
    }

    /// <summary>The same moves on a board of 1,000 members, against a board of 5: a ratio of 1 means that members cost nothing.</summary>
    public static async IAsyncEnumerable<Measure> MembersAsync(Town town)
    {
        var (many, few) = (await town.BoardAsync(cards: 200), await town.BoardAsync(cards: 200));
        foreach (var (board, members) in new[] { (many, Town.People), (few, 5) })
        {
            // Whoever made the board is one of them; nothing here belongs to others.
            foreach (var person in town.City.People.Where(p => p.Id != Musterstadt.Ben.Id).Take(members - 1))
            {
                await town.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{person.Id}", new SetMemberRequest(BoardRole.Editor));
            }
        }

        var (ours, limit) = await Load.CompareAsync(Clients, Moving(town, many), Moving(town, few));
        yield return new Measure("card-move-members", ours, limit, "moves a second, 1,000 members against 5", HigherIsBetter: true);
    }

    /// <summary>Each client moves cards of its own from column to column.</summary>
    private static Func<int, Task> Moving(Town town, BoardView board)
    {
        var turns = new int[Clients];
        return client =>
        {
            var turn = turns[client]++;
            var card = board.Cards[((turn * Clients) + client) % board.Cards.Count];
            return town.SendAsync<CardView>(HttpMethod.Post, $"/api/boards/{board.Id}/cards/{card.Id}/move", new MoveCardRequest(board.Columns[turn % 3].Id, null));
        };
    }
}
