using System.Diagnostics.Metrics;

namespace SalesEngagement.Host.Duplicates;

/// <summary>How the search for duplicates is doing. Nothing of any tenant is in it.</summary>
internal sealed class DuplicateMetrics : IDisposable
{
    private readonly Meter _meter = new("SalesEngagement.Duplicates");
    private readonly Counter<long> _contacts;
    private readonly Counter<long> _pairs;
    private volatile DuplicateFigures _figures = new(0, 0, 0, 0, 0);

    public DuplicateMetrics()
    {
        _contacts = _meter.CreateCounter<long>("duplicates.contacts", "{contact}", "Contacts that were compared with others.");
        _pairs = _meter.CreateCounter<long>("duplicates.pairs", "{pair}", "Pairs that looked like one person, each time they did.");
        _meter.CreateObservableGauge("duplicates.tenants_waiting", () => _figures.WaitingTenants, "{tenant}", "Tenants with contacts still to be compared.");
        _meter.CreateObservableGauge("duplicates.lag", () => _figures.LagSeconds, "s", "How long ago the contact changed that has waited longest.");
        _meter.CreateObservableGauge("duplicates.open", () => _figures.OpenPairs, "{pair}", "Pairs that wait for review, of all tenants.");
        _meter.CreateObservableGauge("duplicates.scans", () => _figures.RunningScans, "{scan}", "Scans of all contacts that are running.");
        _meter.CreateObservableGauge("duplicates.scan_contacts", () => _figures.ScanContacts, "{contact}", "Contacts that running scans still have to look at.");
    }

    /// <summary>A batch is over.</summary>
    public void Compared(int contacts, int pairs)
    {
        _contacts.Add(contacts);
        _pairs.Add(pairs);
    }

    /// <summary>What was found out about all tenants.</summary>
    public void Learn(DuplicateFigures figures) => _figures = figures;

    public void Dispose() => _meter.Dispose();
}
