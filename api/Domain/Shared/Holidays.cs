namespace Workspace.Domain.Shared;

/// <summary>The sixteen Länder, by the two letters of ISO 3166-2:DE.</summary>
public enum Land
{
    BW,
    BY,
    BE,
    BB,
    HB,
    HH,
    HE,
    MV,
    NI,
    NW,
    RP,
    SL,
    SN,
    ST,
    SH,
    TH,
}

/// <summary>A day on which work rests by law.</summary>
public enum Holiday
{
    NewYear,
    Epiphany,
    WomensDay,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    LabourDay,
    LiberationDay,
    Ascension,
    WhitSunday,
    WhitMonday,
    CorpusChristi,
    UprisingDay,

    /// <summary>Augsburg's Hohes Friedensfest, on 8 August.</summary>
    PeaceFestival,
    Assumption,
    ChildrensDay,
    UnityDay,
    ReformationDay,
    AllSaints,
    RepentanceDay,
    ChristmasDay,
    SecondChristmasDay,
}

/// <summary>
/// The statutory holidays of Germany from 1995 on, with the years in which they hold. Sources: the Länder's laws on Sundays and
/// holidays (FTG BW, BayFTG, BE SonnFeiertG, BbgFTG, BremFeiertG, HH FeiertagsG, HFeiertagsG, FTG M-V, NFeiertagsG, FeiertG NW, LFtG RP, SFG
/// Saarland, SächsSFG, FeiTG LSA, SFTG SH, ThürFGtG) and Art. 2 (2) of the Unification Treaty for 3 October. The changes of this century: 31
/// October everywhere in 2017, in HB, HH, NI and SH for good from 2018; 8 March in BE from 2019 and in MV from 2023; 20 September in TH from
/// 2019; in BE once only 8 May 2020, 8 May 2025 and 17 June 2028. Feasts that only some municipalities of a Land
/// have stand beside them in <see cref="LocalFeast"/>.
/// </summary>
/// <remarks>Checked for 2024 to 2030, day by day, against the table of another project: <c>tests/Domain.Tests/Shared/Holidays.2024-2030.txt</c>.</remarks>
public static class Holidays
{
    private static readonly Land[] s_all = Enum.GetValues<Land>();

    private static readonly Rule[] s_rules =
    [
        new(Holiday.NewYear, y => new(y, 1, 1), s_all),
        new(Holiday.Epiphany, y => new(y, 1, 6), [Land.BW, Land.BY, Land.ST]),
        new(Holiday.WomensDay, y => new(y, 3, 8), [Land.BE], From: 2019),
        new(Holiday.WomensDay, y => new(y, 3, 8), [Land.MV], From: 2023),
        new(Holiday.GoodFriday, y => Easter(y).AddDays(-2), s_all),
        new(Holiday.EasterSunday, Easter, [Land.BB]),
        new(Holiday.EasterMonday, y => Easter(y).AddDays(1), s_all),
        new(Holiday.LabourDay, y => new(y, 5, 1), s_all),
        new(Holiday.LiberationDay, y => new(y, 5, 8), [Land.BE], From: 2020, To: 2020),
        new(Holiday.LiberationDay, y => new(y, 5, 8), [Land.BE], From: 2025, To: 2025),
        new(Holiday.Ascension, y => Easter(y).AddDays(39), s_all),
        new(Holiday.WhitSunday, y => Easter(y).AddDays(49), [Land.BB]),
        new(Holiday.WhitMonday, y => Easter(y).AddDays(50), s_all),
        new(Holiday.CorpusChristi, y => Easter(y).AddDays(60), [Land.BW, Land.BY, Land.HE, Land.NW, Land.RP, Land.SL]),
        new(Holiday.UprisingDay, y => new(y, 6, 17), [Land.BE], From: 2028, To: 2028),
        new(Holiday.Assumption, y => new(y, 8, 15), [Land.SL]),
        new(Holiday.ChildrensDay, y => new(y, 9, 20), [Land.TH], From: 2019),
        new(Holiday.UnityDay, y => new(y, 10, 3), s_all),
        new(Holiday.ReformationDay, y => new(y, 10, 31), [Land.BB, Land.MV, Land.SN, Land.ST, Land.TH]),
        new(Holiday.ReformationDay, y => new(y, 10, 31), s_all, From: 2017, To: 2017),
        new(Holiday.ReformationDay, y => new(y, 10, 31), [Land.HB, Land.HH, Land.NI, Land.SH], From: 2018),
        new(Holiday.AllSaints, y => new(y, 11, 1), [Land.BW, Land.BY, Land.NW, Land.RP, Land.SL]),
        new(Holiday.RepentanceDay, RepentanceDay, [Land.SN]),
        new(Holiday.ChristmasDay, y => new(y, 12, 25), s_all),
        new(Holiday.SecondChristmasDay, y => new(y, 12, 26), s_all),
    ];

    /// <summary>Which holiday a day is; where no Land is known, those that hold in all sixteen.</summary>
    public static Holiday? On(DateOnly day, Land? land)
    {
        foreach (var rule in s_rules)
        {
            if (day.Year >= rule.From && day.Year <= rule.To && (land is { } known ? rule.In.Contains(known) : rule.In.Length == s_all.Length) && rule.Day(day.Year) == day)
            {
                return rule.Holiday;
            }
        }

        return null;
    }

    /// <summary>The day of a feast that only some municipalities have.</summary>
    internal static DateOnly DayOf(LocalFeast feast, int year) => feast switch
    {
        LocalFeast.AugsburgPeaceFestival => new(year, 8, 8),
        LocalFeast.BavarianAssumption => new(year, 8, 15),
        LocalFeast.SaxonCorpusChristi or LocalFeast.ThuringianCorpusChristi => Easter(year).AddDays(60),
        _ => throw new ArgumentOutOfRangeException(nameof(feast), feast, "A feast without a day."),
    };

    /// <summary>Easter Sunday of the Gregorian calendar (Gauss's rule in the form of Meeus, Jones and Butcher).</summary>
    public static DateOnly Easter(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var march = epact + weekday - (7 * late) + 114;
        return new DateOnly(year, march / 31, (march % 31) + 1);
    }

    /// <summary>The Wednesday before 23 November.</summary>
    private static DateOnly RepentanceDay(int year)
    {
        var day = new DateOnly(year, 11, 22);
        return day.AddDays(-(((int)day.DayOfWeek - (int)DayOfWeek.Wednesday + 7) % 7));
    }

    private sealed record Rule(Holiday Holiday, Func<int, DateOnly> Day, Land[] In, int From = 1995, int To = int.MaxValue);
}
