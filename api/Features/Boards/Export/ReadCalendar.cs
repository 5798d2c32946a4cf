using System.Globalization;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workspace.Domain.Boards;
using Workspace.Domain.People;
using Workspace.Features.Journal;
using Workspace.Features.Organisations;
using Workspace.Features.Shared;
using Workspace.Features.Storage;
using Calendar = Ical.Net.Calendar;

namespace Workspace.Features.Boards.Export;

/// <summary>A calendar, or only that the one the reader has still holds.</summary>
public sealed record CalendarFile(string Tag, byte[]? Content);

/// <summary>
/// The calendar behind a secret address: an all-day event for each card with a due day. Whoever has the address reads what its person
/// may see, looked up on every request: it is dead once they are disabled or off the board. Only numbers, titles and days leave.
/// </summary>
public sealed class ReadCalendar(Reads reads, IOptions<OrganisationOptions> organisation)
{
    /// <param name="known">The reader's entity tag.</param>
    public Task<CalendarFile?> RunAsync(string secret, string? known, CancellationToken ct)
    {
        var tenant = organisation.Value.TenantId;
        var hash = CalendarSecret.Hash(secret);
        return reads.RunAsync(tenant, async db =>
        {
            var link = await db.Set<CalendarLink>().AsNoTracking()
                .SingleOrDefaultAsync(l => l.Hash == hash && db.Set<Person>().Any(p => p.Id == l.Person && p.Active), ct);
            if (link is null || await BoardAccess.StandingAsync(db, Actor.Reader(tenant, link.Person), link.Board, ct) is not { Archived: false } standing)
            {
                return null;
            }

            var tag = $"\"{standing.Sequence.ToString(CultureInfo.InvariantCulture)}\"";
            return new CalendarFile(tag, tag == known ? null : await WriteAsync(db, link.Board, ct));
        }, ct);
    }

    private static async Task<byte[]> WriteAsync(WorkspaceDb db, Guid id, CancellationToken ct)
    {
        var board = await db.Set<Board>().AsNoTracking().SingleAsync(b => b.Id == id, ct);
        var cards = await db.Set<Card>().Where(c => c.Board == id && c.ArchivedAt == null && !c.Template && c.Due != null)
            .OrderBy(c => c.Number)
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Title,
                c.Start,
                Due = c.Due!.Value,
                c.Version,
                c.CreatedAt,
                ChangedAt = db.Set<JournalRow>().Where(j => j.Stream == id && j.Sequence == c.Version).Select(j => (DateTimeOffset?)j.At).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var calendar = new Calendar { ProductId = "-//Workspace//Boards//DE", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", board.Name);
        foreach (var card in cards)
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{card.Id}@workspace",
                Sequence = (int)Math.Min(card.Version, int.MaxValue),
                Summary = string.Create(CultureInfo.InvariantCulture, $"{board.Key}-{card.Number} {card.Title}"),
                Start = Day(card.Start ?? card.Due),
                End = Day(card.Due.AddDays(1)),
                Created = Moment(card.CreatedAt),
                LastModified = Moment(card.ChangedAt ?? card.CreatedAt),
                DtStamp = Moment(card.ChangedAt ?? card.CreatedAt),
                Transparency = TransparencyType.Transparent,
            });
        }

        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalDateTime Day(DateOnly day) => new(day);

    private static CalDateTime Moment(DateTimeOffset at) => new(at.UtcDateTime, CalDateTime.UtcTzId);
}
