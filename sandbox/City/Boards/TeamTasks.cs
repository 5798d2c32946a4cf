using static Workspace.Sandbox.City.Musterstadt;

namespace Workspace.Sandbox.City.Boards;

/// <summary>What Clara keeps in Planner beside the board: everyday work of her department.</summary>
internal static class TeamTasks
{
    public static DemoPlan Plan { get; } = new("Teamaufgaben Bürgerservice", CitizenServiceGroup, Clara,
    [
        new("Diese Woche",
        [
            ("Dienstplan Dezember abstimmen", 3, 50, Clara),
            ("Vertretung am Tresen für Freitag", 1, 0, Ben),
            ("Jahresbericht: Fallzahlen zusammenstellen", 6, 50, Ben),
        ]),
        new("Später",
        [
            ("Fortbildung Meldewesen buchen", 25, 0, null),
            ("Raumbelegung Erdgeschoss prüfen", 40, 0, Clara),
        ]),
        new("Erledigt",
        [
            ("Öffnungszeiten über die Feiertage veröffentlicht", -4, 100, Clara),
        ]),
    ]);
}
