using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Workspace.Sandbox.Graph;

/// <summary>
/// Planner's basic plans as v1.0 shows them: own etags per resource, conflicts per property, computed order hints, limits, membership.
/// Where the documentation is silent the stricter answer is given, so that no client gets used to a courtesy.
/// </summary>
public sealed class GraphPlanner
{
    private static readonly string[] s_listOptions = ["expand", "select", "skiptoken"];

    private static readonly PlannerKind[] s_taskKinds =
    [
        PlannerKind.Task, PlannerKind.TaskDetails, PlannerKind.AssignedToTaskBoardFormat, PlannerKind.BucketTaskBoardFormat, PlannerKind.ProgressTaskBoardFormat,
    ];

    private static readonly string[] s_calculated = ["completedBy", "completedDateTime"];

    private readonly Lock _gate = new();
    private readonly GraphLookAlike _graph;
    private readonly Dictionary<(PlannerKind Kind, string Id), PlannerItem> _items = [];
    private readonly Dictionary<string, PlanPlace> _plans = new(StringComparer.Ordinal);
    private long _number;

    internal GraphPlanner(GraphLookAlike graph) => _graph = graph;

    public PlannerLimits Limits { get; } = new();

    /// <summary>For so long after its creation a task is not yet seen by reads: what eventual consistency looks like.</summary>
    public TimeSpan VisibleAfter { get; set; }

    /// <summary>Lists of tasks are cut into pages of this size.</summary>
    public int PageSize { get; set; } = 100_000;

    /// <summary>False: <c>$expand=details</c> is refused with 400, and a client has to ask for the details one by one.</summary>
    public bool ExpandsDetails { get; set; } = true;

    /// <summary>False: <c>$expand=bucketTaskBoardFormat</c>, which clients use and no page promises, is refused with 400.</summary>
    public bool ExpandsPlaces { get; set; } = true;

    internal bool HasChanged { get; private set; }

    internal GraphAnswer? Answer(GraphRequest request)
    {
        lock (_gate)
        {
            var answer = (request.Method, request.Segments) switch
            {
                ("POST", ["planner", "plans"]) => CreatePlan(request),
                (_, ["planner", "plans", var id]) => OnePlan(request, id),
                (_, ["planner", "plans", var id, "details"]) => Details(request, id),
                ("GET", ["planner", "plans", var id, "buckets"]) => List(request, InPlan(PlannerKind.Bucket, Plan(request, id).Id), Show),
                ("GET", ["planner", "plans", var id, "tasks"]) => Tasks(request, InPlan(PlannerKind.Task, Plan(request, id).Id)),
                ("POST", ["planner", "buckets"]) => CreateBucket(request),
                (_, ["planner", "buckets", var id]) => OneBucket(request, id),
                ("GET", ["planner", "buckets", var id, "tasks"]) => BucketTasks(request, id),
                ("POST", ["planner", "tasks"]) => CreateTask(request),
                (_, ["planner", "tasks", var id]) => OneTask(request, id),
                (_, ["planner", "tasks", var id, "details"]) => TaskDetails(request, id),
                (_, ["planner", "tasks", var id, "assignedToTaskBoardFormat"]) => Format(request, id, PlannerKind.AssignedToTaskBoardFormat),
                (_, ["planner", "tasks", var id, "bucketTaskBoardFormat"]) => Format(request, id, PlannerKind.BucketTaskBoardFormat),
                (_, ["planner", "tasks", var id, "progressTaskBoardFormat"]) => Format(request, id, PlannerKind.ProgressTaskBoardFormat),
                ("GET", ["groups", var id, "planner", "plans"]) => GroupPlans(request, id),
                ("GET", ["me", "planner", "plans"]) => MyPlans(request, request.Caller.Me.Id),
                ("GET", ["me", "planner", "tasks"]) => TasksOf(request, request.Caller.Me.Id),
                ("GET", ["users", var id, "planner", "plans"]) => MyPlans(request, Somebody(request, id)),
                ("GET", ["users", var id, "planner", "tasks"]) => TasksOf(request, Somebody(request, id)),
                _ => null,
            };
            if (answer is not null)
            {
                answer.Headers["X-Tasks-CorrelationId"] = Guid.NewGuid().ToString("D");
                HasChanged |= answer.Status < 400 && request.Method is not "GET";
            }

            return answer;
        }
    }

