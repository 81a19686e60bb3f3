namespace SalesEngagement.Faults.Fuzz.Manners;

/// <summary>Addresses that are nobody's, and methods that an address does not take.</summary>
internal static class AddressManners
{
    // None in small letters: HttpClient writes those that it knows in capitals.
    private static readonly string[] Methods =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "SEARCH", "PURGE", "M-SEARCH", "X", "QUERY"];

    private static readonly string[] Segments =
    [
        "..", ".", "%2e%2e", "..%2f..%2fetc%2fpasswd", "..%5c..%5c", "%2e%2e%2f", "....//", "%00", "a%00", "%2500", "%252e%252e%252f", "%0d%0aX:1", "%ff", "%c0%ae%c0%ae", "%u002e", "%",
        "%zz", "~", "*", "null", "undefined", "me", "0", "-1", "1", "9999999999999999999999", "' or 1=1 --".Replace(" ", "%20", StringComparison.Ordinal), "{id}", "%7Bid%7D", "[0]",
        "00000000-0000-0000-0000-000000000000", "{0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5b}", "0199a1d23b107a448f0e6c1d2e3f4a5b", "0199A1D2-3B10-7A44-8F0E-6C1D2E3F4A5B",
        "0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5b%20", "0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5b;a=b", "0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5b.json", "%F0%9F%98%80", "%e2%80%ae", "%ed%a0%80",
        "a+b", "a&b", "a%26b%3Dc", "(x)", "search", "new", "%2f", "%5c", "a%2fb", "%ef%bc%8f", "%20", "+",
    ];

    public static Manner[] All { get; } =
    [
        new("another method", _ => true, (draft, chance) =>
        {
            draft.Method = chance.Of(Methods);
            draft.IsElsewhere |= draft.Method != draft.Operation.Method;
        }),
        new("a spoiled id", draft => draft.Operation.Path.Contains('{', StringComparison.Ordinal), (draft, chance) =>
        {
            var (parts, template) = (draft.Path.Split('/'), draft.Operation.Path.Split('/'));
            var places = Enumerable.Range(0, Math.Min(parts.Length, template.Length)).Where(i => template[i].StartsWith('{')).ToList();
            if (places.Count > 0)
                parts[chance.Of(places)] = chance.Of(Segments);
            Go(draft, string.Join('/', parts));
        }),
        new("a long id", draft => draft.Operation.Path.Contains('{', StringComparison.Ordinal), (draft, chance) =>
            Go(draft, draft.Path + new string(chance.Of(['a', '0', '-']), chance.Of([1, 100, 1000, 4000])))),
        new("another end", _ => true, (draft, chance) => Go(draft, draft.Path + chance.Of(["/", "//", "/.", "/..", "/../..", "%2f", ";a=b", ".json", "%20", "%00", "/x", "%3f", "%23", "/%2e"]))),
        new("another start", _ => true, (draft, chance) => Go(draft, chance.Of(["/", "//", "/./", "/x/../", "/%2e/", "/api/../", "/API", "/%61pi"]) + draft.Path.TrimStart('/'))),
        new("in capitals", _ => true, (draft, _) => Go(draft, draft.Path.ToUpperInvariant())),
        new("a segment more", _ => true, (draft, chance) =>
        {
            var parts = draft.Path.Split('/').ToList();
            parts.Insert(chance.Next(1, parts.Count + 1), chance.Of(Segments));
            Go(draft, string.Join('/', parts));
        }),
        new("a segment less", _ => true, (draft, chance) =>
        {
            var parts = draft.Path.Split('/').ToList();
            parts.RemoveAt(chance.Next(1, parts.Count));
            Go(draft, parts.Count == 1 ? "/" : string.Join('/', parts));
        }),
    ];

    private static void Go(Draft draft, string path) => (draft.Path, draft.IsElsewhere) = (path, true);
}
