using Microsoft.EntityFrameworkCore;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Shared;
using Workspace.Features.Boards.Rules;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardVisibility = Workspace.Domain.Boards.BoardVisibility;

namespace Workspace.Features.Boards;

/// <summary>A new board like another: its columns, labels, custom fields and rules; with its cards and members where wanted. Templates are used by it.</summary>
public sealed class CopyBoard(Changes changes)
{
    public Task<Outcome<BoardSummary>> RunAsync(Actor actor, CommandId command, Guid board, CopyBoardRequest request, CancellationToken ct) =>
        changes.RunAsync<BoardSummary>(actor, Command.For(command, nameof(CopyBoard), new { board, request }), [], async work =>
        {
            if (await BoardAccess.StandingAsync(work.Db, actor, board, ct) is not { } standing)
            {
                return default;
            }

            if (request.Members && !BoardPermissions.Allows(standing.Role, BoardAction.ManageMembers))
            {
                return Refusal.NotAllowed;
            }

            var from = await work.Db.Set<Board>().AsNoTracking().SingleAsync(b => b.Id == board, ct);
            var made = Board.Create(Guid.CreateVersion7(work.Now), actor.Organisation, request.Name, key: null, BoardVisibility.Members, work.Now);
            made.Explain(from.Purpose);
            CreateBoard.Begin(work, made, source: "copy");
            work.Quiet();
            var ids = new Dictionary<Guid, Guid>();
            await CopySetUpAsync(work, from, made, ids, ct);
            await CopyRulesAsync(work, from, made, ids, ct);
            if (request.Members)
            {
                await CopyMembersAsync(work, from, made, ct);
            }

            var cards = request.Cards ? await CopyCardsAsync(work, from, made, ids, ct) : 0;
            return CreateBoard.Summary(made, work.Now, cards);
        }, ct);

    private static async Task CopySetUpAsync(UnitOfWork work, Board from, Board made, Dictionary<Guid, Guid> ids, CancellationToken ct)
    {
        foreach (var column in await ColumnPlaces.AllAsync(work.Db, from.Id, ct))
        {
            var copy = new Column
            {
                Id = New(ids, column.Id, work),
                Organisation = made.Organisation,
                Board = made.Id,
                Name = column.Name,
                Rank = column.Rank,
                Limit = column.Limit,
                LimitIsHard = column.LimitIsHard,
                Done = column.Done,
                Colour = column.Colour,
            };
            _ = work.Db.Add(copy);
            _ = work.Append(made.Id, new ColumnAdded(copy.ToView()));
        }

        foreach (var label in await work.Db.Set<Label>().AsNoTracking().Where(l => l.Board == from.Id).OrderBy(l => l.Id).ToListAsync(ct))
        {
            var copy = new Label { Id = New(ids, label.Id, work), Organisation = made.Organisation, Board = made.Id, Name = label.Name, Colour = label.Colour };
            _ = work.Db.Add(copy);
            _ = work.Append(made.Id, new LabelAdded(copy.ToView()));
        }

        foreach (var field in await work.Db.Set<CustomField>().AsNoTracking().Where(f => f.Board == from.Id && f.ArchivedAt == null).InOrder().ToListAsync(ct))
        {
            // Choices keep their ids: they are unique inside of their field alone, and the cards' values name them.
            var copy = new CustomField
            {
                Id = New(ids, field.Id, work),
                Organisation = made.Organisation,
                Board = made.Id,
                Name = field.Name,
                Kind = field.Kind,
                Choices = field.Choices,
                Place = field.Place,
            };
            _ = work.Db.Add(copy);
            _ = work.Append(made.Id, new FieldAdded(copy.ToView()));
        }
    }

    /// <summary>They act with the rights of whoever copies; one that names a column of the archive stays behind.</summary>
    private static async Task CopyRulesAsync(UnitOfWork work, Board from, Board made, Dictionary<Guid, Guid> ids, CancellationToken ct)
    {
        var copies = new List<Rule>();
        foreach (var rule in await work.Db.Set<Rule>().AsNoTracking().Where(r => r.Board == from.Id && r.RemovedAt == null).OrderBy(r => r.Id).ToListAsync(ct))
        {
            var copy = new Rule { Id = New(ids, rule.Id, work), Organisation = made.Organisation, Board = made.Id };
            if (copy.WriteLike(rule, id => ids.TryGetValue(id, out var mapped) ? mapped : null, work.Actor.Person!.Value, work.Now))
            {
                _ = work.Db.Add(copy);
                _ = work.Append(made.Id, new RuleAdded(copy.ToView()));
                copies.Add(copy);
            }
        }

        RuleChanges.LetReact(work, made.Id, copies);
    }

    private static async Task CopyMembersAsync(UnitOfWork work, Board from, Board made, CancellationToken ct)
    {
        foreach (var member in await work.Db.Set<BoardMember>().AsNoTracking().Where(m => m.Board == from.Id && m.Person != work.Actor.Person).ToListAsync(ct))
        {
            _ = work.Db.Add(new BoardMember { Organisation = made.Organisation, Board = made.Id, Person = member.Person, Role = member.Role });
            _ = work.Append(made.Id, new BoardMemberSet(member.Person, member.Role.ToWire(), Before: null));
        }

        foreach (var unit in await work.Db.Set<BoardUnit>().AsNoTracking().Where(u => u.Board == from.Id).ToListAsync(ct))
        {
            var copy = new BoardUnit { Organisation = made.Organisation, Board = made.Id, Kind = unit.Kind, Key = unit.Key, Name = unit.Name, Role = unit.Role };
            _ = work.Db.Add(copy);
            _ = work.Append(made.Id, new BoardUnitSet(copy.ToView(), Before: null));
        }
    }

    private static async Task<int> CopyCardsAsync(UnitOfWork work, Board from, Board made, Dictionary<Guid, Guid> ids, CancellationToken ct)
    {
        var cards = await work.Db.Set<Card>().AsNoTracking().Where(c => c.Board == from.Id && c.ArchivedAt == null).OrderBy(c => c.Number).ToListAsync(ct);
        foreach (var card in cards)
        {
            _ = New(ids, card.Id, work);
        }

        foreach (var card in cards)
        {
            var copy = Card.Create(ids[card.Id], made, ids[card.Column], card.Title, card.Rank, made.TakeNumber(), work.Now);
            copy.FillFrom(card, id => ids.TryGetValue(id, out var mapped) ? mapped : null, () => Guid.CreateVersion7(work.Now), withDates: !from.Template);
            _ = work.Db.Add(copy);
            copy.ChangedBy(work.Sequence(made.Id) + 1);
            _ = work.Append(made.Id, new CardCreated(copy.ToView()), copy.Id);
        }

        return cards.Count;
    }

    /// <summary>Ids of one moment would sort at random, and labels and fields sort by id: each is a millisecond later.</summary>
    private static Guid New(Dictionary<Guid, Guid> ids, Guid old, UnitOfWork work) => ids[old] = Guid.CreateVersion7(work.Now.AddMilliseconds(ids.Count));
}
