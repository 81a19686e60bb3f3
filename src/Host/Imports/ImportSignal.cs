using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>Tells this node's worker that there is a file to work on.</summary>
internal sealed class ImportSignal : JobSignal;
