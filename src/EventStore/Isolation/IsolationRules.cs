using System.Text.RegularExpressions;

namespace SalesEngagement.EventStore.Isolation;

/// <summary>The rules that keep tenants apart, held against the catalog. A table is held to them by being there.</summary>
internal static partial class IsolationRules
{
    // Decision 12: they name every operator and function by its schema instead.
    private static readonly string[] WithoutPath = ["engagement.append(", "engagement.append_one("];

    /// <summary>What breaks a rule, one line each.</summary>
    public static IEnumerable<string> Broken(CatalogFacts facts)
    {
        var powers = facts.Powers.Select(power => OfPower(facts.Role, power)).ToArray();
        // Whoever is above all policies owns and may do everything: one line says it.
        if (facts.Powers is [{ IsAbove: true }, ..])
            return powers.Take(1);
        return
        [
            .. powers,
            .. facts.Places.Select(place => $"Role {facts.Role} may create in {place}: revoke that from it and from public."),
            .. facts.Relations.SelectMany(relation => OfRelation(relation, facts)),
            .. facts.Functions.SelectMany(function => OfFunction(function, facts.Role)),
            .. facts.ForeignKeys.Select(key =>
                $"Foreign key {key.Name} of {key.Relation} does not compare tenant_id: its checks and actions pass policies."),
        ];
    }

    private static string OfPower(string role, Power power) => power.Holder == role
        ? $"Role {role} {power.What}: connect as a role that does not."
        : $"Role {role} can become {power.Holder}, which {power.What}: connect as a role that cannot.";

    private static IEnumerable<string> OfRelation(Relation relation, CatalogFacts facts)
    {
        if (relation.IsOwned)
            yield return $"Role {facts.Role} owns {relation.Name}: connect as a role that owns no table of tenants.";
        foreach (var rule in relation.Rules)
            yield return $"{relation.Name} has rule {rule}, which runs as its owner: drop it.";
        if (relation is { IsTable: true, HasTenant: true })
        {
            foreach (var lack in Lacks(relation, facts))
                yield return $"Table {relation.Name} has tenant_id but {lack}.";
        }
        else if (relation is { IsView: true, RunsAsInvoker: false })
        {
            yield return $"View {relation.Name} reads as its owner: alter view {relation.Name} set (security_invoker = true).";
        }
        else if (relation is { IsTable: false, IsView: false, IsOpen: true })
        {
            yield return $"{relation.Name} can have no policies: take away what {facts.Role} may do with it.";
        }
    }

    private static IEnumerable<string> Lacks(Relation table, CatalogFacts facts)
    {
        var remedy = $": run select engagement.protect('{table.Name}') as its owner";
        var policies = facts.Policies.Where(policy => policy.Applies && policy.Says.Permissive && policy.Relation == table.Name)
            .Select(policy => policy.Says).ToArray();
        if (!table.RowSecurity)
            yield return $"row-level security is off{remedy}";
        if (!table.Forced)
            yield return $"row-level security is not forced on its owner{remedy}";
        if (!policies.Any(policy => policy.Command == "all" && HoldsToTenant(policy)))
            yield return $"no policy holds {facts.Role} to its tenant{remedy}";
        foreach (var wide in policies.Where(policy => !HoldsToTenant(policy)))
            yield return $"policy {wide.Name} lets {facts.Role} reach more than its tenant's rows: drop it";
    }

    private static IEnumerable<string> OfFunction(Function function, string role)
    {
        if (function.IsOwned)
            yield return $"Role {role} owns function {function.Signature}: connect as a role that owns none.";
        if (function.IsLeakproof)
            yield return $"Function {function.Signature} is leakproof, so it is asked before policies are: take that away.";
        if (!function.RunsAsOwner)
            yield break;
        if (function.OwnerIsAbove)
            yield return $"Function {function.Signature} runs as an owner above all policies: give it another owner.";
        if (function.IsEverybodys)
            yield return $"Function {function.Signature} runs as its owner for everybody: revoke execute on it from public.";
        if (!FixedPath().IsMatch(function.SearchPath) && !WithoutPath.Any(name => function.Signature.StartsWith(name, StringComparison.Ordinal)))
            yield return $"Function {function.Signature} runs as its owner but finds names by its caller's search_path: set search_path = pg_catalog, pg_temp.";
    }

    private static bool HoldsToTenant(TablePolicy policy) => policy.Command switch
    {
        "insert" => IsTenant(policy.Check),
        "select" or "delete" => IsTenant(policy.Using),
        _ => IsTenant(policy.Using) && (policy.Check is null || IsTenant(policy.Check)),
    };

    private static bool IsTenant(string? expression) => expression is not null && TenantComparison().IsMatch(expression);

    /// <summary>The comparison and nothing beside it, plain or as a subselect.</summary>
    [GeneratedRegex(@"^\((tenant_id|\(tenant_id\)::text) = (engagement\.tenant\(\)|\( SELECT engagement\.tenant\(\) AS tenant\))\)\z")]
    private static partial Regex TenantComparison();

    /// <summary>Temporary tables, which anybody may make, come last; nothing is the caller's.</summary>
    [GeneratedRegex(@"^(?!.*\$user).*pg_temp\z")]
    private static partial Regex FixedPath();
}
