using Workspace.Bench;

if (args.Contains(LimitServer.Argument, StringComparer.Ordinal))
{
    await LimitServer.RunAsync();
    return 0;
}

var measures = new Dictionary<string, Func<Town, IAsyncEnumerable<Measure>>>(StringComparer.Ordinal)
{
    ["board-read"] = BoardRead.RunAsync,
    ["board-unchanged"] = BoardRead.UnchangedAsync,
    ["board-large"] = BoardRead.LargeAsync,
    ["card-move"] = CardMove.RunAsync,
    ["card-move-members"] = CardMove.MembersAsync,
    ["live"] = LiveFanOut.RunAsync,
    ["start"] = Start.RunAsync,
    ["tab-paint"] = BoardTab.PaintAsync,
    ["tab-scroll"] = BoardTab.ScrollAsync,
    ["tab-drop"] = BoardTab.DropAsync,
};
var json = args.Contains("--json", StringComparer.Ordinal);
var names = args.Where(a => a != "--json").ToArray();
if (names.Length == 0 || names.Except(measures.Keys, StringComparer.Ordinal).Any())
{
    Console.Error.WriteLine($"dotnet run -c Release --project tests/Bench -- NAME … [--json], NAME being one of {string.Join(", ", measures.Keys)}");
    return 2;
}

foreach (var name in names)
{
    await using var town = await Town.StartAsync();
    await foreach (var measure in measures[name](town))
    {
        measure.Print(json);
    }
}

return 0;
