using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Domain.Boards;
using Workspace.Features.Boards;
using Workspace.Features.Journal;
using Workspace.Features.Storage;
using Workspace.Sandbox.City;
using RecurrenceUnit = Workspace.Contracts.Boards.RecurrenceUnit;

namespace Workspace.Api.Tests.Boards;

/// <summary>Recurring cards and the end of the trash, by the round that makes them, at a time that the test sets.</summary>
public sealed class WhatComesWithTime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_card_comes_again_on_its_day_once(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workspace = await StartAsync(store, clock);
        await using var second = await WorkspaceServer.StartAsync(sameDatabaseAs: workspace, services: s => s.AddSingleton<TimeProvider>(clock));
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Monatsbericht", column: 1);
        card = await ben.PatchAsync<CardView>(Path(board, card), new EditCardRequest(card.Version, new CardEdit(
            Description: new("Zahlen sammeln"), Assignees: new([ben.Id]), Recurrence: new(new RecurrenceView(RecurrenceUnit.Day, 2)))));
        var tomorrow = card.NextOn!.Value.AddDays(-1);

        await RoundAsync(workspace);
        Assert.Equal([card.Id], (await ben.BoardAsync(board.Id)).Cards.Select(c => c.Id));

        clock.Advance(TimeSpan.FromDays(7));
        await Task.WhenAll(RoundAsync(workspace), RoundAsync(second), RoundAsync(workspace));

        var anew = workspace.As(Musterstadt.Ben);
        var now = await anew.BoardAsync(board.Id);
        var made = Assert.Single(now.Cards, c => c.Id != card.Id);
        Assert.Equal(("Monatsbericht", board.Columns[0].Id, tomorrow.AddDays(5)), (made.Title, made.Column, made.Due));
        Assert.Equal([ben.Id], made.Assignees);
        Assert.Null(made.NextOn);
        Assert.Equal(tomorrow.AddDays(7), now.Cards.Single(c => c.Id == card.Id).NextOn);
        Assert.Equal(new RecurrenceView(RecurrenceUnit.Day, 2), (await anew.ReadAsync<CardDetails>(Path(board, card))).Recurrence);
        var history = (await anew.ReadAsync<JournalPage>($"{Path(board, card)}/history")).Entries;
        Assert.Equal((ActorKind.Rule, made.Id), (history[0].Actor.Kind, Assert.IsType<CardRecurred>(history[0].Change).Created));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_series_ends_with_its_card_and_impossible_ones_are_refused(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workspace = await StartAsync(store, clock);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var (archived, ended) = (await ben.CreateCardAsync(board, "Archiviert"), await ben.CreateCardAsync(board, "Beendet"));
        foreach (var card in new[] { archived, ended })
        {
            _ = await TestPerson.AssertProblemAsync(
                await ben.SendAsync(HttpMethod.Patch, Path(board, card), new EditCardRequest(card.Version, new CardEdit(Recurrence: new(new RecurrenceView(RecurrenceUnit.Week, 1))))),
                HttpStatusCode.Conflict, "boards.recurrence-invalid");
            var set = await ben.PatchAsync<CardView>(Path(board, card), new EditCardRequest(card.Version, new CardEdit(
                Recurrence: new(new RecurrenceView(RecurrenceUnit.Month, 1, WorkingDay: 1)))));
            var preview = await PreviewAsync(ben, board, card, new RecurrenceView(RecurrenceUnit.Month, 1, WorkingDay: 1));
            Assert.Equal((set.NextOn!.Value, 5), (preview.Days[0], preview.Days.Count));
        }

        _ = await ben.PostAsync($"{Path(board, archived)}/archive");
        var cleared = await ben.PatchAsync<CardView>(Path(board, ended), new EditCardRequest((await ben.BoardAsync(board.Id)).Sequence, new CardEdit(Recurrence: new(null))));
        Assert.Null(cleared.NextOn);
        clock.Advance(TimeSpan.FromDays(70));
        await RoundAsync(workspace);

        Assert.Equal([ended.Id], (await workspace.As(Musterstadt.Ben).BoardAsync(board.Id)).Cards.Select(c => c.Id));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_series_with_an_end_makes_its_last_card_and_no_more(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workspace = await StartAsync(store, clock);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var card = await ben.CreateCardAsync(board, "Lüften");
        var weekly = new RecurrenceView(RecurrenceUnit.Week, 1, [DayOfWeek.Monday, DayOfWeek.Friday]);
        var days = (await PreviewAsync(ben, board, card, weekly)).Days;
        Assert.All(days, day => Assert.Contains(day.DayOfWeek, weekly.Weekdays!));
        weekly = weekly with { Until = days[0] };
        Assert.Equal([days[0]], (await PreviewAsync(ben, board, card, weekly)).Days);
        _ = await TestPerson.AssertProblemAsync(
            await ben.PostAsync($"{Path(board, card)}/recurrence/preview", new RecurrenceView(RecurrenceUnit.Year, 1)), HttpStatusCode.Conflict, "boards.recurrence-invalid");
        _ = await TestPerson.AssertProblemAsync(
            await ben.SendAsync(HttpMethod.Patch, Path(board, card), new EditCardRequest(card.Version, new CardEdit(
                Recurrence: new(weekly with { Until = days[0].AddDays(-1) })))),
            HttpStatusCode.Conflict, "boards.recurrence-over");
        card = await ben.PatchAsync<CardView>(Path(board, card), new EditCardRequest(card.Version, new CardEdit(Recurrence: new(weekly))));
        Assert.Equal(days[0], card.NextOn);

        clock.Advance(TimeSpan.FromDays(14));
        await RoundAsync(workspace);
        await RoundAsync(workspace);

        var cards = (await workspace.As(Musterstadt.Ben).BoardAsync(board.Id)).Cards;
        Assert.Equal([null, days[0]], cards.OrderBy(c => c.Number).Select(c => c.Due));
        Assert.All(cards, c => Assert.Null(c.NextOn));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task The_trash_keeps_a_card_for_thirty_days_and_the_journal_for_ever(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workspace = await StartAsync(store, clock);
        var ben = workspace.As(Musterstadt.Ben);
        var board = await ben.CreateBoardAsync();
        var (kept, gone) = (await ben.CreateCardAsync(board, "Bleibt"), await ben.CreateCardAsync(board, "Geht"));
        _ = await ben.PostAsync<CommentView>($"{Path(board, gone)}/comments", new AddCommentRequest("Weg damit"));
        _ = await ben.PostAsync($"{Path(board, gone)}/trash");
        clock.Advance(TimeSpan.FromDays(Card.DaysInTrash) - TimeSpan.FromMinutes(5));
        ben = workspace.As(Musterstadt.Ben);
        _ = await ben.PostAsync($"{Path(board, kept)}/trash");

        await RoundAsync(workspace);
        Assert.Equal(2, (await ben.ReadAsync<CardView[]>($"/api/boards/{board.Id}/trash")).Length);
        clock.Advance(TimeSpan.FromMinutes(10));
        await RoundAsync(workspace);

        Assert.Equal([kept.Id], (await ben.ReadAsync<CardView[]>($"/api/boards/{board.Id}/trash")).Select(c => c.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync(Path(board, gone))).StatusCode);
        var (comments, kinds) = await workspace.Services.GetRequiredService<Reads>().RunAsync(Musterstadt.Tenant, async db => (
            await db.Set<CardComment>().CountAsync(c => c.Card == gone.Id, Ct),
            await db.Set<JournalRow>().Where(j => j.Subject == gone.Id).OrderBy(j => j.Sequence).Select(j => j.Kind).ToListAsync(Ct)), Ct);
        Assert.Equal(0, comments);
        Assert.Equal(["card.created", "card.commented", "card.trashed", "card.erased"], kinds);
    }

    private static Task<RecurrencePreview> PreviewAsync(TestPerson person, BoardView board, CardView card, RecurrenceView recurrence) =>
        person.PostAsync<RecurrencePreview>($"{Path(board, card)}/recurrence/preview", recurrence);

    private static Task<WorkspaceServer> StartAsync(Store store, FakeTimeProvider clock) =>
        WorkspaceServer.StartAsync(store, services: s => s.AddSingleton<TimeProvider>(clock));

    private static Task RoundAsync(WorkspaceServer workspace) => workspace.Services.GetRequiredService<Caretaker>().RunAsync(Ct);

    private static string Path(BoardView board, CardView card) => $"/api/boards/{board.Id}/cards/{card.Id}";
}
