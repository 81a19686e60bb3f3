namespace SalesEngagement.EventStore.Projections;

/// <summary>
/// Marks a record as a read model: its public constructor parameters are the columns of table <c>read.{table}</c>,
/// its static <c>Create</c> and instance <c>Apply</c> methods fold events into rows. Shard <c>{Type}:All</c>,
/// from version 2 on <c>{Type}:V{n}:All</c>.
/// </summary>
/// <param name="table">Snake case name of the table.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadModelAttribute(string table) : Attribute
{
    /// <summary>Snake case name of the table, without its schema <c>read</c>.</summary>
    public string Table { get; } = table;

    /// <summary>Raise it when the fold changes its meaning: the table is then rebuilt beside the live one.</summary>
    public int Version { get; init; } = 1;

    /// <summary>
    /// Whether its rows are written by the unit of work that appends, in its transaction and round trip, and so are never
    /// behind. For models with a row for each stream or each event. Appends that it folds must say which version they
    /// expect; its fold cannot ask for an event's sequence or time.
    /// </summary>
    public bool Inline { get; init; }

    /// <summary>Extra indexes, each the text behind <c>(tenant_id, </c>, such as <c>owner_id, at desc)</c> without the parenthesis.</summary>
    public string[] Indexes { get; init; } = [];

    /// <summary>
    /// Columns (<c>int[]</c>) that rows are looked for by, each with a GIN index over the numbers in it. The tenant does not
    /// stand before them: make it a part of every number, and compare <c>tenant_id</c> of what is found. The planner keeps no
    /// samples of them.
    /// </summary>
    public string[] Searched { get; init; } = [];

    /// <summary>
    /// Roles that read the rows of all tenants, so that functions which run as them can use such an index: the policies of
    /// requests would keep PostgreSQL from it. Nobody may connect as one, and each of its functions must name its tenant.
    /// </summary>
    public string[] Readers { get; init; } = [];
}

/// <summary>
/// Marks the key columns of a read model that is not keyed by stream. Static <c>Identity(TEvent)</c> methods then tell
/// the key an event belongs to, as one value or a tuple in the order of the columns. Without any, the key is
/// <c>Id</c>: the stream's id, or the event's for a model that has only <c>Create</c> methods (event to row).
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class KeyAttribute : Attribute;
