using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workspace.Api.Tests.Boards.Import;

/// <summary>
/// A large board as Trello writes it, the same for the same seed: 3,200 cards, over 3,000 actions, checklists, comments, closed
/// lists and cards, custom fields, attachments, nameless labels. It counts what it writes, so that a test can compare.
/// </summary>
internal sealed class LargeTrelloBoard
{
    private static readonly string[] s_colours = ["green", "yellow", "orange", "red", "purple", "blue", "sky", "lime", "pink", "black", "green_dark", "red_light"];
    private static readonly string[] s_fields = ["Aufwand", "Kosten", "Fachverfahren", "Abnahme"];
    private readonly Random _random;
    private readonly DateTimeOffset _start = new(2022, 1, 3, 8, 0, 0, TimeSpan.Zero);
    private int _ids;

    private LargeTrelloBoard(int seed) => _random = new Random(seed);

    public byte[] File { get; private set; } = [];
    public string Name { get; } = "Digitalisierung Bürgerservice 2022 bis 2025";
    public int OpenCards { get; private set; }
    public int ArchivedCards { get; private set; }
    public int Comments { get; private set; }
    public int ChecklistItems { get; private set; }
    public int Links { get; private set; }
    public int CustomFieldValues { get; private set; }
    public int OtherActions { get; private set; }
    public int MissingComments { get; private set; }
    public int Uploads { get; private set; }
    public int UnsafeAttachments { get; private set; }

    /// <summary>Titles of open cards per open list, in order.</summary>
    public Dictionary<string, List<string>> Order { get; } = new(StringComparer.Ordinal);

    /// <param name="knownPerson">Full name of somebody of the organisation, who is a member of the board.</param>
    public static LargeTrelloBoard Make(int seed, string knownPerson, int cards = 3_200)
    {
        var made = new LargeTrelloBoard(seed);
        made.File = JsonSerializer.SerializeToUtf8Bytes(made.Board(knownPerson, cards));
        return made;
    }

    private JsonObject Board(string knownPerson, int howMany)
    {
        var lists = Enumerable.Range(0, 14).Select(i => (Id: Id(), Name: $"Liste {i + 1:00}", Closed: i % 5 == 4, Pos: 65_536.0 * (i + 1))).ToList();
        var labels = Enumerable.Range(0, 24).Select(i => (Id: Id(), Name: i % 3 == 0 ? "" : $"Thema {i}", Colour: i == 23 ? null : s_colours[i % s_colours.Length])).ToList();
        var members = Enumerable.Range(0, 12).Select(i => (Id: Id(), Name: i == 0 ? knownPerson : $"Externe Person {i}")).ToList();
        var fields = s_fields.Select(name => (Id: Id(), Name: name)).ToList();
        var (cards, checklists, actions) = (new JsonArray(), new JsonArray(), new JsonArray());
        var byList = lists.ToDictionary(l => l.Id, _ => new List<(double Pos, string Title)>(), StringComparer.Ordinal);
        for (var number = 1; number <= howMany; number++)
        {
            var list = lists[_random.Next(lists.Count)];
            var card = Card(number, list.Id);
            var archived = _random.Next(8) == 0;
            card["closed"] = archived;
            if (archived || list.Closed)
            {
                ArchivedCards++;
            }
            else
            {
                OpenCards++;
                byList[list.Id].Add(((double)card["pos"]!, (string)card["name"]!));
            }

            card["idLabels"] = new JsonArray([.. Some(labels, 3).Select(l => (JsonNode)l.Id)]);
            card["idMembers"] = new JsonArray([.. Some(members, 2).Select(m => (JsonNode)m.Id)]);
            card["attachments"] = Attachments();
            AddCustomFields(card, fields);
            AddChecklists(card, checklists);
            AddComments(card, members, actions);
            cards.Add(card);
        }

        for (; OtherActions < 1_200; OtherActions++)
        {
            actions.Add(Action("updateCard", members[0], new JsonObject { ["old"] = new JsonObject { ["pos"] = 1 } }));
        }

        foreach (var list in lists.Where(l => !l.Closed))
        {
            Order.Add(list.Name, [.. byList[list.Id].OrderBy(c => c.Pos).Select(c => c.Title)]);
        }

        return new JsonObject
        {
            ["id"] = Id(),
            ["nodeId"] = "ari:cloud:trello::board/workspace/x/y",
            ["name"] = Name,
            ["desc"] = "Alles, was den Bürgerservice digital macht.",
            ["closed"] = false,
            ["shortUrl"] = "https://trello.com/b/abcdefgh",
            ["prefs"] = new JsonObject { ["background"] = "sky", ["permissionLevel"] = "org" },
            ["labelNames"] = new JsonObject { ["green"] = "", ["red"] = "Eilt" },
            ["limits"] = new JsonObject { ["cards"] = new JsonObject { ["openPerBoard"] = new JsonObject { ["status"] = "ok", ["disableAt"] = 5000 } } },
            ["actions"] = actions,
            ["cards"] = cards,
            ["labels"] = new JsonArray([.. labels.Select(l => new JsonObject { ["id"] = l.Id, ["name"] = l.Name, ["color"] = l.Colour, ["uses"] = 3 })]),
            ["lists"] = new JsonArray([.. lists.OrderBy(_ => _random.Next()).Select(l => new JsonObject { ["id"] = l.Id, ["name"] = l.Name, ["closed"] = l.Closed, ["pos"] = l.Pos, ["softLimit"] = null })]),
            ["members"] = new JsonArray([.. members.Select((m, i) => new JsonObject { ["id"] = m.Id, ["fullName"] = m.Name, ["username"] = $"trellouser{i}", ["initials"] = "XY" })]),
            ["memberships"] = new JsonArray([.. members.Select(m => new JsonObject { ["id"] = Id(), ["idMember"] = m.Id, ["memberType"] = "normal", ["deactivated"] = false })]),
            ["checklists"] = checklists,
            ["customFields"] = new JsonArray([.. fields.Select(f => new JsonObject { ["id"] = f.Id, ["name"] = f.Name, ["type"] = "text" })]),
            ["pluginData"] = new JsonArray(),
        };
    }

