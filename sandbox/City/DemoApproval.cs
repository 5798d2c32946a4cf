using static Workspace.Sandbox.City.Musterstadt;

namespace Workspace.Sandbox.City;

/// <summary>A Mitzeichnung of the demo city and how far it has come.</summary>
/// <param name="Key">Names its commands.</param>
/// <param name="Holders">For the seats of the template, in order.</param>
internal sealed record DemoApproval(string Key, DemoPerson By, string Template, string Subject, string Text, IReadOnlyList<DemoPerson> Holders)
{
    public decimal? Amount { get; init; }
    public string? Comment { get; init; }

    /// <summary>Who answers which step with what.</summary>
    public IReadOnlyList<(DemoPerson By, int Step, string Answer, string? Text)> Answers { get; init; } = [];

    /// <summary>Those who are on the way somewhere, one that has come to its end.</summary>
    public static IReadOnlyList<DemoApproval> All { get; } =
    [
        new("waits", Ben, "Mitzeichnung (Sternform)", "Satzung über Verwaltungsgebühren 2027",
            "Die Gebühren für Meldebescheinigung und Führungszeugnis werden an die Kosten angepasst. Inkrafttreten am 1. März 2027.", [Anna, Clara, David, Eva])
        {
            Comment = "Bitte bis zur Ratssitzung mitzeichnen.",
            Answers = [(David, 3, "signed", null)],
        },
        new("refused", Ben, "Mitzeichnung (Sternform)", "Öffnungszeiten des Bürgerbüros am Samstag",
            "Ab April öffnet das Bürgerbüro jeden ersten Samstag im Monat von 9 bis 13 Uhr.", [David, Eva, Anna, Clara])
        {
            Answers =
            [
                (David, 1, "remark", "Bitte die Buslinie 4 in der Ankündigung nennen."),
                (Eva, 2, "refused", "Für Samstage fehlt die Zustimmung zur Dienstplanung."),
                (Anna, 3, "change", "Probezeit bis Ende September, dann Auswertung."),
            ],
        },
        new("closing", Anna, "Vertrag über der Wertgrenze", "Rahmenvertrag Scan-Dienstleistung",
            "Laufzeit zwei Jahre, Verlängerung um ein Jahr. Drei Angebote wurden verglichen, das wirtschaftlichste soll beauftragt werden.", [Ben, David, Eva, Clara])
        {
            Amount = 48_500,
            Answers = [(Ben, 1, "signed", null), (David, 2, "remark", "Mittel stehen bei 1.1.05 bereit."), (Eva, 3, "nothing", null)],
        },
        new("approved", Anna, "Einfache Freigabe", "Leitfaden Leichte Sprache", "Der Leitfaden gilt für alle Texte auf der Internetseite der Stadt.", [Clara])
        {
            Answers = [(Clara, 1, "signed", null)],
        },
    ];
}
