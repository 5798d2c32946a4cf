using System.Text.Json;
using System.Text.Json.Serialization;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using static Workspace.Domain.Tests.Approvals.Town;

namespace Workspace.Domain.Tests.Approvals;

/// <summary>What was written years ago must still be read, so its form is pinned here.</summary>
public sealed class WritingTheLog
{
    [Fact]
    public void Lines_of_the_log_keep_their_form()
    {
        var town = Ask(new([new Stage([CoSigner(Treasury, "20") with { Area = "Haushalt", Points = ["2"], Frist = new Frist(1, FristUnit.Week) }]), new Stage([Closing(Mayor)])]) { Rules = new(FourEyes.AboveAmount, 5_000) }, amount: 9.5m);
        _ = town.Do(town.Answer(Treasury, CoAnswer.Remark, "Mittel vorhanden"));

        Assert.Equal(
            [
                """{"kind":"started","matter":{"type":"contract","unit":"60","amount":9.5},"lead":["00000002-0000-0000-0000-000000000000"],"path":{"stages":[{"seats":[{"role":"coSigner","holders":["00000003-0000-0000-0000-000000000000"],"unit":"20","area":"Haushalt","points":["2"],"needsAgreement":false,"frist":{"length":1,"unit":"week","begin":"event"}}],"order":"parallel","quorum":{"of":"all"}},{"seats":[{"role":"closing","holders":["00000008-0000-0000-0000-000000000000"],"unit":"OB","points":[],"needsAgreement":false}],"order":"parallel","quorum":{"of":"all"}}],"rules":{"fourEyes":"aboveAmount","above":5000,"silenceConsents":false},"informed":[]},"hash":"v1","at":"2026-03-02T09:00:00+00:00","by":"00000001-0000-0000-0000-000000000000"}""",
                """{"kind":"step-opened","step":1,"seat":1,"version":1,"holders":["00000003-0000-0000-0000-000000000000"],"due":{"start":"2026-03-02","last":"2026-03-09","frist":{"length":1,"unit":"week","begin":"event"},"reckoned":"2026-03-09","dayMissing":false,"movedOver":[]},"at":"2026-03-02T09:00:00+00:00"}""",
                """{"kind":"answered","step":1,"answer":"remark","version":1,"hash":"v1","at":"2026-03-02T09:00:00+00:00","by":"00000003-0000-0000-0000-000000000000"}""",
                """{"kind":"step-opened","step":2,"seat":2,"version":1,"holders":["00000008-0000-0000-0000-000000000000"],"at":"2026-03-02T09:00:00+00:00"}""",
            ],
            town.Log.Select(ProcedureLog.Write));
    }

    [Fact]
    public void Every_kind_of_event_can_be_written_and_has_its_own_name()
    {
        var kinds = Attribute.GetCustomAttributes(typeof(ProcedureEvent), typeof(JsonDerivedTypeAttribute)).Cast<JsonDerivedTypeAttribute>().ToArray();
        var all = typeof(ProcedureEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ProcedureEvent))).ToHashSet();
        Assert.Equal(all, kinds.Select(k => k.DerivedType).ToHashSet());
        Assert.Equal(all.Count, kinds.Select(k => k.TypeDiscriminator).Distinct().Count());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"kind":"unheard-of"}""")]
    [InlineData("""{"kind":"answered","step":"one"}""")]
    public void What_is_no_event_is_not_read(string data) => Assert.Throws<JsonException>(() => _ = ProcedureLog.Read(data, null));
}
