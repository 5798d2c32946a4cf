using static Workspace.Sandbox.City.Musterstadt;

namespace Workspace.Sandbox.City.Boards;

/// <summary>The other boards: departments that work together, each with its own columns.</summary>
internal static class Projects
{
    public static DemoBoard BuildingPermit { get; } = new(
        "Digitaler Bauantrag", "BAU", "Vom Papierantrag zum durchgehend elektronischen Verfahren mit allen beteiligten Stellen.", Everybody: true,
        Anna,
        [(Ben, "editor"), (Clara, "editor"), (David, "editor")],
        [new("Anforderungen"), new("Umsetzung", Limit: 5), new("Test", Limit: 4), new("Abnahme"), new("In Betrieb", Done: true)],
        [new("XBau", "blue"), new("Beteiligung TÖB", "purple"), new("Schulung", "orange"), new("Vergabe", "brown"), new("Rechtsfrage", "red")],
        [
            new("Anforderungen", "Elektronische Beteiligung der Träger öffentlicher Belange") { Labels = ["Beteiligung TÖB"], People = [Anna], Due = 30, Text = "Feuerwehr, Untere Naturschutzbehörde und Stadtwerke sollen Unterlagen im Verfahren sehen und Stellung nehmen." },
            new("Anforderungen", "Planvorlage als PDF/A und als IFC entgegennehmen") { Labels = ["XBau"], Due = 45 },
            new("Anforderungen", "Nachbarbeteiligung: was darf elektronisch zugestellt werden?") { Labels = ["Rechtsfrage"], People = [Anna], Priority = "important", Due = 14 },
            new("Anforderungen", "Statistik an das Landesamt automatisch melden") { Labels = ["XBau"] },
            new("Anforderungen", "Vorprüfung der Vollständigkeit durch den Antragsassistenten") { Text = "Ziel: weniger Nachforderungen. Heute wird in 6 von 10 Fällen nachgefordert." },
            new("Anforderungen", "Vorbescheid und Bauanzeige als eigene Verfahren") { Labels = ["XBau"], Due = 60 },
            new("Umsetzung", "Anbindung des Fachverfahrens über XBau 2.4") { Labels = ["XBau"], People = [Ben], Start = -20, Due = 12, Progress = 45, Checklist = [("Testumgebung", true), ("Nachrichten 0200 bis 0203", true), ("Rückmeldungen", false), ("Lasttest", false)] },
            new("Umsetzung", "Digitaler Stempel für genehmigte Pläne") { People = [Anna], Due = 9, Progress = 30 },
            new("Umsetzung", "Archivformat mit dem Stadtarchiv abstimmen") { People = [Clara], Due = 20, Progress = 20, Comments = [(Clara, "Das Archiv bittet um Beispielakten aus drei Verfahren.")] },
            new("Umsetzung", "Rollen und Vertretungen im Verfahren einrichten") { People = [Ben], Due = 1, Progress = 65 },
            new("Test", "Probelauf mit drei Architekturbüros") { People = [Anna, Ben], Due = 7, Progress = 50, Checklist = [("Büros eingeladen", true), ("Testfälle geschrieben", true), ("Auswertung", false)] },
            new("Test", "Prüfung am Doppelbildschirm: Pläne vergleichen und messen") { People = [David], Due = 5, Progress = 60 },
            new("Test", "Benachrichtigungen an Antragstellende") { Labels = ["Beteiligung TÖB"], Due = -1, Progress = 70 },
            new("Abnahme", "Schulungsunterlagen für die Bauaufsicht") { Labels = ["Schulung"], People = [Clara], Due = 3, Progress = 90 },
            new("Abnahme", "Rahmenvertrag Scandienstleister") { Labels = ["Vergabe"], People = [Anna], Due = 10, Progress = 80 },
            new("In Betrieb", "Antragsassistent für Carports und Gartenhäuser") { Labels = ["XBau"], Due = -30, Progress = 100 },
            new("In Betrieb", "Elektronische Bauakte für neue Vorhaben") { Due = -55, Progress = 100 },
            new("In Betrieb", "Statusabfrage mit Aktenzeichen") { Due = -10, Progress = 100 },
        ]);

