using System.Collections.Immutable;

namespace Workspace.Sandbox.City;

/// <summary>
/// What Entra knows of one tenant, as it stands now: starts as the city's people and groups and changes during a run.
/// Every change has a number, which is what delta queries continue from.
/// </summary>
public sealed class CityDirectory
{
    private readonly Lock _gate = new();
    private ImmutableList<DemoPerson> _people;
    private ImmutableList<DemoGroup> _groups;
    private ImmutableList<DirectoryChange> _changes = [];

    public CityDirectory(DemoCity city)
    {
        (Tenant, Name, Domain) = (city.Tenant, city.Name, city.Domain);
        _people = [.. city.People];
        _groups = [.. city.Groups];
    }

    public Guid Tenant { get; }

    public string Name { get; }

    public string Domain { get; }

    public IReadOnlyList<DemoPerson> People => _people;

    public IReadOnlyList<DemoGroup> Groups => _groups;

    /// <summary>The number of the last change.</summary>
    public int Version => _changes.Count;

    public DemoPerson? Find(string idOrName) => Guid.TryParse(idOrName, out var id)
        ? Find(id)
        : _people.Find(person => string.Equals(person.UserPrincipalName, idOrName, StringComparison.OrdinalIgnoreCase));

    public DemoPerson? Find(Guid id) => _people.Find(person => person.Id == id);

    public DemoGroup? FindGroup(string id) => Guid.TryParse(id, out var group) ? _groups.Find(candidate => candidate.Id == group) : null;

    public bool IsMember(Guid group, Guid person) => _groups.Find(candidate => candidate.Id == group)?.Members.Contains(person) ?? false;

    public IEnumerable<DirectoryChange> ChangesAfter(int version) => _changes.Skip(version);

    /// <summary>Adds a person or replaces the one with the same id.</summary>
    public void Put(DemoPerson person)
    {
        lock (_gate)
        {
            var at = _people.FindIndex(known => known.Id == person.Id);
            _people = at < 0 ? _people.Add(person) : _people.SetItem(at, person);
            _changes = _changes.Add(new DirectoryChange(person.Id, Removed: false));
        }
    }

    public void Remove(Guid person)
    {
        lock (_gate)
        {
            _people = _people.RemoveAll(known => known.Id == person);
            _groups = _groups.ConvertAll(group => group with
            {
                Members = [.. group.Members.Where(member => member != person)],
                Owners = [.. group.Owners.Where(owner => owner != person)],
            });
            _changes = _changes.Add(new DirectoryChange(person, Removed: true));
        }
    }

    public void PutGroup(DemoGroup group)
    {
        lock (_gate)
        {
            var at = _groups.FindIndex(known => known.Id == group.Id);
            _groups = at < 0 ? _groups.Add(group) : _groups.SetItem(at, group);
        }
    }

    /// <summary>The group's plans go with it, and come back if it is put back.</summary>
    public void RemoveGroup(Guid group)
    {
        lock (_gate)
        {
            _groups = _groups.RemoveAll(known => known.Id == group);
        }
    }

    public bool AddMember(Guid group, Guid person) =>
        ChangeMembers(group, members => members.Contains(person) ? null : [.. members, person]);

    public bool RemoveMember(Guid group, Guid person) =>
        ChangeMembers(group, members => members.Contains(person) ? [.. members.Where(member => member != person)] : null);

    private bool ChangeMembers(Guid group, Func<IReadOnlyList<Guid>, IReadOnlyList<Guid>?> change)
    {
        lock (_gate)
        {
            var at = _groups.FindIndex(known => known.Id == group);
            if (at < 0 || change(_groups[at].Members) is not { } members)
            {
                return false;
            }

            _groups = _groups.SetItem(at, _groups[at] with { Members = members });
            return true;
        }
    }
}

/// <summary>One entry of the directory's history; its place in the list is its number.</summary>
public sealed record DirectoryChange(Guid Person, bool Removed);
