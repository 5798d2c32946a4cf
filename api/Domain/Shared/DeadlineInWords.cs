using System.Globalization;
using System.Text;

namespace Workspace.Domain.Shared;

/// <summary>
/// Why a deadline is on its day, in sentences that anybody can follow with the law beside them. German and English stand in the rules
/// and not at the edge, since each sentence is the reason for one step of the reckoning.
/// </summary>
public static class DeadlineInWords
{
    private static readonly CultureInfo s_german = CultureInfo.GetCultureInfo("de-DE");
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en-GB");

    public static string German(Deadline deadline)
    {
        if (deadline.Frist is not { } frist)
        {
            return $"Termin ist {On(deadline.Last)}. Ein Termin verschiebt sich nicht, auch nicht von einem Wochenende oder Feiertag (§ 31 Abs. 5 VwVfG).";
        }

        var text = new StringBuilder();
        _ = frist.Begin is FristBegin.Event
            ? text.Append(s_german, $"Die Frist von {Length()} beginnt nach dem Ereignis am {On(deadline.Start)}; dieser Tag zählt nicht mit (§ 187 Abs. 1 BGB).")
            : text.Append(s_german, $"Die Frist von {Length()} beginnt mit dem Tag {On(deadline.Start)}; er zählt mit (§ 187 Abs. 2 BGB).");
        _ = frist.Unit switch
        {
            FristUnit.WorkingDay => text.Append(" Gezählt werden Arbeitstage: Montag bis Freitag ohne gesetzliche Feiertage und ohne dienstfreie Tage des Hauses."),
            FristUnit.Day => text.Append(s_german, $" Gerechnet endet sie am {On(deadline.Reckoned)} (§ 188 Abs. 1 BGB)."),
            _ when deadline.DayMissing => text.Append(s_german, $" Dem letzten Monat fehlt ein Tag dieser Zahl; gerechnet endet sie deshalb am {On(deadline.Reckoned)}, seinem letzten Tag (§ 188 Abs. 3 BGB)."),
            _ => text.Append(s_german, $" Gerechnet endet sie am {On(deadline.Reckoned)} (§ 188 Abs. 2 BGB)."),
        };
        if (deadline.MovedOver.Count > 0)
        {
            _ = text.Append(s_german, $" An Samstagen, Sonntagen und gesetzlichen Feiertagen endet keine Frist: Sie verschiebt sich über {Over(deadline, On, GermanName, "und")} hinaus (§ 193 BGB, § 31 Abs. 3 VwVfG).");
        }

        return text.Append(s_german, $" Letzter Tag ist {On(deadline.Last)}, bis 24 Uhr.").ToString();

        string Length() => frist switch
        {
            { Unit: FristUnit.Day, Length: 1 } => "1 Tag",
            { Unit: FristUnit.Day } => $"{frist.Length} Tagen",
            { Unit: FristUnit.WorkingDay, Length: 1 } => "1 Arbeitstag",
            { Unit: FristUnit.WorkingDay } => $"{frist.Length} Arbeitstagen",
            { Unit: FristUnit.Week, Length: 1 } => "1 Woche",
            { Unit: FristUnit.Week } => $"{frist.Length} Wochen",
            { Length: 1 } => "1 Monat",
            _ => $"{frist.Length} Monaten",
        };

        static string On(DateOnly day) => day.ToString("dddd, d. MMMM yyyy", s_german);
    }

    public static string English(Deadline deadline)
    {
        if (deadline.Frist is not { } frist)
        {
            return $"The date is {On(deadline.Last)}. A named date does not move, not even from a weekend or a holiday (section 31 (5) VwVfG).";
        }

        var text = new StringBuilder();
        _ = frist.Begin is FristBegin.Event
            ? text.Append(s_english, $"The period of {Length()} begins after the event on {On(deadline.Start)}; that day does not count (section 187 (1) BGB).")
            : text.Append(s_english, $"The period of {Length()} begins with {On(deadline.Start)}; that day counts (section 187 (2) BGB).");
        _ = frist.Unit switch
        {
            FristUnit.WorkingDay => text.Append(" Working days are counted: Monday to Friday without public holidays and without the house's own days off."),
            FristUnit.Day => text.Append(s_english, $" By count it ends on {On(deadline.Reckoned)} (section 188 (1) BGB)."),
            _ when deadline.DayMissing => text.Append(s_english, $" The last month has no day of that number, so by count it ends on {On(deadline.Reckoned)}, its last day (section 188 (3) BGB)."),
            _ => text.Append(s_english, $" By count it ends on {On(deadline.Reckoned)} (section 188 (2) BGB)."),
        };
        if (deadline.MovedOver.Count > 0)
        {
            _ = text.Append(s_english, $" No period ends on a Saturday, a Sunday or a public holiday: it moves past {Over(deadline, On, EnglishName, "and")} (section 193 BGB, section 31 (3) VwVfG).");
        }

        return text.Append(s_english, $" The last day is {On(deadline.Last)}, until midnight.").ToString();

        string Length() => frist switch
        {
            { Unit: FristUnit.Day, Length: 1 } => "1 day",
            { Unit: FristUnit.Day } => $"{frist.Length} days",
            { Unit: FristUnit.WorkingDay, Length: 1 } => "1 working day",
            { Unit: FristUnit.WorkingDay } => $"{frist.Length} working days",
            { Unit: FristUnit.Week, Length: 1 } => "1 week",
            { Unit: FristUnit.Week } => $"{frist.Length} weeks",
            { Length: 1 } => "1 month",
            _ => $"{frist.Length} months",
        };

        static string On(DateOnly day) => day.ToString("dddd, d MMMM yyyy", s_english);
    }

