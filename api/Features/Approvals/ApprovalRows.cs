using System.Text.Json;
using Workspace.Domain.Approvals;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;

namespace Workspace.Features.Approvals;

/// <summary>The content of a version; its hash and what kind it is stand in the record.</summary>
public sealed class ApprovalVersionRow : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Approval { get; init; }
    public required int Number { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>A list of <see cref="Attachment"/>, as JSON.</summary>
    public required string Attachments { get; init; }

    internal Content Content => new(Subject, Text, JsonSerializer.Deserialize<List<Attachment>>(Attachments, Wire.Options)!);

    internal static ApprovalVersionRow Of(Approval approval, int number, DateTimeOffset at, Content content) => new()
    {
        Organisation = approval.Organisation,
        Approval = approval.Id,
        Number = number,
        At = at,
        Subject = content.Subject,
        Text = content.Text,
        Attachments = JsonSerializer.Serialize(content.Attachments, Wire.Options),
    };
}

/// <summary>One asking of one seat, once for each who holds it: what lists and deadlines look for. It follows the procedure.</summary>
public sealed class ApprovalStepRow : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Approval { get; init; }
    public required int Step { get; init; }
    public required Guid Holder { get; init; }
    public required SeatRole Role { get; init; }
    public required string Unit { get; init; }
    public string? Area { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? Due { get; init; }

    public StepState State { get; set; }
    public Guid? DecidedBy { get; set; }

    /// <summary>The day of the last reminder; after <see cref="Due"/>: what becomes of silence was settled.</summary>
    public DateOnly? Reminded { get; set; }
}

/// <summary>Whom an approval concerns (<see cref="Concerned"/>): who sees it, and for whom it waits. It follows the procedure.</summary>
public sealed class ApprovalPersonRow : IOwned
{
    public required Guid Organisation { get; init; }
    public required Guid Approval { get; init; }
    public required Guid Person { get; init; }
    public required Concern As { get; init; }
    public bool Waits { get; set; }
}
