using CsCheck;
using Workspace.Domain.Boards;
using Workspace.Domain.Boards.Import;

namespace Workspace.Domain.Tests.Boards.Import;

public sealed class PlanningATrelloImport
{
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly ImportWords s_words = new("Ohne Titel", "Aufgaben", "Ohne Liste", "Ehemaliges Mitglied", "Fortsetzung", "Vollständiger Titel", "Weitere Punkte", "Weitere Anhänge", "Ja", "Zeile {0}");
    private static readonly ImportLimits s_limits = new(Name: 120, Title: 500, Text: 50_000, Url: 2_000);
    private static readonly ImportPerson s_anna = new(Guid.Parse("11111111-1111-4111-8111-111111111111"), "Anna Müller", "anna.mueller@musterstadt.example", "A.Mueller@musterstadt.example");
    private static readonly ImportPerson s_ben = new(Guid.Parse("22222222-2222-4222-8222-222222222222"), "Ben Schulz", "ben.schulz@musterstadt.example", null);
    private static readonly ImportPerson s_otherBen = new(Guid.Parse("33333333-3333-4333-8333-333333333333"), "Ben Schulz", "ben.schulz2@musterstadt.example", null);

    [Fact]
    public void Lists_become_columns_in_order_and_closed_ones_go_to_the_archive_with_their_cards()
    {
        var plan = Plan(Board() with
        {
            Lists = [List("b", "Später", pos: 200), List("a", "Jetzt", pos: 100) with { SoftLimit = 4 }, List("c", "Alt", pos: 50) with { Closed = true }],
            Cards = [Card("1", "c"), Card("2", "a", pos: 20), Card("3", "a", pos: 10), Card("4", "a", pos: 15) with { Closed = true, DateLastActivity = "2024-05-01T10:00:00.000Z" }],
        });

        Assert.Equal([new ImportColumn("Alt", null, true), new ImportColumn("Jetzt", 4, false), new ImportColumn("Später", null, false)], plan.Columns);
        Assert.Equal(["Karte 1", "Karte 3", "Karte 4", "Karte 2"], plan.Cards.Select(c => c.Title));
        Assert.Equal([true, false, true, false], plan.Cards.Select(c => c.Archived));
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero), plan.Cards[2].ArchivedAt);
        Assert.Equal(["Karte 1"], Note(plan, "card-archived-with-list").Examples);
    }

    [Fact]
    public void A_due_time_becomes_the_day_it_falls_on_in_the_organisation_s_zone()
    {
        var card = Plan(WithCard(c => c with { Start = "2026-03-01T09:00:00.000Z", Due = "2026-11-26T23:30:00.000Z", DueComplete = true })).Cards.Single();

        Assert.Equal(new DateOnly(2026, 3, 1), card.Start);
        Assert.Equal(new DateOnly(2026, 11, 27), card.Due);
        Assert.Equal(100, card.Progress);
    }

    [Fact]
    public void A_start_after_the_due_day_is_dropped_and_told_with_its_day()
    {
        var plan = Plan(WithCard(c => c with { Start = "2026-12-01T09:00:00.000Z", Due = "2026-11-01T09:00:00.000Z" }));

        Assert.Null(plan.Cards.Single().Start);
        Assert.Equal(["Karte 1 (2026-12-01)"], Note(plan, "card-start-after-due").Examples);
    }

    [Fact]
    public void An_unreadable_date_is_dropped_and_told()
    {
        var plan = Plan(WithCard(c => c with { Due = "morgen" }));

        Assert.Null(plan.Cards.Single().Due);
        Assert.Equal(["morgen"], Note(plan, "card-date-unreadable").Examples);
    }

    [Theory]
    [InlineData("yellow", "yellow"), InlineData("sky", "sky"), InlineData("lime", "lime"), InlineData("pink", "pink"), InlineData("black", "grey"), InlineData(null, "grey")]
    [InlineData("green_dark", "green"), InlineData("red_light", "red"), InlineData("black_light", "grey"), InlineData("magenta", "grey")]
    public void Labels_keep_their_colour_or_the_nearest(string? trello, string ours)
    {
        var plan = Plan(Board() with { Labels = [new TrelloLabel("l", "OZG", trello)] });

        Assert.Equal(new ImportLabel("OZG", ours), Assert.Single(plan.Labels));
        Assert.Equal(trello is not null && trello != ours && trello != "black", plan.Notes.Any(n => n.Code == "label-colours"));
    }

    [Fact]
    public void Labels_that_only_a_card_knows_are_taken_too()
    {
        var plan = Plan(WithCard(c => c with { IdLabels = ["x", "gone"], Labels = [new TrelloLabel("x", "Frist", "red")] }));

        Assert.Equal(new ImportLabel("Frist", "red"), Assert.Single(plan.Labels));
        Assert.Equal([0], plan.Cards.Single().Labels);
        Assert.Equal(1, Note(plan, "labels-not-in-file").Count);
    }

    [Fact]
    public void People_are_recognised_by_mail_user_name_or_name_and_never_guessed()
    {
        var plan = Plan(
            WithCard(c => c with { IdMembers = ["mail", "user", "name", "two", "nobody", "left"] }) with
            {
                Members =
                [
                    new TrelloMember("mail", "Frau M.", "am77", "a.mueller@MUSTERSTADT.example"),
                    new TrelloMember("user", "B.", "Anna.Mueller", null),
                    new TrelloMember("name", "Müller,  Anna", "xyz", null),
                    new TrelloMember("two", "Ben Schulz", "bs", null),
                    new TrelloMember("nobody", "John Doe", "johndoe", null),
                ],
                Memberships = [new TrelloMembership("mail", "admin", false), new TrelloMembership("name", "observer", false), new TrelloMembership("user", "normal", true)],
            },
            s_anna, s_ben, s_otherBen);

        Assert.Equal(
            [(s_anna.Id, ImportMatch.Mail), (s_anna.Id, ImportMatch.Username), (s_anna.Id, ImportMatch.Name), (null, ImportMatch.Several), (null, ImportMatch.None)],
            plan.Members.Select(m => ((Guid?)m.Person, m.Match)));
        Assert.Equal([s_anna.Id], plan.Cards.Single().Assignees);
        Assert.Equal(["Ben Schulz"], Note(plan, "people-ambiguous").Examples);
        Assert.Equal(["John Doe"], Note(plan, "people-unknown").Examples);
        Assert.Equal(2, Note(plan, "assignee-unknown").Count);
        Assert.Equal(1, Note(plan, "assignee-not-in-file").Count);

        // An administrator in the file becomes an editor: a file makes nobody an owner. Who was deactivated becomes nothing.
        Assert.Equal([BoardRole.Editor, null, BoardRole.Viewer, null, null], plan.Members.Select(m => m.Role));
    }

    [Fact]
    public void One_checklist_stays_as_it_is_and_several_are_told_apart_by_name()
    {
        var plan = Plan(Board() with
        {
            Members = [new TrelloMember("m", "Anna Müller", null, null)],
            Cards = [Card("1", "a"), Card("2", "a", pos: 2)],
            Checklists =
            [
                new TrelloChecklist("k1", "1", "Vorbereitung", 1, [Item("i2", "zweitens", 20), Item("i1", "erstens", 10, "complete")]),
                new TrelloChecklist("k3", "2", "Abschluss", 9, [Item("i4", "Bericht", 1)]),
                new TrelloChecklist("k2", "2", "Beginn", 1, [Item("i3", "Auftrag", 1, "complete") with { Due = "2026-01-01T23:30:00Z", IdMember = "m" }]),
                new TrelloChecklist("k4", "gone", "Fort", 1, [Item("i5", "weg", 1)]),
            ],
        }, s_anna);

        Assert.Equal([new ImportItem("erstens", true), new ImportItem("zweitens", false)], plan.Cards[0].Checklist);
        Assert.Equal([new ImportItem("Beginn: Auftrag", true, s_anna.Id, new DateOnly(2026, 1, 2)), new ImportItem("Abschluss: Bericht", false)], plan.Cards[1].Checklist);
        Assert.Equal(["Karte 2"], Note(plan, "checklists-joined").Examples);
        Assert.Equal(1, Note(plan, "checklists-of-deleted-cards").Count);
    }

    [Fact]
    public void Comments_keep_author_and_time_also_of_members_who_are_gone()
    {
        var plan = Plan(
            WithCard(c => c with { Badges = new TrelloBadges(5) }) with
            {
                Members = [new TrelloMember("m", "Anna Müller", "anna.mueller", null)],
                Actions =
                [
                    Comment("a3", "1", "drittens", "2024-03-03T10:00:00.000Z") with { IdMemberCreator = "ghost" },
                    Comment("a2", "1", "zweitens", "2024-02-02T10:00:00.000Z") with { IdMemberCreator = "m" },
                    Comment("a1", "1", "erstens", "2024-01-01T10:00:00.000Z") with { MemberCreator = new TrelloMember("x", "John Doe", "jd", null), Type = "copyCommentCard" },
                    Comment("a1", "1", "erstens", "2024-01-01T10:00:00.000Z"),
                    Comment("a9", "gone", "verloren", "2024-01-01T10:00:00.000Z"),
                    new TrelloAction("a8", "createCard", "2024-01-01T10:00:00.000Z", "m", null, null),
                ],
            },
            s_anna);

        Assert.Equal(
            [
                new ImportComment("John Doe", "erstens", new DateTimeOffset(2024, 1, 1, 10, 0, 0, TimeSpan.Zero)),
                new ImportComment("Anna Müller", "zweitens", new DateTimeOffset(2024, 2, 2, 10, 0, 0, TimeSpan.Zero)),
                new ImportComment("Ehemaliges Mitglied", "drittens", new DateTimeOffset(2024, 3, 3, 10, 0, 0, TimeSpan.Zero)),
            ],
            plan.Cards.Single().Comments);
        Assert.Equal(2, Note(plan, "comments-not-in-file").Count);
        Assert.Equal(1, Note(plan, "comments-of-deleted-cards").Count);
        Assert.Equal(1, Note(plan, "activity").Count);
    }

    [Theory]
    [InlineData("https://musterstadt.sharepoint.com/x.pdf", true)]
    [InlineData("http://alt.example/x.pdf", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("https://trello.com@boese.example/x", false)]
    [InlineData("//boese.example/x", false)]
    [InlineData("", false)]
    public void Only_https_attachments_become_links_and_others_stand_as_text(string url, bool link)
    {
        var plan = Plan(WithCard(c => c with { Desc = "Text", ShortUrl = "https://trello.com/c/abc", Attachments = [new TrelloAttachment("f", "Datei", url, false, 1)] }));
        var card = plan.Cards.Single();

        Assert.Equal(link ? [new ImportLink("Datei", url), new ImportLink("Trello", "https://trello.com/c/abc")] : [new ImportLink("Trello", "https://trello.com/c/abc")], card.Links);
        Assert.Equal(link ? "Text" : $"Text\n\n**Weitere Anhänge**\n\n- Datei: `{url}`", card.Description);
    }

    [Fact]
    public void Nothing_that_is_too_long_is_lost()
    {
        var title = new string('t', 501);
        var item = new string('i', 600);
        var description = string.Join('\n', Enumerable.Range(0, 12_000).Select(i => $"Zeile {i}"));
        var comment = string.Concat(Enumerable.Repeat("👩‍🚒", 20_000));
        var plan = Plan(
            WithCard(c => c with { Name = title, Desc = description }) with
            {
                Checklists = [new TrelloChecklist("k", "1", "Liste", 1, [Item("i", item, 1), .. Enumerable.Range(2, 500).Select(i => Item($"i{i}", $"Punkt {i}", i))])],
                Actions = [Comment("a", "1", comment, "2024-01-01T10:00:00.000Z")],
            });
        var card = plan.Cards.Single();

        Assert.Equal(title[..499] + "…", card.Title);
        Assert.Equal(500, card.Checklist.Count);
        var continued = card.Comments.Where(c => c.Author == "Fortsetzung").Select(c => c.Text).Prepend(card.Description!).ToList();
        Assert.All(continued, part => Assert.InRange(part.Length, 1, 50_000));
        var whole = string.Join('\n', continued);
        Assert.StartsWith(description, whole, StringComparison.Ordinal);
        Assert.Contains(title, whole, StringComparison.Ordinal);
        Assert.Contains(item, whole, StringComparison.Ordinal);
        Assert.Contains("- [ ] Punkt 501", whole, StringComparison.Ordinal);
        Assert.Equal(comment, string.Concat(card.Comments.Where(c => c.Author != "Fortsetzung").Select(c => c.Text)));
        Assert.All(
            ["card-title-shortened", "checklist-item-shortened", "checklist-continued", "description-continued", "comment-split"],
            code => Assert.Equal(ImportNoteKind.Changed, Note(plan, code).Kind));
    }

    [Fact]
    public void What_has_no_place_is_told_by_kind_and_count()
    {
        var plan = Plan(
            WithCard(c => c with
            {
                Due = "2026-11-27T10:00:00.000Z",
                DueReminder = 1440,
                Address = "Rathausplatz 1",
                CardRole = "mirror",
                Cover = new TrelloCover(null, "bild", null),
                IdMembersVoted = ["x", "y"],
                Stickers = [new TrelloSticker("s")],
                PluginData = [new TrelloPluginData("p")],
                CustomFieldItems = [new TrelloCustomFieldItem("f1", new TrelloValue(Number: "viel")), new TrelloCustomFieldItem("f2", new TrelloValue(Date: "bald"))],
                Attachments = [new TrelloAttachment("u", "plan.pdf", "https://trello.com/1/cards/x/attachments/u/download/plan.pdf", true, 1)],
            }) with
            {
                Prefs = new TrelloPrefs("blue", "private"),
                CustomFields = [new TrelloCustomField("f1", "Aufwand", "number"), new TrelloCustomField("f2", "Kosten", "date"), new TrelloCustomField("f3", "Leer")],
                PowerUps = ["calendar"],
            });

        Assert.Equal(
            new Dictionary<string, int>
            {
                ["board-settings"] = 1,
                ["card-roles"] = 1,
                ["covers"] = 1,
                ["custom-fields"] = 2,
                ["custom-fields-unused"] = 1,
                ["due-reminders"] = 1,
                ["due-times"] = 1,
                ["files-at-trello"] = 1,
                ["locations"] = 1,
                ["plugin-data"] = 1,
                ["power-ups"] = 1,
                ["stickers"] = 1,
                ["votes"] = 2,
            },
            plan.Notes.ToDictionary(n => n.Code, n => n.Count).OrderBy(n => n.Key, StringComparer.Ordinal).ToDictionary());
        Assert.All(plan.Notes, note => Assert.Equal(ImportNoteKind.NoPlace, note.Kind));
        Assert.Equal(["Aufwand", "Kosten"], Note(plan, "custom-fields").Examples);
        Assert.Equal("https://trello.com/1/cards/x/attachments/u/download/plan.pdf", plan.Cards.Single().Links.Single().Url);
    }

    [Fact]
    public void Custom_fields_covers_list_colours_and_templates_have_their_place()
    {
        var plan = Plan(
            WithCard(c => c with
            {
                IsTemplate = true,
                Cover = new TrelloCover("sky_light", null, null),
                CustomFieldItems =
                [
                    new TrelloCustomFieldItem("text", new TrelloValue(Text: "  =1+1 ")), new TrelloCustomFieldItem("number", new TrelloValue(Number: "2.50")),
                    new TrelloCustomFieldItem("date", new TrelloValue(Date: "2026-11-26T23:30:00.000Z")), new TrelloCustomFieldItem("box", new TrelloValue(Checked: "true")),
                    new TrelloCustomFieldItem("list", null, "o2"), new TrelloCustomFieldItem("long", new TrelloValue(Text: new string('x', 3_000))),
                ],
            }) with
            {
                Lists = [List("a", "Offen", 1) with { Color = "green" }],
                CustomFields =
                [
                    new TrelloCustomField("text", "Aktenzeichen", "text", 1), new TrelloCustomField("number", "Kosten", "number", 2), new TrelloCustomField("date", "Abnahme", "date", 3),
                    new TrelloCustomField("box", "Geprüft", "checkbox", 4), new TrelloCustomField("list", "Art", "list", 5, [new TrelloOption("o2", new TrelloValue("B"), 2), new TrelloOption("o1", new TrelloValue("A"), 1)]),
                    new TrelloCustomField("long", "Lang", "text", 6),
                ],
            });

        Assert.Equal("green", plan.Columns.Single().Colour);
        Assert.Equal(
            [("Aktenzeichen", FieldKind.Text, ""), ("Kosten", FieldKind.Number, ""), ("Abnahme", FieldKind.Date, ""), ("Geprüft", FieldKind.Choice, "Ja"), ("Art", FieldKind.Choice, "A, B"), ("Lang", FieldKind.Text, "")],
            plan.Fields.Select(f => (f.Name, f.Kind, string.Join(", ", f.Choices))));
        var card = plan.Cards.Single();
        Assert.Equal((true, "sky"), (card.Template, card.Colour));
        Assert.Equal(
            [new ImportValue(0, "=1+1"), new ImportValue(1, "2.50"), new ImportValue(2, "2026-11-27"), new ImportValue(3, "", 0), new ImportValue(4, "", 1)],
            card.Values.SkipLast(1));
        Assert.Equal(2_000, card.Values[5].Value.Length);
        Assert.Equal($"**Lang**\n\n{new string('x', 3_000)}", card.Description);
        Assert.Equal(["Lang"], Note(plan, "field-text-shortened").Examples);
    }

    [Fact]
    public void Numbers_are_kept_and_only_missing_or_double_ones_are_new()
    {
        var plan = Plan(Board() with
        {
            Cards = [Card("1", "a", pos: 1) with { IdShort = 7 }, Card("2", "a", pos: 2) with { IdShort = 7 }, Card("3", "a", pos: 3) with { IdShort = null }, Card("4", "a", pos: 4) with { IdShort = 40 }],
        });

        Assert.Equal([7, 41, 42, 40], plan.Cards.Select(c => c.Number));
        Assert.Equal(["Karte 2", "Karte 3"], Note(plan, "card-renumbered").Examples);
    }

    [Fact]
    public void Cards_without_a_list_and_boards_without_lists_find_a_column()
    {
        var plan = Plan(Board() with { Lists = [], Cards = [Card("1", "gone"), Card("2", "gone")] });

        Assert.Equal(["Ohne Liste"], plan.Columns.Select(c => c.Name));
        Assert.Equal([0, 0], plan.Cards.Select(c => c.Column));
        Assert.Equal(2, Note(plan, "card-without-list").Count);
        Assert.Equal(["Aufgaben"], Plan(Board() with { Lists = [] }).Columns.Select(c => c.Name));
    }

    [Fact]
    public void A_card_is_as_old_as_its_id_says() =>
        Assert.Equal(
            new DateTimeOffset(2017, 9, 15, 16, 14, 3, TimeSpan.Zero),
            Plan(Board() with { Cards = [Card("59bbfc4bf36aa0270d6bfd43", "a")] }).Cards.Single().CreatedAt);

    [Fact]
    public void A_card_with_another_id_is_as_old_as_the_action_that_made_it() =>
        Assert.Equal(
            new DateTimeOffset(2017, 9, 15, 16, 14, 3, TimeSpan.Zero),
            Plan(Board() with
            {
                Cards = [Card("7", "a")],
                Actions = [new TrelloAction("a", "createCard", "2017-09-15T16:14:03.000Z", null, null, new TrelloActionData(null, new TrelloCardReference("7"), null))],
            }).Cards.Single().CreatedAt);

    [Fact]
    public void Empty_entries_and_missing_parts_do_no_harm()
    {
        var plan = Plan(new TrelloExport { Id = "b", Name = " ", Lists = [null, List("a", null, 1)], Cards = [null, new TrelloCard(), new TrelloCard { Name = "Nu\0l" }] });

        Assert.Equal("Ohne Titel", plan.Name);
        Assert.Equal(["Ohne Titel", "Nul"], plan.Cards.Select(c => c.Title));
    }

    [Theory, InlineData(false, true), InlineData(true, false)]
    public void Other_JSON_is_no_board(bool lists, bool cards) =>
        Assert.False(new TrelloExport { Id = "b", Name = "B", Lists = lists ? [] : null, Cards = cards ? [] : null }.IsBoard);

    /// <summary>Whatever a file holds: the plan breaks none of the board's rules and loses no card, comment or item.</summary>
    [Fact]
    public void Any_export_becomes_a_plan_that_fits_and_loses_nothing()
    {
        var ids = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("c"), Gen.Const("d"), Gen.Const(""));
        var text = Gen.String[0, 700];
        string?[] dates = ["2026-11-27T10:00:00.000Z", "2020-01-01T23:59:00.000Z", "nie", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", null];
        var date = Gen.Int[0, dates.Length - 1].Select(i => dates[i]);
        var lists = Gen.Select(ids, text, Gen.Bool, Gen.Double).Select((id, name, closed, pos) => new TrelloList(id, name, closed, pos, null, null, null)).List[0, 5];
        var cards = Gen.Select(ids, text, text, date, date, Gen.Int[-1, 5], ids.List[0, 3]).Select((list, name, desc, start, due, number, members) =>
            new TrelloCard { IdList = list, Name = name, Desc = desc, Start = start, Due = due, IdShort = number, IdMembers = members }).List[0, 12];

        Gen.Select(lists, cards).Sample((someLists, someCards) =>
        {
            var withIds = someCards.Select((card, i) => card with { Id = $"{i:x8}{i:x16}" }).ToList();
            var plan = Plan(Board() with
            {
                Lists = someLists,
                Cards = withIds,
                Members = [new TrelloMember("a", "Anna Müller", "anna", null), new TrelloMember("b", "Niemand", "n", null)],
                Checklists = [.. withIds.Select(card => new TrelloChecklist(card.Id + "k", card.Id, card.Desc, 1, [Item(card.Id!, card.Name!, 1)]))],
                Actions = [.. withIds.Select(card => Comment(card.Id!, card.Id!, "x" + card.Desc, card.Due))],
            }, s_anna);

            Assert.Equal(withIds.Count, plan.Cards.Count);
            Assert.Equal(withIds.Count, plan.Cards.Sum(c => c.Checklist.Count));
            Assert.Equal(withIds.Count, plan.Cards.Sum(c => c.Comments.Count));
            Assert.Equal(plan.Cards.Count, plan.Cards.Select(c => c.Number).Distinct().Count());
            Assert.Contains(plan.Columns, c => !c.Archived);
            Assert.All(plan.Columns, c => Assert.InRange(c.Name.Length, 1, s_limits.Name));
            Assert.All(plan.Cards, card =>
            {
                Assert.InRange(card.Title.Length, 1, s_limits.Title);
                Assert.InRange(card.Column, 0, plan.Columns.Count - 1);
                Assert.True(card.Number > 0);
                Assert.False(card.Start > card.Due);
                Assert.False(card.Description?.Length > s_limits.Text);
                Assert.True(!plan.Columns[card.Column].Archived || card.Archived, "A card in an archived column would be out of sight.");
                Assert.All(card.Checklist, i => Assert.InRange(i.Title.Length, 1, s_limits.Title));
            });
            Assert.All(plan.Notes, n => Assert.InRange(n.Examples.Count, 0, ImportNote.MostExamples));
        });
    }

    private static ImportPlan Plan(TrelloExport export, params ImportPerson[] people) => TrelloImport.Plan(export, new ImportSetting(people, s_berlin, s_limits, s_words));

    private static TrelloExport Board() => new() { Id = "board", Name = "Bürgerservice", Lists = [List("a", "Offen", 1)], Cards = [] };

    private static TrelloExport WithCard(Func<TrelloCard, TrelloCard> change) => Board() with { Cards = [change(Card("1", "a"))] };

    private static TrelloList List(string id, string? name, double pos) => new(id, name, false, pos, null, null, null);

    private static TrelloCard Card(string id, string list, double pos = 1) =>
        new() { Id = id, IdList = list, Name = $"Karte {id}", Pos = pos, IdShort = id.Length == 1 ? id[0] - '0' : 99 };

    private static TrelloCheckItem Item(string id, string name, double pos, string state = "incomplete") => new(id, name, pos, state, null, null);

    private static TrelloAction Comment(string id, string card, string text, string? at) =>
        new(id, "commentCard", at, null, null, new TrelloActionData(text, new TrelloCardReference(card), null));

    private static ImportNote Note(ImportPlan plan, string code) => Assert.Single(plan.Notes, n => n.Code == code);
}
