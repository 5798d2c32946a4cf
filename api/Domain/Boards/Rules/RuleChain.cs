using Workspace.Domain.Shared;

namespace Workspace.Domain.Boards;

/// <summary>What a chain says to one more run.</summary>
public enum ChainAnswer
{
    Runs,

    /// <summary>The rule has already run for this card because of the same change.</summary>
    RanAlready,

    /// <summary>The chain ends here.</summary>
    TooLong,
}

/// <summary>
/// The bound of what one change can set going: what rules do may make rules run again, but each rule once a card,
/// <see cref="Deepest"/> steps far and <see cref="MostRuns"/> runs in all.
/// </summary>
public sealed class RuleChain
{
    private readonly HashSet<(Guid Rule, Guid Card)> _ran = [];

    public const int Deepest = 5;
    public const int MostRuns = 100;

    public static readonly Refusal TooLong = new("boards.rule-chain-too-long");

    /// <param name="depth">0 for what a rule does about the change itself, 1 for what comes of that …</param>
    public ChainAnswer Ask(Guid rule, Guid card, int depth)
    {
        if (!_ran.Add((rule, card)))
        {
            return ChainAnswer.RanAlready;
        }

        return depth >= Deepest || _ran.Count > MostRuns ? ChainAnswer.TooLong : ChainAnswer.Runs;
    }
}
