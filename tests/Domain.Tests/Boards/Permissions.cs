using Workspace.Domain.Boards;

namespace Workspace.Domain.Tests.Boards;

public sealed class Permissions
{
    public static TheoryData<BoardAction, BoardRole[]> Table => new()
    {
        { BoardAction.Read, [BoardRole.Viewer, BoardRole.Commenter, BoardRole.Editor, BoardRole.Owner] },
        { BoardAction.Comment, [BoardRole.Commenter, BoardRole.Editor, BoardRole.Owner] },
        { BoardAction.EditCards, [BoardRole.Editor, BoardRole.Owner] },
        { BoardAction.EditColumns, [BoardRole.Editor, BoardRole.Owner] },
        { BoardAction.AskForApproval, [BoardRole.Editor, BoardRole.Owner] },
        { BoardAction.ManageBoard, [BoardRole.Owner] },
        { BoardAction.ManageMembers, [BoardRole.Owner] },
        { BoardAction.LinkPlanner, [BoardRole.Owner] },
    };

    [Theory, MemberData(nameof(Table))]
    public void Who_may_do_what(BoardAction action, BoardRole[] allowed) =>
        Assert.Equal(allowed, Enum.GetValues<BoardRole>().Where(role => BoardPermissions.Allows(role, action)));

    [Fact]
    public void The_table_has_every_action_and_an_unknown_one_is_denied()
    {
        Assert.Equal(Enum.GetValues<BoardAction>().Order(), Table.Select(row => row.Data.Item1).Order());
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => BoardPermissions.Allows(BoardRole.Owner, (BoardAction)999));
    }

    [Theory]
    [InlineData(null, BoardVisibility.Members, null)]
    [InlineData(null, BoardVisibility.Organisation, BoardRole.Viewer)]
    [InlineData(BoardRole.Editor, BoardVisibility.Organisation, BoardRole.Editor)]
    [InlineData(BoardRole.Owner, BoardVisibility.Members, BoardRole.Owner)]
    public void Visibility_makes_readers_and_membership_counts_more(BoardRole? member, BoardVisibility visibility, BoardRole? role) =>
        Assert.Equal(role, Board.RoleOf(member, units: null, visibility));

    [Theory]
    [InlineData(null, BoardRole.Editor, BoardRole.Editor)]
    [InlineData(BoardRole.Viewer, BoardRole.Editor, BoardRole.Editor)]
    [InlineData(BoardRole.Owner, BoardRole.Commenter, BoardRole.Owner)]
    public void Of_several_roles_the_strongest_counts(BoardRole? own, BoardRole? units, BoardRole role) =>
        Assert.Equal(role, Board.RoleOf(own, units, BoardVisibility.Members));
}
