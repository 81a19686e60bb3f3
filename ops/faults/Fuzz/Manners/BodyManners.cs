using System.Text;
using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz.Manners;

/// <summary>Bodies that are no JSON, or JSON of another shape.</summary>
internal static class BodyManners
{
    private const int Limit = 1024 * 1024;

    public static Manner[] All { get; } =
    [
        OfText("cut off", (text, chance) => text[..chance.Next(text.Length)]),
        OfText("goes on behind its end", (text, chance) => text + chance.Of(["}", "]", " {}", ",", "\0", "x", "\n\n{\"a\":1}", "//", "\u2028"])),
        OfText("begins before its start", (text, chance) => chance.Of(["\ufeff", ",", "\0", "x", ")]}',\n", "/* */", "{", "["]) + text),
        OfText("in single quotes", (text, _) => text.Replace('"', '\'')),
        OfText("with a comma too many", (text, _) => text.Replace("}", ",}", StringComparison.Ordinal)),
        OfText("with a comment", (text, _) => text.Replace("{", "{/* a */", StringComparison.Ordinal)),
        OfText("with a member twice", (text, _) => text.StartsWith("{\"", StringComparison.Ordinal) ? $"{{{FirstMember(text)},{text[1..]}" : text),
        OfText("under a member's other name", (text, _) => text.Replace("{\"", "{\"\\u0000", StringComparison.Ordinal)),
        // A megabyte takes its time: mostly only a little.
        OfText("padded", (text, chance) => text + new string(' ', chance.Next(8) == 0 ? Math.Max(0, Limit - text.Length) + chance.Of([0, 1, 2, 1000]) : chance.Next(1, 5000))),
        OfBytes("not UTF-8", (bytes, chance) =>
            [.. bytes[..^1], .. chance.Of<byte[]>([[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]]), bytes[^1]]),
        OfBytes("as UTF-16", (bytes, _) => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))),
        OfBytes("of noise", (bytes, chance) =>
        {
            var noise = new byte[Math.Min(bytes.Length + 8, 400)];
            chance.NextBytes(noise);
            return noise;
        }),
        OfBytes("empty", (_, _) => []),
        new("no body", IsJson, (draft, _) => (draft.Body, draft.Media) = (null, null)),
        new("another root", IsJson, (draft, chance) => draft.Body = JsonNode.Parse(chance.Of(
            ["[]", "{}", "1", "\"x\"", "true", "null", "[{}]", "[[[[]]]]", "-1.5e3", "[null]", "{\"\":{}}", "\"\""])) ?? Raw(draft, "null")),
        new("very deep", IsObject, (draft, chance) => Put(draft, chance, Raw(draft, Nested(chance.Of([60, 63, 64, 65, 70, 200, 5000, 100_000]), chance)))),
        new("very many members", IsObject, (draft, chance) =>
        {
            for (var i = chance.Of([100, 1000, 5000]); i > 0; i--)
                draft.Body!.AsObject()[$"m{i}"] = i;
        }),
        new("very many items", IsObject, (draft, chance) => Put(draft, chance, new JsonArray(
            [.. Enumerable.Repeat("x", chance.Of([21, 51, 1000, 20_000])).Select(x => (JsonNode?)x)]))),
        new("lacks a member", IsObject, (draft, chance) => draft.Body!.AsObject().Remove(Member(draft, chance))),
        new("a member in capitals", IsObject, (draft, chance) =>
        {
            var name = Member(draft, chance);
            draft.Body!.AsObject().Remove(name, out var value);
            draft.Body.AsObject()[name.ToUpperInvariant()] = value;
        }),
        new("another media type", draft => draft.Body is not null || draft.Bytes is not null, (draft, chance) => draft.Media = chance.Of<string?>(
        [
            null, "", "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=latin1", "application/json;;;", "json",
            "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json, text/html", "*/*", "application/vnd.api+json",
            "application/merge-patch+json", "application/json; charset=\"utf-8\"", "APPLICATION/JSON", "application/problem+json", "a/b; c=\u0001",
        ])),
    ];

    /// <summary>Whether the body is still JSON.</summary>
    internal static bool IsJson(Draft draft) => draft.Body is not null && draft.Bytes is null;

    /// <summary>Whether it is an object with members.</summary>
    internal static bool IsObject(Draft draft) => IsJson(draft) && draft.Body is JsonObject { Count: > 0 };

    /// <summary>A place-holder that the text of the body has this instead of.</summary>
    internal static JsonNode Raw(Draft draft, string text)
    {
        var name = $"raw-{draft.Raw.Count}-";
        draft.Raw[name] = text;
        return JsonValue.Create(name)!;
    }

    /// <summary>Puts a value in place of one of the body's members.</summary>
    internal static void Put(Draft draft, Random chance, JsonNode? value) => draft.Body!.AsObject()[Member(draft, chance)] = value;

    private static string Member(Draft draft, Random chance) => chance.Of(draft.Body!.AsObject().Select(member => member.Key).ToList());

    private static string FirstMember(string text) => text[1..(text.IndexOf("\":", StringComparison.Ordinal) + 2)] + "1";

    private static string Nested(int deep, Random chance) => chance.Next(2) == 0
        ? new string('[', deep) + new string(']', deep)
        : string.Concat(Enumerable.Repeat("{\"a\":", deep)) + "1" + new string('}', deep);

    private static Manner OfText(string name, Func<string, Random, string> spoil) => new(
        name,
        IsJson,
        (draft, chance) => draft.Bytes = Encoding.UTF8.GetBytes(spoil(Encoding.UTF8.GetString(draft.Content()!), chance)));

    private static Manner OfBytes(string name, Func<byte[], Random, byte[]> spoil) => new(
        name, IsJson, (draft, chance) => draft.Bytes = spoil(draft.Content()!, chance));
}
