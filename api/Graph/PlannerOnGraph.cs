using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using Workspace.Features.Planner;

namespace Workspace.Graph;

/// <summary>Planner behind Microsoft Graph v1.0.</summary>
internal sealed class PlannerOnGraph(GraphClients clients, GraphCalls calls, EntraApplication application)
    : IPlannerAccess
{
    public IPlanner AsApplication(Guid organisation) =>
        new Door(clients, calls, application.Id, organisation, clients.AsApplication(organisation));

    public IPlanner OnBehalfOf(Guid organisation, string token) =>
        new Door(clients, calls, application.Id, organisation, clients.OnBehalfOf(organisation, token));

    private sealed class Door(
        GraphClients clients, GraphCalls calls, string application, Guid organisation, GraphServiceClient graph)
        : IPlanner
    {
        private const string Workload = "planner";
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

        public async Task<BucketRead> RenameBucketAsync(string bucket, string etag, string name, CancellationToken ct) => Read(await OneAsync(
            c => graph.Planner.Buckets[bucket].PatchAsync(new PlannerBucket { Name = name }, r => On(r, etag), c),
            c => graph.Planner.Buckets[bucket].GetAsync(null, c),
            ct));

        public async Task<IReadOnlyList<TaskRead>> TasksAsync(string plan, CancellationToken ct)
        {
            var tasks = graph.Planner.Plans[plan].Tasks;
            var pages = await PagesAsync(c => tasks.GetAsync(null, c), (next, c) => tasks.WithUrl(next).GetAsync(null, c), p => p.OdataNextLink, ct);
            return [.. pages.SelectMany(p => p.Value ?? []).Select(Read)];
        }

        public async Task<TaskRead> TaskAsync(string task, CancellationToken ct) =>
            Read(await OneAsync(c => graph.Planner.Tasks[task].GetAsync(null, c), ct));

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
            string.Equals(task.CreatedBy?.Application?.Id, application, StringComparison.OrdinalIgnoreCase));

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

/// <summary>The id of this application, by which its own tasks are known.</summary>
internal sealed record EntraApplication(string Id);
