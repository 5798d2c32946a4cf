using System.Text.Json.Serialization;

namespace Workspace.Domain.Shared;

/// <summary>A statutory holiday that holds in some municipalities of one Land alone.</summary>
public enum LocalFeast
{
    /// <summary>8 August in the city of Augsburg (Art. 1 (2) BayFTG).</summary>
    AugsburgPeaceFestival,

    /// <summary>15 August where Catholics are more than Protestants; the Land's statistical office lists the municipalities (Art. 1 (1) no. 2 and (3) BayFTG).</summary>
    BavarianAssumption,

    /// <summary>Corpus Christi in the Catholic places of the Sorbian region around Bautzen (SächsSFG and its Fronleichnamsverordnung).</summary>
    SaxonCorpusChristi,

    /// <summary>Corpus Christi in the Eichsfeld, and in places of the Unstrut-Hainich and Wartburg districts that kept it (§§ 2 (2), 10 (1) ThürFGtG).</summary>
    ThuringianCorpusChristi,
}

/// <summary>A feast and the years in which the municipality has it; a census may end or begin it.</summary>
public sealed record FeastHere(LocalFeast Feast, int From = 1995, int To = int.MaxValue);

/// <summary>A day on which an administration stays closed without any law: it moves no Frist and is no Arbeitstag.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Yearly), "yearly")]
[JsonDerivedType(typeof(CarnivalMonday), "carnival-monday")]
[JsonDerivedType(typeof(Once), "once")]
public abstract record DayOff
{
    private DayOff()
    {
    }

    /// <summary>Whether it falls on a day.</summary>
    public abstract bool Is(DateOnly day);

    /// <summary>Each year on the same date, as 24 and 31 December.</summary>
    public sealed record Yearly(int Month, int Day) : DayOff
    {
        public override bool Is(DateOnly day) => day.Month == Month && day.Day == Day;
    }

    /// <summary>The Monday before Ash Wednesday.</summary>
    public sealed record CarnivalMonday : DayOff
    {
        public override bool Is(DateOnly day) => day == Holidays.Easter(day.Year).AddDays(-48);
    }

    /// <summary>A single day, as a bridge day.</summary>
    public sealed record Once(DateOnly On) : DayOff
    {
        public override bool Is(DateOnly day) => day == On;
    }
}

/// <summary>Where an administration sits: from this come its statutory holidays and its own days off.</summary>
/// <param name="Land">Null: holidays of the whole country alone.</param>
public sealed record Municipality(Land? Land)
{
    /// <summary>A municipality names only feasts of its own Land.</summary>
    public static readonly Refusal FeastOfAnotherLand = new("holidays.feast-of-another-land");

    public IReadOnlyList<FeastHere> Feasts { get; init; } = [];
    public IReadOnlyList<DayOff> DaysOff { get; init; } = [];

    public Refusal? Check() => Feasts.All(f => LandOf(f.Feast) == Land) ? null : FeastOfAnotherLand;

    /// <summary>Which statutory holiday a day is here.</summary>
    public Holiday? HolidayOn(DateOnly day)
    {
        if (Holidays.On(day, Land) is { } holiday) { return holiday; }

        foreach (var here in Feasts)
        {
            if (day.Year >= here.From && day.Year <= here.To && Holidays.DayOf(here.Feast, day.Year) == day) { return HolidayOf(here.Feast); }
        }

        return null;
    }

    /// <summary>Whether a Frist may end on a day: neither Saturday, nor Sunday, nor a statutory holiday (§ 193 BGB, § 31 (3) VwVfG).</summary>
    public bool MayEndOn(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && HolidayOn(day) is null;

    /// <summary>Whether the administration works on a day.</summary>
    public bool WorksOn(DateOnly day) => MayEndOn(day) && !DaysOff.Any(off => off.Is(day));

    private static Land LandOf(LocalFeast feast) => feast switch
    {
        LocalFeast.AugsburgPeaceFestival or LocalFeast.BavarianAssumption => Shared.Land.BY,
        LocalFeast.SaxonCorpusChristi => Shared.Land.SN,
        LocalFeast.ThuringianCorpusChristi => Shared.Land.TH,
        _ => throw new ArgumentOutOfRangeException(nameof(feast), feast, "A feast without a Land."),
    };

    private static Holiday HolidayOf(LocalFeast feast) => feast switch
    {
        LocalFeast.AugsburgPeaceFestival => Holiday.PeaceFestival,
        LocalFeast.BavarianAssumption => Holiday.Assumption,
        LocalFeast.SaxonCorpusChristi or LocalFeast.ThuringianCorpusChristi => Holiday.CorpusChristi,
        _ => throw new ArgumentOutOfRangeException(nameof(feast), feast, "A feast without a name."),
    };
}
