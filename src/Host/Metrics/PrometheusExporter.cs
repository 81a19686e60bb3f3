using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace SalesEngagement.Host.Metrics;

/// <summary>OpenTelemetry adds up; this tells the sums when it is asked, in Prometheus' text format.</summary>
internal sealed class PrometheusExporter : BaseExporter<Metric>
{
    private readonly Lock _turn = new();
    private readonly StringBuilder _text = new();

    /// <summary>Makes it and its reader; nothing is collected before a provider has the reader.</summary>
    public PrometheusExporter() => Reader = new BaseExportingMetricReader(this)
    {
        TemporalityPreference = MetricReaderTemporalityPreference.Cumulative,
    };

    /// <summary>What the provider of metrics must be given.</summary>
    public MetricReader Reader { get; }

    /// <summary>Everything as it is now.</summary>
    public string Scrape()
    {
        lock (_turn)
        {
            _text.Clear();
            Reader.Collect();
            return _text.ToString();
        }
    }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
            PrometheusText.Write(metric, _text);
        return ExportResult.Success;
    }
}
