using Workspace.Domain.Shared;

namespace Workspace.Domain.Approvals;

/// <summary>Why somebody stands in.</summary>
public enum DeputyKind
{
    Standing,
    Absence,
    AdHoc,
}

/// <summary>One person stands in for another, from a day to a day (both count); for part of their matters where unit, type or amount are named.</summary>
public sealed record Deputyship(Guid Id, Guid Principal, Guid Deputy, DeputyKind Kind, DateOnly From, DateOnly To)
{
    public string? Unit { get; init; }
    public string? Type { get; init; }

    /// <summary>Euro; a matter without an amount is within any.</summary>
    public decimal? UpTo { get; init; }

    /// <summary>Nobody stands in for themselves.</summary>
    public static readonly Refusal Oneself = new("deputies.oneself");

    /// <summary>It begins before it ends, and lasts a year at most.</summary>
    public static readonly Refusal AYearAtMost = new("deputies.a-year-at-most");

    /// <summary>On some day, people would stand in for each other in a ring.</summary>
    public static readonly Refusal Ring = new("deputies.ring");

    /// <summary>Whether it may be entered beside those that hold.</summary>
    public Refusal? Check(IEnumerable<Deputyship> others)
    {
        if (Principal == Deputy) { return Oneself; }
        if (To < From || To >= From.AddYears(1)) { return AYearAtMost; }

        var all = others.Where(d => d.Id != Id).ToList();
        return Leads(Deputy, From, To, [Deputy]) ? Ring : null;

        // Deputies of deputies on the days that all of them share; rights don't travel so far, a ring would still confuse everybody.
        bool Leads(Guid person, DateOnly from, DateOnly to, HashSet<Guid> seen) => all.Exists(d =>
            d.Principal == person && d.From <= to && d.To >= from
            && (d.Deputy == Principal || (!seen.Contains(d.Deputy) && Leads(d.Deputy, d.From > from ? d.From : from, d.To < to ? d.To : to, [.. seen, d.Deputy]))));
    }

    /// <summary>Whether it covers a matter on a day.</summary>
    public bool Covers(Matter matter, DateOnly day) =>
        From <= day && day <= To
        && (Unit is null || string.Equals(Unit, matter.Unit, StringComparison.Ordinal))
        && (Type is null || string.Equals(Type, matter.Type, StringComparison.Ordinal))
        && (UpTo is null || !(matter.Amount > UpTo));
}

/// <summary>What stands before a name under a document.</summary>
public enum SignatureForm
{
    /// <summary>The head signs without an addition.</summary>
    Plain,

    /// <summary>i.V.</summary>
    InVertretung,

    /// <summary>i.A.</summary>
    ImAuftrag,
}

/// <summary>A row of the house's table of signing powers: as what a person closes; only some matters where unit, type or amount are named.</summary>
public sealed record SigningPower(Guid Person, SignatureForm As)
{
    public string? Unit { get; init; }
    public string? Type { get; init; }

    /// <summary>Euro; a matter without an amount is within any.</summary>
    public decimal? UpTo { get; init; }

    internal bool Covers(Matter matter) =>
        (Unit is null || string.Equals(Unit, matter.Unit, StringComparison.Ordinal))
        && (Type is null || string.Equals(Type, matter.Type, StringComparison.Ordinal))
        && (UpTo is null || !(matter.Amount > UpTo));
}

/// <summary>What the house has laid down: its calendar, who stands in for whom, who may close what.</summary>
public sealed record House(Municipality Municipality)
{
    public IReadOnlyList<Deputyship> Deputyships { get; init; } = [];

    /// <summary>Empty: the house keeps no such table, and whoever is named for closing closes.</summary>
    public IReadOnlyList<SigningPower> SigningPowers { get; init; } = [];

    /// <summary>One hop: a deputy of a deputy stands in for the deputy alone.</summary>
    public bool StandsInFor(Guid deputy, Guid principal, Matter matter, DateOnly day) =>
        Deputyships.Any(d => d.Deputy == deputy && d.Principal == principal && d.Covers(matter, day));

    /// <summary>
    /// How a closing signature reads; null where the power is lacking. A deputy has the principal's power and no more, and signs i.V.;
    /// for somebody who signs i.A. it stays i.A.
    /// </summary>
    public SignatureForm? FormOf(Guid principal, bool byDeputy, Matter matter)
    {
        SignatureForm? own = SigningPowers.Count == 0
            ? SignatureForm.Plain
            : SigningPowers.Where(p => p.Person == principal && p.Covers(matter)).Select(p => (SignatureForm?)p.As).Min();
        return own is SignatureForm.Plain && byDeputy ? SignatureForm.InVertretung : own;
    }
}
