using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>What ties cards of one board to each other: a card has one parent, and may wait for others.</summary>
public static class Connections
{
    public static readonly Refusal CardNotFound = new("boards.connected-card-not-found");
    public static readonly Refusal ParentCycle = new("boards.parent-cycle");
    public static readonly Refusal BlockCycle = new("boards.block-cycle");

    /// <summary>The most cards that one may wait for.</summary>
    public const int MostBlockers = 50;

    /// <summary>Whether a card would come back to itself if it led to these; <paramref name="leadsTo"/> says where others lead.</summary>
    public static bool Closes(Guid card, IEnumerable<Guid> to, Func<Guid, IEnumerable<Guid>> leadsTo)
    {
        var seen = new HashSet<Guid>();
        var open = new Stack<Guid>(to);
        while (open.TryPop(out var next))
        {
            if (next == card)
            {
                return true;
            }

            if (seen.Add(next))
            {
                foreach (var further in leadsTo(next))
                {
                    open.Push(further);
                }
            }
        }

        return false;
    }
}
