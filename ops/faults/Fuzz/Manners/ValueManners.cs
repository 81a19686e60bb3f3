using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz.Manners;

/// <summary>Values of another type, at the edge of their range, or of characters that few expect.</summary>
internal static class ValueManners
{
    /// <summary>Texts as JSON writes them, quotes included; some of them no writer would write.</summary>
    private static readonly string[] Texts =
    [
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\"\\uffff\"",
        "\"\\ufdd0\"", "\"\\u202e\\u2066abc\"", "\"\\u200b\\u200d\\ufeff\"", "\"\\r\\nX-Injected: 1\"", "\"\\u0001\\u001f\\u007f\\u0085\"", "\"\\u2028\\u2029\"",
        "\"e\\u0301\\u0301\\u0301\"", "\"I\\u0307\\u0131\\u017f\\u212a\"", "\"' or 1=1 --\"", "\"'); drop table mt_events; --\"", "\"<script>alert(1)</script>\"",
        "\"${jndi:ldap://127.0.0.1/a}\"", "\"{{7*7}}\"", "\"%s%n%x\"", "\"../../etc/passwd\"", "\"\\\\\\\\127.0.0.1\\\\a\"", "\"null\"", "\"undefined\"", "\"NaN\"", "\"-0\"",
        "\"1e400\"", "\"\\u0661\\u0662\\u0663\"", "\"\\ufb01\\uff21\"", "\"http://127.0.0.1:1/\"", "\"=cmd|'/c calc'!A1\"", "\"true\"", "\"[]\"", "\"\\/\"", "\"%00\"",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1.5", "1e400", "-1e400", "1e-400", "2147483648", "-2147483649", "9223372036854775808", "18446744073709551616",
        "123456789012345678901234567890123456789012345678901234567890", "0.1e1", "1E2", "00", "+1", ".5", "1.", "0x10", "Infinity", "-", "1e",
    ];

    private static readonly string[] Others = ["null", "true", "false", "[]", "{}", "[null]", "[[]]", "{\"a\":1}", "[1,\"x\"]", "{\"$ref\":\"#\"}"];

    private static readonly string[] Times =
    [
        "\"2026-01-05\"", "\"2026-01-05T09:00:00\"", "\"2026-02-30T09:00:00Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59.9999999-14:00\"",
        "\"0001-01-01T00:00:00+14:00\"", "\"2026-01-05T25:00:00Z\"", "\"2026-01-05T09:00:60Z\"", "\"2026-01-05T09:00:00.123456789123Z\"", "\"10000-01-01T00:00:00Z\"",
        "\"-0001-01-01T00:00:00Z\"", "\"2026-01-05t09:00:00z\"", "\"1767603600\"", "1767603600", "\"2026-01-05T09:00:00+99:99\"", "\"now\"",
    ];

    private static readonly string[] Ids =
    [
        "\"\"", "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"", "\"{0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5b}\"",
        "\"0199a1d23b107a448f0e6c1d2e3f4a5b\"", "\"0199A1D2-3B10-7A44-8F0E-6C1D2E3F4A5B\"", "\"urn:uuid:0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5b\"",
        "\"0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5\"", "\" 0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5b\"", "1", "\"0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5z\"",
    ];

    public static Manner[] All { get; } =
    [
        Of("text", Texts), Of("number", Numbers), Of("another type", Others), Of("time", Times), Of("id", Ids),
        new("a long text", HasLeaf, (draft, chance) => Replace(draft, chance, _ => new string(
            chance.Of(['a', ' ', '9', '\u00e9', '\u4e2d']), chance.Of([40, 41, 64, 65, 100, 101, 128, 129, 200, 201, 254, 255, 256, 1000, 1001, 10_000, 10_001, 100_000])))),
        new("a long number or address", HasLeaf, (draft, chance) => Replace(draft, chance, _ => chance.Of(
            [$"+{new string('1', 40)}", $"{new string('a', 65)}@{new string('b', 200)}.example", "a@b", "@", "a@b@c", "+1", "tel:+14155550100", "+1 (415) 555-0100 ext. 5", "\u202a+14155550100"]))),
        new("a name of a member", BodyManners.IsObject, (draft, chance) =>
        {
            var holder = chance.Of(Nodes(draft.Body!).OfType<JsonObject>().ToList());
            holder[chance.Of(["", " ", "a b", "\u202e", "~/0~1", new string('k', 65), new string('k', 5000), "\"", "\\", ".", "$", "__proto__"])] = "x";
        }),
    ];

    private static Manner Of(string name, string[] values) => new(
        name, HasLeaf, (draft, chance) => Replace(draft, chance, spoiled => BodyManners.Raw(spoiled, chance.Of(values))));

    private static bool HasLeaf(Draft draft) => BodyManners.IsObject(draft);

    /// <summary>Puts a value in place of anything within the body.</summary>
    private static void Replace(Draft draft, Random chance, Func<Draft, JsonNode?> value)
    {
        var within = Nodes(draft.Body!).Where(node => node.Parent is not null).ToList();
        if (within.Count == 0)
            BodyManners.Put(draft, chance, value(draft));
        else
            chance.Of(within).ReplaceWith(value(draft));
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        yield return node;
        var inner = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var found in inner.Where(one => one is not null).SelectMany(one => Nodes(one!)).ToList())
            yield return found;
    }
}
