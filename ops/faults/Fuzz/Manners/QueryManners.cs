namespace SalesEngagement.Faults.Fuzz.Manners;

/// <summary>Queries that ask for what there cannot be.</summary>
internal sealed class QueryManners(World world)
{
    private static readonly string[] Values =
    [
        "", "%20", "0", "-1", "1", "200", "201", "2147483648", "9999999999999999999999", "1.5", "1e3", "abc", "null", "true", "[]", "%5B%5D", "*", "%25", "%00", "a%00b",
        "%zz", "%", "%c0%af", "%ff%fe", "%ed%a0%80", "%f0%9f%98%80", "%e2%80%ae", "'%20or%201=1--", "%27;select%201--", "..%2f..%2f", "%3Cscript%3E", "%0d%0aX:1", "+", "1,2,3", "createdAt",
        "-name", "id;drop", "2026-01-05", "2026-01-05T09:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01", "0001-01-01T00:00:00Z", "2026-01-05T09:00:00%2B14:00", "2026-13-45",
        "00000000-0000-0000-0000-000000000000", "in-progress", "IN-PROGRESS", "day,user", "day,day,day", ",,,", "%D9%A1%D9%A2",
    ];

    private static readonly string[] Names =
        ["limit", "cursor", "minPosition", "sort", "offset", "page", "$filter", "q", "fields", "include", "asOf", "deleted", "ownerId", "from", "to", "by", "access_token", "api_key", "_method", "callback", "debug", ""];

    public Manner[] All =>
    [
        new("a spoiled query", draft => Own(draft).Count > 0, (draft, chance) =>
        {
            var name = chance.Of(Own(draft));
            draft.Query.RemoveAll(part => part.Name == name);
            draft.Query.Add((name, chance.Of(Values)));
        }),
        new("a stranger in the query", _ => true, (draft, chance) => draft.Query.Add((chance.Of(Names), chance.Of(Values)))),
        new("a query twice", draft => Own(draft).Count > 0, (draft, chance) =>
        {
            var name = chance.Of(Own(draft));
            draft.Query.Add((name, chance.Of(Values)));
            draft.Query.Add((name, chance.Of(Values)));
        }),
        new("a query as an array", draft => Own(draft).Count > 0, (draft, chance) => draft.Query.Add(($"{chance.Of(Own(draft))}{chance.Of(["[]", "%5B%5D", "[0]", "[$ne]", "[gte]", "."])}", chance.Of(Values)))),
        new("a spoiled cursor", draft => Own(draft).Contains("cursor") || Own(draft).Contains("minPosition"), (draft, chance) =>
        {
            var name = chance.Of(Own(draft).Where(known => known is "cursor" or "minPosition").ToList());
            draft.Query.RemoveAll(part => part.Name == name);
            draft.Query.Add((name, Cursor(chance)));
        }),
        new("a very long query", _ => true, (draft, chance) => draft.Query.Add(("q", new string('a', chance.Of([500, 2000, 4000, 7000]))))),
        new("very many queries", _ => true, (draft, chance) =>
        {
            for (var i = chance.Of([50, 500, 1200]); i > 0; i--)
                draft.Query.Add(("a", ""));
        }),
    ];

    private static List<string> Own(Draft draft) =>
        [.. draft.Operation.Parameters.Where(parameter => parameter.Place == "query").Select(parameter => Uri.EscapeDataString(parameter.Name))];

    private string Cursor(Random chance)
    {
        List<string> known = [.. world.Cursors, .. world.Positions, .. world.Other?.Cursors ?? [], .. world.Other?.Positions ?? []];
        var cursor = known.Count == 0 ? "AAAA" : chance.Of(known);
        return chance.Next(6) switch
        {
            0 => cursor,
            1 => cursor[..chance.Next(cursor.Length)],
            2 => $"{cursor}A",
            3 => $"{(cursor[0] == 'A' ? 'B' : 'A')}{cursor[1..]}",
            4 => new string('A', chance.Of([1, 16, 37, 38, 39, 4096, 4097, 6000])),
            _ => chance.Of(["====", "%2B%2F", "a%20b", "%00", "%F0%9F%98%80", "-_-_", "e30", "bnVsbA"]),
        };
    }
}
