using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Approvals;
using Workspace.Domain.Approvals;
using Workspace.Domain.Boards;
using Workspace.Features.Storage;
using StepState = Workspace.Domain.Approvals.StepState;

namespace Workspace.Features.Approvals;

/// <summary>After a ruling: the record gets its entries, and all that lists, cards, chats and open tabs show of the approval follows.</summary>
internal static class FollowProcedure
{
    /// <param name="before">Null: it begins.</param>
    public static async Task<KeptProcedure> RunAsync(UnitOfWork work, Approval approval, KeptProcedure? before, Ruling ruling, HouseNow house, CancellationToken ct)
    {
        var kept = ApprovalRecords.Append(work, approval.Id, before, ruling);
        var after = kept.State;
        approval.Follow(after, work.Now);
        await StepsAsync(work, approval, after, isNew: before is null, ct);
        await PeopleAsync(work, approval, after, isNew: before is null, ct);
        _ = work.Append(approval.Id, new ApprovalChanged([.. ruling.Events.Select(ProcedureLog.KindOf)], approval.Revision, (Contracts.Approvals.ApprovalState)approval.State));
        if (after.Outcome is not null && before?.State.Outcome is null)
        {
            if (await work.Db.Set<Card>().SingleOrDefaultAsync(c => c.Id == approval.Card, ct) is { } card)
            {
                await ApprovalOnCard.ConcludeAsync(work, card, approval, ct);
            }

            ApprovalMessages.Decided(work, approval, after);
        }

        ApprovalMessages.Card(work, approval, after, await DeputiesAsync(work, after, house, ct));
        ApprovalMessages.Represented(work, approval, ruling);
        return kept;
    }

    /// <summary>Whoever could answer today for somebody who is asked.</summary>
    private static async Task<List<Guid>> DeputiesAsync(UnitOfWork work, Procedure now, HouseNow house, CancellationToken ct)
    {
        var asked = now.Steps.Where(s => s.State is StepState.Open).SelectMany(s => s.Holders).Distinct().ToArray();
        var deputies = asked.Length == 0 ? [] : await work.Db.Set<DeputyshipRow>().AsNoTracking()
            .Where(d => asked.Contains(d.Principal) && d.From <= house.Today && d.To >= house.Today).ToListAsync(ct);
        return [.. deputies.Where(d => d.ToDomain().Covers(now.Matter, house.Today)).Select(d => d.Deputy)];
    }

    private static async Task StepsAsync(UnitOfWork work, Approval approval, Procedure now, bool isNew, CancellationToken ct)
    {
        var rows = isNew ? [] : await work.Db.Set<ApprovalStepRow>().Where(s => s.Approval == approval.Id).ToDictionaryAsync(s => (s.Step, s.Holder), ct);
        foreach (var step in now.Steps)
        {
            var seat = now.Path.Seats[step.Seat - 1];
            foreach (var holder in step.Holders.Distinct())
            {
                if (!rows.TryGetValue((step.Number, holder), out var row))
                {
                    row = new()
                    {
                        Organisation = approval.Organisation,
                        Approval = approval.Id,
                        Step = step.Number,
                        Holder = holder,
                        Role = seat.Role,
                        Unit = seat.Unit,
                        Area = seat.Area,
                        OpenedAt = work.Now,
                        Due = step.Due?.Last,
                    };
                    _ = work.Db.Add(row);
                }

                (row.State, row.DecidedBy) = (step.State, step.Decision?.By);
            }
        }
    }

    private static async Task PeopleAsync(UnitOfWork work, Approval approval, Procedure now, bool isNew, CancellationToken ct)
    {
        var rows = isNew ? [] : await work.Db.Set<ApprovalPersonRow>().Where(p => p.Approval == approval.Id).ToDictionaryAsync(p => (p.Person, p.As), ct);
        foreach (var (person, concern, waits) in now.Audience)
        {
            if (!rows.TryGetValue((person, concern), out var row))
            {
                row = new() { Organisation = approval.Organisation, Approval = approval.Id, Person = person, As = concern };
                _ = work.Db.Add(row);
            }

            row.Waits = waits;
        }
    }
}
