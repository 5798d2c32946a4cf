using System.Net;
using Workspace.Contracts.Approvals;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Approvals;

/// <summary>A Mitzeichnung over HTTP: from the template to the closing signature.</summary>
public sealed class SigningTogether
{
    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Co_signers_answer_at_once_and_then_somebody_closes(Store store)
    {
        await using var workspace = await WorkspaceServer.StartAsync(store);
        var town = await Signers.OfAsync(workspace);
        var (anna, ben, clara, david) = (town.Anna, town.Ben, town.Clara, town.David);
        var request = await town.StarAsync();

        var preview = await anna.PostAsync<ApprovalPreview>("/api/approvals/preview", request);
        Assert.Equal([true, false], preview.Stages.Select(s => s.Reached));
        Assert.All(preview.Stages.SelectMany(s => s.Seats), s => Assert.StartsWith("Die Frist von 5 Arbeitstagen beginnt", s.DueWords, StringComparison.Ordinal));
        Assert.Empty(await anna.ReadAsync<ApprovalView[]>("/api/approvals?box=byMe"));

        var asked = await anna.PostAsync<ApprovalView>("/api/approvals", request);
        Assert.Equal(("co-signing", "Satzung über Gebühren", "Digitalisierung", 0, 4), (asked.Type, asked.Subject, asked.Unit, asked.Settled, asked.Seats));
        Assert.Equal([ben.Id, clara.Id, town.Eva.Id], asked.WaitsFor.Order());
        Assert.Empty(await david.ReadAsync<ApprovalView[]>("/api/approvals"));
        var his = Assert.Single(await ben.ReadAsync<ApprovalView[]>("/api/approvals"));
        Assert.Equal((ApprovalTaskKind.CoSigner, 1, "Fachamt"), (his.Tasks[0].Kind, his.Tasks[0].Step, his.Tasks[0].Unit));

        var seen = await ben.ReadAsync<ApprovalDetail>($"/api/approvals/{asked.Id}");
        Assert.Equal(("Bitte mitzeichnen.", "Der Text.", false), (seen.Comment, seen.Versions[0].Text, seen.Versions[0].Frozen));
        var move = Assert.Single(seen.Moves, m => m.Kind is ApprovalMoveKind.Answer);
        Assert.Equal((1, 6), (move.Step, move.Answers!.Count));
        Assert.DoesNotContain(seen.Moves, m => m.Kind is ApprovalMoveKind.Close or ApprovalMoveKind.Withdraw);

        _ = await ben.AnswerAsync(asked.Id, 1, ApprovalAnswer.Signed);
        _ = await clara.AnswerAsync(asked.Id, 2, ApprovalAnswer.Remark, "Haushaltsstelle <nennen>");
        using var early = await david.PostAsync($"/api/approvals/{asked.Id}/steps/4/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null));
        _ = await TestPerson.AssertProblemAsync(early, HttpStatusCode.Conflict, "approvals.step-not-found");
        var all = await town.Eva.AnswerAsync(asked.Id, 3, ApprovalAnswer.Nothing);
        Assert.Equal((3, 4, ApprovalState.Open), (all.Settled, all.Revision, all.State));
        Assert.Equal([david.Id], all.WaitsFor);

        var closing = await david.ReadAsync<ApprovalDetail>($"/api/approvals/{asked.Id}");
        Assert.Equal([ApprovalAnswer.Signed, ApprovalAnswer.Returned, ApprovalAnswer.Rejected], Assert.Single(closing.Moves, m => m.Kind is ApprovalMoveKind.Close).Answers!);
        Assert.Equal("Haushaltsstelle <nennen>", closing.Stages[0].Seats[1].Steps[0].Decision!.Text);
        var signed = await david.AnswerAsync(asked.Id, 4, ApprovalAnswer.Signed);
        Assert.Equal((ApprovalState.Approved, 4), (signed.State, signed.Settled));
        Assert.Empty(signed.WaitsFor);
        Assert.Equal(asked.Id, Assert.Single(await ben.ReadAsync<ApprovalView[]>("/api/approvals?box=done")).Id);
        Assert.Empty((await anna.ReadAsync<ApprovalDetail>($"/api/approvals/{asked.Id}")).Moves);

        var record = await anna.ReadAsync<ApprovalRecordView>($"/api/approvals/{asked.Id}/record");
        Assert.Empty(record.Findings);
        Assert.Equal("ended", record.Entries[^1].Kind);

        // The protocol says it all, proves it, and takes what people wrote for text.
        using var page = await anna.GetAsync($"/api/approvals/{asked.Id}/protocol");
        var protocol = await TestPerson.TextAsync(page);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains(record.Head!, protocol, StringComparison.Ordinal);
        Assert.Contains(closing.Versions[0].Hash, protocol, StringComparison.Ordinal);
        Assert.Contains("Haushaltsstelle &lt;nennen&gt;", protocol, StringComparison.Ordinal);
        Assert.Contains("einfacher Link", protocol, StringComparison.Ordinal);
        Assert.DoesNotContain("protocol.", protocol, StringComparison.Ordinal);
    }

    [Theory, InlineData(Store.Sqlite), InlineData(Store.Postgres)]
    public async Task Nobody_else_sees_it_and_each_answers_their_own(Store store)
    {
        await using var workspace = await WorkspaceServer.StartAsync(store);
        var town = await Signers.OfAsync(workspace);
        var asked = await town.Anna.PostAsync<ApprovalView>("/api/approvals", await town.StarAsync());
        var path = $"/api/approvals/{asked.Id}";
        var stranger = workspace.As(Musterstadt.City.People.First(p => !Signers.People.Contains(p.Id)));

        foreach (var hidden in new[] { await stranger.GetAsync(path), await stranger.GetAsync(path + "/record"), await stranger.GetAsync(path + "/protocol"), await stranger.PostAsync(path + "/steps/1/answer", new AnswerStepRequest(1, ApprovalAnswer.Signed, null, null)) })
        {
            _ = await TestPerson.AssertProblemAsync(hidden, HttpStatusCode.NotFound, "not-found");
            hidden.Dispose();
        }

        await RefusedAsync(town.Clara, 1, new(1, ApprovalAnswer.Signed, null, null), HttpStatusCode.Forbidden, "approvals.not-your-decision");
        await RefusedAsync(town.Ben, 1, new(1, ApprovalAnswer.Refused, null, null), HttpStatusCode.Conflict, "approvals.reason-required");
        await RefusedAsync(town.Ben, 1, new(1, ApprovalAnswer.Returned, "weil", null), HttpStatusCode.Conflict, "approvals.step-not-found");
        await RefusedAsync(town.Ben, 1, new(2, ApprovalAnswer.Signed, null, null), HttpStatusCode.Conflict, "stale");
        await RefusedAsync(town.Ben, 2, new(1, ApprovalAnswer.Signed, null, town.Clara.Id), HttpStatusCode.Forbidden, "approvals.not-their-deputy");
        Assert.Equal(1, (await town.Anna.ReadAsync<ApprovalDetail>(path)).Approval.Revision);

        // The closing signatory has not been asked, and sees what will come; only the lead unit hears of a refusal.
        Assert.Equal(asked.Id, (await town.David.ReadAsync<ApprovalDetail>(path)).Approval.Id);
        _ = await town.Ben.AnswerAsync(asked.Id, 1, ApprovalAnswer.Refused, "So nicht.");
        Assert.Equal(ApprovalTaskKind.Lead, Assert.Single(Assert.Single(await town.Anna.ReadAsync<ApprovalView[]>("/api/approvals")).Tasks).Kind);

        async Task RefusedAsync(TestPerson person, int step, AnswerStepRequest answer, HttpStatusCode status, string code)
        {
            using var refused = await person.PostAsync($"{path}/steps/{step}/answer", answer);
            _ = await TestPerson.AssertProblemAsync(refused, status, code);
        }
    }

    [Fact]
    public async Task Templates_are_the_administrators_and_asking_keeps_to_them()
    {
        await using var workspace = await WorkspaceServer.StartAsync();
        var town = await Signers.OfAsync(workspace);
        var star = await town.TemplateAsync("Mitzeichnung (Sternform)");
        var seat = star.Path.Stages[0].Seats[0];
        var mine = new SaveTemplateRequest(
            "Eilvermerk", "note", star.Path with { Stages = [new(StageOrder.Parallel, new(QuorumKind.AtLeast, 1), [seat with { Unit = "Ordnungsamt" }, seat with { Unit = "Feuerwehr", Holders = [town.Eva.Id] }])] },
            BulkAllowed: false, Archived: false);

        using var forbidden = await town.Ben.PostAsync("/api/approvals/templates", mine);
        using var broken = await town.Anna.PostAsync("/api/approvals/templates", mine with { Path = mine.Path with { Stages = [mine.Path.Stages[0] with { Quorum = new(QuorumKind.AtLeast, 3) }] } });
        _ = await TestPerson.AssertProblemAsync(forbidden, HttpStatusCode.Forbidden, "not-allowed");
        _ = await TestPerson.AssertProblemAsync(broken, HttpStatusCode.Conflict, "approvals.quorum-out-of-reach");
        var saved = await town.Anna.PostAsync<ApprovalTemplateView>("/api/approvals/templates", mine);
        Assert.Equivalent(mine.Path, saved.Path, strict: true);

        var ask = new StartApprovalRequest(saved.Id, "Straßensperrung", null, null, null, null, null, [new(1, [town.Ben.Id])], null, null, null);
        using var fixedSeat = await town.Anna.PostAsync("/api/approvals", ask with { Holders = [new(1, [town.Ben.Id]), new(2, [town.Clara.Id])] });
        using var open = await town.Anna.PostAsync("/api/approvals", ask with { Holders = null });
        _ = await TestPerson.AssertProblemAsync(fixedSeat, HttpStatusCode.Conflict, "approvals.seat-is-fixed");
        _ = await TestPerson.AssertProblemAsync(open, HttpStatusCode.Conflict, "approvals.seat-without-holder");
        var asked = await town.Anna.PostAsync<ApprovalView>("/api/approvals", ask);
        Assert.Equal(ApprovalState.Approved, (await town.Eva.AnswerAsync(asked.Id, 2, ApprovalAnswer.Signed)).State);

        _ = await TestPerson.BodyAsync<ApprovalTemplateView>(await town.Anna.SendAsync(HttpMethod.Put, $"/api/approvals/templates/{saved.Id}", mine with { Archived = true }));
        using var archived = await town.Anna.PostAsync("/api/approvals", ask);
        _ = await TestPerson.AssertProblemAsync(archived, HttpStatusCode.Conflict, "approvals.template-not-found");
        Assert.DoesNotContain(await town.Ben.ReadAsync<ApprovalTemplateView[]>("/api/approvals/templates"), t => t.Id == saved.Id);
        Assert.Contains(await town.Anna.ReadAsync<ApprovalTemplateView[]>("/api/approvals/templates"), t => t.Id == saved.Id);
    }
}
