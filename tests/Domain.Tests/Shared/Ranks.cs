using CsCheck;
using Workspace.Domain.Shared;

namespace Workspace.Domain.Tests.Shared;

public sealed class Ranks
{
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_ROUNDS"), out var rounds) ? rounds : 1;

    [Fact]
    public void There_is_always_room_between_two() =>
        Gen.Int[0, 1_000].Array[1, 200].Sample(
            places =>
            {
                var list = new List<string>();
                foreach (var place in places)
                {
                    var at = place % (list.Count + 1);
                    list.Insert(at, Rank.Between(at == 0 ? null : list[at - 1], at == list.Count ? null : list[at]));
                }

                Assert.Equal(list.Order(StringComparer.Ordinal), list);
                Assert.Equal(list.Count, list.Distinct(StringComparer.Ordinal).Count());
            },
            iter: 2_000 * Rounds);

    [Fact]
    public void Appending_and_prepending_stay_short()
    {
        Assert.True(Rank.After(null, 5_000).Last().Length <= 4);
        var first = Rank.First;
        for (var i = 0; i < 5_000; i++)
        {
            first = Rank.Between(null, first);
        }

        Assert.True(first.Length <= 4);
    }

    [Theory, InlineData("a1", "a0"), InlineData("a0", "a0"), InlineData("", null), InlineData("a", null), InlineData("a00", null), InlineData("a0ü", null)]
    public void What_is_no_rank_or_out_of_order_is_a_mistake_of_the_program(string after, string? before) =>
        Assert.ThrowsAny<ArgumentException>(() => Rank.Between(after, before));
}
