using System.Collections.Frozen;

namespace Workspace.Bot.Commands;

/// <summary>The kinds of messages that answer what somebody wrote; what they show is made when they are sent.</summary>
internal static class Replies
{
    public const string Welcome = "bot.welcome";
    public const string Help = "bot.help";
    public const string Unknown = "bot.unknown";

    /// <summary>What waits for the person; says nothing where nothing waits.</summary>
    public const string OpenApprovals = "bot.open-approvals";

    /// <summary>The same as an answer: says so where nothing waits.</summary>
    public const string Approvals = "bot.approvals";

    public const string Tasks = "bot.tasks";
}

/// <summary>What people write and which message answers it: the command and plain words for it, German and English.</summary>
internal sealed class CommandTable
{
    private readonly FrozenDictionary<string, string> _replies = Table(
        (Replies.Help, ["hilfe", "help", "hallo", "hi", "hello", "moin", "guten tag", "guten morgen", "?", "was kannst du", "what can you do", "befehle", "commands", "start"]),
        (Replies.Approvals, ["freigaben", "freigabe", "meine freigaben", "offene freigaben", "was muss ich freigeben", "was wartet auf mich", "approvals", "my approvals", "approval", "what is waiting for me"]),
        (Replies.Tasks, ["meine aufgaben", "aufgaben", "meine karten", "was habe ich zu tun", "was ist zu tun", "todo", "my tasks", "tasks", "my cards", "what do i have to do"]));

    /// <summary>The first word or phrase that is the whole text, without regard to case, spaces and closing punctuation.</summary>
    public string Answer(string text) => _replies.GetValueOrDefault(Normal(text), Replies.Unknown);

    private static string Normal(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        var bare = words.TrimEnd('.', '!', '?', ',', ' ').TrimStart('/');
        return bare.Length == 0 ? words : bare;
    }

    private static FrozenDictionary<string, string> Table(params ReadOnlySpan<(string Reply, string[] Words)> commands)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (reply, words) in commands)
        {
            foreach (var word in words) { table.Add(word, reply); } // two commands with one word are a mistake, found at start
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
