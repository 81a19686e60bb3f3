namespace SalesEngagement.Faults.Fuzz.Manners;

/// <summary>Headers that cannot be meant.</summary>
internal static class HeaderManners
{
    private static readonly Dictionary<string, string[]> Values = new()
    {
        ["If-Match"] =
        [
            "*", "3", "\"\"", "\"0\"", "\"-1\"", "\"1\"", "\"99999999999999999999\"", "\"9223372036854775807\"", "W/\"1\"", "\"1\", \"2\"", "\"a\"b\"", "\"", "''", "\"\u00e9\"", "\" 1\"", "\"+1\"", "\"1e3\"", ",",
        ],
        ["If-None-Match"] = ["*", "\"1\"", "W/\"1\"", "junk"],
        ["If-Modified-Since"] = ["Sat, 01 Jan 2022 00:00:00 GMT", "yesterday", "-1"],
        ["If-Unmodified-Since"] = ["Sat, 01 Jan 2000 00:00:00 GMT", "x"],
        ["Idempotency-Key"] =
        [
            "", " ", "k", "the same key", new string('k', 255), new string('k', 256), new string('k', 4000), "\u00e9\u4e2d", "a,b", "\"quoted\"", "' or 1=1 --", "%00", "\u202e", "a\tb",
        ],
        ["Accept"] = ["text/html", "application/xml", "*/*;q=0", "text/csv", "application/json;v=99", "junk", "a/b/c", ", ,", "image/*"],
        ["Accept-Encoding"] = ["gzip, br", "*;q=0", "x", "identity;q=0"],
        ["Accept-Language"] = ["xx-YY", "*", "de;q=2"],
        ["Accept-Charset"] = ["utf-16", "*"],
        ["Content-Encoding"] = ["gzip", "br", "deflate", "x"],
        ["Content-Language"] = ["xx"],
        ["Content-Range"] = ["bytes 0-1/2", "x"],
        ["Range"] = ["bytes=0-0", "bytes=-1", "bytes=5-1", "bytes=0-1,3-4", "x=1"],
        ["Expect"] = ["100-continue"],
        ["Cookie"] = ["a=b", "session=admin; admin=true", new string('c', 3000)],
        ["Origin"] = ["http://evil.example", "null", "x"],
        ["Referer"] = ["http://evil.example/\u00e9"],
        ["X-HTTP-Method-Override"] = ["DELETE", "GET", "x"],
        ["X-Forwarded-For"] = ["127.0.0.1", "1.2.3.4, 5.6.7.8", "::1", "x", new string('1', 2000)],
        ["X-Forwarded-Proto"] = ["https", "gopher"],
        ["X-Forwarded-Host"] = ["evil.example", "a\tb"],
        ["Forwarded"] = ["for=127.0.0.1;proto=https;host=evil.example", "for=_x"],
        ["X-Original-URL"] = ["/api/v1/auth/me", "/monitoring/projections"],
        ["X-Rewrite-URL"] = ["/api/v1/auth/me"],
        ["traceparent"] = ["00-00000000000000000000000000000000-0000000000000000-00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "x", "ff-1-1-1"],
        ["tracestate"] = ["a=b", new string('a', 600)],
        ["baggage"] = ["a=b;c", "tenant=x"],
        ["X-Api-Key"] = ["", "x", "sk_live_000000000000", "\u00e9"],
        ["X-Twilio-Signature"] = ["", "AAAA", "x", "\u00e9"],
        ["I-Twilio-Idempotency-Token"] = [new string('t', 64), new string('t', 65), "\u4e2d"],
        ["Upgrade"] = ["h2c", "websocket"],
        ["User-Agent"] = ["", "\u00e9", new string('u', 5000)],
        ["Max-Forwards"] = ["0"],
        ["Te"] = ["trailers", "x"],
        ["Via"] = ["1.1 x"],
        ["Sec-Fetch-Site"] = ["cross-site"],
    };

    public static Manner[] All { get; } =
    [
        new("a header", _ => true, (draft, chance) => Add(draft, chance, chance.Of(Values.Keys.ToList()))),
        new("a spoiled condition", draft => Takes(draft, "If-Match"), (draft, chance) => Add(draft, chance, "If-Match")),
        new("a spoiled idempotency key", draft => Takes(draft, "Idempotency-Key"), (draft, chance) => Add(draft, chance, "Idempotency-Key")),
        new("a header twice", _ => true, (draft, chance) =>
        {
            var name = chance.Of(Values.Keys.ToList());
            draft.Headers.Add((name, chance.Of(Values[name])));
            draft.Headers.Add((name, chance.Of(Values[name])));
        }),
        new("very many headers", _ => true, (draft, chance) =>
        {
            for (var i = chance.Of([10, 50, 80]); i > 0; i--)
                draft.Headers.Add(($"X-A{i}", "a"));
        }),
    ];

    private static bool Takes(Draft draft, string header) => draft.Operation.Parameters.Any(parameter => parameter.Name == header);

    private static void Add(Draft draft, Random chance, string name)
    {
        draft.Headers.RemoveAll(header => header.Name == name);
        draft.Headers.Add((name, chance.Of(Values[name])));
    }
}
