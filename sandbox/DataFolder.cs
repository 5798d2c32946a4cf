namespace Workspace.Sandbox;

/// <summary>The one folder the sandbox writes to: one sandbox at a time, and only a sandbox's own folder is ever emptied.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    private const string Mark = "sandbox.lock";

    private readonly string _folder;
    private readonly FileStream _lock;

    private DataFolder(string folder, FileStream held) => (_folder, _lock) = (folder, held);

    /// <summary>
    /// Which database the plans and chats of this folder belong to: null while it is new, else <c>sqlite</c> or the name
    /// that the sandbox gave the other one.
    /// </summary>
    public string? Store => File.Exists(StoreNote) ? File.ReadAllText(StoreNote) : null;

    public string Database => Path.Combine(_folder, "workspace.db");

    public string HostLog => Path.Combine(_folder, "host.log");

    /// <summary>Remembers whether the demo city was filled.</summary>
    public string CityNote => Path.Combine(_folder, "city.json");

    /// <summary>What the look-alikes keep: the CA file, plans, chats.</summary>
    public string Neighbours => Path.Combine(_folder, "neighbours");

    public static DataFolder Open(SandboxOptions options)
    {
        var folder = options.Data;
        var entries = Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder) : [];
        if (entries.Length > 0 && !File.Exists(Path.Combine(folder, Mark)))
        {
            throw new SandboxException($"--data {folder}: this folder holds other things. Choose an empty or a new one.");
        }

        Directory.CreateDirectory(folder);
        var held = Hold(folder);
        if (options.Reset)
        {
            foreach (var entry in Directory.GetFileSystemEntries(folder).Where(entry => Path.GetFileName(entry) != Mark))
            {
                if (Directory.Exists(entry)) { Directory.Delete(entry, recursive: true); }
                else { File.Delete(entry); }
            }
        }

        File.Delete(Path.Combine(folder, "host.log"));
        return new DataFolder(folder, held);
    }

    public void BelongsTo(string store) => File.WriteAllText(StoreNote, store);

    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    private string StoreNote => Path.Combine(_folder, "store.txt");

    private static FileStream Hold(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, Mark), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new SandboxException($"Another sandbox uses {folder}. End it, or give this one its own folder: --data FOLDER", held);
        }
    }
}
