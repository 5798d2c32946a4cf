using System.Globalization;
using CsCheck;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Tests.Shared;

/// <summary>Statutory holidays and working days, against lists written out by hand from the Länder's published calendars.</summary>
public sealed class DaysOfWork
{
    private static readonly Gen<DateOnly> s_days = Gen.Int[0, 20_000].Select(n => new DateOnly(1996, 1, 1).AddDays(n));

    [Theory]
    [InlineData(null, 2026, "01.01 03.04 06.04 01.05 14.05 25.05 03.10 25.12 26.12")]
    [InlineData(Land.BY, 2026, "01.01 06.01 03.04 06.04 01.05 14.05 25.05 04.06 03.10 01.11 25.12 26.12")]
    [InlineData(Land.BW, 2025, "01.01 06.01 18.04 21.04 01.05 29.05 09.06 19.06 03.10 01.11 25.12 26.12")]
    [InlineData(Land.BE, 2018, "01.01 30.03 02.04 01.05 10.05 21.05 03.10 25.12 26.12")]
    [InlineData(Land.BE, 2019, "01.01 08.03 19.04 22.04 01.05 30.05 10.06 03.10 25.12 26.12")]
    [InlineData(Land.BE, 2020, "01.01 08.03 10.04 13.04 01.05 08.05 21.05 01.06 03.10 25.12 26.12")]
    [InlineData(Land.BE, 2025, "01.01 08.03 18.04 21.04 01.05 08.05 29.05 09.06 03.10 25.12 26.12")]
    [InlineData(Land.BE, 2026, "01.01 08.03 03.04 06.04 01.05 14.05 25.05 03.10 25.12 26.12")]
    [InlineData(Land.BE, 2028, "01.01 08.03 14.04 17.04 01.05 25.05 05.06 17.06 03.10 25.12 26.12")]
    [InlineData(Land.BB, 2026, "01.01 03.04 05.04 06.04 01.05 14.05 24.05 25.05 03.10 31.10 25.12 26.12")]
    [InlineData(Land.MV, 2022, "01.01 15.04 18.04 01.05 26.05 06.06 03.10 31.10 25.12 26.12")]
    [InlineData(Land.MV, 2023, "01.01 08.03 07.04 10.04 01.05 18.05 29.05 03.10 31.10 25.12 26.12")]
    [InlineData(Land.TH, 2018, "01.01 30.03 02.04 01.05 10.05 21.05 03.10 31.10 25.12 26.12")]
    [InlineData(Land.TH, 2019, "01.01 19.04 22.04 01.05 30.05 10.06 20.09 03.10 31.10 25.12 26.12")]
    [InlineData(Land.HH, 2016, "01.01 25.03 28.03 01.05 05.05 16.05 03.10 25.12 26.12")]
    [InlineData(Land.HH, 2017, "01.01 14.04 17.04 01.05 25.05 05.06 03.10 31.10 25.12 26.12")]
    [InlineData(Land.NI, 2018, "01.01 30.03 02.04 01.05 10.05 21.05 03.10 31.10 25.12 26.12")]
    [InlineData(Land.HB, 2026, "01.01 03.04 06.04 01.05 14.05 25.05 03.10 31.10 25.12 26.12")]
    [InlineData(Land.SH, 2027, "01.01 26.03 29.03 01.05 06.05 17.05 03.10 31.10 25.12 26.12")]
    [InlineData(Land.HE, 2026, "01.01 03.04 06.04 01.05 14.05 25.05 04.06 03.10 25.12 26.12")]
    [InlineData(Land.NW, 2017, "01.01 14.04 17.04 01.05 25.05 05.06 15.06 03.10 31.10 01.11 25.12 26.12")]
    [InlineData(Land.NW, 2026, "01.01 03.04 06.04 01.05 14.05 25.05 04.06 03.10 01.11 25.12 26.12")]
    [InlineData(Land.RP, 2024, "01.01 29.03 01.04 01.05 09.05 20.05 30.05 03.10 01.11 25.12 26.12")]
    [InlineData(Land.SL, 2026, "01.01 03.04 06.04 01.05 14.05 25.05 04.06 15.08 03.10 01.11 25.12 26.12")]
    [InlineData(Land.SN, 2026, "01.01 03.04 06.04 01.05 14.05 25.05 03.10 31.10 18.11 25.12 26.12")]
    [InlineData(Land.SN, 2023, "01.01 07.04 10.04 01.05 18.05 29.05 03.10 31.10 22.11 25.12 26.12")]
    [InlineData(Land.ST, 2024, "01.01 06.01 29.03 01.04 01.05 09.05 20.05 03.10 31.10 25.12 26.12")]
    public void A_year_has_the_holidays_of_its_land(Land? land, int year, string days)
    {
        var found = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays)
            .Where(d => Holidays.On(d, land) is not null).Select(d => d.ToString("dd.MM", CultureInfo.InvariantCulture));
        Assert.Equal(days, string.Join(' ', found));
    }

    [Fact]
    public void Our_table_agrees_with_another_projects_from_2024_to_2030()
    {
        using var stream = typeof(DaysOfWork).Assembly.GetManifestResourceStream("Holidays.2024-2030.txt")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToArray();
        foreach (var parts in lines.Select(l => l.Split(' ')))
        {
            var year = int.Parse(parts[1], CultureInfo.InvariantCulture);
            var found = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays)
                .Where(d => Place(parts[0]).HolidayOn(d) is not null).Select(d => d.ToString("dd.MM", CultureInfo.InvariantCulture));
            Assert.Equal(string.Join(' ', parts), $"{parts[0]} {year} {string.Join(' ', found)}");
        }

        Assert.Equal(21 * 7, lines.Length);

        static Municipality Place(string code) => new(Enum.Parse<Land>(code[..2]))
        {
            Feasts = code switch
            {
                "BY.A" => [new(LocalFeast.AugsburgPeaceFestival), new(LocalFeast.BavarianAssumption)],
                "BY.KATH" => [new(LocalFeast.BavarianAssumption)],
                "SN.BZ" => [new(LocalFeast.SaxonCorpusChristi)],
                "TH.EIC" => [new(LocalFeast.ThuringianCorpusChristi)],
                _ => [],
            },
        };
    }

    [Theory]
    [InlineData("1818-03-22")]
    [InlineData("1943-04-25")]
    [InlineData("1981-04-19")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2011-04-24")]
    [InlineData("2019-04-21")]
    [InlineData("2026-04-05")]
    [InlineData("2038-04-25")]
    [InlineData("2285-03-22")]
    public void Easter_is_found_in_its_earliest_and_latest_years_too(string day)
    {
        var easter = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Assert.Equal(easter, Holidays.Easter(easter.Year));
    }

    [Theory]
    [InlineData("2026-12-23", 1, "2026-12-24")]
    [InlineData("2026-12-23", 2, "2026-12-28")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2026-04-07", -1, "2026-04-02")]
    [InlineData("2026-05-02", 0, "2026-05-02")]
    public void Working_days_skip_weekends_and_holidays(string from, int days, string to)
    {
        var working = new WorkingDays(new Municipality(Land.NW));
        Assert.Equal(DateOnly.Parse(to, CultureInfo.InvariantCulture), working.Add(DateOnly.Parse(from, CultureInfo.InvariantCulture), days));
    }

    [Fact]
    public void Counting_and_adding_agree() =>
        Gen.Select(s_days, Gen.Int[1, 40], Gen.Enum<Land>()).Sample((day, n, land) =>
        {
            var working = new WorkingDays(new Municipality(land));
            var (later, earlier) = (working.Add(day, n), working.Add(day, -n));
            Assert.True(working.IsWorkingDay(later) && working.IsWorkingDay(earlier) && earlier < day && day < later);
            Assert.Equal(n, working.Until(day, later));
            Assert.Equal(later, working.Add(working.Add(day, n - 1), 1));
        });
}
