using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Boards.Import;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardVisibility = Workspace.Domain.Boards.BoardVisibility;

namespace Workspace.Features.Boards.Import;

/// <summary>
/// Makes a board of a Trello export: all of it in one transaction and one entry of the journal. Anybody of the
/// organisation, who then owns it; members of the export who were recognised come along as editors or viewers.
/// </summary>
public sealed class ImportTrelloBoard(PreviewTrelloImport preview, Changes changes)
{
    private const string Source = "trello";

    public async Task<Outcome<ImportReport>> RunAsync(Actor actor, CommandId command, TrelloFile file, string language, CancellationToken ct)
    {
        var plan = await preview.PlanAsync(actor, file, language, ct);

        // The result that a retry gets again is the board alone: names of people stay out of the stored commands.
        var outcome = await changes.RunAsync<BoardSummary>(
            actor, Command.For(command, nameof(ImportTrelloBoard), file.Hash), [], work => Task.FromResult<Outcome<BoardSummary>>(Import(work, plan)), ct);
        return outcome switch
        {
            { Value: { } board } => new ImportReport(board, ImportViews.Preview(plan, language)),
            { Refusal: { } refusal } => refusal,
            _ => default(Outcome<ImportReport>),
        };
    }

    private static BoardSummary Import(UnitOfWork work, ImportPlan plan)
    {
        var board = Board.Create(Guid.CreateVersion7(work.Now), work.Actor.Organisation, plan.Name, null, BoardVisibility.Members, work.Now);
        board.Explain(plan.Purpose);
        CreateBoard.Begin(work, board, Source);
        AddMembers(work, board, plan);
        var columns = AddColumns(work, board, plan);
        var labels = AddLabels(work, board, plan);
        var counts = ImportViews.Counts(plan);
        AddCards(work, board, plan, columns, labels, work.Append(board.Id, new BoardImported(Source, counts)));
        return CreateBoard.Summary(board, work.Now, counts.Cards);
    }

    private static void AddMembers(UnitOfWork work, Board board, ImportPlan plan)
    {
        foreach (var member in plan.Members.Where(m => m.Person != work.Actor.Person && m.Role is not null).DistinctBy(m => m.Person))
        {
            var (person, role) = (member.Person!.Value, member.Role!.Value);
            _ = work.Db.Add(new BoardMember { Organisation = board.Organisation, Board = board.Id, Person = person, Role = role });
            _ = work.Append(board.Id, new BoardMemberSet(person, role.ToWire(), Before: null));
        }
    }

    private static List<Column> AddColumns(UnitOfWork work, Board board, ImportPlan plan)
    {
        var columns = plan.Columns.Zip(Rank.After(null, plan.Columns.Count), (planned, rank) => new Column
        {
            Id = Guid.CreateVersion7(work.Now),
            Organisation = board.Organisation,
            Board = board.Id,
            Name = planned.Name,
            Rank = rank,
            Limit = planned.Limit,
            ArchivedAt = planned.Archived ? work.Now : null,
        }).ToList();
        work.Db.AddRange(columns);
        return columns;
    }

    private static List<Label> AddLabels(UnitOfWork work, Board board, ImportPlan plan)
    {
        var labels = plan.Labels.Select(planned => new Label
        {
            Id = Guid.CreateVersion7(work.Now),
            Organisation = board.Organisation,
            Board = board.Id,
            Name = planned.Name,
            Colour = planned.Colour,
        }).ToList();
        work.Db.AddRange(labels);
        return labels;
    }

    private static void AddCards(UnitOfWork work, Board board, ImportPlan plan, List<Column> columns, List<Label> labels, long sequence)
    {
        foreach (var inColumn in plan.Cards.GroupBy(c => c.Column))
        {
            foreach (var (planned, rank) in inColumn.Zip(Rank.After(null, inColumn.Count())))
            {
                var card = Card.Create(
                    Guid.CreateVersion7(work.Now), board, columns[planned.Column].Id, planned.Title, rank, planned.Number, planned.CreatedAt ?? work.Now);
                Fill(card, planned, labels, work.Now);
                card.ChangedBy(sequence);
                board.KeepNumbersUpTo(planned.Number);
                _ = work.Db.Add(card);
                work.Db.AddRange(planned.Comments.Select(comment => new CardComment
                {
                    Id = Guid.CreateVersion7(work.Now),
                    Organisation = board.Organisation,
                    Board = board.Id,
                    Card = card.Id,
                    AuthorName = comment.Author,
                    Text = comment.Text,
                    At = comment.At ?? work.Now,
                }));
            }
        }
    }

    private static void Fill(Card card, ImportCard planned, List<Label> labels, DateTimeOffset now)
    {
        card.Describe(planned.Description);
        card.Assign(planned.Assignees);
        card.Mark(planned.Labels.Select(l => labels[l].Id));
        if (card.Schedule(planned.Start, planned.Due) is { } refusal)
        {
            throw new InvalidOperationException($"The plan breaks a rule of cards: {refusal.Code}.");
        }

        card.Report(planned.Done ? 100 : 0);
        card.Fill(
            planned.Checklist.Select(item => new ChecklistItem(Guid.CreateVersion7(now), item.Title, item.Done)),
            planned.Links.Select(link => new CardLink(Guid.CreateVersion7(now), link.Title, link.Url)),
            planned.Comments.Count);
        if (planned.Archived && card.Archive(planned.ArchivedAt ?? now) is { } archived)
        {
            throw new InvalidOperationException($"The plan breaks a rule of cards: {archived.Code}.");
        }
    }
}
