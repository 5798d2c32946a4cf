using System.Net;
using System.Text.Json;
using Workspace.Contracts.Boards;
using Workspace.Features.Shared;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards;

/// <summary>Undo: one's own, all of it or nothing, and never what somebody else did since.</summary>
public sealed class TakingBack
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Each_kind_of_change_is_taken_back_and_can_be_done_again(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var cards = new List<CardView>();
        foreach (var title in new[] { "A", "B", "C" })
        {
            cards.Add(await ben.CreateCardAsync(board, title));
        }

        var path = $"/api/boards/{board.Id}/cards/{cards[1].Id}";
        var item = await ben.PostAsync<ChecklistItemView>($"{path}/checklist", new AddChecklistItemRequest("Eins"));
        var comment = await ben.PostAsync<CommentView>($"{path}/comments", new AddCommentRequest("Erst so"));
        var link = await ben.PostAsync<LinkView>($"{path}/links", new LinkRequest("https://www.musterstadt.example", "Seite"));

        var fields = new List<FieldView>();
        foreach (var name in new[] { "Gremium", "Kosten", "Frist" })
        {
            fields.Add(await ben.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest(name, FieldKind.Text, null)));
        }

        (HttpMethod, string, object?)[] commands =
        [
            (HttpMethod.Post, $"{path}/move", new MoveCardRequest(board.Columns[3].Id, null)),
            (HttpMethod.Post, $"{path}/move", new MoveCardRequest(board.Columns[0].Id, cards[0].Id)),
            (HttpMethod.Patch, path, new EditCardRequest(0, new CardEdit(Title: new("Neu"), Due: new(new DateOnly(2026, 12, 1)), Assignees: new([ben.Id])))),
            (HttpMethod.Post, $"{path}/archive", null),
            (HttpMethod.Post, $"{path}/trash", null),
            (HttpMethod.Patch, $"{path}/checklist/{item.Id}", new EditChecklistItemRequest(Title: new("Zwei"), Done: new(true))),
            (HttpMethod.Delete, $"{path}/checklist/{item.Id}", null),
            (HttpMethod.Put, $"{path}/comments/{comment.Id}", new EditCommentRequest("Dann so")),
            (HttpMethod.Delete, $"{path}/comments/{comment.Id}", null),
            (HttpMethod.Delete, $"{path}/links/{link.Id}", null),
            (HttpMethod.Patch, $"/api/boards/{board.Id}/columns/{board.Columns[1].Id}", new EditColumnRequest(0, new("Läuft"), new(3), null)),
            (HttpMethod.Post, $"/api/boards/{board.Id}/columns/{board.Columns[2].Id}/move", new MoveColumnRequest(board.Columns[0].Id)),
            (HttpMethod.Post, $"/api/boards/{board.Id}/columns/{board.Columns[2].Id}/archive", null),
            (HttpMethod.Post, $"/api/boards/{board.Id}/fields/{fields[0].Id}/move", new MoveFieldRequest(null)),
            (HttpMethod.Post, $"/api/boards/{board.Id}/fields/{fields[2].Id}/move", new MoveFieldRequest(fields[1].Id)),
            (HttpMethod.Post, $"/api/boards/{board.Id}/fields/{fields[1].Id}/archive", null),
            (HttpMethod.Post, $"/api/boards/{board.Id}/cards", new CreateCardRequest(board.Columns[0].Id, "D", null)),
        ];
        foreach (var (method, to, body) in commands)
        {
            var before = await SeenAsync(ben, board, path);
            var command = Guid.CreateVersion7();
            var answer = await ben.SendAsync(method, to, body, command);
            Assert.True(answer.IsSuccessStatusCode, $"{to}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            Assert.NotEqual(before, await SeenAsync(ben, board, path));

            var undone = await ben.PostAsync($"/api/boards/{board.Id}/undo", new UndoRequest(command));
            Assert.True(undone.StatusCode == HttpStatusCode.NoContent, $"{to}: {await undone.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            Assert.Equal(before, await SeenAsync(ben, board, path));
        }
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_somebody_else_changed_since_stays(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        _ = await eva.GetAsync("/api/me");
        var board = await ben.CreateBoardAsync();
        _ = await ben.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{eva.Id}", new SetMemberRequest(BoardRole.Editor));
        var card = await ben.CreateCardAsync(board, "Karte");
        var path = $"/api/boards/{board.Id}/cards/{card.Id}";
        var (move, edit) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        _ = await ben.MoveAsync(board.Id, card.Id, board.Columns[1].Id, command: move);
        _ = await ben.SendAsync(HttpMethod.Patch, path, new EditCardRequest(card.Version, new CardEdit(Title: new("Bens"), Progress: new(20))), edit);
        _ = await eva.MoveAsync(board.Id, card.Id, board.Columns[2].Id);
        var theirs = await eva.PatchAsync<CardView>(path, new EditCardRequest((await eva.BoardAsync(board.Id)).Sequence, new CardEdit(Title: new("Evas"))));

        _ = await TestPerson.AssertProblemAsync(await ben.PostAsync($"/api/boards/{board.Id}/undo", new UndoRequest(move)), HttpStatusCode.Conflict, "boards.undo-overtaken");
        _ = await TestPerson.AssertProblemAsync(await ben.PostAsync($"/api/boards/{board.Id}/undo", new UndoRequest(edit)), HttpStatusCode.Conflict, "boards.undo-overtaken");
        _ = await TestPerson.AssertProblemAsync(await eva.PostAsync($"/api/boards/{board.Id}/undo", new UndoRequest(move)), HttpStatusCode.NotFound, "not-found");
        var now = (await ben.BoardAsync(board.Id)).Cards.Single();
        Assert.Equal(("Evas", 20, theirs.Column, theirs.Version), (now.Title, now.Progress, now.Column, now.Version));
    }

    /// <summary>All that people see, without what counts changes.</summary>
    private static async Task<string> SeenAsync(TestPerson person, BoardView board, string card)
    {
        var view = await person.BoardAsync(board.Id);
        var details = await person.ReadAsync<CardDetails>(card);
        return JsonSerializer.Serialize(
            new
            {
                Fields = view.Fields.Select(f => f.Name),
                Columns = view.Columns.Select(c => c with { Rank = "" }),
                Cards = view.Cards.Select(c => c with { Version = 0, Rank = "", Number = 0 }).GroupBy(c => c.Column).OrderBy(g => g.Key),
                view.ArchivedCount,
                Details = details with { Sequence = 0, Card = details.Card with { Version = 0, Rank = "" }, Comments = [.. details.Comments.Select(c => c with { EditedAt = null })] },
            },
            Wire.Options);
    }
}
