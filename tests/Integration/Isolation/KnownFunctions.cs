namespace SalesEngagement.Integration.Isolation;

/// <summary>
/// The functions that may tell or do something about a company that the transaction is not for, each with the reason.
/// What they tell is checked one by one in <see cref="KnownFunctionSpecs"/>; one that no longer does is struck from here.
/// </summary>
internal static class KnownFunctions
{
    private const string Append = "engagement.append(text,uuid,text,bigint,uuid[],text[],text[],jsonb[],text,text,text,jsonb)";
    private const string AppendOne = "engagement.append_one(text,uuid,text,bigint,uuid,text,text,jsonb,text,text,text,jsonb)";

    /// <summary>Asked before a tenant is known.</summary>
    private static readonly Dictionary<string, string> Tellers = new()
    {
        ["engagement.account_of(bytea)"] =
            "Sign-in has an address and no tenant yet. Tells tenant and user of the one row with exactly this keyed hash.",
        ["engagement.tenant_of_telephony_key(character varying)"] =
            "A webhook's address has the tenant's key and nothing else. Tells the tenant of exactly this random key.",
        ["engagement.identity_provider_of(bytea[])"] =
            "A token has issuer and audience, an address a provider's id. Tells tenant and provider of exactly these keyed hashes.",
        ["engagement.off_boarded_tenants()"] =
            "Every node must refuse tenants that have left. Tells their ids and nothing else.",
    };

    /// <summary>The tenant is an argument.</summary>
    private static readonly Dictionary<string, string> Actors = new()
    {
        [Append] = "Decision 12: runs as its owner, and every statement in it names the tenant it is given.",
        [AppendOne] = "Decision 12, for a single event.",
        ["engagement.archive(text,uuid,boolean)"] =
            "Sets the transaction's tenant to the one it is given, as the caller could himself, and stays under its policy.",
    };

    /// <summary>In the key database.</summary>
    private static readonly Dictionary<string, string> KeyTellers = new()
    {
        ["engagement.tenants_under_other_masters(text,text,integer)"] =
            "A rotation of the master key is about all tenants. Tells ids of those that still have a key under another one.",
    };

    /// <summary>Those that act: the sweep undoes what they do.</summary>
    public static IReadOnlyCollection<string> Acting(HouseDatabase database) =>
        database == HouseDatabase.Main ? Actors.Keys : [];

    /// <summary>All of a database.</summary>
    public static IEnumerable<string> Of(HouseDatabase database) =>
        database == HouseDatabase.Main ? Tellers.Keys.Concat(Actors.Keys) : KeyTellers.Keys;
}
