using System.Globalization;
using Workspace.Contracts.Boards;
using Workspace.Domain.Boards;
using Workspace.Domain.Boards.Import;
using Workspace.Domain.Shared;
using Workspace.Features.Boards.Rules;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using BoardVisibility = Workspace.Domain.Boards.BoardVisibility;
using FieldKind = Workspace.Domain.Boards.FieldKind;

namespace Workspace.Features.Boards.Import;

/// <summary>
/// Makes a board of a file: all of it in one transaction and one entry of the journal. Anybody of the organisation, who then
/// owns it; members of the source who were recognised come along as editors or viewers.
/// </summary>
public sealed class ImportBoard(PreviewImport preview, Changes changes)
{
    public async Task<Outcome<ImportReport>> RunAsync(Actor actor, CommandId command, ImportFile file, string language, CancellationToken ct)
    {
        var plan = await preview.PlanAsync(actor, file, language, ct);

        // The result that a retry gets again is the board alone: names of people stay out of the stored commands.
        var outcome = await changes.RunAsync<BoardSummary>(
            actor, Command.For(command, nameof(ImportBoard), file.Hash), [],
            async work => new Making(work, plan, await OrganisationCalendar.ReadAsync(work.Db, ct)).Run(file.Source), ct);
        return outcome switch
        {
            { Value: { } board } => new ImportReport(board, ImportViews.Preview(plan, file, language)),
            { Refusal: { } refusal } => refusal,
            _ => default(Outcome<ImportReport>),
        };
    }

    private sealed class Making(UnitOfWork work, ImportPlan plan, OrganisationCalendar calendar)
    {
        private readonly Board _board = Board.Create(NewId(work), work.Actor.Organisation, plan.Name, plan.Key, BoardVisibility.Members, work.Now);
        private readonly Dictionary<int, Guid> _cards = plan.Cards.ToDictionary(c => c.Number, _ => NewId(work));
        private List<Column> _columns = [];
        private List<Label> _labels = [];
        private List<CustomField> _fields = [];

        public BoardSummary Run(string source)
        {
            _board.Explain(plan.Purpose);
            _board.UseAsTemplate(plan.Template);
            CreateBoard.Begin(work, _board, source);
            AddMembers();
            AddSetUp();
            AddRules();
            var counts = ImportViews.Counts(plan);
            AddCards(work.Append(_board.Id, new BoardImported(source, counts)));
            return CreateBoard.Summary(_board, work.Now, counts.Cards);
        }

        private void AddMembers()
        {
            foreach (var member in plan.Members.Where(m => m.Person != work.Actor.Person && m.Role is not null).DistinctBy(m => m.Person))
            {
                var (person, role) = (member.Person!.Value, member.Role!.Value);
                _ = work.Db.Add(new BoardMember { Organisation = _board.Organisation, Board = _board.Id, Person = person, Role = role });
                _ = work.Append(_board.Id, new BoardMemberSet(person, role.ToWire(), Before: null));
            }
        }

        private void AddSetUp()
        {
            _columns = [.. plan.Columns.Zip(Rank.After(null, plan.Columns.Count), (planned, rank) => new Column
            {
                Id = NewId(work),
                Organisation = _board.Organisation,
                Board = _board.Id,
                Name = planned.Name,
                Rank = rank,
                Limit = planned.Limit,
                LimitIsHard = planned.LimitIsHard,
                Done = planned.Done,
                Colour = planned.Colour,
                ArchivedAt = planned.Archived ? work.Now : null,
            })];
            _labels = [.. plan.Labels.Select((planned, place) => new Label
            {
                Id = NewId(work, place),
                Organisation = _board.Organisation,
                Board = _board.Id,
                Name = planned.Name,
                Colour = planned.Colour,
            })];
            _fields = [.. plan.Fields.Select((planned, place) => new CustomField
            {
                Id = NewId(work, place),
                Organisation = _board.Organisation,
                Board = _board.Id,
                Name = planned.Name,
                Kind = planned.Kind,
                Choices = [.. planned.Choices.Select(choice => new FieldChoice(NewId(work), choice))],
                Place = place,
                ArchivedAt = planned.Archived ? work.Now : null,
            })];
            work.Db.AddRange(_columns);
            work.Db.AddRange(_labels);
            work.Db.AddRange(_fields);
        }