    /// <summary>All plans with everything in them, to be put back by <see cref="Load"/> after a restart.</summary>
    internal JsonObject Save()
    {
        lock (_gate)
        {
            HasChanged = false;
            return new JsonObject
            {
                ["number"] = _number,
                ["plans"] = new JsonArray([.. _plans.Values.Select(place => (JsonNode)new JsonObject
                {
                    ["id"] = place.Id,
                    ["tenant"] = place.Tenant.ToString("D"),
                    ["group"] = place.Group.ToString("D"),
                })]),
                ["items"] = new JsonArray([.. _items.Values.Select(item => (JsonNode)new JsonObject
                {
                    ["kind"] = item.Kind.ToString(),
                    ["id"] = item.Id,
                    ["created"] = item.Created.ToString("O", CultureInfo.InvariantCulture),
                    ["data"] = item.Data.DeepClone(),
                    ["versions"] = new JsonArray([.. item.Versions.Select(version => (JsonNode)version)]),
                    ["changed"] = new JsonObject(item.Changed.Select(change => KeyValuePair.Create(change.Key, (JsonNode?)change.Value))),
                })]),
            };
        }
    }

    internal void Load(JsonObject saved)
    {
        lock (_gate)
        {
            _number = (long)saved["number"]!;
            foreach (var plan in (JsonArray)saved["plans"]!)
            {
                var place = new PlanPlace((string)plan!["id"]!, Guid.Parse((string)plan["tenant"]!), Guid.Parse((string)plan["group"]!));
                _plans[place.Id] = place;
            }

            foreach (var node in (JsonArray)saved["items"]!)
            {
                var item = new PlannerItem(Enum.Parse<PlannerKind>((string)node!["kind"]!), (string)node["id"]!)
                {
                    Created = DateTimeOffset.Parse((string)node["created"]!, CultureInfo.InvariantCulture),
                    Data = (JsonObject)node["data"]!.DeepClone(),
                    Versions = [.. ((JsonArray)node["versions"]!).Select(version => (long)version!)],
                    Changed = ((JsonObject)node["changed"]!).ToDictionary(change => change.Key, change => (long)change.Value!, StringComparer.Ordinal),
                };
                Put(item);
            }
        }
    }

    private GraphAnswer CreatePlan(GraphRequest request)
    {
        var body = request.JsonBody;
        DemandWrite(request);
        var container = body["container"] as JsonObject ?? [];
        var groupId = (string?)container["containerId"] ?? ((string?)container["url"])?.Split('/').LastOrDefault() ?? (string?)body["owner"];
        if (groupId is null || ((string?)container["type"] is { } type && type != "group"))
        {
            throw PlannerBody.Invalid("A container that is a group is needed.");
        }

        var group = request.Caller.Directory.FindGroup(groupId) ?? throw Forbidden();
        DemandMember(request, group.Id);
        Limit("MaximumPlannerPlans", _plans.Values.Count(plan => plan.Group == group.Id), Limits.PlansPerGroup);

        var writes = Body(request).Plan(Without(body, "container", "owner"));
        if (!writes.Exists(write => write.Path is ["title"]))
        {
            throw PlannerBody.Invalid("The title of a plan must be given.");
        }

        var place = new PlanPlace(NewId(), request.Caller.Directory.Tenant, group.Id);
        _plans[place.Id] = place;
        var plan = Add(PlannerKind.Plan, place.Id, new JsonObject
        {
            ["createdDateTime"] = PlannerBody.Moment(_graph.Now),
            ["owner"] = group.Id.ToString("D"),
            ["title"] = null,
            ["createdBy"] = request.Caller.ToIdentitySet(),
            ["container"] = new JsonObject
            {
                ["containerId"] = group.Id.ToString("D"),
                ["type"] = "group",
                ["url"] = $"https://graph.microsoft.com/v1.0/groups/{group.Id:D}",
            },
        }, writes);
        _ = Add(PlannerKind.PlanDetails, place.Id, new JsonObject
        {
            ["sharedWith"] = new JsonObject(),
            ["categoryDescriptions"] = new JsonObject(Enumerable.Range(1, 25).Select(number => KeyValuePair.Create($"category{number.ToString(CultureInfo.InvariantCulture)}", (JsonNode?)null))),
        }, []);
        return Made(request, plan);
    }

