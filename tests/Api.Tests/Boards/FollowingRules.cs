using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Features.Boards;
using Workspace.Features.Outbox;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Boards;

/// <summary>What a board does by itself: once, in order, bounded, with nobody's greater rights, and told in its log.</summary>
public sealed class FollowingRules
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_rule_follows_a_change_once_and_says_what_it_did(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (anna, ben) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben));
        _ = await ben.GetAsync("/api/me");
        var board = await anna.CreateBoardAsync();
        _ = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{ben.Id}", new SetMemberRequest(BoardRole.Editor));
        var urgent = await anna.PostAsync<LabelView>($"/api/boards/{board.Id}/labels", new LabelRequest("Eilt", "red"));
        var rule = await AddAsync(anna, board, "Freigabe vorbereiten", new(RuleTriggerKind.CardEnters, Column: board.Columns[1].Id),
            [new(RuleConditionKind.Label, Not: true, Label: urgent.Id)],
            new(RuleActionKind.AddLabel, Label: urgent.Id),
            new(RuleActionKind.Assign, Person: ben.Id),
            new(RuleActionKind.AddChecklist, Items: ["Prüfen", "Zeichnen"]),
            new(RuleActionKind.Comment, Text: "Bitte prüfen."),
            new(RuleActionKind.AskForApproval, Person: ben.Id, Text: "Freigabe?"),
            new(RuleActionKind.Move, Column: board.Columns[1].Id),
            new(RuleActionKind.SetPriority, Priority: CardPriority.Urgent));
        var card = await anna.CreateCardAsync(board, "Antrag");

        // The same command twice, at once and again: one move, one run.
        var command = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => anna.MoveAsync(board.Id, card.Id, board.Columns[1].Id, command: command)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));

        var details = await ben.ReadAsync<CardDetails>(Path(board, card));
        Assert.Equal([urgent.Id], details.Card.Labels);
        Assert.Equal([ben.Id], details.Card.Assignees);
        Assert.Equal(CardPriority.Urgent, details.Card.Priority);
        Assert.Equal(["Prüfen", "Zeichnen"], details.Checklist.Select(i => i.Title));
        Assert.Equal(("Bitte prüfen.", "Freigabe vorbereiten", null), (details.Comments[0].Text, details.Comments[0].AuthorName, details.Comments[0].Person));
        var asked = Assert.Single(await ben.ReadAsync<ApprovalView[]>("/api/approvals?box=forMe"), a => a.On!.Card == card.Id);
        Assert.Equal((anna.Id, "Freigabe?"), (asked.Author, (await ben.ReadAsync<ApprovalDetail>($"/api/approvals/{asked.Id}")).Comment));

        var run = Assert.Single(await ben.ReadAsync<RuleRunView[]>($"/api/boards/{board.Id}/rules/runs"));
        Assert.Equal((rule.Id, card.Id, "Antrag"), (run.Rule, run.Card, run.CardTitle));
        Assert.Equal([.. Enumerable.Repeat(RuleStepResult.Done, 5), RuleStepResult.Unchanged, RuleStepResult.Done], run.Steps.Select(s => s.Result));
        var history = (await ben.ReadAsync<JournalPage>($"{Path(board, card)}/history")).Entries;
        Assert.All(history.TakeWhile(e => e.Change is not CardMoved), e => Assert.Equal((ActorKind.Rule, rule.Id, command), (e.Actor.Kind, e.Actor.Rule, e.Command)));
        Assert.Contains(history, e => e.Change is CardEdited && e.Actor.Kind is ActorKind.Rule);

        // Its own label keeps it from running a second time: conditions are looked at each time.
        _ = await anna.MoveAsync(board.Id, card.Id, board.Columns[0].Id);
        _ = await anna.MoveAsync(board.Id, card.Id, board.Columns[1].Id);
        _ = Assert.Single(await ben.ReadAsync<RuleRunView[]>($"/api/boards/{board.Id}/rules/runs"));
        await AssertGaplessAsync(anna, board.Id);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Each_kind_of_change_can_set_a_rule_going(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (anna, ben) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben));
        _ = await ben.GetAsync("/api/me");
        var board = await anna.CreateBoardAsync();
        var (open, done) = (board.Columns[0].Id, board.Columns.Single(c => c.Done).Id);
        var label = await anna.PostAsync<LabelView>($"/api/boards/{board.Id}/labels", new LabelRequest("OZG", "blue"));
        var blocker = await anna.CreateCardAsync(board, "Zuerst");
        RuleTriggerView[] triggers =
        [
            new(RuleTriggerKind.CardCreated), new(RuleTriggerKind.LabelAdded, Label: label.Id), new(RuleTriggerKind.Assigned, Person: ben.Id),
            new(RuleTriggerKind.PrioritySet, Priority: CardPriority.Urgent), new(RuleTriggerKind.ChecklistDone),
            new(RuleTriggerKind.ApprovalDecided, Approved: false), new(RuleTriggerKind.BlockersDone),
        ];
        foreach (var trigger in triggers)
        {
            _ = await AddAsync(anna, board, trigger.Kind.ToString(), trigger, [], new RuleActionView(RuleActionKind.Comment, Text: trigger.Kind.ToString()));
        }

        var card = await anna.CreateCardAsync(board, "Danach");
        await EditAsync(anna, board, card, new CardEdit(Labels: new([label.Id]), Assignees: new([ben.Id]), Priority: new(CardPriority.Low), BlockedBy: new([blocker.Id])));
        await EditAsync(anna, board, card, new CardEdit(Priority: new(CardPriority.Urgent), Labels: new([label.Id])));   // the label is no news
        var (one, two) = (
            await anna.PostAsync<ChecklistItemView>($"{Path(board, card)}/checklist", new AddChecklistItemRequest("Eins")),
            await anna.PostAsync<ChecklistItemView>($"{Path(board, card)}/checklist", new AddChecklistItemRequest("Zwei")));
        _ = await anna.PatchAsync<ChecklistItemView>($"{Path(board, card)}/checklist/{one.Id}", new EditChecklistItemRequest(Done: new(true)));
        _ = await anna.SendAsync(HttpMethod.Delete, $"{Path(board, card)}/checklist/{two.Id}");
        var approval = await anna.AskAsync(board.Id, card.Id, ben.Id);
        _ = await ben.PostAsync<ApprovalView>($"/api/approvals/{approval.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Rejected, "Nein", null));
        _ = await anna.MoveAsync(board.Id, blocker.Id, board.Columns[1].Id);
        _ = await anna.MoveAsync(board.Id, blocker.Id, done);

        var comments = (await anna.ReadAsync<CardDetails>(Path(board, card))).Comments.Select(c => c.Text);
        Assert.Equal(triggers.Select(t => t.Kind.ToString()), comments);
        Assert.NotEqual(open, done);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_chain_of_rules_ends_and_says_where(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var anna = workspace.As(Musterstadt.Anna);
        var board = await anna.CreateBoardAsync("Kette", BoardVisibility.Members, "0", "1", "2", "3", "4", "5", "6");
        for (var n = 0; n < 7; n++)
        {
            _ = await AddAsync(anna, board, $"Weiter {n}", new(RuleTriggerKind.CardEnters, Column: board.Columns[n].Id), [],
                new RuleActionView(RuleActionKind.Move, Column: board.Columns[(n + 1) % 7].Id));
        }

        var card = await anna.CreateCardAsync(board, "Kreist");
        Assert.Equal(board.Columns[5].Id, (await anna.BoardAsync(board.Id)).Cards.Single(c => c.Id == card.Id).Column);
        var runs = await anna.ReadAsync<RuleRunView[]>($"/api/boards/{board.Id}/rules/runs");
        Assert.Equal(6, runs.Length);
        var last = Assert.Single(runs[0].Steps);
        Assert.Equal((RuleStepResult.Refused, "boards.rule-chain-too-long"), (last.Result, last.Code));
        Assert.Contains("Kette", last.Reason, StringComparison.Ordinal);
        await AssertGaplessAsync(anna, board.Id);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_rule_may_no_more_than_whoever_wrote_it(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var (anna, ben, david) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.David));
        _ = await ben.GetAsync("/api/me");
        _ = await david.GetAsync("/api/me");
        var board = await anna.CreateBoardAsync();
        foreach (var (person, role) in new[] { (ben.Id, BoardRole.Owner), (david.Id, BoardRole.Viewer) })
        {
            _ = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{person}", new SetMemberRequest(role));
        }

        var request = new RuleRequest("Verschieben", On: true, new(RuleTriggerKind.CardCreated), [], [new(RuleActionKind.Move, Column: board.Columns[1].Id)]);
        _ = await TestPerson.AssertProblemAsync(await david.PostAsync($"/api/boards/{board.Id}/rules", request), HttpStatusCode.Forbidden, "not-allowed");
        var rule = await ben.PostAsync<RuleView>($"/api/boards/{board.Id}/rules", request);
        Assert.Equal([rule.Id], (await david.ReadAsync<RuleView[]>($"/api/boards/{board.Id}/rules")).Select(r => r.Id));
        _ = await TestPerson.AssertProblemAsync(await david.GetAsync($"/api/boards/{board.Id}/rules/runs"), HttpStatusCode.Forbidden, "not-allowed");
        Assert.Equal(board.Columns[1].Id, (await CreatedAsync(anna, board)).Column);

        _ = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{ben.Id}", new SetMemberRequest(BoardRole.Commenter));
        Assert.Equal(board.Columns[0].Id, (await CreatedAsync(anna, board)).Column);
        var run = (await anna.ReadAsync<RuleRunView[]>($"/api/boards/{board.Id}/rules/runs"))[0];
        Assert.Equal("boards.rule-maker-may-not", Assert.Single(run.Steps).Code);

        // Whoever writes it anew lends it theirs.
        _ = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/rules/{rule.Id}", request);
        Assert.Equal(board.Columns[1].Id, (await CreatedAsync(anna, board)).Column);
        _ = await anna.SendAsync(HttpMethod.Delete, $"/api/boards/{board.Id}/rules/{rule.Id}");
        Assert.Equal(board.Columns[0].Id, (await CreatedAsync(anna, board)).Column);
        Assert.True(Assert.Single(await anna.ReadAsync<RuleView[]>($"/api/boards/{board.Id}/rules")).Removed);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Undo_takes_back_what_rules_did_about_it_and_rules_themselves(Store store)
    {
        var workspace = await WorkspaceServer.SharedAsync(store);
        var anna = workspace.As(Musterstadt.Anna);
        var board = await anna.CreateBoardAsync();
        var (added, removed, made, moved) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var rule = await anna.PostAsync<RuleView>(
            $"/api/boards/{board.Id}/rules",
            new RuleRequest("Weiter", On: true, new(RuleTriggerKind.CardEnters, Column: board.Columns[1].Id), [],
                [new(RuleActionKind.SetPriority, Priority: CardPriority.Low), new(RuleActionKind.Move, Column: board.Columns[2].Id), new(RuleActionKind.Remind, To: RuleRecipients.Owners)]),
            added);
        var card = await anna.PostAsync<CardView>($"/api/boards/{board.Id}/cards", new CreateCardRequest(board.Columns[1].Id, "Neu", null), made);
        Assert.Equal(board.Columns[2].Id, (await anna.BoardAsync(board.Id)).Cards.Single().Column);
        _ = await anna.PostAsync($"/api/boards/{board.Id}/undo", new UndoRequest(made));
        Assert.Empty((await anna.BoardAsync(board.Id)).Cards);

        card = await anna.CreateCardAsync(board, "Noch eine");
        _ = await anna.MoveAsync(board.Id, card.Id, board.Columns[1].Id, command: moved);
        var back = await anna.PostAsync($"/api/boards/{board.Id}/undo", new UndoRequest(moved));
        Assert.Equal(HttpStatusCode.NoContent, back.StatusCode);
        var now = (await anna.BoardAsync(board.Id)).Cards.Single();
        Assert.Equal((board.Columns[0].Id, null), (now.Column, now.Priority));

        _ = await anna.SendAsync(HttpMethod.Delete, $"/api/boards/{board.Id}/rules/{rule.Id}", command: removed);
        _ = await anna.PostAsync($"/api/boards/{board.Id}/undo", new UndoRequest(removed));
        _ = await anna.MoveAsync(board.Id, card.Id, board.Columns[1].Id);
        Assert.Equal(board.Columns[2].Id, (await anna.BoardAsync(board.Id)).Cards.Single().Column);
        _ = await anna.PostAsync($"/api/boards/{board.Id}/undo", new UndoRequest(added));
        Assert.True((await anna.ReadAsync<RuleView[]>($"/api/boards/{board.Id}/rules")).Single().Removed);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_day_makes_a_rule_run_once_whatever_is_repeated(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workspace = await WorkspaceServer.StartAsync(store, services: s => s.AddSingleton<TimeProvider>(clock));
        await using var second = await WorkspaceServer.StartAsync(sameDatabaseAs: workspace, services: s => s.AddSingleton<TimeProvider>(clock));
        var anna = workspace.As(Musterstadt.Anna);
        var board = await anna.CreateBoardAsync();
        var path = $"/api/boards/{board.Id}/rules";
        _ = await AddAsync(anna, board, "Bald fällig", new(RuleTriggerKind.DueIn, Days: 2), [], new RuleActionView(RuleActionKind.Remind, To: RuleRecipients.Assignees));
        _ = await AddAsync(anna, board, "Überfällig", new(RuleTriggerKind.Overdue, Days: 1), [new(RuleConditionKind.Assigned, Not: false)], new RuleActionView(RuleActionKind.SetPriority, Priority: CardPriority.Urgent));
        var due = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(14);
        var (mine, nobodys, done) = (await anna.CreateCardAsync(board, "Meine"), await anna.CreateCardAsync(board, "Niemandes"), await anna.CreateCardAsync(board, "Erledigt"));
        await EditAsync(anna, board, mine, new CardEdit(Due: new(due), Assignees: new([anna.Id])));
        await EditAsync(anna, board, nobodys, new CardEdit(Due: new(due)));
        await EditAsync(anna, board, done, new CardEdit(Due: new(due), Assignees: new([anna.Id]), Progress: new(100)));
        _ = await anna.SendAsync(HttpMethod.Put, $"{Path(board, mine)}/reminder", new ReminderRequest(0));

        await RoundAsync(workspace);
        Assert.Empty(await RemindersAsync(workspace));

        clock.SetUtcNow(new DateTimeOffset(due.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
        await Task.WhenAll(RoundAsync(workspace), RoundAsync(second), RoundAsync(workspace));
        await RoundAsync(second);
        anna = workspace.As(Musterstadt.Anna);
        var runs = await anna.ReadAsync<RuleRunView[]>($"{path}/runs");
        Assert.Equal([(nobodys.Id, "boards.rule-nobody"), (mine.Id, null)], runs.Select(r => (r.Card, r.Steps[0].Code)));
        Assert.Equal([mine.Id, mine.Id], await RemindersAsync(workspace));   // the rule's and her own
        Assert.Equal(new ReminderView(0, null), await anna.ReadAsync<ReminderView>($"{Path(board, mine)}/reminder"));

        // A new due day is a new occasion; the old one never comes again.
        var later = due.AddDays(1);
        await EditAsync(anna, board, mine, new CardEdit(Due: new(later)));
        await Task.WhenAll(RoundAsync(workspace), RoundAsync(second));   // one of them holds the lease
        await EditAsync(anna, board, mine, new CardEdit(Due: new(due)));
        await Task.WhenAll(RoundAsync(workspace), RoundAsync(second));
        Assert.Equal(3, (await anna.ReadAsync<RuleRunView[]>($"{path}/runs")).Length);

        clock.Advance(TimeSpan.FromDays(7));
        await Task.WhenAll(RoundAsync(workspace), RoundAsync(second));
        anna = workspace.As(Musterstadt.Anna);
        var cards = (await anna.BoardAsync(board.Id)).Cards.ToDictionary(c => c.Id, c => c.Priority);
        Assert.Equal((CardPriority.Urgent, null, null), (cards[mine.Id], cards[nobodys.Id], cards[done.Id]));
    }

    [Fact]
    public async Task Ones_own_reminder_is_nobody_elses_business()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workspace = await WorkspaceServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var (anna, ben, david) = (workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.David));
        _ = await ben.GetAsync("/api/me");
        var board = await anna.CreateBoardAsync();
        _ = await anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{ben.Id}", new SetMemberRequest(BoardRole.Viewer));
        var card = await anna.CreateCardAsync(board, "Karte");
        var due = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(30);
        await EditAsync(anna, board, card, new CardEdit(Due: new(due)));
        var (path, before) = ($"{Path(board, card)}/reminder", (await anna.BoardAsync(board.Id)).Sequence);

        Assert.Equal(new ReminderView(null, null), await ben.ReadAsync<ReminderView>(path));
        var set = await TestPerson.BodyAsync<ReminderView>(await ben.SendAsync(HttpMethod.Put, path, new ReminderRequest(3)));
        Assert.Equal(3, set.Days);
        Assert.True(set.On < due);
        Assert.Equal(new ReminderView(null, null), await anna.ReadAsync<ReminderView>(path));
        Assert.Equal(before, (await anna.BoardAsync(board.Id)).Sequence);
        Assert.Equal(HttpStatusCode.NotFound, (await david.SendAsync(HttpMethod.Put, path, new ReminderRequest(3))).StatusCode);
        _ = await TestPerson.AssertProblemAsync(await ben.SendAsync(HttpMethod.Put, path, new ReminderRequest(21)), HttpStatusCode.BadRequest, "invalid");

        _ = await ben.SendAsync(HttpMethod.Delete, path);
        clock.SetUtcNow(new DateTimeOffset(due.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
        await RoundAsync(workspace);
        Assert.Empty(await RemindersAsync(workspace));
    }

    [Fact]
    public async Task Rules_go_along_with_a_copy_and_an_export_and_impossible_ones_are_refused()
    {
        var workspace = await WorkspaceServer.SharedAsync();
        var anna = workspace.As(Musterstadt.Anna);
        var board = await anna.CreateBoardAsync();
        var path = $"/api/boards/{board.Id}/rules";
        var label = await anna.PostAsync<LabelView>($"/api/boards/{board.Id}/labels", new LabelRequest("Eilt", "red"));
        _ = await AddAsync(anna, board, "Eilt", new(RuleTriggerKind.CardEnters, Column: board.Columns[1].Id), [], new RuleActionView(RuleActionKind.AddLabel, Label: label.Id));
        _ = await anna.CreateCardAsync(board, "Karte", column: 1);
        var other = await anna.CreateBoardAsync("Anderes");
        foreach (var (trigger, action, code) in new[]
        {
            (new RuleTriggerView(RuleTriggerKind.CardEnters), new RuleActionView(RuleActionKind.Archive), "boards.rule-invalid"),
            (new(RuleTriggerKind.CardCreated), new(RuleActionKind.Move, Column: other.Columns[0].Id), "boards.column-not-found"),
            (new(RuleTriggerKind.LabelAdded, Label: Guid.NewGuid()), new(RuleActionKind.Archive), "boards.label-not-found"),
            (new(RuleTriggerKind.CardCreated), new(RuleActionKind.Assign, Person: Guid.NewGuid()), "people-not-found"),
        })
        {
            _ = await TestPerson.AssertProblemAsync(await anna.PostAsync(path, new RuleRequest("Unmöglich", On: true, trigger, [], [action])), HttpStatusCode.Conflict, code);
        }

        _ = await TestPerson.AssertProblemAsync(
            await anna.PostAsync(path, new RuleRequest("", On: true, new(RuleTriggerKind.CardCreated), [], [new(RuleActionKind.AddChecklist, Items: [""])])), HttpStatusCode.BadRequest, "invalid");

        var copy = await anna.PostAsync<BoardSummary>($"/api/boards/{board.Id}/copy", new CopyBoardRequest("Kopie", Cards: true, Members: false));
        var copied = await anna.BoardAsync(copy.Id);
        var rule = Assert.Single(await anna.ReadAsync<RuleView[]>($"/api/boards/{copy.Id}/rules"));
        Assert.Equal((true, copied.Columns[1].Id, copied.Labels[0].Id), (rule.On, rule.Trigger.Column, rule.Actions[0].Label));
        Assert.Empty(await anna.ReadAsync<RuleRunView[]>($"/api/boards/{copy.Id}/rules/runs"));   // copying is no occasion
        Assert.Equal([copied.Labels[0].Id], (await AfterMoveAsync(anna, copied)).Labels);

        var file = await anna.GetAsync($"/api/boards/{board.Id}/export?format=json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/boards/imports/workspace", UriKind.Relative));
        request.Headers.Add(CommandId.Header, Guid.CreateVersion7().ToString());
        request.Content = new ByteArrayContent(await file.Content.ReadAsByteArrayAsync(Ct)) { Headers = { ContentType = new("application/json") } };
        var report = await TestPerson.BodyAsync<ImportReport>(await anna.Http.SendAsync(request, Ct));
        var imported = await anna.BoardAsync(report.Board.Id);
        var brought = Assert.Single(await anna.ReadAsync<RuleView[]>($"/api/boards/{report.Board.Id}/rules"));
        Assert.Equal((false, imported.Columns[1].Id, imported.Labels[0].Id, anna.Id), (brought.On, brought.Trigger.Column, brought.Actions[0].Label, brought.Maker));
        Assert.Contains(report.Imported.Notes, n => n.Code == "rule-switched-off");
        Assert.Empty((await AfterMoveAsync(anna, imported)).Labels);
    }

    private static async Task<CardView> AfterMoveAsync(TestPerson person, BoardView board)
    {
        var card = await person.CreateCardAsync(board, "Frisch");
        _ = await person.MoveAsync(board.Id, card.Id, board.Columns[1].Id);
        return (await person.BoardAsync(board.Id)).Cards.Single(c => c.Id == card.Id);
    }

    private static async Task<CardView> CreatedAsync(TestPerson person, BoardView board)
    {
        var card = await person.CreateCardAsync(board, "Neu");
        return (await person.BoardAsync(board.Id)).Cards.Single(c => c.Id == card.Id);
    }

    private static Task<RuleView> AddAsync(TestPerson person, BoardView board, string name, RuleTriggerView trigger, RuleConditionView[] conditions, params RuleActionView[] actions) =>
        person.PostAsync<RuleView>($"/api/boards/{board.Id}/rules", new RuleRequest(name, On: true, trigger, conditions, actions));

    private static async Task EditAsync(TestPerson person, BoardView board, CardView card, CardEdit edit) =>
        _ = await person.PatchAsync<CardView>(Path(board, card), new EditCardRequest((await person.BoardAsync(board.Id)).Sequence, edit));

    private static Task RoundAsync(WorkspaceServer workspace) => workspace.Services.GetRequiredService<Caretaker>().RunAsync(Ct);

    private static Task<List<Guid>> RemindersAsync(WorkspaceServer workspace) => workspace.Services.GetRequiredService<Reads>().RunAsync(
        Musterstadt.Tenant, db => db.Set<OutboxMessage>().Where(m => m.Kind == CardMessages.ReminderKind).OrderBy(m => m.Number).Select(m => m.Subject).ToListAsync(Ct), Ct);

    private static async Task AssertGaplessAsync(TestPerson person, Guid board)
    {
        var page = await person.ReadAsync<JournalPage>($"/api/boards/{board}/journal?after=0");
        Assert.Equal(Enumerable.Range(1, (int)page.Sequence).Select(n => (long)n), page.Entries.Select(e => e.Sequence));
    }

    private static string Path(BoardView board, CardView card) => $"/api/boards/{board.Id}/cards/{card.Id}";
}