    private static string Over(Deadline deadline, Func<DateOnly, string> on, Func<Holiday, string> name, string and)
    {
        var days = deadline.MovedOver.Select(d => d.Holiday is { } holiday ? $"{on(d.Day)} ({name(holiday)})" : on(d.Day)).ToArray();
        return days is [var only] ? only : $"{string.Join("; ", days[..^1])} {and} {days[^1]}";
    }

    private static string GermanName(Holiday holiday) => holiday switch
    {
        Holiday.NewYear => "Neujahr",
        Holiday.Epiphany => "Heilige Drei Könige",
        Holiday.WomensDay => "Frauentag",
        Holiday.GoodFriday => "Karfreitag",
        Holiday.EasterSunday => "Ostersonntag",
        Holiday.EasterMonday => "Ostermontag",
        Holiday.LabourDay => "Tag der Arbeit",
        Holiday.LiberationDay => "Tag der Befreiung",
        Holiday.Ascension => "Christi Himmelfahrt",
        Holiday.WhitSunday => "Pfingstsonntag",
        Holiday.WhitMonday => "Pfingstmontag",
        Holiday.CorpusChristi => "Fronleichnam",
        Holiday.UprisingDay => "75. Jahrestag des Aufstands vom 17. Juni",
        Holiday.PeaceFestival => "Augsburger Hohes Friedensfest",
        Holiday.Assumption => "Mariä Himmelfahrt",
        Holiday.ChildrensDay => "Weltkindertag",
        Holiday.UnityDay => "Tag der Deutschen Einheit",
        Holiday.ReformationDay => "Reformationstag",
        Holiday.AllSaints => "Allerheiligen",
        Holiday.RepentanceDay => "Buß- und Bettag",
        Holiday.ChristmasDay => "1. Weihnachtstag",
        Holiday.SecondChristmasDay => "2. Weihnachtstag",
        _ => throw new ArgumentOutOfRangeException(nameof(holiday), holiday, "A holiday without a name."),
    };

    private static string EnglishName(Holiday holiday) => holiday switch
    {
        Holiday.NewYear => "New Year's Day",
        Holiday.Epiphany => "Epiphany",
        Holiday.WomensDay => "Women's Day",
        Holiday.GoodFriday => "Good Friday",
        Holiday.EasterSunday => "Easter Sunday",
        Holiday.EasterMonday => "Easter Monday",
        Holiday.LabourDay => "Labour Day",
        Holiday.LiberationDay => "Liberation Day",
        Holiday.Ascension => "Ascension Day",
        Holiday.WhitSunday => "Whit Sunday",
        Holiday.WhitMonday => "Whit Monday",
        Holiday.CorpusChristi => "Corpus Christi",
        Holiday.UprisingDay => "75 years since the uprising of 17 June",
        Holiday.PeaceFestival => "Augsburg Peace Festival",
        Holiday.Assumption => "Assumption Day",
        Holiday.ChildrensDay => "World Children's Day",
        Holiday.UnityDay => "German Unity Day",
        Holiday.ReformationDay => "Reformation Day",
        Holiday.AllSaints => "All Saints' Day",
        Holiday.RepentanceDay => "Day of Repentance and Prayer",
        Holiday.ChristmasDay => "Christmas Day",
        Holiday.SecondChristmasDay => "Boxing Day",
        _ => throw new ArgumentOutOfRangeException(nameof(holiday), holiday, "A holiday without a name."),
    };
}
