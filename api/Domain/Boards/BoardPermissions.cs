namespace Workspace.Domain.Boards;

/// <summary>What a person is on a board; each role may do all that the one before it may.</summary>
public enum BoardRole
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Reads and comments.</summary>
    Commenter,

    /// <summary>Works on cards, columns and labels.</summary>
    Editor,

    /// <summary>Decides who belongs to the board, what it is called and whether it is linked to a plan.</summary>
    Owner,
}

/// <summary>What can be done on a board.</summary>
public enum BoardAction
{
    Read,
    Comment,
    EditCards,
    EditColumns,
    AskForApproval,
    ManageBoard,
    ManageMembers,
    LinkPlanner,
}

/// <summary>The one table of permissions on boards: role × action (architecture.md, section 2).</summary>
public static class BoardPermissions
{
    /// <summary>Whether the role allows the action.</summary>
    public static bool Allows(BoardRole role, BoardAction action) => role >= Least(action);

    private static BoardRole Least(BoardAction action) => action switch
    {
        BoardAction.Read => BoardRole.Viewer,
        BoardAction.Comment => BoardRole.Commenter,
        BoardAction.EditCards => BoardRole.Editor,
        BoardAction.EditColumns => BoardRole.Editor,
        BoardAction.AskForApproval => BoardRole.Editor,
        BoardAction.ManageBoard => BoardRole.Owner,
        BoardAction.ManageMembers => BoardRole.Owner,
        BoardAction.LinkPlanner => BoardRole.Owner,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without a rule is denied."),
    };
}