        private void AddRules()
        {
            foreach (var (planned, place) in plan.Rules.Select((rule, place) => (rule, place)))
            {
                var like = new Rule { Id = Guid.Empty, Organisation = _board.Organisation, Board = Guid.Empty };
                Keeps(like.Write(planned.Name, on: false, planned.Trigger, planned.Conditions, planned.Actions, work.Actor.Person!.Value, work.Now));
                var rule = new Rule { Id = NewId(work, place), Organisation = _board.Organisation, Board = _board.Id };
                if (!rule.WriteLike(like, id => planned.Columns.TryGetValue(id, out var column) ? _columns[column].Id : _labels[planned.Labels[id]].Id, like.Maker, work.Now))
                {
                    throw new InvalidOperationException("The plan names something that it does not make.");
                }

                _ = work.Db.Add(rule);
                _ = work.Append(_board.Id, new RuleAdded(rule.ToView()));
            }
        }

        private void AddCards(long sequence)
        {
            foreach (var inColumn in plan.Cards.GroupBy(c => c.Column))
            {
                foreach (var (planned, rank) in inColumn.Zip(Rank.After(null, inColumn.Count())))
                {
                    var card = Card.Create(
                        _cards[planned.Number], _board, _columns[planned.Column].Id, planned.Title, rank, planned.Number, planned.CreatedAt ?? work.Now);
                    Fill(card, planned);
                    card.ChangedBy(sequence);
                    _board.KeepNumbersUpTo(planned.Number);
                    _ = work.Db.Add(card);
                    work.Db.AddRange(planned.Comments.Select(comment => new CardComment
                    {
                        Id = NewId(work),
                        Organisation = _board.Organisation,
                        Board = _board.Id,
                        Card = card.Id,
                        AuthorName = comment.Author,
                        Text = comment.Text,
                        At = comment.At ?? work.Now,
                        EditedAt = comment.EditedAt,
                    }));
                }
            }
        }

        private void Fill(Card card, ImportCard planned)
        {
            card.Describe(planned.Description);
            card.Assign(planned.Assignees);
            card.Mark(planned.Labels.Select(l => _labels[l].Id));
            Keeps(card.Schedule(planned.Start, planned.Due));
            card.Prioritise(planned.Priority);
            card.Report(planned.Progress);
            card.GiveTo(planned.Department);
            card.Expect(planned.Estimate);
            card.Paint(planned.Colour);
            card.BelongTo(planned.Parent is { } parent ? _cards[parent] : null);
            card.WaitFor(planned.BlockedBy.Select(number => _cards[number]));
            card.UseAsTemplate(planned.Template);
            if (card.Recur(planned.Recurrence, calendar.DayOf(work.Now), calendar.WorkingDays) is { } refused && refused != Recurrence.Over)
            {
                Keeps(refused);
            }

            foreach (var value in planned.Values)
            {
                var field = _fields[value.Field];
                var text = field.Kind is FieldKind.Choice ? field.Choices[value.Choice!.Value].Id.ToString() : value.Value;
                card.SetValue(field.Id, field.Normalise(text) ?? throw new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"The plan breaks a rule of fields: {field.Kind}.")));
            }

            card.Fill(
                planned.Checklist.Select(item => new ChecklistItem(NewId(work), item.Title, item.Done, item.Assignee, item.Due)),
                planned.Links.Select(link => new CardLink(NewId(work), link.Title, link.Url)),
                planned.Comments.Count);
            if (planned.Archived)
            {
                Keeps(card.Archive(planned.ArchivedAt ?? work.Now));
            }

            if (planned.TrashedAt is { } trashed)
            {
                Keeps(card.Trash(trashed));
            }
        }

        private static void Keeps(Refusal? refusal)
        {
            if (refusal is not null)
            {
                throw new InvalidOperationException($"The plan breaks a rule of cards: {refusal.Code}.");
            }
        }

        /// <param name="place">Labels and fields are shown in the order of their ids, which inside one moment is none.</param>
        private static Guid NewId(UnitOfWork work, int place = 0) => Guid.CreateVersion7(work.Now.AddMilliseconds(place));
    }
}
