using System.Globalization;

namespace Workspace.Sandbox;

/// <summary>What a person may choose when starting the sandbox.</summary>
public sealed record SandboxOptions
{
    public const string Usage = """
        dotnet run --project sandbox -- [options]
          --urls http://127.0.0.1:5080   where the Teams-like page answers (loopback only; the Workspace itself takes the next port; port 0 = any free ones)
          --data FOLDER                  where the sandbox keeps everything (default: sandbox/data)
          --store sqlite                 or a PostgreSQL connection string: an empty database, by its owner who may create roles
          --seed NUMBER                  the demo city's people are made from this number (default 20261127)
          --reset                        empties the data folder first, and the database
        """;

    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    public string Data { get; init; } = Path.Combine(BuiltPaths.SandboxFolder, "data");

    /// <summary><c>sqlite</c> or a PostgreSQL connection string.</summary>
    public string Store { get; init; } = Sqlite;

    public int Seed { get; init; } = 20261127;

    public bool Reset { get; init; }

    /// <summary>A test that needs an empty Workspace leaves the demo boards out.</summary>
    public bool DemoData { get; init; } = true;

    /// <summary>A measurement needs a larger town.</summary>
    public int People { get; init; } = 300;

    public const string Sqlite = "sqlite";

    /// <summary>Reads the command line; what can't be understood is told in a sentence.</summary>
    /// <exception cref="SandboxException">An option is unknown, lacks its value or has an impossible one.</exception>
    public static SandboxOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SandboxOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            string Value() => value ?? (i + 1 < args.Count ? args[++i] : throw new SandboxException($"{name} needs a value.\n{Usage}"));
            options = name switch
            {
                "--urls" => options with { Url = Loopback(Value()) },
                "--data" => options with { Data = Path.GetFullPath(Value()) },
                "--store" => options with { Store = StoreOf(Value()) },
                "--seed" => options with { Seed = SeedOf(Value()) },
                "--reset" => options with { Reset = true },
                _ => throw new SandboxException($"{name} is no option of the sandbox.\n{Usage}"),
            };
        }

        return options;
    }

    private static Uri Loopback(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url is { IsLoopback: true, PathAndQuery: "/" }
            ? url
            : throw new SandboxException($"--urls {value}: the sandbox signs in anybody as anybody and therefore answers on this computer only. Give one address such as http://127.0.0.1:5080.");

    private static string StoreOf(string value) =>
        string.Equals(value, Sqlite, StringComparison.OrdinalIgnoreCase) ? Sqlite
        : value.Contains('=', StringComparison.Ordinal) ? value
        : throw new SandboxException($"--store {value}: say sqlite, or give a PostgreSQL connection string such as \"Host=localhost;Database=workspace;Username=postgres\".");

    private static int SeedOf(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new SandboxException($"--seed {value}: give a whole number.");
}

/// <summary>The sandbox can't start or go on; the message says why and what to do.</summary>
public sealed class SandboxException : Exception
{
    public SandboxException(string message) : base(message) { }

    public SandboxException(string message, Exception cause) : base(message, cause) { }

    public SandboxException() { }
}
