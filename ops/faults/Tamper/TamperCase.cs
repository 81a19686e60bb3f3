using SalesEngagement.EventStore.History;

namespace SalesEngagement.Faults.Tamper;

/// <summary>One deed, and whether a fault names the place where it was done.</summary>
/// <param name="Name">The kind of deed.</param>
/// <param name="Sql">How the owner of the database does it.</param>
/// <param name="IsNamedBy">Whether a fault is the first place, of the right kind.</param>
internal sealed record TamperCase(string Name, string Sql, Func<HistoryFault, bool> IsNamedBy);