    private GraphAnswer OnePlan(GraphRequest request, string id)
    {
        var plan = Plan(request, id);
        switch (request.Method)
        {
            case "GET":
                return One(plan.Show());
            case "PATCH":
                return Patch(request, plan, Body(request).Plan(request.JsonBody));
            case "DELETE":
                _ = CheckEtag(request, plan, deleting: true);
                foreach (var task in InPlan(PlannerKind.Task, id).ToList())
                {
                    RemoveTask(task.Id);
                }

                foreach (var bucket in InPlan(PlannerKind.Bucket, id).ToList())
                {
                    RemoveBucket(bucket);
                }

                _ = _items.Remove((PlannerKind.PlanDetails, id));
                _ = _items.Remove((PlannerKind.Plan, id));
                _ = _plans.Remove(id);
                return GraphAnswer.NoContent;
            default:
                throw NotAllowed();
        }
    }

    private GraphAnswer Details(GraphRequest request, string id)
    {
        _ = Plan(request, id);
        var details = _items[(PlannerKind.PlanDetails, id)];
        return request.Method switch
        {
            "GET" => One(details.Show()),
            "PATCH" => Patch(request, details, Body(request).PlanDetails(request.JsonBody)),
            _ => throw NotAllowed(),
        };
    }

    private GraphAnswer CreateBucket(GraphRequest request)
    {
        var body = request.JsonBody;
        var plan = Plan(request, (string?)body["planId"] ?? throw PlannerBody.Invalid("The planId of a bucket must be given."));
        Limit("MaximumBucketsInProject", InPlan(PlannerKind.Bucket, plan.Id).Count, Limits.BucketsPerPlan);
        var writes = Body(request).Bucket(Without(body, "planId"));
        if (!writes.Exists(write => write.Path is ["name"]))
        {
            throw PlannerBody.Invalid("The name of a bucket must be given.");
        }

        var data = new JsonObject { ["name"] = null, ["planId"] = plan.Id, ["orderHint"] = OrderHint.Default(++_number) };
        return Made(request, Add(PlannerKind.Bucket, NewId(), data, MakeUnique(PlannerKind.Bucket, plan.Id, writes)));
    }

    private GraphAnswer OneBucket(GraphRequest request, string id)
    {
        var bucket = Bucket(request, id);
        var plan = (string)bucket.Data["planId"]!;
        switch (request.Method)
        {
            case "GET":
                return One(bucket.Show());
            case "PATCH":
                return Patch(request, bucket, MakeUnique(PlannerKind.Bucket, plan, Body(request).Bucket(request.JsonBody)));
            case "DELETE":
                _ = CheckEtag(request, bucket, deleting: true);
                foreach (var task in InPlan(PlannerKind.Task, plan).Where(task => (string?)task.Data["bucketId"] == id).ToList())
                {
                    RemoveTask(task.Id); // as in Planner: a bucket goes with its tasks
                }

                RemoveBucket(bucket);
                return GraphAnswer.NoContent;
            default:
                throw NotAllowed();
        }
    }

    private GraphAnswer BucketTasks(GraphRequest request, string id)
    {
        var bucket = Bucket(request, id);
        return Tasks(request, InPlan(PlannerKind.Task, (string)bucket.Data["planId"]!).Where(task => (string?)task.Data["bucketId"] == id));
    }

