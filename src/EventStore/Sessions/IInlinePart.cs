using Npgsql;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>
/// Rows of the program's own that follow what is appended, through whichever door: every save that appends such facts
/// writes them in the same transaction and round trip, after its appends. For what a read model cannot be, such as rows
/// that are looked up by a secret's hash.
/// </summary>
public interface IInlinePart
{
    /// <summary>Whether facts of this type change its rows.</summary>
    bool Follows(Type fact);

    /// <summary>The statements that bring its rows up to what is appended.</summary>
    /// <param name="tenantId">The tenant, which the transaction is set to.</param>
    /// <param name="facts">Those that it follows, by stream, in their order there. It may be asked again when a save is repeated.</param>
    /// <param name="ct">Cancels the save.</param>
    ValueTask<IReadOnlyList<InlineStatement>> Follow(string tenantId, IReadOnlyList<InlineFact> facts, CancellationToken ct);
}

/// <summary>A fact that is being appended.</summary>
/// <param name="StreamId">Where to.</param>
/// <param name="Fact">What.</param>
public sealed record InlineFact(Guid StreamId, object Fact);

/// <summary>A statement of a save.</summary>
/// <param name="Sql">With positional parameters.</param>
/// <param name="Parameters">Their values; of this statement alone.</param>
public sealed record InlineStatement(string Sql, params NpgsqlParameter[] Parameters);