    public static DemoBoard Mobility { get; } = new(
        "Mobilitätsstationen", "MOB", "Rad, Bus und Leihwagen an zwölf Orten der Stadt zusammenbringen.", Everybody: false,
        David,
        [(Anna, "editor"), (Clara, "viewer")],
        [new("Standorte prüfen"), new("Planung"), new("Bau", Limit: 3), new("Eröffnet", Done: true)],
        [new("Förderung", "green"), new("Tiefbau", "brown"), new("Stadtwerke", "blue"), new("Beteiligung", "purple")],
        [
            new("Standorte prüfen", "Bahnhof Nord: Platz für vier Leihwagen") { Labels = ["Tiefbau"], People = [David], Due = 11 },
            new("Standorte prüfen", "Klinikum: Schichtwechsel und Nachfrage zählen") { People = [David], Due = 18 },
            new("Standorte prüfen", "Gewerbegebiet Ost mit den Betrieben abstimmen") { Labels = ["Beteiligung"] },
            new("Standorte prüfen", "Freibad: Nutzung nur im Sommer?") ,
            new("Planung", "Einheitliche Beschilderung und Wegweisung") { People = [Anna], Due = 25, Progress = 20 },
            new("Planung", "Förderantrag Nationale Klimaschutzinitiative") { Labels = ["Förderung"], People = [David, Anna], Due = 6, Priority = "urgent", Progress = 55, Checklist = [("Kostenschätzung", true), ("Ratsbeschluss", true), ("Antrag hochladen", false)] },
            new("Planung", "Stromanschlüsse mit den Stadtwerken klären") { Labels = ["Stadtwerke"], People = [David], Due = 13 },
            new("Bau", "Rathausplatz: Fundamente für Lastenradboxen") { Labels = ["Tiefbau"], People = [David], Start = -6, Due = 2, Progress = 40 },
            new("Bau", "Hochschule: Ladesäulen montieren") { Labels = ["Stadtwerke"], People = [David], Due = 16, Progress = 10 },
            new("Eröffnet", "Marktplatz") { Due = -80, Progress = 100 },
            new("Eröffnet", "Hauptbahnhof Südseite") { Due = -25, Progress = 100 },
        ]);

    public static DemoBoard Kita { get; } = new(
        "Kita-Navigator", "KITA", "Plätze finden, anmelden und gerecht vergeben, für Eltern verständlich.", Everybody: false,
        Eva,
        [(Anna, "editor")],
        [new("Wünsche"), new("In Arbeit"), new("Erledigt", Done: true)],
        [new("Eltern", "orange"), new("Einrichtungen", "teal"), new("Datenschutz", "purple")],
        [
            new("Wünsche", "Warteliste: Rang und Grund für Eltern sichtbar machen") { Labels = ["Eltern"], People = [Eva] },
            new("Wünsche", "Anmeldung in Türkisch, Ukrainisch und Arabisch") { Labels = ["Eltern"], Due = 50 },
            new("Wünsche", "Tag der offenen Tür im Kalender anzeigen") { Labels = ["Einrichtungen"] },
            new("In Arbeit", "Vergabekriterien als Fragebogen abbilden") { Labels = ["Einrichtungen"], People = [Eva], Due = 9, Progress = 50, Checklist = [("Beruf", true), ("Geschwister", true), ("Wohnort", false), ("Härtefall", false)] },
            new("In Arbeit", "Löschfristen für nicht vergebene Anmeldungen") { Labels = ["Datenschutz"], People = [Anna], Due = 15, Progress = 20 },
            new("In Arbeit", "Einweisung der Kita-Leitungen") { Labels = ["Einrichtungen"], People = [Eva], Due = 4, Progress = 35 },
            new("Erledigt", "Stadtplan mit allen 42 Einrichtungen") { Progress = 100 },
            new("Erledigt", "Erinnerung an fehlende Unterlagen") { Labels = ["Eltern"], Progress = 100 },
        ]);
}