    private GraphAnswer CreateTask(GraphRequest request)
    {
        var body = request.JsonBody;
        var plan = Plan(request, (string?)body["planId"] ?? throw PlannerBody.Invalid("The planId of a task must be given."));
        var writes = Body(request).Task(Without(body, "planId"), null);
        if (!writes.Exists(write => write.Path is ["title"]))
        {
            throw PlannerBody.Invalid("The title of a task must be given.");
        }

        var others = InPlan(PlannerKind.Task, plan.Id).ToList();
        Limit("MaximumTasksInProject", others.Count, Limits.TasksPerPlan);
        var creator = request.Caller.Person?.Id.ToString("D");
        if (creator is not null && AllTasks.Count() >= Limits.TasksCreatedByUser)
        {
            Limit("MaximumTasksCreatedByUser", AllTasks.Count(task => (string?)task.Data["createdBy"]?["user"]?["id"] == creator), Limits.TasksCreatedByUser);
        }

        var data = new JsonObject
        {
            ["planId"] = plan.Id,
            ["bucketId"] = null,
            ["title"] = null,
            ["orderHint"] = OrderHint.Default(++_number),
            ["assigneePriority"] = "",
            ["percentComplete"] = 0,
            ["startDateTime"] = null,
            ["createdDateTime"] = PlannerBody.Moment(_graph.Now),
            ["dueDateTime"] = null,
            ["hasDescription"] = false,
            ["previewType"] = "automatic",
            ["completedDateTime"] = null,
            ["completedBy"] = null,
            ["referenceCount"] = 0,
            ["checklistItemCount"] = 0,
            ["activeChecklistItemCount"] = 0,
            ["conversationThreadId"] = null,
            ["priority"] = 5,
            ["createdBy"] = request.Caller.ToIdentitySet(),
            ["appliedCategories"] = new JsonObject(),
            ["assignments"] = new JsonObject(),
        };

        // Judged on a copy first: a refused task leaves nothing behind.
        var trial = new PlannerItem(PlannerKind.Task, NewId()) { Created = _graph.Now, Data = data };
        JudgeTask(request, trial, MakeUnique(PlannerKind.Task, plan.Id, writes));
        var task = Add(PlannerKind.Task, trial.Id, trial.Data, []);
        _ = Add(PlannerKind.TaskDetails, task.Id, new JsonObject
        {
            ["description"] = "",
            ["previewType"] = "automatic",
            ["references"] = new JsonObject(),
            ["checklist"] = new JsonObject(),
        }, []);
        _ = Add(PlannerKind.AssignedToTaskBoardFormat, task.Id, new JsonObject { ["unassignedOrderHint"] = OrderHint.Default(++_number), ["orderHintsByAssignee"] = new JsonObject() }, []);
        _ = Add(PlannerKind.BucketTaskBoardFormat, task.Id, new JsonObject { ["orderHint"] = OrderHint.Default(++_number) }, []);
        _ = Add(PlannerKind.ProgressTaskBoardFormat, task.Id, new JsonObject { ["orderHint"] = OrderHint.Default(++_number) }, []);
        return Made(request, task);
    }

    private GraphAnswer OneTask(GraphRequest request, string id)
    {
        var task = Task(request, id);
        switch (request.Method)
        {
            case "GET":
                return One(ShowTask(task, Expands(request)));
            case "PATCH":
                var writes = MakeUnique(PlannerKind.Task, (string)task.Data["planId"]!, Body(request).Task(request.JsonBody, task));
                return Patch(request, task, writes, () =>
                {
                    var trial = new PlannerItem(task.Kind, id) { Data = (JsonObject)task.Data.DeepClone() };
                    JudgeTask(request, trial, writes);
                    foreach (var calculated in s_calculated)
                    {
                        task.Data[calculated] = trial.Data[calculated]?.DeepClone();
                    }

                    if ((string?)trial.Data["bucketId"] != (string?)task.Data["bucketId"])
                    {
                        // In its new bucket the task stands on top, until somebody says otherwise.
                        var format = _items[(PlannerKind.BucketTaskBoardFormat, id)];
                        var version = ++_number;
                        format.Move(version, Limits.EtagsRemembered);
                        format.Apply(new PlannerWrite(["orderHint"], OrderHint.Default(version)), version);
                    }
                });
            case "DELETE":
                _ = CheckEtag(request, task, deleting: true);
                RemoveTask(id);
                return GraphAnswer.NoContent;
            default:
                throw NotAllowed();
        }
    }

