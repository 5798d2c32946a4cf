using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Workspace.Domain.People;
using Workspace.Domain.Shared;
using Workspace.Features.Shared;

namespace Workspace.Features.People;

internal static class PeopleMapping
{
    public static void Map(ModelBuilder model)
    {
        _ = model.Entity<Organisation>(e =>
        {
            _ = e.ToTable("organisations");
            _ = e.Property(o => o.Id).ValueGeneratedNever();
            _ = e.Property(o => o.Name).HasMaxLength(200);
            _ = e.Property(o => o.TimeZone).HasMaxLength(60);
            _ = e.Property(o => o.Feasts).HasConversion(new ListConverter<FeastHere>(), new ListComparer<FeastHere>()).HasDefaultValueSql("'[]'");
            _ = e.Property(o => o.DaysOff).HasConversion(new ListConverter<DayOff>(), new ListComparer<DayOff>()).HasDefaultValueSql("'[]'");
        });
        _ = model.Entity<Person>(e =>
        {
            _ = e.ToTable("people");
            _ = e.HasKey(p => new { p.Organisation, p.Id });
            _ = e.Property(p => p.Name).HasMaxLength(300);
            _ = e.Property(p => p.UserPrincipalName).HasMaxLength(320);
            _ = e.Property(p => p.Mail).HasMaxLength(320);
            _ = e.Property(p => p.Department).HasMaxLength(200);
            _ = e.Property(p => p.JobTitle).HasMaxLength(200);
            _ = e.Property(p => p.Searchable).HasMaxLength(900);
        });
        _ = model.Entity<GroupMember>(e =>
        {
            _ = e.ToTable("group_members");
            _ = e.HasKey(m => new { m.Organisation, m.Group, m.Person });
            _ = e.Property(m => m.Group).HasMaxLength(40);
            _ = e.HasIndex(m => new { m.Organisation, m.Person });
        });
        _ = model.Entity<RoleGrant>(e =>
        {
            _ = e.ToTable("role_grants");
            _ = e.HasKey(g => new { g.Organisation, g.Person, g.Role });
        });
    }

    private sealed class ListConverter<T>() : ValueConverter<IReadOnlyList<T>, string>(
        list => JsonSerializer.Serialize(list, Wire.Options), text => JsonSerializer.Deserialize<List<T>>(text, Wire.Options)!);

    private sealed class ListComparer<T>() : ValueComparer<IReadOnlyList<T>>(
        (one, other) => one!.SequenceEqual(other!), list => list.Aggregate(0, (hash, each) => HashCode.Combine(hash, each)), list => list);
}
