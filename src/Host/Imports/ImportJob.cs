namespace SalesEngagement.Host.Imports;

/// <summary>Work on an import that a node has taken.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Id">The import.</param>
/// <param name="Runner">The node, for as long as it runs.</param>
internal sealed record ImportJob(string TenantId, Guid Id, Guid Runner);

/// <summary>An import is somebody else's by now, or stopped: this node has nothing to do with it any more.</summary>
internal sealed class ImportMovedException(Guid id) : Exception($"Import {id} is not this node's any more.");
