using SalesEngagement.EventStore.Isolation;

namespace SalesEngagement.Host.Access;

/// <summary>Whether companies are kept apart.</summary>
/// <param name="Status">Holds, or is broken.</param>
/// <param name="CheckedAt">When the catalogs were looked at.</param>
/// <param name="Role">The database role of every request.</param>
/// <param name="Tables">What protects each table of both databases.</param>
/// <param name="Problems">What is wrong and how to put it right; empty while it holds.</param>
internal sealed record IsolationView(
    IsolationStatus Status, DateTimeOffset CheckedAt, string Role, IReadOnlyList<TableView> Tables, IReadOnlyList<string> Problems)
{
    private static readonly TablePolicy OfTenant = new(
        "tenant", "all", Permissive: true, [IsolationCheck.AppRole],
        "((tenant_id)::text = engagement.tenant())", "((tenant_id)::text = engagement.tenant())");

    /// <summary>What the documentation shows.</summary>
    public static IsolationView Example { get; } = Of(
        new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
        new(
            IsolationCheck.AppRole,
            [new("public.mt_events", HasTenant: true, RowSecurity: true, Forced: true, [OfTenant])],
            []),
        new(IsolationCheck.KeysRole, [], []));

    public static IsolationView Of(DateTimeOffset now, IsolationReport main, IsolationReport keys) => new(
        main.Holds && keys.Holds ? IsolationStatus.Holds : IsolationStatus.Broken,
        now,
        main.Role,
        [
            .. main.Tables.Select(table => TableView.Of(HouseDatabase.Main, table)),
            .. keys.Tables.Select(table => TableView.Of(HouseDatabase.Keys, table)),
        ],
        [.. main.Problems, .. keys.Problems.Select(problem => $"Key database: {problem}")]);
}

/// <summary>What became of the check.</summary>
internal enum IsolationStatus
{
    Holds,
    Broken,
}

/// <summary>Which database a table is in.</summary>
internal enum HouseDatabase
{
    Main,
    Keys,
}

/// <summary>What protects a table; <c>hasTenant</c> says whether its rows are companies' at all.</summary>
internal sealed record TableView(
    HouseDatabase Database, string Name, bool HasTenant, bool RowSecurity, bool Forced, IReadOnlyList<PolicyView> Policies)
{
    public static TableView Of(HouseDatabase database, TableProtection table) => new(
        database, table.Name, table.HasTenant, table.RowSecurity, table.Forced,
        [.. table.Policies.Select(policy => new PolicyView(
            policy.Name, policy.Command, policy.Permissive, policy.Roles, policy.Using, policy.Check))]);
}

/// <summary>A policy as PostgreSQL writes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Command"><c>select</c>, <c>insert</c>, <c>update</c>, <c>delete</c> or <c>all</c>.</param>
/// <param name="Permissive">Whether it lets rows through; otherwise it holds some back.</param>
/// <param name="Roles">Whom it is for.</param>
/// <param name="Using">Which rows it shows.</param>
/// <param name="Check">Which rows may be written.</param>
internal sealed record PolicyView(
    string Name, string Command, bool Permissive, IReadOnlyList<string> Roles, string? Using, string? Check);
