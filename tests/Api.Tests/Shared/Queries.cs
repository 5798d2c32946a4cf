using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workspace.Api.Tests;

/// <summary>The statements that a request costs, found by the trace they belong to: background work is not counted.</summary>
public sealed class Queries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> s_counted = new();

    private Queries()
    {
    }

    /// <summary>From the start: EF remembers for a second that nobody listens.</summary>
    [ModuleInitializer]
    internal static void Listen() => _ = DiagnosticListener.AllListeners.Subscribe(new Queries());

    /// <summary>What a request asks of the database, after a first one has warmed up what is remembered between requests.</summary>
    public static async Task<IReadOnlyCollection<string>> OfAsync(Func<Task> request)
    {
        await request();
        using var trace = new Activity("test").Start();
        var statements = s_counted.GetOrAdd(trace.TraceId, _ => new());
        await request();
        return statements;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _ = value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // PostgreSQL is told the organisation at the start of each transaction; that is no question.
        if (value.Value is CommandEventData { Command.CommandText: var text } && Activity.Current is { TraceId: var trace }
            && s_counted.TryGetValue(trace, out var statements) && !text.Contains("set_config", StringComparison.Ordinal))
        {
            statements.Enqueue(text);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