    /// <summary>Applies writes to a copy and says what is wrong with the outcome; fills in what the service calculates.</summary>
    private void JudgeTask(GraphRequest request, PlannerItem task, List<PlannerWrite> writes)
    {
        var (wasComplete, before) = (IsComplete(task), Assignees(task));
        foreach (var write in writes)
        {
            task.Apply(write, 0);
        }

        var plan = (string)task.Data["planId"]!;
        if ((string?)task.Data["bucketId"] is { } bucket && (!_items.TryGetValue((PlannerKind.Bucket, bucket), out var place) || (string?)place.Data["planId"] != plan))
        {
            throw PlannerBody.Invalid("The bucket does not belong to the plan of the task.");
        }

        if (Moment(task, "startDateTime") is { } start && Moment(task, "dueDateTime") is { } due && start > due)
        {
            throw PlannerBody.Invalid("The start date of a task can't be after its due date.");
        }

        if (!IsComplete(task) && (wasComplete || !_items.ContainsKey((PlannerKind.Task, task.Id))))
        {
            Limit("MaximumActiveTasksInProject", InPlan(PlannerKind.Task, plan).Count(other => other.Id != task.Id && !IsComplete(other)), Limits.ActiveTasksPerPlan);
        }

        var assignees = Assignees(task);
        if (assignees.Count > Limits.AssigneesPerTask)
        {
            throw LimitReached("MaximumAssigneesInTasks");
        }

        foreach (var person in AllTasks.Count() >= Limits.TasksAssignedToUser ? assignees.Except(before, StringComparer.Ordinal) : [])
        {
            Limit("MaximumTasksAssignedToUser", AllTasks.Count(other => Assignees(other).Contains(person)), Limits.TasksAssignedToUser);
        }

        if (IsComplete(task) && !wasComplete)
        {
            task.Data["completedDateTime"] = PlannerBody.Moment(_graph.Now);
            task.Data["completedBy"] = request.Caller.ToIdentitySet();
        }
        else if (!IsComplete(task))
        {
            (task.Data["completedDateTime"], task.Data["completedBy"]) = (null, null);
        }
    }

    private GraphAnswer TaskDetails(GraphRequest request, string id)
    {
        var task = Task(request, id);
        var details = _items[(PlannerKind.TaskDetails, id)];
        switch (request.Method)
        {
            case "GET":
                return One(details.Show());
            case "PATCH":
                var writes = Body(request).TaskDetails(request.JsonBody, details);
                return Patch(request, details, writes, () =>
                {
                    var trial = new PlannerItem(details.Kind, id) { Data = (JsonObject)details.Data.DeepClone() };
                    writes.ForEach(write => trial.Apply(write, 0));
                    if (((JsonObject)trial.Data["checklist"]!).Count > Limits.ChecklistItemsPerTask)
                    {
                        throw LimitReached("MaximumChecklistItemsOnTask");
                    }

                    if (((JsonObject)trial.Data["references"]!).Count > Limits.ReferencesPerTask)
                    {
                        throw LimitReached("MaximumReferencesOnTask");
                    }

                    // The task shows what its details hold, and its version moves with them.
                    var checklist = (JsonObject)trial.Data["checklist"]!;
                    task.Data["hasDescription"] = !string.IsNullOrEmpty((string?)trial.Data["description"]);
                    task.Data["previewType"] = trial.Data["previewType"]?.DeepClone();
                    task.Data["checklistItemCount"] = checklist.Count;
                    task.Data["activeChecklistItemCount"] = checklist.Count(item => !(bool)item.Value!["isChecked"]!);
                    task.Data["referenceCount"] = ((JsonObject)trial.Data["references"]!).Count;
                    task.Move(++_number, Limits.EtagsRemembered);
                });
            default:
                throw NotAllowed();
        }
    }

    private GraphAnswer Format(GraphRequest request, string id, PlannerKind kind)
    {
        _ = Task(request, id);
        var format = _items[(kind, id)];
        return request.Method switch
        {
            "GET" => One(format.Show()),
            "PATCH" => Patch(request, format, kind is PlannerKind.AssignedToTaskBoardFormat ? Body(request).AssignedToFormat(request.JsonBody) : PlannerBody.OneHint(request.JsonBody)),
            _ => throw NotAllowed(),
        };
    }

