using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workspace.Sandbox.Graph;

namespace Workspace.Sandbox.Channel;

/// <summary>
/// What a Teams-like page needs. Mapped below <c>/shell</c> of the channel's own address, and by <see cref="LookAlikes.MapShell"/> wherever the page lives.
/// A person is named by object id; the tenant follows from it.
/// <code>
/// GET    /people                                      [{id,tenant,name,userPrincipalName,department,jobTitle,mri}]
/// GET    /people/{p}/token                            {token}                     for the tab's api, as getAuthToken gives it
/// GET    /people/{p}/graph                            {token,baseUrl}             to use Planner as this person would
/// GET    /people/{p}/conversations                    [{id,kind,name,hasBot,people,version,lastAt,lastText}]     latest first; the chat with the bot is always there
/// PUT    /people/{p}/installation                     {conversation}              installs the app in personal scope and tells the bot; DELETE takes it away
/// POST   /people/{p}/chats {name,people,team?:true}   {conversation}              a group chat or team with the bot in it
/// GET    /people/{p}/messages?conversation=&amp;after=    {version,messages:[{id,version,at,from:{person|bot,name},mine,thread,replyTo,text,textFormat,summary,attachments,edited,deleted}]}
///                                                     with this viewer's own cards; "after" = a version: only what changed since
/// POST   /people/{p}/messages {conversation,text,locale?}                         {id,status}
/// POST   /people/{p}/action {conversation,message,action,locale?}                 {status,body}     Action.Execute; a card in the body is stored as this viewer's card
/// POST   /people/{p}/refresh {conversation,message,byHand?,locale?}               {refreshed}       call it for each card with "refresh" that comes into view
/// POST   /people/{p}/submit {conversation,message?,value,locale?}                 {status,body}     Action.Submit
/// POST   /people/{p}/invoke {conversation,name,value,locale?}                     {status,body}     message extensions, dialogs
/// GET    /changes?after=n                             server-sent events, "data: {version}" on each change of any conversation
/// </code>
/// </summary>
internal sealed class ChannelShell(ChannelLookAlike channel, GraphLookAlike graph)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        // Only this machine's own pages: a foreign site could reach loopback by a name that it points there.
        var shell = routes.MapGroup("").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Host.Host is "127.0.0.1" or "localhost" or "[::1]" ? await next(context) : Results.StatusCode(StatusCodes.Status421MisdirectedRequest));
        shell.MapGet("/people", People);
        shell.MapGet("/people/{person:guid}/token", (Guid person) => For(person, tenant => new JsonObject { ["token"] = channel.Entra.SsoToken(tenant, person) }));
        shell.MapGet("/people/{person:guid}/graph", (Guid person) => For(person, tenant => new JsonObject
        {
            ["token"] = channel.Entra.GraphToken(tenant, person, null),
            ["baseUrl"] = graph.BaseUrl.ToString(),
        }));
        shell.MapGet("/people/{person:guid}/conversations", (Guid person) => For(person, tenant => channel.ConversationsOf(tenant, person)));
        shell.MapGet("/people/{person:guid}/messages", (Guid person, string conversation, long? after) => For(person, tenant => channel.MessagesFor(tenant, person, conversation, after ?? 0)));
        shell.MapPut("/people/{person:guid}/installation", (Guid person, CancellationToken ct) => ForAsync(person, async tenant =>
            new JsonObject { ["conversation"] = await channel.InstallAsync(tenant, person, ct) }));
        shell.MapDelete("/people/{person:guid}/installation", (Guid person, CancellationToken ct) => ForAsync(person, async tenant =>
        {
            await channel.UninstallAsync(tenant, person, ct);
            return null;
        }));
        shell.MapPost("/people/{person:guid}/chats", (Guid person, JsonObject body, CancellationToken ct) => ForAsync(person, async tenant =>
        {
            List<Guid> people = [person, .. (body["people"] as JsonArray ?? []).Select(id => Guid.Parse((string)id!)).Where(id => id != person)];
            var name = (string?)body["name"] ?? "Gruppe";
            return new JsonObject
            {
                ["conversation"] = (bool?)body["team"] == true
                    ? await channel.StartTeamAsync(tenant, name, people, ct)
                    : await channel.StartGroupChatAsync(tenant, name, people, ct),
            };
        }));
        shell.MapPost("/people/{person:guid}/messages", (Guid person, JsonObject body, CancellationToken ct) => ForAsync(person, async tenant =>
        {
            var (id, reply) = await channel.SayAsync(tenant, person, Text(body, "conversation"), Text(body, "text"), Locale(body), ct);
            return new JsonObject { ["id"] = id, ["status"] = reply?.Status };
        }));
        shell.MapPost("/people/{person:guid}/action", (Guid person, JsonObject body, CancellationToken ct) => ForAsync(person, async tenant =>
            Show(await channel.ExecuteAsync(tenant, person, Text(body, "conversation"), Text(body, "message"), body["action"] as JsonObject ?? [], "manual", Locale(body), ct))));
        shell.MapPost("/people/{person:guid}/refresh", (Guid person, JsonObject body, CancellationToken ct) => ForAsync(person, async tenant => new JsonObject
        {
            ["refreshed"] = await channel.RefreshAsync(tenant, person, Text(body, "conversation"), Text(body, "message"), (bool?)body["byHand"] == true, Locale(body), ct),
        }));
        shell.MapPost("/people/{person:guid}/submit", (Guid person, JsonObject body, CancellationToken ct) => ForAsync(person, async tenant =>
            Show(await channel.SubmitAsync(tenant, person, Text(body, "conversation"), (string?)body["message"], body["value"], Locale(body), ct))));
        shell.MapPost("/people/{person:guid}/invoke", (Guid person, JsonObject body, CancellationToken ct) => ForAsync(person, async tenant =>
            Show(await channel.InvokeAsync(tenant, person, Text(body, "conversation"), Text(body, "name"), body["value"], Locale(body), ct))));
        shell.MapGet("/changes", ChangesAsync);
    }

    private IResult People() => Results.Json(new JsonArray([.. channel.Entra.Tenants.Values.SelectMany(tenant => tenant.Directory.People.Select(person => (JsonNode)new JsonObject
    {
        ["id"] = person.Id.ToString("D"),
        ["tenant"] = tenant.Id.ToString("D"),
        ["name"] = person.DisplayName,
        ["userPrincipalName"] = person.UserPrincipalName,
        ["department"] = person.Department,
        ["jobTitle"] = person.JobTitle,
        ["mri"] = ChannelLookAlike.MriOf(tenant.Id, person.Id),
    }))]));

    private async Task ChangesAsync(HttpContext context, long? after)
    {
        var ct = context.RequestAborted;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.FlushAsync(ct);
        var version = after ?? 0;
        try
        {
            while (true)
            {
                version = await channel.WaitForChangeAsync(version, ct);
                await context.Response.WriteAsync($"data: {version.ToString(CultureInfo.InvariantCulture)}\n\n", ct);
                await context.Response.Body.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the page has gone
        }
    }

    private IResult For(Guid person, Func<Guid, JsonNode> answer) =>
        TenantOf(person) is { } tenant ? Guarded(() => Results.Json(answer(tenant))) : Results.NotFound();

    private async Task<IResult> ForAsync(Guid person, Func<Guid, Task<JsonNode?>> answer)
    {
        if (TenantOf(person) is not { } tenant)
        {
            return Results.NotFound();
        }

        try
        {
            return await answer(tenant) is { } body ? Results.Json(body) : Results.NoContent();
        }
        catch (ArgumentException wrong)
        {
            return Wrong(wrong);
        }
    }

    private static IResult Guarded(Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (ArgumentException wrong)
        {
            return Wrong(wrong);
        }
    }

    private static IResult Wrong(ArgumentException wrong) => Results.Json(new JsonObject { ["error"] = wrong.Message }, (JsonSerializerOptions?)null, null, StatusCodes.Status400BadRequest);

    private Guid? TenantOf(Guid person) => channel.Entra.Tenants.Values.FirstOrDefault(tenant => tenant.Directory.Find(person) is not null)?.Id;

    private static JsonObject Show(BotReply reply) => new() { ["status"] = reply.Status, ["body"] = reply.Body?.DeepClone() };

    private static string Text(JsonObject body, string name) => (string?)body[name] ?? throw new ArgumentException($"\"{name}\" is missing.", nameof(body));

    private static string Locale(JsonObject body) => (string?)body["locale"] ?? "de-DE";
}
