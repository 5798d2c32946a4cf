using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Wire = Workspace.Contracts.Boards;

namespace Workspace.Features.Boards.Rules;

/// <summary>Rules → the wire and back. Enums have the same names and order on both sides; a test keeps it so.</summary>
internal static class RuleViews
{
    public static RuleView ToView(this Rule r) => new(
        r.Id, r.Name, r.On, r.Maker, r.Trigger.ToView(), [.. r.Conditions.Select(ToView)], [.. r.Actions.Select(ToView)], r.RemovedAt is not null);

    public static RuleTriggerView ToView(this RuleTrigger t) =>
        new((Wire.RuleTriggerKind)t.Kind, t.Column, t.Label, t.Person, t.Priority.ToWire(), t.Days, t.Approved);

    public static RuleConditionView ToView(this RuleCondition c) =>
        new((Wire.RuleConditionKind)c.Kind, c.Not, c.Column, c.Label, c.Department, c.Priority.ToWire());

    public static RuleActionView ToView(this RuleAction a) => new(
        (Wire.RuleActionKind)a.Kind, a.Column, a.Label, a.Person, a.Priority.ToWire(), a.Days, a.Progress, a.Items, a.Text, (Wire.RuleRecipients?)a.To);

    public static RuleStepView ToView(this RuleStep s) => new((Wire.RuleActionKind)s.Action, (Wire.RuleStepResult)s.Result, s.Code);

    public static RuleTrigger ToDomain(this RuleTriggerView t) =>
        new((Domain.Boards.RuleTriggerKind)t.Kind, t.Column, t.Label, t.Person, t.Priority.ToDomain(), t.Days, t.Approved);

    public static RuleCondition ToDomain(this RuleConditionView c) =>
        new((Domain.Boards.RuleConditionKind)c.Kind, c.Not, c.Column, c.Label, c.Department?.Trim(), c.Priority.ToDomain());

    public static RuleAction ToDomain(this RuleActionView a) => new(
        (Domain.Boards.RuleActionKind)a.Kind, a.Column, a.Label, a.Person, a.Priority.ToDomain(), a.Days, a.Progress,
        a.Items is null ? null : [.. a.Items.Select(i => i.Trim())], string.IsNullOrWhiteSpace(a.Text) ? null : a.Text.Trim(), (Domain.Boards.RuleRecipients?)a.To);
}
