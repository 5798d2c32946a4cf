using System.Globalization;
using System.Text;
using Bogus;

namespace Workspace.Sandbox.City;

/// <summary>
/// The demo municipality. The named people and the ids are constants, so that tests and documents can rely on them;
/// everybody else is drawn with a fixed seed and therefore the same on every machine.
/// </summary>
public static class Musterstadt
{
    public const string Domain = "musterstadt.example";

    public const string TimeZone = "Europe/Berlin";

    /// <summary>Everybody's password at the Entra look-alike; only its password grant and its sign-in page know passwords.</summary>
    public const string Password = "Musterstadt-2026!";

    public static readonly Guid Tenant = Guid.Parse("8f2a3c64-6a1e-4d0e-9b57-1c2d3e4f5a60");

    /// <summary>The registration that the tab's api, the bot and the Graph client share.</summary>
    public static readonly Guid ClientId = Guid.Parse("5a1e6f0c-3b7d-4c59-8e21-7d4b9a0c2f13");

    /// <summary>Heads Bürgerservice, and manages her plans in Planner.</summary>
    public static readonly DemoPerson Clara = new(
        Guid.Parse("c1a7a0e3-0003-4a00-8c00-5d1f00000003"), "Clara", "Weber", $"clara.weber@{Domain}", "Bürgerservice", "Fachbereichsleiterin");

    /// <summary>The chief digital officer and first administrator.</summary>
    public static readonly DemoPerson Anna = new(
        Guid.Parse("c1a7a0e3-0001-4a00-8c00-5d1f00000001"), "Anna", "Müller", $"anna.mueller@{Domain}", "Digitalisierung", "Chief Digital Officer");

    public static readonly DemoPerson Ben = new(
        Guid.Parse("c1a7a0e3-0002-4a00-8c00-5d1f00000002"), "Ben", "Schulz", $"ben.schulz@{Domain}", "Bürgerservice", "Sachbearbeiter", Clara.Id);

    public static readonly DemoPerson David = new(
        Guid.Parse("c1a7a0e3-0004-4a00-8c00-5d1f00000004"), "David", "Yıldız", $"david.yildiz@{Domain}", "Mobilität", "Verkehrsplaner");

    public static readonly DemoPerson Eva = new(
        Guid.Parse("c1a7a0e3-0005-4a00-8c00-5d1f00000005"), "Eva", "Krüger", $"eva.krueger@{Domain}", "Kita", "Erzieherin");

    /// <summary>The app in Teams; another id than the registration's, so that nobody confuses the two.</summary>
    public static readonly Guid TeamsAppId = Guid.Parse("7e4d2b91-6c3a-4f58-9a0d-3b8e1f6c5d24");

    /// <summary>The groups that named people work in. Ben is no member of the budget's group, Eva only of the Kita's.</summary>
    public static readonly Guid CitizenServiceGroup = Guid.Parse("96c0a7e0-0001-4b00-9d00-6e2f00000001");
    public static readonly Guid BuildingPermitGroup = Guid.Parse("96c0a7e0-0002-4b00-9d00-6e2f00000002");
    public static readonly Guid KitaGroup = Guid.Parse("96c0a7e0-0003-4b00-9d00-6e2f00000003");
    public static readonly Guid MobilityGroup = Guid.Parse("96c0a7e0-0004-4b00-9d00-6e2f00000004");
    public static readonly Guid BudgetGroup = Guid.Parse("96c0a7e0-0005-4b00-9d00-6e2f00000005");

    private static readonly string[] s_departments =
    [
        "Bürgerservice", "Digitalisierung", "Mobilität", "Kita", "Hauptamt", "Personal", "Kämmerei", "Rechtsamt", "Stadtplanung", "Tiefbau",
        "Liegenschaften", "Schule", "Soziales", "Jugend", "Gesundheit", "Kultur", "Sport", "Umwelt und Energie", "Ordnungsamt", "Feuerwehr",
    ];

    private static readonly string[] s_jobTitles =
    [
        "Sachbearbeitung", "Sachgebietsleitung", "Projektleitung", "Referentin", "Referent", "Verwaltungsfachangestellte", "Verwaltungsfachangestellter",
        "Technische Angestellte", "Technischer Angestellter", "Auszubildende", "Auszubildender", "Teamassistenz",
    ];

    private static readonly string[] s_projects =
    [
        "Parkausweis online", "Digitale Poststelle", "Ratsinformation", "Bibliothek der Dinge", "Klimadashboard", "Schulanmeldung", "Hundesteuer online",
    ];

    private static readonly Lazy<DemoCity> s_city = new(() => Build(people: 300, seed: 20261127));