    private GraphAnswer GroupPlans(GraphRequest request, string id)
    {
        DemandRead(request);
        var group = request.Caller.Directory.FindGroup(id) ?? throw new GraphError(404, "", "The requested item is not found.");
        DemandMember(request, group.Id);
        return List(request, _plans.Values.Where(place => place.Group == group.Id).Select(place => _items[(PlannerKind.Plan, place.Id)]), Show);
    }

    private GraphAnswer MyPlans(GraphRequest request, Guid person)
    {
        DemandRead(request);
        var directory = request.Caller.Directory;
        return List(request, _plans.Values.Where(place => place.Tenant == directory.Tenant && directory.IsMember(place.Group, person)).Select(place => _items[(PlannerKind.Plan, place.Id)]), Show);
    }

    private GraphAnswer TasksOf(GraphRequest request, Guid person)
    {
        DemandRead(request);
        var id = person.ToString("D");
        return Tasks(request, AllTasks.Where(task => _plans[(string)task.Data["planId"]!].Tenant == request.Caller.Directory.Tenant && Assignees(task).Contains(id)));
    }

    private static Guid Somebody(GraphRequest request, string id)
    {
        // Even an administrator sees only his own with a delegated token.
        var person = request.Caller.Directory.Find(id) ?? throw new GraphError(404, "", "The requested item is not found.");
        return request.Caller.IsApplication || request.Caller.Person!.Id == person.Id ? person.Id : throw Forbidden();
    }

    private GraphAnswer Tasks(GraphRequest request, IEnumerable<PlannerItem> tasks)
    {
        var expand = Expands(request);
        return List(request, tasks.Where(IsVisible), task => ShowTask(task, expand));
    }

    private PlannerKind[] Expands(GraphRequest request) => [.. (request.Option("expand") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => name switch
    {
        "details" when ExpandsDetails => PlannerKind.TaskDetails,
        "bucketTaskBoardFormat" when ExpandsDetails && ExpandsPlaces => PlannerKind.BucketTaskBoardFormat,
        _ => throw new GraphError(400, "", $"The query parameter '$expand={name}' is not supported."),
    })];

    private JsonObject ShowTask(PlannerItem task, PlannerKind[] expand)
    {
        var shown = task.Show();
        foreach (var kind in expand)
        {
            shown[kind is PlannerKind.TaskDetails ? "details" : "bucketTaskBoardFormat"] = _items[(kind, task.Id)].Show();
        }

        return shown;
    }

    private static JsonObject Show(PlannerItem item) => item.Show();

    private static GraphAnswer One(JsonObject entity)
    {
        entity.Insert(0, "@odata.context", "https://graph.microsoft.com/v1.0/$metadata#planner/$entity");
        return GraphAnswer.Ok(entity);
    }

    private GraphAnswer List(GraphRequest request, IEnumerable<PlannerItem> items, Func<PlannerItem, JsonObject> show)
    {
        foreach (var option in request.Query.Keys.Select(option => option.TrimStart('$')).Except(s_listOptions, StringComparer.OrdinalIgnoreCase))
        {
            // Generated for all lists and promised for none of Planner's: who filters does it himself.
            throw new GraphError(400, "", $"The query parameter '${option}' is not supported.");
        }

        var offset = request.Option("skiptoken") is { } token ? int.Parse(token, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var page = items.Skip(offset).Take(PageSize + 1).ToList();
        var answer = new JsonObject { ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#planner", ["@odata.count"] = Math.Min(page.Count, PageSize) };
        if (page.Count > PageSize)
        {
            var options = request.Query.Where(option => option.Key.TrimStart('$') != "skiptoken").Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value)}");
            answer["@odata.nextLink"] = $"{_graph.BaseUrl}{request.Path}?{string.Join('&', options.Append($"$skiptoken={(offset + PageSize).ToString(CultureInfo.InvariantCulture)}"))}";
        }

        var select = request.Select;
        answer["value"] = new JsonArray([.. page.Take(PageSize).Select(item => (JsonNode)Selected(show(item), select))]);
        return GraphAnswer.Ok(answer);
    }

