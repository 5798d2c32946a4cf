using System.Globalization;
using System.Text.Json;

namespace Workspace.Bench;

/// <summary>One figure of ours against the limit named for it, both from the same run on the same machine.</summary>
/// <param name="Unit">What the two figures are in.</param>
/// <param name="HigherIsBetter">Which way is good; the ratio is ours divided by the limit.</param>
internal sealed record Measure(string Name, double Ours, double Limit, string Unit, bool HigherIsBetter)
{
    public double Ratio => Ours / Limit;

    public void Print(bool json) => Console.WriteLine(json
        ? JsonSerializer.Serialize(new { Name, Ours, Limit, Ratio, Unit, HigherIsBetter }, JsonSerializerOptions.Web)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} ours={Ours:0.##} limit={Limit:0.##} ratio={Ratio:0.00} ({Unit}, {(HigherIsBetter ? "higher" : "lower")} is better)"));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }
}
