namespace SalesEngagement.Host.Jobs;

/// <summary>Long work of a tenant, such as an import, that a node has taken.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Id">What is worked on: the id of its stream.</param>
/// <param name="Runner">The node, for as long as it runs.</param>
internal sealed record Job(string TenantId, Guid Id, Guid Runner);

/// <summary>Work is somebody else's by now, or stopped: this node has nothing to do with it any more.</summary>
internal sealed class JobMovedException(Guid id) : Exception($"Job {id} is not this node's any more.");
