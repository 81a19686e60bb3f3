namespace SalesEngagement.Proof;

/// <summary>Reads a pile of measured values.</summary>
internal static class Figures
{
    /// <summary>The nearest-rank percentile; 0 of nothing.</summary>
    /// <param name="values">In any order.</param>
    /// <param name="share">Between 0 and 1, such as 0.99.</param>
    public static double Percentile(this IReadOnlyCollection<double> values, double share)
    {
        if (values.Count == 0)
            return 0;
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>The middle one.</summary>
    public static double Median(this IReadOnlyCollection<double> values) => values.Percentile(0.5);
}
