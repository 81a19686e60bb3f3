namespace SalesEngagement.EventStore.Rebuild;

/// <summary>The read model is being rebuilt by someone else. Wait until that has ended; its progress is visible.</summary>
public sealed class RebuildBusyException(string readModel)
    : Exception($"{readModel} is already being rebuilt: see `projections status`.");
