using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace SalesEngagement.Host.Metrics;

/// <summary>
/// A metric in Prometheus' text format 0.0.4; names by OpenTelemetry's "Prometheus and OpenMetrics Compatibility": unit
/// and <c>_total</c> at the end.
/// </summary>
internal static class PrometheusText
{
    /// <summary>Adds a metric with all its points.</summary>
    public static void Write(Metric metric, StringBuilder text)
    {
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var isHistogram = metric.MetricType is MetricType.Histogram;
        var name = $"{Name(metric.Name)}{Unit(metric.Unit)}{(isCounter ? "_total" : "")}";
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {metric.Description}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {(isCounter ? "counter" : isHistogram ? "histogram" : "gauge")}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (isHistogram)
                Histogram(name, point, text);
            else
                Line(name, Labels(point), Value(metric.MetricType, point), text);
        }
    }

    private static void Histogram(string name, in MetricPoint point, StringBuilder text)
    {
        var labels = Labels(point);
        var upTo = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            upTo += bucket.BucketCount;
            Line($"{name}_bucket", [.. labels, $"le=\"{Number(bucket.ExplicitBound)}\""], upTo, text);
        }

        Line($"{name}_sum", labels, point.GetHistogramSum(), text);
        Line($"{name}_count", labels, point.GetHistogramCount(), text);
    }

    private static void Line(string name, List<string> labels, double value, StringBuilder text)
    {
        text.Append(name);
        if (labels.Count > 0)
            text.Append('{').AppendJoin(',', labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static List<string> Labels(in MetricPoint point)
    {
        var labels = new List<string>();
        foreach (var (key, value) in point.Tags)
            labels.Add($"{Name(key)}=\"{Escaped($"{value}")}\"");
        return labels;
    }

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        _ => double.NaN,
    };

    private static string Name(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    // Units in braces only annotate.
    private static string Unit(string unit) => unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        _ => "",
    };

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
