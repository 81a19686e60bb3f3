using SalesEngagement.Domain;

namespace SalesEngagement.Application.Pipeline;

/// <summary>
/// Whose records somebody reaches: all, or those of some users. Commands, reads, lists and the hub ask it; what it does
/// not cover answers like what is not there.
/// </summary>
public sealed class RecordScope
{
    private readonly HashSet<Guid>? _owners;

    private RecordScope(HashSet<Guid>? owners) => _owners = owners;

    /// <summary>Everybody's records: for roles that reach the whole company, and for our own processes.</summary>
    public static RecordScope All { get; } = new(owners: null);

    /// <summary>Whether nothing of the company is out of reach.</summary>
    public bool IsAll => _owners is null;

    /// <summary>The users whose records are reached; null stands for all (as the parameter of a query does).</summary>
    public Guid[]? Owners => _owners is null ? null : [.. _owners];

    /// <summary>The records of these users.</summary>
    public static RecordScope Of(params IEnumerable<Guid> owners) => new([.. owners]);

    /// <summary>Whether the records of a user are reached.</summary>
    public bool Covers(Guid ownerId) => _owners?.Contains(ownerId) ?? true;

    /// <summary>Whether a state is reached. What belongs to nobody is.</summary>
    public bool Covers(object state) => state is not IOwned owned || Covers(owned.OwnerId);
}
