namespace SalesEngagement.EventStore.History;

/// <summary>
/// The anchor holds a round that the database does not have, or has differently: it was rewritten, or restored from an
/// older backup. Nothing is sealed until somebody has looked: keep the anchor as evidence and give the sealer a new one.
/// </summary>
public sealed class HistoryForkedException(long round)
    : Exception($"Round {round} of the anchor is not in the database: its history was rewritten or restored from a backup.");
