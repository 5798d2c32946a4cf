using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.Boards;
using Workspace.Domain.Shared;
using Workspace.Features.Approvals;
using Workspace.Features.Outbox;
using Workspace.Features.Storage;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Approvals;

/// <summary>What author, lead unit and superior do between asking and closing.</summary>
public sealed class LeadingAProcedure
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_refusal_is_talked_about_escalated_and_noted_and_a_proposal_is_taken_over(Store store)
    {
        await using var workspace = await WorkspaceServer.StartAsync(store);
        var town = await Signers.OfAsync(workspace);
        var superior = workspace.As(Musterstadt.City.People[10]);
        using (var me = await superior.GetAsync("/api/me")) { Assert.True(me.IsSuccessStatusCode); }
        var asked = await town.Anna.PostAsync<ApprovalView>("/api/approvals", await town.StarAsync());
        var path = $"/api/approvals/{asked.Id}";

        _ = await town.Ben.AnswerAsync(asked.Id, 1, ApprovalAnswer.Refused, "Ohne Begründung geht das nicht.");
        await RefusedAsync(town.Anna, "/steps/1/note-dissent", new ApprovalWordsRequest(null, null), HttpStatusCode.Conflict, "approvals.talk-first");
        await RefusedAsync(town.Clara, "/steps/1/call-talk", new ApprovalWordsRequest(null, null), HttpStatusCode.Forbidden, "not-allowed");
        _ = await town.Anna.PostAsync<ApprovalView>(path + "/steps/1/call-talk", new ApprovalWordsRequest("Morgen um zehn?", null));
        await RefusedAsync(town.Anna, "/steps/1/escalate", new EscalateRefusalRequest(Guid.NewGuid(), null), HttpStatusCode.Conflict, "people-not-found");
        _ = await town.Anna.PostAsync<ApprovalView>(path + "/steps/1/escalate", new EscalateRefusalRequest(superior.Id, null));
        Assert.Equal(ApprovalTaskKind.Superior, Assert.Single(Assert.Single(await superior.ReadAsync<ApprovalView[]>("/api/approvals")).Tasks).Kind);
        await RefusedAsync(superior, "/steps/1/decide-escalation", new DecideEscalationRequest(true, " ", null), HttpStatusCode.Conflict, "approvals.text-required");
        _ = await superior.PostAsync<ApprovalView>(path + "/steps/1/decide-escalation", new DecideEscalationRequest(true, "Es eilt.", null));
        Assert.Equal([1], (await town.David.ReadAsync<ApprovalDetail>(path)).Dissents);

        // One signs and thinks better of it; one proposes, and the new version has it.
        _ = await town.Eva.AnswerAsync(asked.Id, 3, ApprovalAnswer.Signed);
        _ = await town.Eva.PostAsync<ApprovalView>(path + "/steps/3/take-back", new ApprovalWordsRequest("Zu früh", null));
        _ = await town.Clara.AnswerAsync(asked.Id, 2, ApprovalAnswer.Change, "Haushaltsstelle 4711 einfügen");
        var revise = new ReviseApprovalRequest(VersionKind.Editorial, "Satzung über Gebühren", "Der Text mit 4711.", null, null, [2], null);
        await RefusedAsync(town.Ben, "/revise", revise, HttpStatusCode.Forbidden, "not-allowed");
        _ = await town.Anna.PostAsync<ApprovalView>(path + "/revise", revise);
        var seen = await town.Anna.ReadAsync<ApprovalDetail>(path);
        Assert.Equal([(1, VersionKind.First), (2, VersionKind.Editorial)], seen.Versions.Select(v => (v.Number, v.Kind)));
        Assert.Equal([StepState.DissentNoted, StepState.ChangeTakenOver, StepState.Open], seen.Stages[0].Seats.Select(s => s.Steps[^1].State));
        using var old = await town.Eva.PostAsync($"{path}/steps/4/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null));
        _ = await TestPerson.AssertProblemAsync(old, HttpStatusCode.Conflict, "stale");
        _ = await town.Eva.AnswerAsync(asked.Id, 4, ApprovalAnswer.Signed, version: 2);
        _ = await town.David.AnswerAsync(asked.Id, 5, ApprovalAnswer.Returned, "Bitte kürzer", version: 2);
        await RefusedAsync(town.Anna, "/withdraw", new ApprovalWordsRequest(null, null), HttpStatusCode.Conflict, "approvals.text-required");
        Assert.Equal(ApprovalState.Withdrawn, (await town.Anna.PostAsync<ApprovalView>(path + "/withdraw", new ApprovalWordsRequest("Erledigt", null))).State);
        Assert.Empty((await town.Anna.ReadAsync<ApprovalRecordView>(path + "/record")).Findings);

        async Task RefusedAsync(TestPerson person, string command, object body, HttpStatusCode status, string code)
        {
            using var refused = await person.PostAsync(path + command, body);
            _ = await TestPerson.AssertProblemAsync(refused, status, code);
        }
    }

    [Fact]
    public async Task A_seat_that_is_not_competent_goes_to_others_or_out_and_whoever_is_biased_too()
    {
        await using var workspace = await WorkspaceServer.StartAsync();
        var town = await Signers.OfAsync(workspace);
        var other = workspace.As(Musterstadt.City.People[10]);
        using (var me = await other.GetAsync("/api/me")) { Assert.True(me.IsSuccessStatusCode); }
        var asked = await town.Anna.PostAsync<ApprovalView>("/api/approvals", await town.StarAsync() with { Informed = [other.Id] });
        var path = $"/api/approvals/{asked.Id}";

        _ = await town.Ben.AnswerAsync(asked.Id, 1, ApprovalAnswer.NotCompetent);
        _ = await town.Clara.AnswerAsync(asked.Id, 2, ApprovalAnswer.NotCompetent);
        _ = await town.Eva.PostAsync<ApprovalView>(path + "/declare-bias", new ApprovalWordsRequest(null, null));
        Assert.Empty(await town.Eva.ReadAsync<ApprovalView[]>("/api/approvals"));
        _ = await town.Anna.PostAsync<ApprovalView>(path + "/steps/1/drop", new ApprovalWordsRequest("Nicht berührt", null));
        _ = await town.Anna.PostAsync<ApprovalView>(path + "/steps/2/reassign", new ReassignSeatRequest([other.Id], null));
        _ = await town.Anna.PostAsync<ApprovalView>(path + "/steps/3/reassign", new ReassignSeatRequest([town.Ben.Id], null));
        _ = await other.AnswerAsync(asked.Id, 4, ApprovalAnswer.Signed);
        _ = await town.Ben.AnswerAsync(asked.Id, 5, ApprovalAnswer.Nothing);
        Assert.Equal(ApprovalState.Approved, (await town.David.AnswerAsync(asked.Id, 6, ApprovalAnswer.Signed)).State);
        Assert.Equal(ApprovalTaskKind.Informed, Assert.Single(Assert.Single(await other.ReadAsync<ApprovalView[]>("/api/approvals")).Tasks).Kind);
        Assert.Empty((await other.PostAsync<ApprovalView>(path + "/acknowledge", new ApprovalWordsRequest(null, null))).Tasks);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task What_is_changed_on_a_card_under_approval_is_a_new_version(Store store)
    {
        await using var workspace = await WorkspaceServer.StartAsync(store);
        var town = await Signers.OfAsync(workspace);
        var board = await town.Anna.CreateBoardAsync();
        _ = await town.Anna.SendAsync(HttpMethod.Put, $"/api/boards/{board.Id}/members/{town.Ben.Id}", new SetMemberRequest(BoardRole.Editor));
        var card = await town.Anna.CreateCardAsync(board, "Gebührentabelle");
        var asked = await town.Anna.AskAsync(board.Id, card.Id, town.David.Id);
        var place = $"/api/boards/{board.Id}/cards/{card.Id}";

        // By the author: asked again. By somebody else: locked until the lead unit says what it is. What is not under approval changes nothing.
        await EditAsync(town.Anna, new CardEdit(Title: new("Gebührentabelle 2027")));
        await EditAsync(town.Anna, new CardEdit(Progress: new(50)));
        using var old = await town.David.PostAsync($"/api/approvals/{asked.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null));
        _ = await TestPerson.AssertProblemAsync(old, HttpStatusCode.Conflict, "approvals.step-over");
        await EditAsync(town.Ben, new CardEdit(Description: new("Mit Fußnote.")));
        var seen = await town.David.ReadAsync<ApprovalDetail>($"/api/approvals/{asked.Id}");
        Assert.Equal([VersionKind.First, VersionKind.Substantive, VersionKind.Unconfirmed], seen.Versions.Select(v => v.Kind));
        Assert.Equal(("Gebührentabelle 2027", "Mit Fußnote.", (Guid?)null), (seen.Approval.Subject, seen.Versions[2].Text, seen.Versions[2].By));
        using var locked = await town.David.PostAsync($"/api/approvals/{asked.Id}/steps/2/answer", new AnswerStepRequest(3, ApprovalAnswer.Signed, null, null));
        _ = await TestPerson.AssertProblemAsync(locked, HttpStatusCode.Conflict, "approvals.version-unconfirmed");
        using var revised = await town.Anna.PostAsync($"/api/approvals/{asked.Id}/revise", new ReviseApprovalRequest(VersionKind.Editorial, "Anders", null, null, null, null, null));
        _ = await TestPerson.AssertProblemAsync(revised, HttpStatusCode.Conflict, "approvals.card-is-content");

        Assert.Equal(ApprovalTaskKind.Lead, Assert.Single(Assert.Single(await town.Anna.ReadAsync<ApprovalView[]>("/api/approvals")).Tasks).Kind);
        _ = await town.Anna.PostAsync<ApprovalView>($"/api/approvals/{asked.Id}/confirm", new ConfirmVersionRequest(VersionKind.Editorial, null, null));
        Assert.Equal(ApprovalState.Approved, (await town.David.AnswerAsync(asked.Id, 2, ApprovalAnswer.Signed, version: 3)).State);
        Assert.Equal(board.Columns[1].Id, (await town.Anna.BoardAsync(board.Id)).Cards.Single().Column);

        // One that is withdrawn leaves the card.
        var second = await town.Anna.AskAsync(board.Id, card.Id, town.David.Id);
        _ = await town.Anna.PostAsync<ApprovalView>($"/api/approvals/{second.Id}/withdraw", new ApprovalWordsRequest("Doch nicht", null));
        Assert.Null((await town.Anna.BoardAsync(board.Id)).Cards.Single().Approval);

        async Task EditAsync(TestPerson person, CardEdit edit) =>
            _ = await person.PatchAsync<CardView>(place, new EditCardRequest((await person.BoardAsync(board.Id)).Sequence, edit));
    }

    [Fact]
    public async Task Several_are_signed_at_once_where_the_template_allows_it()
    {
        await using var workspace = await WorkspaceServer.StartAsync();
        var town = await Signers.OfAsync(workspace);
        var simple = (await town.TemplateAsync("Einfache Freigabe")).Id;
        var contract = (await town.TemplateAsync("Vertrag über der Wertgrenze")).Id;
        StartApprovalRequest Asking(Guid template, params SeatHolders[] holders) => new(template, "Eins", null, null, null, 20_000, null, holders, null, null, null);
        var one = await town.Anna.PostAsync<ApprovalView>("/api/approvals", Asking(simple, new SeatHolders(1, [town.David.Id])));
        var two = await town.Anna.PostAsync<ApprovalView>("/api/approvals", Asking(simple, new SeatHolders(1, [town.David.Id])));
        var big = await town.Anna.PostAsync<ApprovalView>("/api/approvals", Asking(
            contract, new(1, [town.David.Id]), new(2, [town.Clara.Id]), new(3, [town.Ben.Id]), new(4, [town.Eva.Id])));
        var command = Guid.CreateVersion7();
        var request = new SignSeveralRequest([new(one.Id, 1, 1, null), new(two.Id, 1, 9, null), new(big.Id, 1, 1, null)]);

        var answers = (await town.David.PostAsync<SeveralAnswers>("/api/approvals/answers", request, command)).Answers;
        var again = (await town.David.PostAsync<SeveralAnswers>("/api/approvals/answers", request, command)).Answers;

        Assert.Equal([null, "stale", "approvals.not-together"], answers.Select(a => a.Code));
        Assert.Equal([null, "stale", "approvals.not-together"], again.Select(a => a.Code));
        Assert.Equal((ApprovalState.Approved, 2), (answers[0].View!.State, again[0].View!.Revision));
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task A_deputy_answers_within_the_scope_and_both_are_on_record(Store store)
    {
        await using var workspace = await WorkspaceServer.StartAsync(store);
        var town = await Signers.OfAsync(workspace);
        var deputy = workspace.As(Musterstadt.City.People[10]);
        using (var me = await deputy.GetAsync("/api/me")) { Assert.True(me.IsSuccessStatusCode); }
        var asked = await town.Anna.PostAsync<ApprovalView>("/api/approvals", await town.StarAsync());
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        NameDeputyRequest Naming(string? type) => new(null, deputy.Id, DeputyKind.Absence, today.AddDays(-1), today.AddDays(20), null, type, null);

        using var forOthers = await town.Clara.PostAsync("/api/approvals/deputies", Naming(null) with { Principal = town.Ben.Id });
        using var tooLong = await town.Ben.PostAsync("/api/approvals/deputies", Naming(null) with { To = today.AddYears(2) });
        _ = await TestPerson.AssertProblemAsync(forOthers, HttpStatusCode.Forbidden, "not-allowed");
        _ = await TestPerson.AssertProblemAsync(tooLong, HttpStatusCode.Conflict, "deputies.a-year-at-most");
        var contracts = await town.Ben.PostAsync<DeputyshipView>("/api/approvals/deputies", Naming("contract"));
        using var ring = await deputy.PostAsync("/api/approvals/deputies", Naming(null) with { Deputy = town.Ben.Id });
        using var outside = await deputy.GetAsync($"/api/approvals/{asked.Id}");
        _ = await TestPerson.AssertProblemAsync(ring, HttpStatusCode.Conflict, "deputies.ring");
        _ = await TestPerson.AssertProblemAsync(outside, HttpStatusCode.NotFound, "not-found");

        _ = await town.Anna.PostAsync<DeputyshipView>("/api/approvals/deputies", Naming("co-signing") with { Principal = town.Ben.Id });
        var his = Assert.Single(await deputy.ReadAsync<ApprovalView[]>("/api/approvals?box=asDeputy"));
        Assert.Equal((asked.Id, town.Ben.Id), (his.Id, his.Tasks.Single().For!.Value));
        Assert.Empty(await deputy.ReadAsync<ApprovalView[]>("/api/approvals"));
        Assert.Contains((await deputy.ReadAsync<ApprovalDetail>($"/api/approvals/{asked.Id}")).Moves, m => m.Kind is ApprovalMoveKind.Answer && m.For == town.Ben.Id);
        _ = await deputy.AnswerAsync(asked.Id, 1, ApprovalAnswer.Signed, principal: town.Ben.Id);
        var decision = (await town.Ben.ReadAsync<ApprovalDetail>($"/api/approvals/{asked.Id}")).Stages[0].Seats[0].Steps[0].Decision!;
        Assert.Equal((deputy.Id, town.Ben.Id), (decision.By, decision.For!.Value));

        Assert.Equal(2, (await deputy.ReadAsync<DeputyshipView[]>("/api/approvals/deputies")).Length);
        using var ended = await town.Ben.SendAsync(HttpMethod.Delete, $"/api/approvals/deputies/{contracts.Id}");
        using var byDeputy = await deputy.SendAsync(HttpMethod.Delete, $"/api/approvals/deputies/{(await deputy.ReadAsync<DeputyshipView[]>("/api/approvals/deputies"))[0].Id}");
        using var all = await town.Ben.GetAsync("/api/approvals/deputies?all=true");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        _ = await TestPerson.AssertProblemAsync(byDeputy, HttpStatusCode.Forbidden, "not-allowed");
        _ = await TestPerson.AssertProblemAsync(all, HttpStatusCode.Forbidden, "not-allowed");
    }

    [Fact]
    public async Task The_house_says_who_closes_what_and_on_which_days_it_works()
    {
        await using var workspace = await WorkspaceServer.StartAsync();
        var town = await Signers.OfAsync(workspace);
        var powers = new SigningPowersView([new(town.David.Id, SignatureForm.ImAuftrag, null, null, 10_000), new(town.Clara.Id, SignatureForm.Plain, null, null, null)]);
        using var forbidden = await town.Ben.SendAsync(HttpMethod.Put, "/api/approvals/signing-powers", powers);
        _ = await TestPerson.AssertProblemAsync(forbidden, HttpStatusCode.Forbidden, "not-allowed");
        _ = await TestPerson.BodyAsync<SigningPowersView>(await town.Anna.SendAsync(HttpMethod.Put, "/api/approvals/signing-powers", powers));
        Assert.Equivalent(powers, await town.Anna.ReadAsync<SigningPowersView>("/api/approvals/signing-powers"), strict: true);

        StartApprovalRequest Asking(decimal amount) => new(null, "Rechnung", null, null, null, amount, null, [new(1, [town.David.Id])], null, null, null);
        var small = await town.Anna.PostAsync<ApprovalView>("/api/approvals", Asking(9_999.99m));
        var large = await town.Anna.PostAsync<ApprovalView>("/api/approvals", Asking(10_000.01m));
        _ = await town.David.AnswerAsync(small.Id, 1, ApprovalAnswer.Signed);
        Assert.Equal(SignatureForm.ImAuftrag, (await town.David.ReadAsync<ApprovalDetail>($"/api/approvals/{small.Id}")).Stages[0].Seats[0].Steps[0].Decision!.Form);
        using var tooMuch = await town.David.PostAsync($"/api/approvals/{large.Id}/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null));
        _ = await TestPerson.AssertProblemAsync(tooMuch, HttpStatusCode.Forbidden, "approvals.no-signing-power");

        var days = new SaveHouseCalendarRequest([], [new(DayOffKind.Yearly, 12, 24, null), new(DayOffKind.CarnivalMonday, null, null, null), new(DayOffKind.Once, null, null, new(2027, 5, 7))]);
        using var augsburg = await town.Anna.SendAsync(HttpMethod.Put, "/api/approvals/calendar", days with { Feasts = [new(Contracts.Approvals.LocalFeast.SaxonCorpusChristi, null, null)] });
        using var noDay = await town.Anna.SendAsync(HttpMethod.Put, "/api/approvals/calendar", days with { DaysOff = [new(DayOffKind.Once, null, null, null)] });
        _ = await TestPerson.AssertProblemAsync(augsburg, HttpStatusCode.Conflict, "holidays.feast-of-another-land");
        _ = await TestPerson.AssertProblemAsync(noDay, HttpStatusCode.Conflict, "holidays.day-missing");
        _ = await TestPerson.BodyAsync<HouseCalendarView>(await town.Anna.SendAsync(HttpMethod.Put, "/api/approvals/calendar", days));
        Assert.Equivalent(days.DaysOff, (await town.Ben.ReadAsync<HouseCalendarView>("/api/approvals/calendar")).DaysOff, strict: true);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Whoever_does_not_answer_is_reminded_once_on_each_day_and_silence_is_no_consent(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workspace = await WorkspaceServer.StartAsync(store, services: s => s.AddSingleton<TimeProvider>(clock));
        var town = await Signers.OfAsync(workspace);
        var asked = await town.Anna.PostAsync<ApprovalView>("/api/approvals", await town.StarAsync());
        _ = await town.Ben.AnswerAsync(asked.Id, 1, ApprovalAnswer.Signed);
        _ = await town.Clara.AnswerAsync(asked.Id, 2, ApprovalAnswer.Signed);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Musterstadt.TimeZone);
        DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var house = new Municipality(Enum.TryParse<Land>((await town.Anna.ReadAsync<HouseCalendarView>("/api/approvals/calendar")).Land, out var land) ? land : null);
        var expected = new Deadline(Today(), asked.Due!.Value).Reminders(new WorkingDays(house)).Select(r => (r.On, ApprovalMessages.ReminderKind))
            .Append((asked.Due.Value.AddDays(1), ApprovalMessages.OverdueKind)).ToList();

        // Noon of each day, by two instances at once, and once more.
        var told = new List<(DateOnly, string)>();
        clock.Advance(new DateTimeOffset(Today().AddDays(1).ToDateTime(new TimeOnly(11, 0)), TimeSpan.Zero) - clock.GetUtcNow());
        var deadlines = workspace.Services.GetRequiredService<ApprovalDeadlines>();
        for (; Today() < asked.Due.Value.AddDays(5); clock.Advance(TimeSpan.FromDays(1)))
        {
            await Task.WhenAll(deadlines.RunAsync(Musterstadt.Tenant, Ct), deadlines.RunAsync(Musterstadt.Tenant, Ct));
            await deadlines.RunAsync(Musterstadt.Tenant, Ct);
            told.AddRange((await KindsAsync()).Skip(told.Count).Select(kind => (Today(), kind)));
        }

        Assert.Equal(expected, told);
        Assert.Equal(StepState.Open, (await workspace.As(Musterstadt.Anna).ReadAsync<ApprovalDetail>($"/api/approvals/{asked.Id}")).Stages[0].Seats[2].Steps[0].State);

        Task<List<string>> KindsAsync() => workspace.Services.GetRequiredService<Reads>().RunAsync(Musterstadt.Tenant, db => db.Set<OutboxMessage>()
            .Where(m => m.Kind == ApprovalMessages.ReminderKind || m.Kind == ApprovalMessages.OverdueKind).OrderBy(m => m.Number).Select(m => m.Kind).ToListAsync(Ct), Ct);
    }
}
