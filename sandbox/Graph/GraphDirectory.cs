using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workspace.Sandbox.City;

namespace Workspace.Sandbox.Graph;

/// <summary>People and groups: reads with <c>$select</c>, <c>$top</c>, <c>$filter</c> and <c>$search</c> as far as documented, delta, photos.</summary>
internal sealed partial class GraphDirectory(GraphLookAlike graph)
{
    private static readonly string[] s_basic = ["displayName", "givenName", "surname", "mail", "userPrincipalName", "id"];
    private static readonly string[] s_defaults =
        ["businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName", "id"];

    private int _epoch;

    public void Expire() => Interlocked.Increment(ref _epoch);

    /// <summary>Null = no path of this part.</summary>
    public GraphAnswer? Answer(GraphRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["organization"]) => Organization(request),
        ("GET", ["me"]) => Me(request),
        ("GET", ["users"]) => Users(request),
        ("GET", ["users", "$count"]) => Count(request, PeopleFor(request).Count),
        ("GET", ["users", "delta" or "delta()" or "microsoft.graph.delta()"]) => Delta(request),
        ("GET", ["users", var id]) => GraphAnswer.Ok(WithContext("users/$entity", Show(request, Person(request, id)))),
        ("GET", ["users", var id, .. var rest]) => OfPerson(request, Person(request, id), rest),
        ("GET", ["me", .. var rest]) => OfPerson(request, request.Caller.Me, rest),
        ("GET", ["groups"]) => Groups(request),
        ("GET", ["groups", var id]) => OneGroup(request, id),
        ("GET", ["groups", var id, "members" or "transitiveMembers"]) => People(request, "members", Group(request, id).Members),
        ("GET", ["groups", var id, "members" or "transitiveMembers", "microsoft.graph.user" or "graph.user"]) => People(request, "members", Group(request, id).Members),
        ("GET", ["groups", var id, "members", "$count"]) => Count(request, Group(request, id).Members.Count),
        ("GET", ["groups", var id, "owners"]) => People(request, "owners", Group(request, id).Owners),
        ("POST", ["groups", var id, "members", "$ref"]) => Join(request, id),
        ("DELETE", ["groups", var id, "members", var person, "$ref"]) => Leave(request, id, person),
        _ => null,
    };

    private GraphAnswer? OfPerson(GraphRequest request, DemoPerson person, string[] rest) => rest switch
    {
        ["manager"] => Manager(request, person),
        ["directReports"] => Reports(request, person),
        ["memberOf" or "transitiveMemberOf"] or ["memberOf" or "transitiveMemberOf", "microsoft.graph.group" or "graph.group"] => MemberOf(request, person),
        ["photo"] or ["photos", _] => PhotoFacts(request, person),
        ["photo", "$value"] or ["photos", _, "$value"] => Photo(request, person),
        _ => null,
    };

    private static GraphAnswer Organization(GraphRequest request)
    {
        request.Caller.Demand("User.Read", "User.Read.All|Organization.Read.All");
        var directory = request.Caller.Directory;
        return GraphAnswer.Ok(new JsonObject
        {
            ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#organization",
            ["value"] = new JsonArray(Select(new JsonObject
            {
                ["id"] = directory.Tenant.ToString("D"),
                ["displayName"] = directory.Name,
                ["countryLetterCode"] = "DE",
                ["preferredLanguage"] = "de",
                ["verifiedDomains"] = new JsonArray(new JsonObject { ["name"] = directory.Domain, ["isDefault"] = true, ["isInitial"] = true }),
            }, request.Select)),
        });
    }

    private static GraphAnswer Me(GraphRequest request)
    {
        var me = request.Caller.Me;
        request.Caller.Demand("User.Read", "");
        return GraphAnswer.Ok(WithContext("users/$entity", Show(request, me, ownProfile: true)));
    }

    private GraphAnswer Users(GraphRequest request)
    {
        var people = PeopleFor(request);
        return Page(request, "users", people, person => Show(request, person), fallback: 100, most: 999);
    }

    private static List<DemoPerson> PeopleFor(GraphRequest request)
    {
        request.Caller.Demand("User.ReadBasic.All", "User.ReadBasic.All");
        IEnumerable<DemoPerson> people = request.Caller.Directory.People;
        if (request.Option("filter") is { } filter)
        {
            people = people.Where(Filter(filter));
        }

        if (request.Option("search") is { } search)
        {
            DemandAdvanced(request, count: false);
            var match = SearchClause().Match(search);
            if (!match.Success)
            {
                throw new GraphError(400, "Request_UnsupportedQuery", "Syntax error: $search needs \"property:text\".");
            }

            // Graph's $search looks at the beginnings of words.
            people = people.Where(person => Text(person, match.Groups["name"].Value) is { } text
                && text.Split(' ', '.', '@', '-').Append(text).Any(word => word.StartsWith(match.Groups["value"].Value, StringComparison.OrdinalIgnoreCase)));
        }

        return request.Option("orderby") switch
        {
            null => [.. people],
            "displayName" => [.. people.OrderBy(person => person.DisplayName, StringComparer.OrdinalIgnoreCase)],
            "userPrincipalName" => [.. people.OrderBy(person => person.UserPrincipalName, StringComparer.OrdinalIgnoreCase)],
            var other => throw new GraphError(400, "Request_UnsupportedQuery", $"Sorting by '{other}' is not supported."),
        };
    }

    /// <summary>A page with its link to the next; the token holds only an offset, which is enough for a list that hardly moves.</summary>
    private GraphAnswer Page<T>(GraphRequest request, string context, IReadOnlyList<T> all, Func<T, JsonObject> show, int fallback, int most)
    {
        var size = request.Option("top") is { } top
            ? int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked >= 1 && asked <= most
                ? asked
                : throw new GraphError(400, "BadRequest", $"Invalid page size specified: '{top}'. Must be between 1 and {most.ToString(CultureInfo.InvariantCulture)} inclusive.")
            : fallback;
        var offset = request.Option("skiptoken") is { } token ? int.Parse(token, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var answer = new JsonObject { ["@odata.context"] = $"https://graph.microsoft.com/v1.0/$metadata#{context}" };
        if (request.Option("count") == "true")
        {
            answer["@odata.count"] = all.Count;
        }

        if (offset + size < all.Count)
        {
            var options = request.Query.Where(option => option.Key.TrimStart('$') != "skiptoken").Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value)}");
            answer["@odata.nextLink"] = $"{graph.BaseUrl}{request.Path}?{string.Join('&', options.Append($"$skiptoken={(offset + size).ToString(CultureInfo.InvariantCulture)}"))}";
        }

        answer["value"] = new JsonArray([.. all.Skip(offset).Take(size).Select(item => (JsonNode)show(item))]);
        return GraphAnswer.Ok(answer);
    }

    private static DemoPerson Person(GraphRequest request, string id)
    {
        var caller = request.Caller;
        var person = caller.Directory.Find(id);
        caller.Demand(person is not null && person.Id == caller.Person?.Id ? "User.Read" : "User.ReadBasic.All", "User.ReadBasic.All");
        return person ?? throw NotFound(id);
    }

    private static GraphError NotFound(string id) =>
        new(404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    private static GraphAnswer Manager(GraphRequest request, DemoPerson person)
    {
        request.Caller.Demand("User.Read.All", "User.Read.All");
        return person.Manager is { } id && request.Caller.Directory.Find(id) is { } manager
            ? GraphAnswer.Ok(WithContext("directoryObjects/$entity", Typed(Show(request, manager))))
            : throw new GraphError(404, "Request_ResourceNotFound", "Resource 'manager' does not exist or one of its queried reference-property objects are not present.");
    }

    private GraphAnswer Reports(GraphRequest request, DemoPerson person)
    {
        request.Caller.Demand("User.Read.All", "User.Read.All");
        var reports = request.Caller.Directory.People.Where(candidate => candidate.Manager == person.Id).ToList();
        return Page(request, "directoryObjects", reports, report => Typed(Show(request, report)), 100, 999);
    }

    private GraphAnswer MemberOf(GraphRequest request, DemoPerson person)
    {
        request.Caller.Demand(request.Caller.Person?.Id == person.Id ? "User.Read|GroupMember.Read.All" : "GroupMember.Read.All", "GroupMember.Read.All");
        var groups = request.Caller.Directory.Groups.Where(group => group.Members.Contains(person.Id)).ToList();
        return Page(request, "directoryObjects", groups, group =>
        {
            var shown = Show(request, group);
            shown.Insert(0, "@odata.type", "#microsoft.graph.group");
            return shown;
        }, 100, 999);
    }

    private GraphAnswer Groups(GraphRequest request)
    {
        request.Caller.Demand("GroupMember.Read.All", "GroupMember.Read.All");
        IEnumerable<DemoGroup> groups = request.Caller.Directory.Groups;
        if (request.Option("filter") is { } filter)
        {
            groups = UnifiedGroups().IsMatch(filter) ? groups
                : StartsWithClause().Match(filter) is { Success: true } match && match.Groups["name"].Value == "displayName"
                ? groups.Where(group => group.Name.StartsWith(match.Groups["value"].Value, StringComparison.OrdinalIgnoreCase))
                : throw new GraphError(400, "Request_UnsupportedQuery", $"Unsupported or invalid query filter clause: {filter}");
        }

        return Page(request, "groups", groups.ToList(), group => Show(request, group), 100, 999);
    }

    private static GraphAnswer OneGroup(GraphRequest request, string id) =>
        GraphAnswer.Ok(WithContext("groups/$entity", Show(request, Group(request, id))));

    private static DemoGroup Group(GraphRequest request, string id)
    {
        request.Caller.Demand("GroupMember.Read.All", "GroupMember.Read.All");
        return request.Caller.Directory.FindGroup(id) ?? throw NotFound(id);
    }

    private GraphAnswer People(GraphRequest request, string context, IReadOnlyList<Guid> ids)
    {
        request.Caller.Demand("GroupMember.ReadBasic.All", "GroupMember.ReadBasic.All");
        var people = ids.Select(request.Caller.Directory.Find).OfType<DemoPerson>().ToList();
        return Page(request, context, people, person => Typed(Show(request, person)), 100, 999);
    }

    private static GraphAnswer Join(GraphRequest request, string id)
    {
        request.Caller.Demand("GroupMember.ReadWrite.All|Group.ReadWrite.All", "GroupMember.ReadWrite.All|Group.ReadWrite.All");
        var group = request.Caller.Directory.FindGroup(id) ?? throw NotFound(id);
        var reference = (string?)request.JsonBody["@odata.id"] ?? "";
        var person = request.Caller.Directory.Find(reference[(reference.LastIndexOf('/') + 1)..]) ?? throw NotFound(reference);
        return request.Caller.Directory.AddMember(group.Id, person.Id)
            ? GraphAnswer.NoContent
            : throw new GraphError(400, "Request_BadRequest", "One or more added object references already exist for the following modified properties: 'members'.");
    }

    private static GraphAnswer Leave(GraphRequest request, string id, string member)
    {
        request.Caller.Demand("GroupMember.ReadWrite.All|Group.ReadWrite.All", "GroupMember.ReadWrite.All|Group.ReadWrite.All");
        var group = request.Caller.Directory.FindGroup(id) ?? throw NotFound(id);
        return Guid.TryParse(member, out var person) && request.Caller.Directory.RemoveMember(group.Id, person) ? GraphAnswer.NoContent : throw NotFound(member);
    }

    private static GraphAnswer Count(GraphRequest request, int count)
    {
        DemandAdvanced(request, count: false);
        return new GraphAnswer(200) { Bytes = System.Text.Encoding.UTF8.GetBytes(count.ToString(CultureInfo.InvariantCulture)), ContentType = "text/plain" };
    }

    /// <summary>Counting and searching read an index that lags; Graph wants the caller to say that this is known.</summary>
    private static void DemandAdvanced(GraphRequest request, bool count)
    {
        if (request.Header("ConsistencyLevel") != "eventual" || (count && request.Option("count") != "true"))
        {
            throw new GraphError(400, "Request_UnsupportedQuery", "Request with $search or $count query parameter only works with header ConsistencyLevel:eventual.");
        }
    }

    private GraphAnswer Delta(GraphRequest request)
    {
        request.Caller.Demand("User.Read.All|User.ReadBasic.All", "User.Read.All");
        foreach (var refused in new[] { "expand", "top", "orderby" })
        {
            if (request.Option(refused) is not null)
            {
                throw new GraphError(400, "Request_UnsupportedQuery", $"${refused} is not supported for delta queries.");
            }
        }

        const int PageSize = 100;
        var directory = request.Caller.Directory;
        var cursor = request.Option("deltatoken") switch
        {
            null => request.Option("skiptoken") is { } skip ? DeltaCursor.Read(skip) : new DeltaCursor(_epoch, null, directory.Version, 0, string.Join(',', request.Select)),
            "latest" => new DeltaCursor(_epoch, directory.Version, directory.Version, 0, string.Join(',', request.Select)),
            var token => DeltaCursor.Read(token) is { } known ? known with { From = known.Until, Until = directory.Version, Offset = 0 } : null,
        };
        if (cursor is null)
        {
            throw new GraphError(400, "Request_BadRequest", "Badly formed token.");
        }

        if (cursor.Epoch != _epoch)
        {
            var gone = new GraphError(410, "SyncStateNotFound", "The sync state generation is not found; discard the collected state and perform a full synchronization.");
            gone.Headers["Location"] = $"{graph.BaseUrl}/users/delta?$select={cursor.Select}";
            throw gone;
        }

        var select = cursor.Select.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var changed = cursor.From is { } from
            ? directory.ChangesAfter(from).Take(cursor.Until - from).Select(change => change.Person).Distinct().ToList()
            : [.. directory.People.Select(person => person.Id)];
        var items = changed.Skip(cursor.Offset).Take(PageSize).Select(id => directory.Find(id) is { } person
            ? (JsonNode)ShowInDelta(person, select)
            : new JsonObject { ["id"] = id.ToString("D"), ["@removed"] = new JsonObject { ["reason"] = "deleted" } });
        var answer = new JsonObject { ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#users" };
        var link = $"{graph.BaseUrl}/users/delta?";
        if (cursor.Offset + PageSize < changed.Count)
        {
            answer["@odata.nextLink"] = $"{link}$skiptoken={(cursor with { Offset = cursor.Offset + PageSize }).Write()}";
        }
        else
        {
            answer["@odata.deltaLink"] = $"{link}$deltatoken={(cursor with { Offset = 0 }).Write()}";
        }

        answer["value"] = new JsonArray([.. items]);
        return GraphAnswer.Ok(answer);
    }

    private static JsonObject ShowInDelta(DemoPerson person, string[] select)
    {
        var shown = Select(Whole(person), select is [] ? s_defaults : [.. select, "id"]);
        if (select is [] || select.Contains("manager", StringComparer.OrdinalIgnoreCase))
        {
            if (person.Manager is { } manager)
            {
                shown["manager@delta"] = new JsonArray(new JsonObject { ["@odata.type"] = "#microsoft.graph.user", ["id"] = manager.ToString("D") });
            }
        }

        return shown;
    }

    private static GraphAnswer PhotoFacts(GraphRequest request, DemoPerson person)
    {
        DemandPhoto(request, person);
        return GraphAnswer.Ok(new JsonObject { ["@odata.mediaContentType"] = "image/png", ["id"] = "48x48", ["height"] = 48, ["width"] = 48 });
    }

    private static GraphAnswer Photo(GraphRequest request, DemoPerson person)
    {
        DemandPhoto(request, person);
        return new GraphAnswer(200)
        {
            Bytes = DemoPhoto.Of(person.Id),
            ContentType = "image/png",
            Headers = { ["ETag"] = $"\"{person.Id:N}\"" },
        };
    }

    private static void DemandPhoto(GraphRequest request, DemoPerson person)
    {
        request.Caller.Demand(person.Id == request.Caller.Person?.Id ? "User.Read" : "User.ReadBasic.All", "ProfilePhoto.Read.All");
        if (!DemoPhoto.Has(person.Id))
        {
            throw new GraphError(404, "ImageNotFound", "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.");
        }
    }

    private static JsonObject Show(GraphRequest request, DemoPerson person, bool ownProfile = false)
    {
        var whole = Whole(person);
        if (!ownProfile && person.Id != request.Caller.Person?.Id && !request.Caller.Has("User.Read.All"))
        {
            // With User.ReadBasic.All alone Graph leaves everything else empty.
            foreach (var name in whole.Select(property => property.Key).Except(s_basic, StringComparer.Ordinal).ToList())
            {
                whole[name] = null;
            }
        }

        var shown = Select(whole, request.Select is [] ? s_defaults : request.Select);
        if (request.Option("expand")?.StartsWith("manager", StringComparison.Ordinal) == true)
        {
            request.Caller.Demand("User.Read.All", "User.Read.All");
            if (person.Manager is { } id && request.Caller.Directory.Find(id) is { } manager)
            {
                shown["manager"] = Typed(Select(Whole(manager), ExpandSelect().Match(request.Option("expand")!) is { Success: true } match ? match.Groups["value"].Value.Split(',') : s_defaults));
            }
        }

        return shown;
    }

    private static JsonObject Show(GraphRequest request, DemoGroup group) => Select(new JsonObject
    {
        ["id"] = group.Id.ToString("D"),
        ["createdDateTime"] = "2026-01-12T08:00:00Z",
        ["description"] = group.Description,
        ["displayName"] = group.Name,
        ["groupTypes"] = new JsonArray("Unified"),
        ["mail"] = $"{group.MailNickname}@{request.Caller.Directory.Domain}",
        ["mailEnabled"] = true,
        ["mailNickname"] = group.MailNickname,
        ["securityEnabled"] = false,
        ["visibility"] = "Private",
    }, request.Select);

    private static JsonObject Whole(DemoPerson person) => new()
    {
        ["businessPhones"] = new JsonArray(),
        ["displayName"] = person.DisplayName,
        ["givenName"] = person.GivenName,
        ["jobTitle"] = person.JobTitle,
        ["mail"] = person.Mail,
        ["mobilePhone"] = null,
        ["officeLocation"] = null,
        ["preferredLanguage"] = "de-DE",
        ["surname"] = person.Surname,
        ["userPrincipalName"] = person.UserPrincipalName,
        ["id"] = person.Id.ToString("D"),
        ["accountEnabled"] = person.AccountEnabled,
        ["department"] = person.Department,
        ["companyName"] = null,
        ["userType"] = "Member",
    };

    private static JsonObject Select(JsonObject whole, IEnumerable<string> select)
    {
        var names = select.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Count == 0
            ? whole
            : new JsonObject(whole.Where(property => names.Contains(property.Key)).Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone())));
    }

    private static JsonObject Typed(JsonObject person)
    {
        person.Insert(0, "@odata.type", "#microsoft.graph.user");
        return person;
    }

    private static JsonObject WithContext(string context, JsonObject entity)
    {
        entity.Insert(0, "@odata.context", $"https://graph.microsoft.com/v1.0/$metadata#{context}");
        return entity;
    }

    /// <summary>The filters that need no advanced query, joined by "and".</summary>
    private static Func<DemoPerson, bool> Filter(string filter)
    {
        var clauses = filter.Split(" and ", StringSplitOptions.TrimEntries).Select<string, Func<DemoPerson, bool>>(clause =>
        {
            if (EnabledClause().Match(clause) is { Success: true } enabled)
            {
                var wanted = enabled.Groups["value"].Value == "true";
                return person => person.AccountEnabled == wanted;
            }

            if (EqualsClause().Match(clause) is { Success: true } equal)
            {
                return person => string.Equals(Text(person, equal.Groups["name"].Value), equal.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
            }

            if (InClause().Match(clause) is { Success: true } any)
            {
                var values = any.Groups["value"].Value.Split(',', StringSplitOptions.TrimEntries).Select(value => value.Trim('\'')).ToHashSet(StringComparer.OrdinalIgnoreCase);
                return values.Count <= 15
                    ? person => Text(person, any.Groups["name"].Value) is { } text && values.Contains(text)
                    : throw new GraphError(400, "Request_UnsupportedQuery", "Too many child clauses specified in search filter expression containing 'OR' operators: more than 15.");
            }

            return StartsWithClause().Match(clause) is { Success: true } start
                ? person => Text(person, start.Groups["name"].Value)?.StartsWith(start.Groups["value"].Value, StringComparison.OrdinalIgnoreCase) == true
                : throw new GraphError(400, "Request_UnsupportedQuery", $"Unsupported or invalid query filter clause: {clause}");
        }).ToList();
        return person => clauses.TrueForAll(clause => clause(person));
    }

    private static string? Text(DemoPerson person, string property) => property switch
    {
        "id" => person.Id.ToString("D"),
        "displayName" => person.DisplayName,
        "givenName" => person.GivenName,
        "surname" => person.Surname,
        "mail" => person.Mail,
        "userPrincipalName" => person.UserPrincipalName,
        "department" => person.Department,
        "jobTitle" => person.JobTitle,
        _ => throw new GraphError(400, "Request_UnsupportedQuery", $"The property '{property}' can't be filtered."),
    };

    [GeneratedRegex(@"^accountEnabled eq (?<value>true|false)$", RegexOptions.None, 1_000)]
    private static partial Regex EnabledClause();

    [GeneratedRegex(@"^(?<name>\w+) eq '(?<value>.*)'$", RegexOptions.None, 1_000)]
    private static partial Regex EqualsClause();

    [GeneratedRegex(@"^(?<name>\w+) in \((?<value>.*)\)$", RegexOptions.None, 1_000)]
    private static partial Regex InClause();

    [GeneratedRegex(@"^startswith\((?<name>\w+),\s*'(?<value>.*)'\)$", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex StartsWithClause();

    [GeneratedRegex(@"^groupTypes/any\(\w+:\s*\w+ eq 'Unified'\)$", RegexOptions.None, 1_000)]
    private static partial Regex UnifiedGroups();

    [GeneratedRegex("^\"(?<name>\\w+):(?<value>.+)\"$", RegexOptions.None, 1_000)]
    private static partial Regex SearchClause();

    [GeneratedRegex(@"\$select=(?<value>[\w,]+)", RegexOptions.None, 1_000)]
    private static partial Regex ExpandSelect();

    private sealed record DeltaCursor(int Epoch, int? From, int Until, int Offset, string Select)
    {
        public string Write() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

        public static DeltaCursor? Read(string token)
        {
            try
            {
                return JsonSerializer.Deserialize<DeltaCursor>(Base64Url.DecodeFromChars(token));
            }
            catch (Exception broken) when (broken is FormatException or JsonException)
            {
                return null;
            }
        }
    }
}
