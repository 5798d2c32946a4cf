using Workspace.Contracts.Approvals;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests.Approvals;

/// <summary>The named people of the demo city, all known to the product.</summary>
internal sealed record Signers(TestPerson Anna, TestPerson Ben, TestPerson Clara, TestPerson David, TestPerson Eva)
{
    public static readonly Guid[] People = [Musterstadt.Anna.Id, Musterstadt.Ben.Id, Musterstadt.Clara.Id, Musterstadt.David.Id, Musterstadt.Eva.Id];

    public static async Task<Signers> OfAsync(WorkspaceServer workspace)
    {
        var town = new Signers(
            workspace.As(Musterstadt.Anna), workspace.As(Musterstadt.Ben), workspace.As(Musterstadt.Clara), workspace.As(Musterstadt.David), workspace.As(Musterstadt.Eva));
        foreach (var person in new[] { town.Anna, town.Ben, town.Clara, town.David, town.Eva })
        {
            using var me = await person.GetAsync("/api/me");   // who was never here is not known yet
            Assert.True(me.IsSuccessStatusCode);
        }

        return town;
    }

    public async Task<ApprovalTemplateView> TemplateAsync(string name) =>
        (await Anna.ReadAsync<ApprovalTemplateView[]>("/api/approvals/templates")).Single(t => t.Name == name);

    /// <summary>Ben, Clara and Eva co-sign at once, David closes.</summary>
    public async Task<StartApprovalRequest> StarAsync() => new(
        (await TemplateAsync("Mitzeichnung (Sternform)")).Id,
        "Satzung über Gebühren",
        "Der Text.",
        [new("Entwurf", AttachmentKind.Link, "https://files.example.org/entwurf")],
        null,
        null,
        "Bitte mitzeichnen.",
        [new(1, [Ben.Id]), new(2, [Clara.Id]), new(3, [Eva.Id]), new(4, [David.Id])],
        null,
        null,
        null);
}

internal static class Answering
{
    public static Task<ApprovalView> AnswerAsync(this TestPerson person, Guid approval, int step, ApprovalAnswer answer, string? text = null, int version = 1, Guid? principal = null) =>
        person.PostAsync<ApprovalView>($"/api/approvals/{approval}/steps/{step}/answer", new AnswerStepRequest(version, answer, text, principal));
}
