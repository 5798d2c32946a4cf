using System.Net;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards;

/// <summary>All that a card can hold, over HTTP.</summary>
public sealed class KnowingACard
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Every_field_is_kept_shown_and_told(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var (parent, blocker, card) = (await ben.CreateCardAsync(board, "Programm"), await ben.CreateCardAsync(board, "Zuerst"), await ben.CreateCardAsync(board, "Karte"));
        var field = await ben.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest("Gremium", FieldKind.Choice, ["Rat", "Ausschuss"]));
        var edited = await ben.PatchAsync<CardView>(Path(board, card), new EditCardRequest(card.Version, new CardEdit(
            Department: new("Bürgerservice"), Estimate: new(2.5m), Colour: new("teal"), Parent: new(parent.Id), BlockedBy: new([blocker.Id]),
            Values: [new(field.Id, field.Choices![1].Id.ToString())], Priority: new(CardPriority.Important))));

        var now = (await ben.BoardAsync(board.Id)).Cards.Single(c => c.Id == card.Id);
        Assert.Equal(("Bürgerservice", 2.5m, "teal", parent.Id), (now.Department, now.Estimate, now.Colour, now.Parent));
        Assert.Equal([blocker.Id], now.BlockedBy!);
        Assert.Equal(new ValueView(field.Id, field.Choices[1].Id.ToString()), Assert.Single(now.Values!));
        Assert.Equal(edited.Version, now.Version);
        var entry = (await ben.ReadAsync<JournalPage>($"{Path(board, card)}/history")).Entries[0];
        Assert.Equal("teal", Assert.IsType<CardEdited>(entry.Change).After.Colour!.Value);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_an_edit_says_again_is_no_change(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var field = await ben.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest("Kosten", FieldKind.Number, null));
        var card = await ben.CreateCardAsync(board, "Karte");
        card = await EditAsync(ben, board, card, new CardEdit(Progress: new(100), Assignees: new([ben.Id]), Values: [new(field.Id, "7")]));

        var same = await EditAsync(ben, board, card, new CardEdit(Progress: new(100), Due: new(null), Assignees: new([ben.Id]), Values: [new(field.Id, "7")]));
        Assert.Equal(card, same, CardComparer);
        _ = await EditAsync(ben, board, card, new CardEdit(Title: new("Anders"), Progress: new(100)));

        var entries = (await ben.ReadAsync<JournalPage>($"{Path(board, card)}/history")).Entries;
        var last = Assert.IsType<CardEdited>(entries[0].Change);
        Assert.Equal(("Anders", null, "Karte", null), (last.After.Title!.Value, last.After.Progress, last.Before.Title!.Value, last.Before.Progress));
        Assert.Equal(2, entries.Count(e => e.Change is CardEdited));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Circles_foreign_cards_and_impossible_values_are_refused_and_change_nothing(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var (board, other) = (await ben.CreateBoardAsync(), await ben.CreateBoardAsync("Anderes"));
        var (a, b, elsewhere) = (await ben.CreateCardAsync(board, "A"), await ben.CreateCardAsync(board, "B"), await ben.CreateCardAsync(other, "C"));
        var number = await ben.PostAsync<FieldView>($"/api/boards/{board.Id}/fields", new AddFieldRequest("Anzahl", FieldKind.Number, null));
        _ = await EditAsync(ben, board, a, new CardEdit(Parent: new(b.Id), BlockedBy: new([b.Id])));

        await RefusedAsync(new CardEdit(Parent: new(a.Id)), b, "boards.parent-cycle");
        await RefusedAsync(new CardEdit(Parent: new(b.Id)), b, "boards.parent-cycle");
        await RefusedAsync(new CardEdit(BlockedBy: new([a.Id])), b, "boards.block-cycle");
        await RefusedAsync(new CardEdit(BlockedBy: new([elsewhere.Id])), b, "boards.connected-card-not-found");
        await RefusedAsync(new CardEdit(Values: [new(number.Id, "viele")]), b, "boards.field-value-invalid");
        await RefusedAsync(new CardEdit(Values: [new(Guid.NewGuid(), "1")]), b, "boards.field-value-invalid");
        await RefusedAsync(new CardEdit(Title: new("Neu"), Colour: new("neon")), b, "boards.label-colour-unknown");
        Assert.Equal(b, (await ben.BoardAsync(board.Id)).Cards.Single(c => c.Id == b.Id), CardComparer);

        async Task RefusedAsync(CardEdit edit, CardView card, string code) => _ = await TestPerson.AssertProblemAsync(
            await ben.SendAsync(HttpMethod.Patch, Path(board, card), new EditCardRequest(card.Version, edit)), HttpStatusCode.Conflict, code);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Lists_keep_what_two_people_added_and_removed_at_the_same_time(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        var board = await SharedBoardAsync(ben, eva);
        var labels = new List<Guid>();
        foreach (var name in new[] { "eins", "zwei", "drei", "vier" })
        {
            labels.Add((await ben.PostAsync<LabelView>($"/api/boards/{board.Id}/labels", new LabelRequest(name, "blue"))).Id);
        }

        var card = await ben.CreateCardAsync(board, "Karte");
        card = await EditAsync(ben, board, card, new CardEdit(Labels: new([labels[0], labels[1]])));

        _ = await EditAsync(ben, board, card, new CardEdit(Labels: new([labels[0], labels[1], labels[2]])));
        var last = await EditAsync(eva, board, card, new CardEdit(Labels: new([labels[1], labels[3]])));

        Assert.Equal(labels.Skip(1).Order(), last.Labels.Order());
        var entry = (await ben.ReadAsync<JournalPage>($"{Path(board, card)}/history")).Entries[0];
        Assert.Empty(Assert.IsType<CardEdited>(entry.Change).Overrode);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Checklist_items_have_people_days_and_an_order(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        var board = await SharedBoardAsync(ben, eva);
        var card = await ben.CreateCardAsync(board, "Karte");
        var path = $"{Path(board, card)}/checklist";
        var first = await ben.PostAsync<ChecklistItemView>(path, new AddChecklistItemRequest("Eins", eva.Id, new DateOnly(2026, 12, 1)));
        var second = await ben.PostAsync<ChecklistItemView>(path, new AddChecklistItemRequest("Zwei", Before: first.Id));
        _ = await ben.PatchAsync<ChecklistItemView>($"{path}/{first.Id}", new EditChecklistItemRequest(Done: new(true), Due: new(null)));
        Assert.Equal(HttpStatusCode.NoContent, (await ben.PostAsync($"{path}/{second.Id}/move", new MoveChecklistItemRequest(null))).StatusCode);
        _ = await TestPerson.AssertProblemAsync(
            await ben.PostAsync(path, new AddChecklistItemRequest("Drei", Guid.NewGuid())), HttpStatusCode.Conflict, "people-not-found");

        var details = await ben.ReadAsync<CardDetails>(Path(board, card));
        Assert.Equal([first with { Done = true, Due = null }, second], details.Checklist);
        Assert.Equal((1, 2), (details.Card.ChecklistDone, details.Card.ChecklistTotal));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_comment_is_edited_and_taken_back_by_its_author_alone(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (ben, eva) = (workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Eva));
        var board = await SharedBoardAsync(ben, eva);
        var card = await ben.CreateCardAsync(board, "Karte");
        var path = $"{Path(board, card)}/comments";
        var comment = await ben.PostAsync<CommentView>(path, new AddCommentRequest("Erst so"));

        _ = await TestPerson.AssertProblemAsync(
            await eva.SendAsync(HttpMethod.Put, $"{path}/{comment.Id}", new EditCommentRequest("Nein")), HttpStatusCode.Forbidden, "not-allowed");
        var edited = await TestPerson.BodyAsync<CommentView>(await ben.SendAsync(HttpMethod.Put, $"{path}/{comment.Id}", new EditCommentRequest($"Dann so, @{{{eva.Id}}}")));
        _ = await ben.SendAsync(HttpMethod.Delete, $"{path}/{comment.Id}");

        Assert.NotNull(edited.EditedAt);
        var details = await ben.ReadAsync<CardDetails>(Path(board, card));
        Assert.True(Assert.Single(details.Comments) is { Removed: true, Text: "" });
        Assert.Equal(0, details.Card.Comments);
        _ = await TestPerson.AssertProblemAsync(await ben.SendAsync(HttpMethod.Delete, $"{path}/{comment.Id}"), HttpStatusCode.Conflict, "boards.comment-not-found");
        var history = await ben.ReadAsync<JournalPage>($"{Path(board, card)}/history");
        Assert.Equal("Erst so", Assert.IsType<CardCommentEdited>(history.Entries[1].Change).Before);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Links_are_https_named_and_removable(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Karte");
        var path = $"{Path(board, card)}/links";
        var link = await ben.PostAsync<LinkView>(path, new LinkRequest("https://www.musterstadt.example/antrag", null));
        var renamed = await TestPerson.BodyAsync<LinkView>(await ben.SendAsync(HttpMethod.Put, $"{path}/{link.Id}", new LinkRequest(link.Url, "Antrag")));
        _ = await TestPerson.AssertProblemAsync(
            await ben.PostAsync(path, new LinkRequest("javascript:alert(1)", "Böse")), HttpStatusCode.Conflict, "boards.link-not-https");

        Assert.Equal("www.musterstadt.example", link.Title);
        Assert.Equal([renamed], (await ben.ReadAsync<CardDetails>(Path(board, card))).Links);
        _ = await ben.SendAsync(HttpMethod.Delete, $"{path}/{link.Id}");
        Assert.Equal(0, (await ben.BoardAsync(board.Id)).Cards.Single().Links);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task The_trash_holds_a_card_until_it_comes_back(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var (kept, gone) = (await ben.CreateCardAsync(board, "Archiv"), await ben.CreateCardAsync(board, "Papierkorb"));
        _ = await ben.PostAsync($"{Path(board, kept)}/archive");
        Assert.Equal(HttpStatusCode.NoContent, (await ben.PostAsync($"{Path(board, gone)}/trash")).StatusCode);

        var now = await ben.BoardAsync(board.Id);
        Assert.Empty(now.Cards);
        Assert.Equal(1, now.ArchivedCount);
        Assert.Equal(kept.Id, Assert.Single(await ben.ReadAsync<CardView[]>($"/api/boards/{board.Id}/archive")).Id);
        Assert.Equal(gone.Id, Assert.Single(await ben.ReadAsync<CardView[]>($"/api/boards/{board.Id}/trash")).Id);
        _ = await ben.PostAsync<CardView>($"{Path(board, gone)}/restore");
        Assert.Equal(gone.Id, Assert.Single((await ben.BoardAsync(board.Id)).Cards).Id);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_copy_asks_for_the_same_work(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Vorlage");
        card = await EditAsync(ben, board, card, new CardEdit(Description: new("So geht es"), Template: new(true), Due: new(new DateOnly(2026, 12, 1))));
        var item = await ben.PostAsync<ChecklistItemView>($"{Path(board, card)}/checklist", new AddChecklistItemRequest("Prüfen"));
        _ = await ben.PatchAsync<ChecklistItemView>($"{Path(board, card)}/checklist/{item.Id}", new EditChecklistItemRequest(Done: new(true)));
        var copy = await ben.PostAsync<CardView>($"{Path(board, card)}/copy", new CopyCardRequest(board.Columns[1].Id, "Fall 17"));

        Assert.Equal(("Fall 17", board.Columns[1].Id, 2, false), (copy.Title, copy.Column, copy.Number, copy.Template));
        Assert.Equal((0, 1, null), (copy.ChecklistDone, copy.ChecklistTotal, copy.Due));
        Assert.Equal("So geht es", (await ben.ReadAsync<CardDetails>(Path(board, copy))).Description);
    }

    private static readonly IEqualityComparer<CardView> CardComparer =
        EqualityComparer<CardView>.Create((a, b) => System.Text.Json.JsonSerializer.Serialize(a) == System.Text.Json.JsonSerializer.Serialize(b));

    private static string Path(BoardView board, CardView card) => $"/api/boards/{board.Id}/cards/{card.Id}";

    private static Task<CardView> EditAsync(TestPerson person, BoardView board, CardView card, CardEdit edit) =>
        person.PatchAsync<CardView>(Path(board, card), new EditCardRequest(card.Version, edit));

    private static async Task<BoardView> SharedBoardAsync(TestPerson owner, TestPerson editor)
    {
        _ = await editor.GetAsync("/api/me");
        var board = await owner.CreateBoardAsync();
        _ = await owner.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{editor.Id}", new SetMemberRequest(BoardRole.Editor));
        return board;
    }
}
