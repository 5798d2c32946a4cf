using System.Text.Json.Serialization;
using Workspace.Contracts.Approvals;
using Workspace.Contracts.Boards;
using Workspace.Contracts.People;
using Workspace.Contracts.Planner;

namespace Workspace.Contracts.Live;

/// <summary>
/// One change of a stream (a board, an approval …): what live messages, catch-up, history and audit are made of.
/// Sequences of a stream have no gaps.
/// </summary>
/// <param name="Stream">The board, approval … that changed.</param>
/// <param name="Sequence">1, 2, 3 … inside the stream.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who; ids, never names.</param>
/// <param name="Command">The client's id of the command that caused it: by it a client knows its own echo.</param>
/// <param name="Change">What.</param>
public sealed record JournalEntry(Guid Stream, long Sequence, DateTimeOffset At, ActorView Actor, Guid Command, Change Change);

/// <param name="Kind">A person, a rule of the board, or Planner (where no person is known).</param>
/// <param name="Person">The person, where one is known.</param>
/// <param name="Rule">Which rule of the board, where it was one.</param>
public sealed record ActorView(ActorKind Kind, Guid? Person, Guid? Rule = null);

/// <summary>Who can act.</summary>
public enum ActorKind
{
    Person,
    Rule,
    Planner,
}

/// <summary>What happened; <c>kind</c> tells which of the types below it is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OrganisationPrepared), "organisation.prepared")]
[JsonDerivedType(typeof(PersonAppeared), "person.appeared")]
[JsonDerivedType(typeof(RoleGranted), "role.granted")]
[JsonDerivedType(typeof(BoardCreated), "board.created")]
[JsonDerivedType(typeof(BoardImported), "board.imported")]
[JsonDerivedType(typeof(BoardEdited), "board.edited")]
[JsonDerivedType(typeof(BoardMemberSet), "board.member-set")]
[JsonDerivedType(typeof(BoardMemberRemoved), "board.member-removed")]
[JsonDerivedType(typeof(BoardUnitSet), "board.unit-set")]
[JsonDerivedType(typeof(BoardUnitRemoved), "board.unit-removed")]
[JsonDerivedType(typeof(BoardAccessChanged), "board.access-changed")]
[JsonDerivedType(typeof(BoardFiltersChanged), "board.filters-changed")]
[JsonDerivedType(typeof(BoardArchived), "board.archived")]
[JsonDerivedType(typeof(BoardRestored), "board.restored")]
[JsonDerivedType(typeof(ColumnAdded), "column.added")]
[JsonDerivedType(typeof(ColumnEdited), "column.edited")]
[JsonDerivedType(typeof(ColumnMoved), "column.moved")]
[JsonDerivedType(typeof(ColumnArchived), "column.archived")]
[JsonDerivedType(typeof(ColumnRestored), "column.restored")]
[JsonDerivedType(typeof(LabelAdded), "label.added")]
[JsonDerivedType(typeof(LabelEdited), "label.edited")]
[JsonDerivedType(typeof(FieldAdded), "field.added")]
[JsonDerivedType(typeof(FieldEdited), "field.edited")]
[JsonDerivedType(typeof(FieldMoved), "field.moved")]
[JsonDerivedType(typeof(FieldArchived), "field.archived")]
[JsonDerivedType(typeof(FieldRestored), "field.restored")]
[JsonDerivedType(typeof(CardCreated), "card.created")]
[JsonDerivedType(typeof(CardEdited), "card.edited")]
[JsonDerivedType(typeof(CardMoved), "card.moved")]
[JsonDerivedType(typeof(CardArchived), "card.archived")]
[JsonDerivedType(typeof(CardTrashed), "card.trashed")]
[JsonDerivedType(typeof(CardRestored), "card.restored")]
[JsonDerivedType(typeof(CardErased), "card.erased")]
[JsonDerivedType(typeof(CardRecurred), "card.recurred")]
[JsonDerivedType(typeof(CardCommented), "card.commented")]
[JsonDerivedType(typeof(CardCommentEdited), "card.comment-edited")]
[JsonDerivedType(typeof(CardCommentRemoved), "card.comment-removed")]
[JsonDerivedType(typeof(CardCommentRestored), "card.comment-restored")]
[JsonDerivedType(typeof(CardLinkChanged), "card.link-changed")]
[JsonDerivedType(typeof(CardChecklistChanged), "card.checklist-changed")]
[JsonDerivedType(typeof(CardChecklistMoved), "card.checklist-moved")]
[JsonDerivedType(typeof(CardApprovalChanged), "card.approval-changed")]
[JsonDerivedType(typeof(RuleAdded), "rule.added")]
[JsonDerivedType(typeof(RuleEdited), "rule.edited")]
[JsonDerivedType(typeof(RuleRemoved), "rule.removed")]
[JsonDerivedType(typeof(RuleRestored), "rule.restored")]
[JsonDerivedType(typeof(RuleRan), "rule.ran")]
[JsonDerivedType(typeof(ApprovalAsked), "approval.asked")]
[JsonDerivedType(typeof(ApprovalChanged), "approval.changed")]
[JsonDerivedType(typeof(ApprovalTemplateSaved), "approval.template-saved")]
[JsonDerivedType(typeof(DeputyNamed), "deputy.named")]
[JsonDerivedType(typeof(DeputyshipEnded), "deputy.ended")]
[JsonDerivedType(typeof(SigningPowersSaved), "signing-powers.saved")]
[JsonDerivedType(typeof(HouseCalendarSaved), "house-calendar.saved")]
[JsonDerivedType(typeof(BoardPlannerChanged), "board.planner-changed")]
[JsonDerivedType(typeof(PlannerRulesChanged), "planner.rules-changed")]
[JsonDerivedType(typeof(PlannerConflict), "planner.conflict")]
[JsonDerivedType(typeof(PlannerConflictSettled), "planner.conflict-settled")]
public abstract record Change;

/// <summary>Entries after a sequence, in order.</summary>
/// <param name="Sequence">Where the stream stands now.</param>
public sealed record JournalPage(long Sequence, IReadOnlyList<JournalEntry> Entries);
