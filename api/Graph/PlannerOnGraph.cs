using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;
using Workspace.Features.Planner;

namespace Workspace.Graph;

/// <summary>Planner behind Microsoft Graph v1.0.</summary>
internal sealed class PlannerOnGraph(GraphClients clients, GraphCalls calls, EntraApplication application)
    : IPlannerAccess
{
    private const string Workload = "planner";

    public IReadOnlyCollection<Guid> Waiting => calls.Closed(Workload);

    /// <summary>
    /// What a list of tasks may bring along, the most first. Each was seen to work, none is promised; where it is refused the next is tried,
    /// and in the end the details of each changed task are asked for. Without the third the order of tasks is not followed.
    /// </summary>
    private static readonly string[][] s_expands = [["details", "bucketTaskBoardFormat"], ["details"], []];

    /// <summary>Which of these a tenant's cloud took last.</summary>
    private readonly ConcurrentDictionary<Guid, int> _expands = new();

    public IPlanner AsApplication(Guid organisation) =>
        new Door(clients, calls, application.Id, organisation, clients.AsApplication(organisation), _expands);

    public IPlanner OnBehalfOf(Guid organisation, string token) =>
        new Door(clients, calls, application.Id, organisation, clients.OnBehalfOf(organisation, token), _expands);

    private sealed class Door(
        GraphClients clients, GraphCalls calls, string application, Guid organisation, GraphServiceClient graph, ConcurrentDictionary<Guid, int> expands)
        : IPlanner
    {
        private int _requests;

        public int Requests => _requests;

        public async Task<IReadOnlyList<GroupRead>> GroupsOfAsync(Guid person, CancellationToken ct)
        {
            var mine = graph.Users[person.ToString("D")].MemberOf;
            var pages = await PagesAsync(
                c => mine.GetAsync(r => r.QueryParameters.Select = ["id", "displayName", "groupTypes"], c),
                (next, c) => mine.WithUrl(next).GetAsync(null, c),
                page => page.OdataNextLink,
                ct);
            return [.. pages.SelectMany(p => p.Value ?? []).OfType<Group>()
                .Where(g => g.GroupTypes?.Contains("Unified", StringComparer.OrdinalIgnoreCase) == true)
                .Select(g => new GroupRead(g.Id!, g.DisplayName ?? g.Id!))
                .OrderBy(g => g.Name, StringComparer.CurrentCultureIgnoreCase)];
        }

        public async Task<IReadOnlyList<PlanRead>> PlansAsync(string group, CancellationToken ct)
        {
            var plans = graph.Groups[group].Planner.Plans;
            var pages = await PagesAsync(c => plans.GetAsync(null, c), (next, c) => plans.WithUrl(next).GetAsync(null, c), p => p.OdataNextLink, ct);
            return [.. pages.SelectMany(p => p.Value ?? []).Select(Read).OrderBy(p => p.Title, StringComparer.CurrentCultureIgnoreCase)];
        }

        public async Task<PlanRead> PlanAsync(string plan, CancellationToken ct) =>
            Read(await OneAsync(c => graph.Planner.Plans[plan].GetAsync(null, c), ct));

        public async Task<PlanRead> CreatePlanAsync(string group, string title, CancellationToken ct) => Read(await OneAsync(
            c => graph.Planner.Plans.PostAsync(
                new PlannerPlan { Title = title, Container = new PlannerPlanContainer { ContainerId = group, Type = PlannerContainerType.Group } }, null, c),
            ct));

        public async Task<IReadOnlyList<BucketRead>> BucketsAsync(string plan, CancellationToken ct)
        {
            var buckets = graph.Planner.Plans[plan].Buckets;
            var pages = await PagesAsync(c => buckets.GetAsync(null, c), (next, c) => buckets.WithUrl(next).GetAsync(null, c), p => p.OdataNextLink, ct);
            return [.. pages.SelectMany(p => p.Value ?? []).Select(Read)];
        }

        public async Task<BucketRead> BucketAsync(string bucket, CancellationToken ct) =>
            Read(await OneAsync(c => graph.Planner.Buckets[bucket].GetAsync(null, c), ct));

        public async Task<BucketRead> CreateBucketAsync(string plan, string name, string orderHint, CancellationToken ct) => Read(await OneAsync(
            c => graph.Planner.Buckets.PostAsync(new PlannerBucket { Name = name, PlanId = plan, OrderHint = orderHint }, null, c), ct));

        public async Task<BucketRead> ChangeBucketAsync(string bucket, string etag, string? name, string? orderHint, CancellationToken ct)
        {
            var change = new PlannerBucket();
            if (name is not null)
            {
                change.Name = name;
            }

            if (orderHint is not null)
            {
                change.OrderHint = orderHint;
            }

            return Read(await OneAsync(
                c => graph.Planner.Buckets[bucket].PatchAsync(change, r => On(r, etag), c),
                c => graph.Planner.Buckets[bucket].GetAsync(null, c),
                ct));
        }

        public async Task<CategoriesRead> CategoriesAsync(string plan, CancellationToken ct) =>
            Read(await OneAsync(c => graph.Planner.Plans[plan].Details.GetAsync(null, c), ct));

        public async Task<CategoriesRead> NameCategoriesAsync(string plan, string etag, IReadOnlyDictionary<int, string> names, CancellationToken ct)
        {
            var change = new PlannerPlanDetails
            {
                CategoryDescriptions = new PlannerCategoryDescriptions
                {
                    AdditionalData = names.ToDictionary(n => Category(n.Key), object (n) => n.Value, StringComparer.Ordinal),
                },
            };
            return Read(await OneAsync(
                c => graph.Planner.Plans[plan].Details.PatchAsync(change, r => On(r, etag), c),
                c => graph.Planner.Plans[plan].Details.GetAsync(null, c),
                ct));
        }

        public async Task<IReadOnlyList<TaskRead>> TasksAsync(string plan, IReadOnlyDictionary<string, string> settled, CancellationToken ct)
        {
            var tasks = graph.Planner.Plans[plan].Tasks;
            while (true)
            {
                var way = expands.GetValueOrDefault(organisation);
                try
                {
                    var pages = await PagesAsync(
                        c => tasks.GetAsync(r => r.QueryParameters.Expand = s_expands[way] is [] ? null : s_expands[way], c),
                        (next, c) => tasks.WithUrl(next).GetAsync(null, c), p => p.OdataNextLink, ct);
                    List<TaskRead> all = [.. pages.SelectMany(p => p.Value ?? []).Select(Read)];
                    return s_expands[way] is [] ? await WithDetailsAsync(all, settled, ct) : all;
                }
                catch (PlannerException refused) when (refused.Problem is PlannerProblem.Invalid && way + 1 < s_expands.Length)
                {
                    expands[organisation] = way + 1;
                }
            }
        }

        public async Task<TaskRead> TaskAsync(string task, CancellationToken ct)
        {
            var read = Read(await OneAsync(c => graph.Planner.Tasks[task].GetAsync(null, c), ct));
            return read with { Details = Read(await OneAsync(c => graph.Planner.Tasks[task].Details.GetAsync(null, c), ct)) };
        }

        public async Task<TaskRead> CreateTaskAsync(string plan, TaskWrite write, CancellationToken ct)
        {
            var task = Changes(write);
            task.PlanId = plan;
            return Read(await OneAsync(c => graph.Planner.Tasks.PostAsync(task, null, c), ct));
        }

        public async Task<TaskRead> ChangeTaskAsync(string task, string etag, TaskWrite write, CancellationToken ct) =>
            Read(await OneAsync(
                c => graph.Planner.Tasks[task].PatchAsync(Changes(write), r => On(r, etag), c),
                c => graph.Planner.Tasks[task].GetAsync(null, c),
                ct));

        public async Task<DetailsRead> ChangeDetailsAsync(string task, string etag, DetailsWrite write, CancellationToken ct) =>
            Read(await OneAsync(
                c => graph.Planner.Tasks[task].Details.PatchAsync(Changes(write), r => On(r, etag), c),
                c => graph.Planner.Tasks[task].Details.GetAsync(null, c),
                ct));

        public Task DeleteTaskAsync(string task, string etag, CancellationToken ct) => SendAsync(
            async c =>
            {
                await graph.Planner.Tasks[task].DeleteAsync(r => r.Headers.Add("If-Match", etag), c);
                return true;
            },
            ct);

        public async Task<string> PlaceTaskAsync(string task, string etag, string orderHint, CancellationToken ct) => (await OneAsync(
            c => graph.Planner.Tasks[task].BucketTaskBoardFormat.PatchAsync(new PlannerBucketTaskBoardTaskFormat { OrderHint = orderHint }, r => On(r, etag), c),
            c => graph.Planner.Tasks[task].BucketTaskBoardFormat.GetAsync(null, c),
            ct)).OrderHint ?? "";

        /// <summary>Details where a list does not bring them: twenty in a request, and only of tasks that changed.</summary>
        private async Task<IReadOnlyList<TaskRead>> WithDetailsAsync(IReadOnlyList<TaskRead> tasks, IReadOnlyDictionary<string, string> settled, CancellationToken ct)
        {
            var details = new Dictionary<string, DetailsRead>(StringComparer.Ordinal);
            foreach (var some in tasks.Where(t => !settled.TryGetValue(t.Id, out var etag) || !string.Equals(etag, t.Etag, StringComparison.Ordinal)).Chunk(20))
            {
                var batch = new BatchRequestContentCollection(graph);
                var steps = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var task in some)
                {
                    steps[await batch.AddBatchRequestStepAsync(graph.Planner.Tasks[task.Id].Details.ToGetRequestInformation())] = task.Id;
                }

                var answers = await OneAsync(async c => (BatchResponseContentCollection?)await graph.Batch.PostAsync(batch, c), ct);
                foreach (var (step, task) in steps)
                {
                    using var answer = await answers.GetResponseByIdAsync(step);
                    switch ((int)answer.StatusCode)
                    {
                        case 200:
                            details[task] = Read((await KiotaJsonSerializer.DeserializeAsync<PlannerTaskDetails>(await answer.Content.ReadAsStringAsync(ct), ct))!);
                            break;
                        case 404:
                            // A new task whose details are not there yet, or one that was deleted in between.
                            break;
                        case 429:
                            throw new PlannerException(PlannerProblem.Throttled, "batch", answer.Headers.RetryAfter?.Delta);
                        default:
                            throw new PlannerException(PlannerProblem.Unavailable, "batch");
                    }
                }
            }

            return [.. tasks.Select(t => details.TryGetValue(t.Id, out var read) ? t with { Details = read } : t)];
        }

        /// <summary>
        /// A fresh object with nothing but what changes: one that was read before would send its maps whole, with
        /// order hints and read-only dates that Planner refuses.
        /// </summary>
        private static PlannerTask Changes(TaskWrite write)
        {
            var task = new PlannerTask();
            if (write.Title is { } title)
            {
                task.Title = title.Value;
            }

            if (write.Bucket is { } bucket)
            {
                task.BucketId = bucket.Value;
            }

            if (write.Due is { } due)
            {
                task.DueDateTime = due.Value?.ToUniversalTime();
            }

            if (write.PercentComplete is { } percent)
            {
                task.PercentComplete = percent.Value;
            }

            if (write.Start is { } start)
            {
                task.StartDateTime = start.Value?.ToUniversalTime();
            }

            if (write.Priority is { } priority)
            {
                task.Priority = priority.Value;
            }

            if (write.Categories.Count > 0)
            {
                task.AppliedCategories = new PlannerAppliedCategories
                {
                    AdditionalData = write.Categories.ToDictionary(c => Category(c.Key), object (c) => c.Value, StringComparer.Ordinal),
                };
            }

            if (write.Assignees.Count > 0)
            {
                task.Assignments = new PlannerAssignments
                {
                    AdditionalData = write.Assignees.ToDictionary(
                        a => a.Key.ToString("D"),
                        object (a) => a.Value ? new PlannerAssignment { OrderHint = " !" } : null!,
                        StringComparer.Ordinal),
                };
            }

            return task;
        }

        private static PlannerTaskDetails Changes(DetailsWrite write)
        {
            var details = new PlannerTaskDetails();
            if (write.Description is { } description)
            {
                details.Description = description.Value;
            }

            if (write.Checklist.Count > 0)
            {
                details.Checklist = new PlannerChecklistItems
                {
                    AdditionalData = write.Checklist.ToDictionary(i => i.Key, object (i) => i.Value is null ? null! : Item(i.Value), StringComparer.Ordinal),
                };
            }

            if (write.References.Count > 0)
            {
                details.References = new PlannerExternalReferences
                {
                    AdditionalData = write.References.ToDictionary(
                        r => ReferenceKey.Encode(r.Key), object (r) => r.Value is null ? null! : new PlannerExternalReference { Alias = r.Value, Type = "Other" }, StringComparer.Ordinal),
                };
            }

            return details;
        }

        private static PlannerChecklistItem Item(ItemWrite write)
        {
            var item = new PlannerChecklistItem { IsChecked = write.Done };
            if (write.Title is not null)
            {
                item.Title = write.Title;
            }

            if (write.OrderHint is not null)
            {
                item.OrderHint = write.OrderHint;
            }

            return item;
        }

        private static string Category(int number) => $"category{number.ToString(CultureInfo.InvariantCulture)}";

        private static int? Category(string name) =>
            name.StartsWith("category", StringComparison.Ordinal) && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        private static CategoriesRead Read(PlannerPlanDetails details) => new(
            Etag(details),
            (details.CategoryDescriptions?.BackingStore.Enumerate() ?? [])
                .Where(c => Category(c.Key) is not null && c.Value is string { Length: > 0 })
                .ToDictionary(c => Category(c.Key)!.Value, c => (string)c.Value!));

        private static DetailsRead Read(PlannerTaskDetails details) => new(
            Etag(details),
            details.Description,
            [.. Open(details.Checklist?.AdditionalData)
                .Select(i => new ItemRead(i.Key, Text(i.Value, "title") ?? "", Flag(i.Value, "isChecked"), Text(i.Value, "orderHint") ?? ""))
                .OrderBy(i => i.Hint, Domain.Planner.OrderHint.Order).ThenBy(i => i.Key, StringComparer.Ordinal)],
            [.. Open(details.References?.AdditionalData)
                .Select(r => new ReferenceRead(ReferenceKey.Decode(r.Key), Text(r.Value, "alias")))
                .OrderBy(r => r.Url, StringComparer.Ordinal)]);

        /// <summary>The entries of an open type: their values come untyped.</summary>
        private static IEnumerable<(string Key, IDictionary<string, UntypedNode> Value)> Open(IDictionary<string, object>? entries) =>
            (entries ?? new Dictionary<string, object>(StringComparer.Ordinal)).Where(e => e.Value is UntypedObject).Select(e => (e.Key, ((UntypedObject)e.Value).GetValue()));

        private static string? Text(IDictionary<string, UntypedNode> entry, string name) => entry.TryGetValue(name, out var value) && value is UntypedString text ? text.GetValue() : null;

        private static bool Flag(IDictionary<string, UntypedNode> entry, string name) => entry.TryGetValue(name, out var value) && value is UntypedBoolean flag && flag.GetValue();

        private static PlanRead Read(PlannerPlan plan) => new(
            plan.Id!,
            plan.Title ?? "",
            plan.Container is { Type: PlannerContainerType.Group, ContainerId: { } group } ? group : null);

        private static BucketRead Read(PlannerBucket bucket) =>
            new(bucket.Id!, Etag(bucket), bucket.PlanId ?? "", bucket.Name ?? "", bucket.OrderHint ?? "");

        private TaskRead Read(PlannerTask task) => new(
            task.Id!,
            Etag(task),
            task.PlanId ?? "",
            task.BucketId,
            task.Title ?? "",
            task.DueDateTime,
            task.PercentComplete ?? 0,
            [.. (task.Assignments?.AdditionalData ?? new Dictionary<string, object>(StringComparer.Ordinal))
                .Where(a => a.Value is not null)
                .Select(a => Guid.TryParse(a.Key, out var id) ? id : Guid.Empty)
                .Where(id => id != Guid.Empty)
                .Order()],
            task.CreatedDateTime ?? DateTimeOffset.MinValue,
            string.Equals(task.CreatedBy?.Application?.Id, application, StringComparison.OrdinalIgnoreCase))
        {
            Start = task.StartDateTime,
            Priority = task.Priority ?? 5,
            Categories = [.. (task.AppliedCategories?.AdditionalData ?? new Dictionary<string, object>(StringComparer.Ordinal))
                .Where(c => c.Value is true).Select(c => Category(c.Key)).OfType<int>().Order()],
            Details = task.Details is { } details ? Read(details) : null,
            Hint = task.BucketTaskBoardFormat?.OrderHint,
            HintEtag = task.BucketTaskBoardFormat is { } format ? Etag(format) : null,
        };

        private static string Etag(Entity entity) =>
            entity.AdditionalData.TryGetValue("@odata.etag", out var etag) && etag is string text ? text : "";

        private static void On<T>(RequestConfiguration<T> request, string etag)
            where T : class, new()
        {
            request.Headers.Add("If-Match", etag);
            request.Headers.Add("Prefer", "return=representation");
        }

        private Task<T> OneAsync<T>(Func<CancellationToken, Task<T?>> send, CancellationToken ct)
            where T : class =>
            SendAsync(async c => await send(c) ?? throw new InvalidOperationException("Graph answered without the resource."), ct);

        /// <summary>A change whose answer holds the resource, as we ask; where the service leaves it out, it is read.</summary>
        private async Task<T> OneAsync<T>(Func<CancellationToken, Task<T?>> change, Func<CancellationToken, Task<T?>> read, CancellationToken ct)
            where T : class =>
            await SendAsync(change, ct) ?? await OneAsync(read, ct);

        /// <summary>All pages, or none: a chain that breaks off must not look like deletions.</summary>
        private async Task<IReadOnlyList<T>> PagesAsync<T>(
            Func<CancellationToken, Task<T?>> first, Func<string, CancellationToken, Task<T?>> follow, Func<T, string?> next, CancellationToken ct)
            where T : class
        {
            var page = await OneAsync(first, ct);
            var pages = new List<T> { page };
            while (next(page) is { } link)
            {
                if (!clients.IsOurs(link))
                {
                    throw new PlannerException(PlannerProblem.Unavailable, "foreign-next-link");
                }

                page = await OneAsync(c => follow(link, c), ct);
                pages.Add(page);
            }

            return pages;
        }

        private Task<T> SendAsync<T>(Func<CancellationToken, Task<T>> send, CancellationToken ct) => calls.SendAsync(
            organisation,
            Workload,
            c =>
            {
                _ = Interlocked.Increment(ref _requests);
                return send(c);
            },
            Translate,
            ct);

        private static PlannerException Translate(GraphFailure failure, Exception exception) => new(
            failure.Kind switch
            {
                GraphFailureKind.Invalid => PlannerProblem.Invalid,
                GraphFailureKind.NoToken => PlannerProblem.NoToken,
                GraphFailureKind.Forbidden when failure.Code?.StartsWith("Maximum", StringComparison.Ordinal) == true => PlannerProblem.Limit,
                GraphFailureKind.Forbidden => PlannerProblem.Forbidden,
                GraphFailureKind.NotFound or GraphFailureKind.Gone => PlannerProblem.NotFound,
                GraphFailureKind.Conflict => PlannerProblem.Conflict,
                GraphFailureKind.Precondition => PlannerProblem.Precondition,
                GraphFailureKind.Throttled => PlannerProblem.Throttled,
                _ => PlannerProblem.Unavailable,
            },
            failure.Code,
            failure.RetryAfter,
            exception)
        { MayHaveHappened = failure.MayHaveHappened };
    }
}

/// <summary>
/// Planner keeps references under their addresses, in which exactly <c>. : % @ #</c> are encoded, since they are no characters of a
/// property's name.
/// </summary>
internal static class ReferenceKey
{
    public static string Encode(string url) => string.Concat(url.Select(c => c switch
    {
        '%' => "%25",
        '.' => "%2E",
        ':' => "%3A",
        '@' => "%40",
        '#' => "%23",
        _ => c.ToString(),
    }));

    public static string Decode(string key) => key
        .Replace("%2E", ".", StringComparison.OrdinalIgnoreCase).Replace("%3A", ":", StringComparison.OrdinalIgnoreCase)
        .Replace("%40", "@", StringComparison.Ordinal).Replace("%23", "#", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}

/// <summary>The id of this application, by which its own tasks are known.</summary>
internal sealed record EntraApplication(string Id);
