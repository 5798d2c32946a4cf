using Workspace.Contracts.Boards;

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
        var board = await town.BoardAsync(cards: 200);
        var turns = new int[Clients];
        var (ours, limit) = await Load.CompareAsync(
            Clients,
            client =>
            {
                var turn = turns[client]++;
                var card = board.Cards[((turn * Clients) + client) % board.Cards.Count];
                return town.SendAsync<CardView>(HttpMethod.Post, $"/api/boards/{board.Id}/cards/{card.Id}/move", new MoveCardRequest(board.Columns[turn % 3].Id, null));
            },
            async client =>
            {
                using var answer = await town.Limit.PostAsync(new Uri($"/row/{client}", UriKind.Relative), null);
                _ = answer.EnsureSuccessStatusCode();
            });
        yield return new Measure("card-move", ours, limit, "moves a second", HigherIsBetter: true);
    }
}