    private static JsonObject Selected(JsonObject whole, string[] select)
    {
        if (select is not [])
        {
            foreach (var name in whole.Select(property => property.Key).Where(name => !name.StartsWith('@') && name is not ("details" or "bucketTaskBoardFormat") && !select.Contains(name, StringComparer.Ordinal)).ToList())
            {
                _ = whole.Remove(name);
            }
        }

        return whole;
    }

    private GraphAnswer Patch(GraphRequest request, PlannerItem item, List<PlannerWrite> writes, Action? judge = null)
    {
        DemandWrite(request);
        var since = CheckEtag(request, item, deleting: false);
        if (writes.Exists(write => item.ConflictsWith(write, since)))
        {
            throw Conflict();
        }

        judge?.Invoke();
        var version = ++_number;
        item.Move(version, Limits.EtagsRemembered);
        writes.ForEach(write => item.Apply(write, version));
        return request.Prefers("return=representation")
            ? One(item.Show()) with { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Preference-Applied"] = "return=representation" } }
            : GraphAnswer.NoContent;
    }

    /// <summary>The version that the caller has read.</summary>
    private static long CheckEtag(GraphRequest request, PlannerItem item, bool deleting)
    {
        DemandWrite(request);
        var etag = request.Header("If-Match");
        if (string.IsNullOrEmpty(etag))
        {
            throw new GraphError(412, "", "The If-Match header must be specified for this kind of request.");
        }

        if (etag == "*")
        {
            throw new GraphError(400, "", "The given key was not present in the dictionary.");
        }

        var version = PlannerEtag.Read(item.Kind, etag) is { } read && item.Versions.Contains(read)
            ? read
            : throw new GraphError(412, "", "The If-Match header contains an invalid value.");
        return deleting && version != item.Version ? throw Conflict() : version;
    }

    private GraphAnswer Made(GraphRequest request, PlannerItem item)
    {
        var answer = One(item.Show());
        return answer with
        {
            Status = StatusCodes.Status201Created,
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Location"] = $"{_graph.BaseUrl}{request.Path}/{item.Id}" },
        };
    }

    private PlannerItem Plan(GraphRequest request, string id)
    {
        DemandRead(request);
        var place = _plans.GetValueOrDefault(CheckId(id));
        if (place is null || place.Tenant != request.Caller.Directory.Tenant || !request.Caller.Directory.Groups.Any(group => group.Id == place.Group))
        {
            throw NotFound();
        }

        DemandMember(request, place.Group);
        if (request.Method is not "GET")
        {
            DemandWrite(request);
        }

        return _items[(PlannerKind.Plan, id)];
    }

    private PlannerItem Bucket(GraphRequest request, string id) => _items.TryGetValue((PlannerKind.Bucket, CheckId(id)), out var bucket)
        && Plan(request, (string)bucket.Data["planId"]!) is not null ? bucket : throw NotFound();

    private PlannerItem Task(GraphRequest request, string id)
    {
        if (!_items.TryGetValue((PlannerKind.Task, CheckId(id)), out var task))
        {
            DemandRead(request);
            throw NotFound();
        }

        _ = Plan(request, (string)task.Data["planId"]!);
        return request.Method is not "GET" || IsVisible(task) ? task : throw NotFound();
    }

    private PlannerBody Body(GraphRequest request) => new(Limits, request.Caller.Directory, request.Caller.ToIdentitySet(), _graph.Now, () => ++_number);

    private PlannerItem Add(PlannerKind kind, string id, JsonObject data, List<PlannerWrite> writes)
    {
        var item = new PlannerItem(kind, id) { Created = _graph.Now, Data = data };
        item.Move(++_number, Limits.EtagsRemembered);
        writes.ForEach(write => item.Apply(write, item.Version));
        Put(item);
        return item;
    }

    private void RemoveTask(string id)
    {
        _ = _plans[(string)_items[(PlannerKind.Task, id)].Data["planId"]!].Tasks.Remove(id);
        foreach (var kind in s_taskKinds)
        {
            _ = _items.Remove((kind, id));
        }
    }

    /// <summary>Two clients may ask for the same place between the same neighbours: the later one comes close behind.</summary>
    private List<PlannerWrite> MakeUnique(PlannerKind kind, string plan, List<PlannerWrite> writes)
    {
        var at = writes.FindIndex(write => write.Path is ["orderHint"]);
        if (at >= 0)
        {
            var taken = InPlan(kind, plan).Select(item => (string?)item.Data["orderHint"]).ToHashSet(StringComparer.Ordinal);
            var hint = (string)writes[at].Value!;
            while (taken.Contains(hint))
            {
                hint = OrderHint.JustBehind(hint);
            }

            writes[at] = writes[at] with { Value = hint };
        }

        return writes;
    }

    private IEnumerable<PlannerItem> AllTasks => _plans.Values.SelectMany(place => place.Tasks.Values);

    private Dictionary<string, PlannerItem>.ValueCollection InPlan(PlannerKind kind, string plan) => IndexOf(kind, plan)!.Values;

    /// <summary>Tasks and buckets are listed by their plan, which never changes.</summary>
    private Dictionary<string, PlannerItem>? IndexOf(PlannerKind kind, string plan) => kind switch
    {
        PlannerKind.Task => _plans[plan].Tasks,
        PlannerKind.Bucket => _plans[plan].Buckets,
        _ => null,
    };

    private void Put(PlannerItem item)
    {
        _items.Add((item.Kind, item.Id), item);
        if (item.Kind is PlannerKind.Task or PlannerKind.Bucket)
        {
            IndexOf(item.Kind, (string)item.Data["planId"]!)![item.Id] = item;
        }
    }

    private void RemoveBucket(PlannerItem bucket)
    {
        _ = _items.Remove((PlannerKind.Bucket, bucket.Id));
        _ = _plans[(string)bucket.Data["planId"]!].Buckets.Remove(bucket.Id);
    }

    private bool IsVisible(PlannerItem task) => task.Created + VisibleAfter <= _graph.Now;

    private static bool IsComplete(PlannerItem task) => (int?)task.Data["percentComplete"] == 100;

    private static HashSet<string> Assignees(PlannerItem task) => [.. ((JsonObject)task.Data["assignments"]!).Select(assignment => assignment.Key)];

    private static DateTimeOffset? Moment(PlannerItem task, string property) =>
        (string?)task.Data[property] is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    private static JsonObject Without(JsonObject body, params string[] names) =>
        new(body.Where(property => !names.Contains(property.Key, StringComparer.Ordinal)).Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone())));

    /// <summary>28 characters, case-sensitive; the service checks the form.</summary>
    private static string NewId() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(21)).Replace('+', '-').Replace('/', '_');

    private static string CheckId(string id) => id.Length == 28 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        ? id
        : throw PlannerBody.Invalid($"'{id}' is no valid identifier.");

    private static void DemandRead(GraphRequest request)
    {
        if (!request.Caller.Has(request.Caller.IsApplication ? "Tasks.Read.All" : "Tasks.Read"))
        {
            throw Forbidden();
        }
    }

    private static void DemandWrite(GraphRequest request)
    {
        if (!request.Caller.Has(request.Caller.IsApplication ? "Tasks.ReadWrite.All" : "Tasks.ReadWrite"))
        {
            throw Forbidden();
        }
    }

    private static void DemandMember(GraphRequest request, Guid group)
    {
        if (request.Caller.Person is { } person && !request.Caller.Directory.IsMember(group, person.Id))
        {
            throw Forbidden();
        }
    }

    private static void Limit(string name, int present, int most)
    {
        if (present >= most)
        {
            throw LimitReached(name);
        }
    }

    private static GraphError LimitReached(string name) => new(403, name, $"The limit {name} has been reached.");

    private static GraphError Forbidden() => new(403, "", "You do not have the required permissions to access this item.");

    private static GraphError NotFound() => new(404, "", "The requested item is not found.");

    private static GraphError NotAllowed() => new(405, "", "The method is not allowed for this resource.");

    private static GraphError Conflict() => new(409, "", "The attempted changes conflicted with already accepted changes. Read the latest state and resolve differences.");

    private sealed record PlanPlace(string Id, Guid Tenant, Guid Group)
    {
        public Dictionary<string, PlannerItem> Tasks { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, PlannerItem> Buckets { get; } = new(StringComparer.Ordinal);
    }
}