    /// <summary>The five named people first, then 295 drawn ones.</summary>
    public static DemoCity City => s_city.Value;

    public static DemoCity Build(int people, int seed)
    {
        var faker = new Faker("de") { Random = new Randomizer(seed) };
        var everybody = new List<DemoPerson> { Anna, Ben, Clara, David, Eva };
        var names = everybody.Select(person => person.UserPrincipalName).ToHashSet(StringComparer.Ordinal);
        var heads = new Dictionary<string, Guid>(StringComparer.Ordinal) { [Clara.Department] = Clara.Id, [Anna.Department] = Anna.Id };
        while (everybody.Count < people)
        {
            var (given, surname) = (faker.Name.FirstName(), faker.Name.LastName());
            var department = s_departments[everybody.Count % s_departments.Length];
            var name = $"{AsAddress(given)}.{AsAddress(surname)}";
            for (var again = 2; !names.Add($"{name}@{Domain}"); again++)
            {
                name = $"{AsAddress(given)}.{AsAddress(surname)}{again.ToString(CultureInfo.InvariantCulture)}";
            }

            var id = faker.Random.Guid();
            var leads = heads.TryAdd(department, id);
            everybody.Add(new DemoPerson(
                id, given, surname, $"{name}@{Domain}", department,
                leads ? "Fachbereichsleitung" : faker.PickRandom(s_jobTitles),
                leads ? Anna.Id : heads[department]));
        }

        // The two named people whose head was drawn only afterwards.
        for (var i = 0; i < everybody.Count; i++)
        {
            if (everybody[i] is { Manager: null } person && person.Id != Anna.Id)
            {
                everybody[i] = person with { Manager = person.Id == Clara.Id ? Anna.Id : heads.GetValueOrDefault(person.Department, Anna.Id) };
            }
        }

        return new DemoCity(Tenant, "Musterstadt", Domain, everybody, [.. Groups(everybody, faker)]);
    }

    private static IEnumerable<DemoGroup> Groups(List<DemoPerson> people, Faker faker)
    {
        IEnumerable<Guid> Of(string department, int count) =>
            people.Skip(5).Where(person => person.Department == department).Take(count).Select(person => person.Id);

        yield return new DemoGroup(
            CitizenServiceGroup, "Bürgerservice", "buergerservice", "Termine, Ausweise, Meldewesen",
            [Clara.Id, Ben.Id, Anna.Id, .. Of("Bürgerservice", 9)], [Clara.Id]);
        yield return new DemoGroup(
            BuildingPermitGroup, "Digitaler Bauantrag", "digitaler-bauantrag", "Vom Papier zum Online-Antrag",
            [Anna.Id, Ben.Id, Clara.Id, David.Id, .. Of("Stadtplanung", 8), .. Of("Digitalisierung", 4)], [Anna.Id, Clara.Id]);
        yield return new DemoGroup(
            KitaGroup, "Kita-Navigator", "kita-navigator", "Plätze finden und vergeben", [Eva.Id, Anna.Id, .. Of("Kita", 10)], [Eva.Id]);
        yield return new DemoGroup(
            MobilityGroup, "Mobilitätsstationen", "mobilitaetsstationen", "Rad, Bus und Leihwagen an einem Ort",
            [David.Id, Anna.Id, Clara.Id, .. Of("Mobilität", 7), .. Of("Tiefbau", 5)], [David.Id]);

        // An owner who is no member: Planner refuses her until she joins.
        yield return new DemoGroup(
            BudgetGroup, "Haushalt 2027", "haushalt-2027", "Nur für die Kämmerei", [.. Of("Kämmerei", 8)], [Anna.Id]);
        foreach (var project in s_projects)
        {
            var members = faker.PickRandom(people.Skip(5), faker.Random.Int(6, 25)).Select(person => person.Id).ToList();
            yield return new DemoGroup(faker.Random.Guid(), project, AsAddress(project), $"Projektgruppe {project}", members, [members[0]]);
        }
    }

    /// <summary>"Yıldız" → "yildiz", "Müller" → "mueller": what a German administration puts into an address.</summary>
    private static string AsAddress(string name)
    {
        var address = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant().Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal)
            .Replace("ü", "ue", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal).Replace('ı', 'i').Normalize(NormalizationForm.FormD))
        {
            _ = letter switch
            {
                >= 'a' and <= 'z' or >= '0' and <= '9' => address.Append(letter),
                ' ' or '-' => address.Append('-'),
                _ => address, // accents that the decomposition split off, apostrophes
            };
        }

        return address.ToString();
    }
}
