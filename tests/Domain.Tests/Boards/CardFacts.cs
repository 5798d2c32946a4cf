using CsCheck;
using Workspace.Domain.Boards;

namespace Workspace.Domain.Tests.Boards;

/// <summary>What a card knows beside its place.</summary>
public sealed class CardFacts
{
    private static readonly Guid s_person = Guid.Parse("11111111-1111-4111-8111-111111111111");

    [Theory]
    [InlineData(FieldKind.Text, " Halle 3 ", "Halle 3")]
    [InlineData(FieldKind.Text, "   ", null)]
    [InlineData(FieldKind.Number, "-12.50", "-12.50")]
    [InlineData(FieldKind.Number, "1.234,5", null)]
    [InlineData(FieldKind.Number, "1e9", null)]
    [InlineData(FieldKind.Date, "2028-02-29", "2028-02-29")]
    [InlineData(FieldKind.Date, "2027-02-29", null)]
    [InlineData(FieldKind.Date, "29.02.2028", null)]
    [InlineData(FieldKind.Person, "11111111-1111-4111-8111-111111111111", "11111111-1111-4111-8111-111111111111")]
    [InlineData(FieldKind.Person, "Eva", null)]
    public void A_value_has_the_one_form_of_its_kind(FieldKind kind, string typed, string? stored) => Assert.Equal(stored, Field(kind).Normalise(typed));

    [Fact]
    public void A_choice_is_one_of_its_answers()
    {
        var answer = new FieldChoice(Guid.NewGuid(), "Ja");
        var field = Field(FieldKind.Choice);
        field.Choices = [answer];

        Assert.Equal(answer.Id.ToString(), field.Normalise(answer.Id.ToString().ToUpperInvariant()));
        Assert.Null(field.Normalise(Guid.NewGuid().ToString()));
    }

    [Theory]
    [InlineData("ohne", new string[0])]
    [InlineData("@{11111111-1111-4111-8111-111111111111} bitte ansehen", new[] { "11111111-1111-4111-8111-111111111111" })]
    [InlineData("@{11111111-1111-4111-8111-111111111111} und @{11111111-1111-4111-8111-111111111111}", new[] { "11111111-1111-4111-8111-111111111111" })]
    [InlineData("@{11111111-1111-4111-8111-11111111111} @{ @{x} mail@example.org", new string[0])]
    public void Mentions_are_read_from_the_text(string text, string[] people) =>
        Assert.Equal(people.Select(Guid.Parse), CardComment.Mentioned(text));

    [Theory]
    [InlineData("https://www.musterstadt.example/antrag?x=1", true)]
    [InlineData("http://www.musterstadt.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https:", false)]
    [InlineData("//musterstadt.example", false)]
    [InlineData("musterstadt.example", false)]
    public void A_link_is_https(string url, bool taken)
    {
        var refusal = NewCard().AddLink(new CardLink(Guid.NewGuid(), "Titel", url));
        Assert.Equal(taken ? null : Card.LinkNotHttps, refusal);
    }

    [Fact]
    public void A_circle_is_found_wherever_it_closes_and_only_then() => Gen.Int[0, 7].Select(Gen.Int[0, 7]).Array[0, 20].Sample(pairs =>
    {
        var ids = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToArray();
        var ties = ids.ToDictionary(id => id, _ => new List<Guid>());
        foreach (var (from, to) in pairs)
        {
            if (from != to && !Connections.Closes(ids[from], [ids[to]], id => ties[id]))
            {
                ties[ids[from]].Add(ids[to]);
            }
        }

        // No card reaches itself: every walk over the ties ends within as many steps as there are cards.
        Assert.All(ids, id => Assert.DoesNotContain(id, Reached(id, ties)));
    });

    [Fact]
    public void Items_of_a_checklist_keep_their_order_when_one_moves() => Gen.Int[0, 5].Select(Gen.Int[-1, 5]).Sample((moved, before) =>
    {
        var card = NewCard();
        var items = Enumerable.Range(0, 6).Select(i => new ChecklistItem(Guid.NewGuid(), $"{i}", false)).ToList();
        items.ForEach(item => Assert.Null(card.AddItem(item)));
        var refused = card.MoveItem(items[moved].Id, before < 0 ? null : items[before].Id);

        Assert.Equal(moved == before, refused is not null);
        Assert.Equal(items.Where(i => i.Id != items[moved].Id), card.Checklist.Where(i => i.Id != items[moved].Id));
        if (moved != before && before >= 0)
        {
            Assert.Equal(items[before].Id, card.Checklist[card.Checklist.FindIndex(i => i.Id == items[moved].Id) + 1].Id);
        }
    });

    [Fact]
    public void What_is_trashed_comes_back_even_from_the_archive()
    {
        var card = NewCard();
        Assert.Null(card.Archive(DateTimeOffset.UnixEpoch));
        Assert.Null(card.Trash(DateTimeOffset.UnixEpoch.AddDays(1)));
        Assert.Equal(Card.Archived, card.Trash(DateTimeOffset.UnixEpoch.AddDays(2)));
        Assert.Null(card.Restore(card.Column, "a0"));

        Assert.False(card.IsArchived);
        Assert.Null(card.TrashedAt);
    }

    private static HashSet<Guid> Reached(Guid from, Dictionary<Guid, List<Guid>> ties)
    {
        var reached = new HashSet<Guid>();
        var open = new Stack<Guid>(ties[from]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                ties[next].ForEach(open.Push);
            }
        }

        return reached;
    }

    private static CustomField Field(FieldKind kind) => new() { Id = Guid.NewGuid(), Organisation = s_person, Board = s_person, Name = "Feld", Kind = kind };

    private static Card NewCard()
    {
        var board = Board.Create(Guid.NewGuid(), Guid.NewGuid(), "Board", null, BoardVisibility.Members, DateTimeOffset.UnixEpoch);
        return Card.Create(Guid.NewGuid(), board, Guid.NewGuid(), "Karte", "a0", 1, DateTimeOffset.UnixEpoch);
    }
}
