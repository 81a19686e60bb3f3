using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz.Manners;

/// <summary>Members that a route does not take, with values that would give something away or take something over.</summary>
internal static class PlantManners
{
    /// <summary>An id that nothing has: wherever it is found later, a planted member took effect.</summary>
    public static readonly Guid Id = Guid.Parse("0badf00d-0bad-7bad-8bad-0badf00d0bad");

    /// <summary>The same as a number.</summary>
    public const int Number = 987_654_321;

    private static readonly string[] Numbers = ["version", "expectedVersion", "seqId", "sequence", "position", "epoch", "__v", "asOf"];

    private static readonly string[] Ids =
        ["id", "Id", "_id", "userId", "tenantId", "tenant_id", "tenant", "accountId", "createdBy", "streamId", "actorId", "principal", "subject"];

    private static readonly Dictionary<string, string> Powers = new()
    {
        ["roles"] = "[\"admin\"]", ["role"] = "\"admin\"", ["isAdmin"] = "true", ["admin"] = "true", ["scope"] = "\"all\"", ["permissions"] = "[\"*\"]",
        ["active"] = "true", ["disabled"] = "false", ["deletedAt"] = "null", ["isDeleted"] = "false", ["emailVerified"] = "true", ["passwordHash"] = "\"x\"",
        ["createdAt"] = "\"1999-01-01T00:00:00Z\"", ["status"] = "\"completed\"", ["gate"] = "{\"verdict\":\"allowed\"}", ["talkSeconds"] = "987654321",
        ["__proto__"] = "{\"isAdmin\":true}", ["constructor"] = "{\"prototype\":{\"isAdmin\":true}}", ["$type"] = "\"System.Object\"", ["$e"] = "1", ["_method"] = "\"DELETE\"",
    };

    /// <summary>All of them.</summary>
    /// <param name="world">Whose other company's ids are planted, too.</param>
    public static Manner[] All(World world) =>
    [
        new("a planted id", BodyManners.IsObject, (draft, chance) => Plant(draft, chance.Of(Ids), Id.ToString())),
        new("a planted foreign id", BodyManners.IsObject, (draft, chance) => Plant(draft, chance.Of(Ids), world.Other!.Id("", chance))),
        new("a planted number", BodyManners.IsObject, (draft, chance) => Plant(draft, chance.Of(Numbers), Number)),
        new("a planted power", BodyManners.IsObject, (draft, chance) =>
        {
            var name = chance.Of(Powers.Keys.ToList());
            Plant(draft, name, JsonNode.Parse(Powers[name]));
        }),
        new("several planted members", BodyManners.IsObject, (draft, chance) =>
        {
            Plant(draft, "tenantId", Id.ToString());
            Plant(draft, "id", Id.ToString());
            Plant(draft, "version", Number);
            Plant(draft, "roles", new JsonArray("admin"));
        }),
        new("planted in the query", _ => true, (draft, chance) => draft.Query.Add((chance.Of(Ids), Id.ToString()))),
        new("planted in a header", _ => true, (draft, chance) => draft.Headers.Add((
            chance.Of(["X-Tenant-Id", "X-Tenant", "X-User-Id", "X-Original-User", "X-Roles", "X-Forwarded-User", "X-Api-Version", "Tenant"]), Id.ToString()))),
    ];

    /// <summary>Adds a member that the route's schema does not name.</summary>
    private static void Plant(Draft draft, string name, JsonNode? value)
    {
        if (draft.Body!.AsObject().ContainsKey(name) || draft.Members.Contains(name))
            return;
        draft.Body.AsObject()[name] = value;
        draft.Planted.Add(name);
    }
}
