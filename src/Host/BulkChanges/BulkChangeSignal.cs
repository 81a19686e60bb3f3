using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Tells this node's worker that there is a bulk change to work on.</summary>
internal sealed class BulkChangeSignal : JobSignal;
