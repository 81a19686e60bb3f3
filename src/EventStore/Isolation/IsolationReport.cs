using SalesEngagement.EventStore.Schema;

namespace SalesEngagement.EventStore.Isolation;

/// <summary>Whether a database keeps tenants apart for a role, as its catalog says.</summary>
/// <param name="Role">The role that was asked about.</param>
/// <param name="Tables">Every table it could meet, by name.</param>
/// <param name="Problems">Why tenants are not kept apart, one line each; empty when they are.</param>
public sealed record IsolationReport(string Role, IReadOnlyList<TableProtection> Tables, IReadOnlyList<string> Problems)
{
    /// <summary>Whether tenants are kept apart.</summary>
    public bool Holds => Problems.Count == 0;

    /// <summary>Goes on only if they are.</summary>
    /// <exception cref="SchemaException">They are not; it names every problem.</exception>
    public void Demand()
    {
        if (!Holds)
            throw new SchemaException(Problems);
    }
}

/// <summary>What protects a table.</summary>
/// <param name="Name">With its schema.</param>
/// <param name="HasTenant">Whether its rows belong to tenants (<c>tenant_id</c>).</param>
/// <param name="RowSecurity">Whether its policies are in force.</param>
/// <param name="Forced">Whether they are for its owner, too.</param>
/// <param name="Policies">By name.</param>
public sealed record TableProtection(
    string Name, bool HasTenant, bool RowSecurity, bool Forced, IReadOnlyList<TablePolicy> Policies);

/// <summary>A policy of row-level security.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Command">What it is about: <c>select</c>, <c>insert</c>, <c>update</c>, <c>delete</c> or <c>all</c>.</param>
/// <param name="Permissive">Whether it lets rows through; otherwise it only holds some back.</param>
/// <param name="Roles">Whom it is for.</param>
/// <param name="Using">Which rows it shows; null when it says nothing about that.</param>
/// <param name="Check">Which rows may be written; null when those it shows.</param>
public sealed record TablePolicy(
    string Name, string Command, bool Permissive, IReadOnlyList<string> Roles, string? Using, string? Check);
