using CsCheck;
using Workspace.Domain.Planner;

namespace Workspace.Domain.Tests.Planner;

public sealed class TheBlockInADescription
{
    private const string Block = "Freigabe: offen\nAufwand: 8 Stunden";

    [Fact]
    public void Text_and_block_come_apart_as_they_were_joined()
    {
        Assert.Equal(("Bitte bis Freitag", Block), PlannerText.Split(PlannerText.Join("Bitte bis Freitag", Block), Block));
        Assert.Equal(((string?)null, Block), PlannerText.Split(PlannerText.Join(null, Block), Block));
        Assert.Equal(("Nur Text", (string?)null), PlannerText.Split(PlannerText.Join("Nur Text", null), ""));
        Assert.Equal(((string?)null, (string?)null), PlannerText.Split("", null));
    }

    [Fact]
    public void Edits_around_the_block_survive_on_both_sides_of_it()
    {
        var edited = $"Vorweg\n{PlannerText.Join("Text", Block)}\r\nHinterher";

        Assert.Equal(("Vorweg\nText\n\nHinterher", Block), PlannerText.Split(edited, Block));
    }

    [Fact]
    public void What_somebody_types_into_the_block_is_text_and_the_block_differs_until_it_is_put_back()
    {
        var edited = PlannerText.Join("Text", Block.Replace("offen", "erteilt!", StringComparison.Ordinal));

        var (text, block) = PlannerText.Split(edited, Block);

        Assert.Equal("Text\nFreigabe: erteilt!", text!.Replace("\n\n", "\n", StringComparison.Ordinal));
        Assert.NotEqual(Block, block);
        Assert.Equal((text, Block), PlannerText.Split(PlannerText.Join(text, Block), Block));
    }

    [Fact]
    public void A_block_without_its_end_takes_no_text_along()
    {
        var broken = PlannerText.Join("Text", Block).Replace(PlannerText.End, "Und noch etwas", StringComparison.Ordinal);

        Assert.Equal("Text\n\nUnd noch etwas", PlannerText.Split(broken, Block).Text);
    }

    [Fact]
    public void The_block_of_a_copied_task_is_no_text_of_the_copy() =>
        Assert.Equal("Text", PlannerText.Split(PlannerText.Join("Text", Block), known: null).Text);

    [Fact]
    public void No_line_is_lost_whatever_happens_to_the_description() =>
        Gen.Int[0, 9].Array[0, 8].Select(Gen.Int[0, 9].Array[0, 4]).Sample((lines, inside) =>
        {
            var typed = lines.Select(n => $"Zeile {n}").ToList();
            var within = inside.Select(n => $"drin {n}").ToList();
            var text = PlannerText.Plain(string.Join('\n', typed));
            var (found, block) = PlannerText.Split(PlannerText.Join(text, string.Join('\n', within.Prepend(Block))), Block);
            Assert.All(typed.Concat(within), line => Assert.Contains(line, found!.Split('\n')));
            Assert.Equal(within.Count == 0, block == Block);
        });
}
