using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>Makes requests that the document allows, from its examples and schemas and what exists.</summary>
internal sealed class Drafter(ApiDocument document, World world)
{
    private const int DeepestExample = 4;
    private const string Csv = "text/csv";

    /// <summary>One, for a role.</summary>
    /// <param name="operation">Of which route.</param>
    /// <param name="actor">As whom.</param>
    /// <param name="chance">Decides.</param>
    /// <param name="isWhole">Whether everything that may be left out is there.</param>
    public Draft Plain(Operation operation, string actor, Random chance, bool isWhole = false)
    {
        var draft = new Draft
        {
            Operation = operation, Method = operation.Method, Path = PathOf(operation, chance), Actor = actor,
            Media = operation.Body?.Media is { Count: > 0 } media ? media[chance.Next(media.Count)] : null,
            Members = document.MembersOf(operation),
        };
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.Place == "query" && chance.Next(100) < 25))
            draft.Query.Add((Uri.EscapeDataString(parameter.Name), Uri.EscapeDataString(QueryValue(parameter, chance))));
        if (operation.Parameters.Any(parameter => parameter.Name == "Idempotency-Key") && chance.Next(100) < 20)
            draft.Headers.Add(("Idempotency-Key", $"fuzz-{chance.NextInt64():x}"));
        if (operation.Parameters.Any(parameter => parameter.Name == "If-Match") && chance.Next(100) < 20)
            draft.Headers.Add(("If-Match", $"\"{chance.Next(1, 4)}\""));
        if (operation.Body is not { } body)
            return draft;
        if (draft.Media == "application/x-www-form-urlencoded")
            draft.Bytes = "CallSid=CA00000000000000000000000000000000&CallStatus=ringing"u8.ToArray();
        else if (body.Media.Contains(Csv) && body.Example is JsonValue file)
            (draft.Media, draft.Bytes) = (Csv, Encoding.UTF8.GetBytes(OfNobody(file.GetValue<string>(), chance)));
        else
            draft.Body = Fitted(body.Example ?? ValueOf(body.Schema, chance, DeepestExample), isWhole, chance);
        return draft;
    }

    private string PathOf(Operation operation, Random chance)
    {
        var parts = operation.Path.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].StartsWith('{'))
                parts[i] = Segment(operation, parts[i].Trim('{', '}'), string.Join('/', parts[..i]), chance);
        }

        return string.Join('/', parts);
    }

    private string Segment(Operation operation, string name, string collection, Random chance)
    {
        var schema = operation.Parameters.FirstOrDefault(parameter => parameter.Place == "path" && parameter.Name == name)?.Schema;
        return schema?["format"]?.GetValue<string>() == "uuid" || name.EndsWith("id", StringComparison.OrdinalIgnoreCase)
            ? (world.Knows(collection) ? null : world.IdFor(name, chance)) ?? world.Id(collection, chance)
            : "navy";
    }

    private string QueryValue(Parameter parameter, Random chance) => parameter.Name switch
    {
        "limit" => chance.Next(1, 201).ToString(CultureInfo.InvariantCulture),
        "cursor" when world.Cursors.Count > 0 => world.Cursors[chance.Next(world.Cursors.Count)],
        "minPosition" when world.Positions.Count > 0 => world.Positions[chance.Next(world.Positions.Count)],
        "sort" => "-createdAt",
        "by" => "day,user",
        "direction" => "outbound",
        "status" => "completed",
        "kind" => "call",
        _ when world.IdFor(parameter.Name, chance) is { } id => id,
        _ => ValueOf(parameter.Schema, chance, deep: 0) switch
        {
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            { } other => other.ToJsonString(),
            null => "2026-01-05T09:00:00Z",
        },
    };

    /// <summary>The example with what exists in place of its ids, and addresses and audiences that nobody has yet.</summary>
    private JsonNode? Fitted(JsonNode? example, bool isWhole, Random chance)
    {
        var fitted = example?.DeepClone();
        if (fitted is not JsonObject body)
            return fitted;
        foreach (var (name, value) in body.ToList())
        {
            if (!isWhole && chance.Next(100) < 8)
                body.Remove(name);
            else if (name == "email")
                body[name] = chance.Next(100) < (IsSignIn(body) ? 90 : 30) ? world.Account.Email : $"u{chance.NextInt64():x}@fuzz.example";
            else if (name == "password" && body["email"]?.GetValue<string>() == world.Account.Email)
                body[name] = world.Account.Password;
            else if (name == "currentPassword")
                body[name] = world.Account.Password;
            else if (name == "issuer")
                body[name] = world.Issuer;
            else if (name == "audience")
                body[name] = $"https://u{chance.NextInt64():x}.fuzz.example";
            else if (name == "token" && world.Previews.Count > 0)
                body[name] = world.Previews[chance.Next(world.Previews.Count)];
            else if (name == "refreshToken" && TakeToken() is { } token)
                body[name] = token;
            else if (value is JsonValue text && text.TryGetValue<string>(out var id) && Guid.TryParse(id, out _))
                body[name] = world.IdFor(name, chance) ?? id;
        }

        if (isWhole && body["email"] is not null)
            body["email"] = $"u{chance.NextInt64():x}@fuzz.example";
        return fitted;
    }

    /// <summary>The file with an address that nobody has yet: its row becomes a contact.</summary>
    private static string OfNobody(string file, Random chance) =>
        file.Replace("grace@", $"u{chance.NextInt64():x}@", StringComparison.Ordinal).Replace("0100", $"{chance.Next(10_000):0000}", StringComparison.Ordinal);

    private static bool IsSignIn(JsonObject body) => body.ContainsKey("password") && !body.ContainsKey("name");

    private string? TakeToken()
    {
        lock (world.RefreshTokens)
            return world.RefreshTokens.TryDequeue(out var token) ? token : null;
    }

    private JsonNode? ValueOf(JsonNode? said, Random chance, int deep)
    {
        var schema = document.Resolve(said);
        var type = schema["type"] switch
        {
            JsonArray several => several.Select(one => one!.GetValue<string>()).FirstOrDefault(one => one != "null"),
            JsonValue one => one.GetValue<string>(),
            _ => null,
        };
        if (schema["enum"] is JsonArray { Count: > 0 } words)
            return words[chance.Next(words.Count)]?.DeepClone();
        return type switch
        {
            "integer" => chance.Next(0, 100),
            "number" => chance.NextDouble(),
            "boolean" => chance.Next(2) == 0,
            "array" => deep == 0 ? [] : new JsonArray(ValueOf(schema["items"], chance, deep - 1)),
            "object" => ObjectOf(schema, chance, deep),
            _ => schema["format"]?.GetValue<string>() switch
            {
                "uuid" => world.Id("", chance),
                "date-time" => "2026-01-05T09:00:00Z",
                "date" => "2026-01-05",
                _ => "text",
            },
        };
    }

    private JsonObject ObjectOf(JsonObject schema, Random chance, int deep)
    {
        var made = new JsonObject();
        if (deep > 0 && schema["properties"] is JsonObject properties)
        {
            foreach (var (name, property) in properties)
                made[name] = ValueOf(property, chance, deep - 1);
        }

        return made;
    }
}
