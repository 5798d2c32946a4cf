using static Workspace.Sandbox.City.Musterstadt;

namespace Workspace.Sandbox.City.Boards;

/// <summary>The board that most of the tour happens on; Clara keeps it in step with her Planner plan.</summary>
internal static class CitizenService
{
    private const string Ideas = "Ideen";
    private const string Planned = "Geplant";
    private const string Running = "In Arbeit";
    private const string Approval = "Freigabe";
    private const string Done = "Fertig";

    public static DemoBoard Board { get; } = new(
        "Bürgerservice digital", "BÜ", "Anliegen, die Bürgerinnen und Bürger heute noch ins Rathaus führen, Schritt für Schritt online anbieten.", Everybody: true,
        Clara,
        [(Ben, "editor"), (Anna, "owner"), (David, "commenter"), (Eva, "viewer")],
        [new(Ideas), new(Planned), new(Running, Limit: 6), new(Approval, Limit: 4), new(Done, Done: true)],
        [new("OZG", "blue"), new("Datenschutz", "purple"), new("Barrierefreiheit", "teal"), new("Front Office", "orange"), new("Fachverfahren", "green"), new("Eilt", "red")],
        [
            new(Ideas, "Wartezeit im Bürgerbüro live auf der Website zeigen")
            {
                Text = "Das Aufrufsystem kennt die Wartezeit bereits. Eine **öffentliche Anzeige** würde vormittags entlasten.\n\n- Schnittstelle beim Hersteller anfragen\n- nur Richtwerte, keine Nummern",
                Labels = ["Front Office"],
                Comments = [(David, "Die Haltestellenanzeiger könnten das auch zeigen, wenn es eine offene Schnittstelle gibt.")],
            },
            new(Ideas, "Fundsachen online suchen und abholen lassen") { Labels = ["OZG"] },
            new(Ideas, "Leichte Sprache für die zehn häufigsten Anliegen") { Labels = ["Barrierefreiheit"], People = [Ben] },
            new(Ideas, "Umzugsmappe: alle Meldungen in einem Vorgang") { Text = "Ummeldung, Kfz, Hundesteuer, Abfall: heute vier Formulare, vier Ämter." },
            new(Ideas, "Selbstbedienungsterminal für Passfotos erneuern") { Labels = ["Front Office"] },
            new(Ideas, "Chat auf der Website: Fragen der letzten drei Monate auswerten"),
            new(Ideas, "Anwohnerparkausweis ohne Papierbescheid") { Labels = ["OZG", "Fachverfahren"], Comments = [(David, "Das wünschen wir uns in der Mobilität seit Langem.")] },
            new(Ideas, "Sprechstunde per Video für Menschen mit eingeschränkter Mobilität") { Labels = ["Barrierefreiheit"] },
            new(Planned, "Führungszeugnis: Hinweis auf das Bundesportal statt Termin") { Labels = ["OZG"], People = [Ben], Due = 21, Priority = "low" },
            new(Planned, "Meldebescheinigung online beantragen")
            {
                Labels = ["OZG", "Fachverfahren"], People = [Ben, Clara], Start = 5, Due = 40, Priority = "important",
                Text = "Nachnutzung der Lösung aus dem Einer-für-Alle-Verbund. Zu klären: Anbindung an das Melderegister und die Bezahlplattform.",
                Checklist = [("Nachnutzungsvertrag prüfen", false), ("Testzugang Fachverfahren", false), ("Gebührensatzung anpassen", false)],
            },
            new(Planned, "Terminkalender der Außenstelle Nord zusammenführen") { Labels = ["Front Office"], People = [Ben], Due = 28 },
            new(Planned, "Rückmeldung nach jedem Onlinedienst abfragen") { Due = 35, Text = "Drei Fragen, freiwillig, ohne Personenbezug." },
            new(Planned, "Schulung E-Akte für das Front Office") { Labels = ["Front Office"], People = [Clara], Start = 12, Due = 13, Checklist = [("Raum buchen", true), ("Schulungsfälle vorbereiten", false), ("Vertretung am Tresen klären", false)] },
            new(Planned, "Beglaubigungen: Wartenummer nur noch mit Termin") { Labels = ["Front Office"], Due = 17 },
            new(Planned, "Formulare auf Barrierefreiheit prüfen (BITV)") { Labels = ["Barrierefreiheit"], People = [Ben], Due = 24, Priority = "important", Checklist = [("Wohngeld", true), ("Ummeldung", false), ("Hundesteuer", false), ("Parkausweis", false)] },
            new(Planned, "Stellvertretung im Antragspostfach regeln") { People = [Clara], Due = 10 },
            new(Running, "Terminbuchung für das Standesamt online anbieten")
            {
                Labels = ["OZG", "Front Office"], People = [Ben], Start = -14, Due = 4, Priority = "important", Progress = 60,
                Text = "Eheanmeldungen und Urkunden zuerst, Trauungstermine im zweiten Schritt.\n\nDie Kalender liegen beim Standesamt, die Bestätigung verschickt das Bürgerportal.",
                Checklist = [("Leistungen und Dauer abstimmen", true), ("Kalender anbinden", true), ("Texte freigeben lassen", true), ("Erinnerung per SMS testen", false), ("Mitarbeitende einweisen", false)],
                Comments = [(Clara, "Bitte vor dem Start noch einmal mit dem Standesamt durchspielen."), (Ben, "Termin dafür ist am Donnerstag um 10 Uhr.")],
            },
            new(Running, "Personalausweis: Abholung am Abholautomaten")
            {
                Labels = ["Front Office"], People = [Ben, Clara], Start = -30, Due = 0, Progress = 75,
                Checklist = [("Automat aufgestellt", true), ("Einwilligung Fingerabdruck", true), ("Probebetrieb", true), ("Presse informieren", false)],
            },
            new(Running, "Datenschutz-Folgenabschätzung für das Bürgerkonto")
            {
                Labels = ["Datenschutz"], People = [Anna], Due = -2, Priority = "urgent", Progress = 40,
                Text = "Fragen der Datenschutzbeauftragten vom letzten Dienstag einarbeiten: Speicherdauer, Auftragsverarbeitung, Protokolle.",
                Comments = [(Anna, "Antwort des Dienstleisters zur Protokollierung steht noch aus.")],
            },
            new(Running, "Onlinedienst Wohngeld: Rückfragen im Postfach statt per Brief") { Labels = ["OZG", "Fachverfahren"], People = [Ben], Due = 8, Progress = 30 },
            new(Running, "Texte der Startseite neu gliedern") { Labels = ["Barrierefreiheit"], People = [Clara], Due = 3, Progress = 50, Checklist = [("Anliegen statt Ämter", true), ("Suche nach Alltagsworten", false)] },
            new(Approval, "Musterbescheid Hundesteuer in einfacher Sprache")
            {
                Labels = ["Barrierefreiheit"], People = [Ben], Due = 2, Progress = 90,
                Text = "Der Bescheid bleibt rechtlich vollständig; eine Seite davor erklärt in einfacher Sprache, was zu tun ist.",
                Approval = (Ben, Clara, "Bitte den Text der ersten Seite freigeben. Das Rechtsamt hat keine Einwände."),
            },
            new(Approval, "Gebührentabelle für Onlineanträge") { Labels = ["Fachverfahren"], People = [Ben], Due = 6, Progress = 90 },
            new(Approval, "Datenschutzhinweise für die Videosprechstunde") { Labels = ["Datenschutz"], People = [Anna], Due = 5, Progress = 80 },
            new(Done, "Online-Terminbuchung für das Bürgerbüro") { Labels = ["OZG"], People = [Ben], Due = -40, Progress = 100 },
            new(Done, "Bezahlen per Karte am Tresen") { Labels = ["Front Office"], Due = -33, Progress = 100 },
            new(Done, "Wartebereich mit WLAN ausstatten") { Labels = ["Front Office"], Progress = 100 },
            new(Done, "Ummeldung Nebenwohnung online") { Labels = ["OZG"], People = [Ben], Due = -21, Progress = 100, Checklist = [("Formular", true), ("Schnittstelle", true), ("Abnahme", true)] },
            new(Done, "Hinweisschilder in vier Sprachen") { Labels = ["Barrierefreiheit"], Progress = 100 },
            new(Done, "E-Akte im Meldewesen eingeführt") { Labels = ["Fachverfahren"], People = [Clara], Due = -60, Progress = 100 },
            new(Done, "Rufnummer 115 an den Bürgerservice angebunden") { Due = -75, Progress = 100 },
            new(Done, "Hundesteuer online anmelden") { Labels = ["OZG"], People = [Ben], Due = -12, Progress = 100 },
        ])
    {
        Plan = (CitizenServiceGroup, "Bürgerservice digital"),
    };
}