    private JsonObject Card(int number, string list) => new()
    {
        ["id"] = Id(),
        ["idShort"] = number,
        ["idList"] = list,
        ["name"] = $"Vorhaben {number}: Ämter, Größe & „Maß“",
        ["desc"] = _random.Next(3) == 0 ? "" : $"**Ziel** {number}\n\n- erstens\n- zweitens",
        ["pos"] = _random.NextDouble() * 1_000_000,
        ["start"] = _random.Next(6) == 0 ? Time(_start.AddDays(number)) : null,
        ["due"] = _random.Next(2) == 0 ? Time(_start.AddDays(number + 30)) : null,
        ["dueComplete"] = _random.Next(4) == 0,
        ["dueReminder"] = _random.Next(9) == 0 ? 1440 : -1,
        ["dateLastActivity"] = Time(_start.AddDays(number)),
        ["shortUrl"] = $"https://trello.com/c/k{number.ToString("x7", CultureInfo.InvariantCulture)}",
        ["cover"] = new JsonObject { ["color"] = _random.Next(10) == 0 ? "pink" : null, ["idAttachment"] = null },
        ["idMembersVoted"] = new JsonArray(),
        ["labels"] = new JsonArray(),
        ["limits"] = new JsonObject(),
        ["pluginData"] = new JsonArray(),
    };

    private JsonArray Attachments()
    {
        Links++;    // the link back
        return new JsonArray([.. Enumerable.Range(0, _random.Next(4) == 0 ? 2 : 0).Select(i =>
        {
            var kind = _random.Next(10);
            (Uploads, UnsafeAttachments, Links) = (Uploads + (kind < 3 ? 1 : 0), UnsafeAttachments + (kind == 9 ? 1 : 0), Links + (kind == 9 ? 0 : 1));
            return new JsonObject
            {
                ["id"] = Id(),
                ["name"] = $"Anlage {i + 1}.pdf",
                ["url"] = kind == 9 ? "http://alt.musterstadt.example/anlage.pdf" : "https://dateien.musterstadt.example/anlage.pdf",
                ["isUpload"] = kind < 3,
                ["pos"] = i,
                ["bytes"] = kind < 3 ? 12_345 : null,
                ["previews"] = new JsonArray(),
            };
        })]);
    }

    private void AddCustomFields(JsonObject card, List<(string Id, string Name)> fields)
    {
        var values = new JsonArray([.. Some(fields, 2).Distinct().Select(f => new JsonObject { ["id"] = Id(), ["idCustomField"] = f.Id, ["value"] = new JsonObject { ["text"] = "x" } })]);
        CustomFieldValues += values.Count;
        card["customFieldItems"] = values;
    }

    private void AddChecklists(JsonObject card, JsonArray checklists)
    {
        for (var list = 0; list < (_random.Next(3) == 0 ? _random.Next(1, 3) : 0); list++)
        {
            var items = _random.Next(1, 9);
            ChecklistItems += items;
            checklists.Add(new JsonObject
            {
                ["id"] = Id(),
                ["idCard"] = (string)card["id"]!,
                ["name"] = list == 0 ? "Checkliste" : "Abnahme",
                ["pos"] = list,
                ["checkItems"] = new JsonArray([.. Enumerable.Range(0, items).Select(i => new JsonObject
                {
                    ["id"] = Id(), ["name"] = $"Schritt {i + 1}", ["pos"] = i, ["state"] = _random.Next(2) == 0 ? "complete" : "incomplete", ["due"] = null, ["idMember"] = null,
                })]),
            });
        }
    }

    private void AddComments(JsonObject card, List<(string Id, string Name)> members, JsonArray actions)
    {
        var here = _random.Next(3) == 0 ? _random.Next(1, 4) : 0;
        var lacking = _random.Next(20) == 0 ? 2 : 0;
        (Comments, MissingComments) = (Comments + here, MissingComments + lacking);
        card["badges"] = new JsonObject { ["comments"] = here + lacking, ["attachments"] = card["attachments"]!.AsArray().Count };
        for (var i = 0; i < here; i++)
        {
            // One in ten was written by somebody whose account is gone.
            (string Id, string Name)? author = _random.Next(10) == 0 ? null : members[_random.Next(members.Count)];
            actions.Insert(0, Action("commentCard", author, new JsonObject { ["text"] = $"Bemerkung {i + 1} 👍", ["card"] = new JsonObject { ["id"] = (string)card["id"]! } }));
        }
    }

    private JsonObject Action(string type, (string Id, string Name)? by, JsonObject data) => new()
    {
        ["id"] = Id(),
        ["type"] = type,
        ["date"] = Time(_start.AddMinutes(_random.Next(1_000_000))),
        ["idMemberCreator"] = by?.Id ?? "deleted",
        ["memberCreator"] = by is { } known ? new JsonObject { ["id"] = known.Id, ["fullName"] = known.Name } : null,
        ["data"] = data,
    };

    private IEnumerable<T> Some<T>(List<T> from, int most) => Enumerable.Range(0, _random.Next(most + 1)).Select(_ => from[_random.Next(from.Count)]).Distinct();

    /// <summary>Like Trello's: the second of its making, then a running number.</summary>
    private string Id() => $"{_start.ToUnixTimeSeconds() + _ids:x8}{_ids++:x16}";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
