namespace SalesEngagement.EventStore.Isolation;

/// <summary>What the catalog says about a role and everything it could meet.</summary>
internal sealed record CatalogFacts(
    string Role,
    IReadOnlyList<Power> Powers,
    IReadOnlyList<string> Places,
    IReadOnlyList<Relation> Relations,
    IReadOnlyList<Policy> Policies,
    IReadOnlyList<Function> Functions,
    IReadOnlyList<ForeignKey> ForeignKeys);

/// <summary>What a role, or one that it can become, may do past policies; <c>IsAbove</c> when there are none for it.</summary>
internal sealed record Power(string Holder, string What, bool IsAbove);

/// <summary>A table or view, or another thing that is read like one.</summary>
internal sealed record Relation(
    string Name, string Kind, bool HasTenant, bool RowSecurity, bool Forced, bool IsOwned, bool IsOpen, bool RunsAsInvoker,
    IReadOnlyList<string> Rules)
{
    public bool IsTable => Kind is "r" or "p";

    public bool IsView => Kind is "v";
}

/// <summary>A policy, and whether it is one for the role.</summary>
internal sealed record Policy(string Relation, TablePolicy Says, bool Applies);

/// <summary>A function that is not simply run as its caller, or that the role owns.</summary>
internal sealed record Function(
    string Signature, bool RunsAsOwner, bool IsLeakproof, bool IsOwned, bool OwnerIsAbove, bool IsEverybodys, string SearchPath);

/// <summary>A foreign key that does not compare tenants.</summary>
internal sealed record ForeignKey(string Name, string Relation);
