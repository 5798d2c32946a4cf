using Workspace.Bench;

if (args.Contains(LimitServer.Argument, StringComparer.Ordinal))
{
    await LimitServer.RunAsync();
    return 0;
}

var measures = new Dictionary<string, Func<IAsyncEnumerable<Measure>>[]>(StringComparer.Ordinal)
{
    ["board-read"] = [InTown(BoardRead.RunAsync)],
    ["board-unchanged"] = [InTown(BoardRead.UnchangedAsync)],
    ["board-large"] = [InTown(BoardRead.LargeAsync)],
    ["card-move"] = [InTown(CardMove.RunAsync)],
    ["card-move-members"] = [InTown(CardMove.MembersAsync)],
    ["decide"] = [InTown(Decide.TapsAsync), InTown(Decide.ChatsAsync)],
    ["live"] = [InTown(LiveFanOut.RunAsync)],
    ["start"] = [InTown(Start.RunAsync)],
    ["tab-paint"] = [InTown(BoardTab.PaintAsync)],
    ["tab-scroll"] = [InTown(BoardTab.ScrollAsync)],
    ["tab-drop"] = [InTown(BoardTab.DropAsync)],
    ["sync-changed"] = [Sync.ChangedAsync],
    ["sync"] = [Sync.IdleAsync, Sync.ChangedAsync, Sync.FirstAsync, Sync.ThousandAsync],
};
var json = args.Contains("--json", StringComparer.Ordinal);
var names = args.Where(a => a != "--json").ToArray();
if (names.Length == 0 || names.Except(measures.Keys, StringComparer.Ordinal).Any())
{
    Console.Error.WriteLine($"dotnet run -c Release --project tests/Bench -- NAME … [--json], NAME being one of {string.Join(", ", measures.Keys)}");
    return 2;
}

foreach (var run in names.SelectMany(name => measures[name]))
{
    await foreach (var measure in run())
    {
        measure.Print(json);
    }
}

return 0;

static Func<IAsyncEnumerable<Measure>> InTown(Func<Town, IAsyncEnumerable<Measure>> run) => () => RunAsync(run);

static async IAsyncEnumerable<Measure> RunAsync(Func<Town, IAsyncEnumerable<Measure>> run)
{
    await using var town = await Town.StartAsync();
    await foreach (var measure in run(town))
    {
        yield return measure;
    }
}
