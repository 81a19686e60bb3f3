namespace SalesEngagement.Integration.Isolation;

/// <summary>Calls every function with what fits its signature: the foreign company's own values, and each company's name.</summary>
internal sealed class FunctionCalls
{
    // More than the values that the two companies have: a function that tells by one exact value must be given it.
    private const int MostCalls = 500;
    private static readonly string[] Shards = ["CallLog:All", "ContactCard:All", "contact_card"];
    private readonly Sweep _sweep;
    private readonly string[] _ids;
    private readonly string[] _texts;
    private readonly string[] _bytes;

    private FunctionCalls(Sweep sweep, IReadOnlyCollection<string> values)
    {
        _sweep = sweep;
        _ids = [.. values.Where(value => Guid.TryParse(value, out _)).Order(StringComparer.Ordinal)];
        _bytes = [.. values.Where(IsBytes).Order(StringComparer.Ordinal)];
        _texts = [.. values.Where(value => !IsBytes(value)).Concat(Shards).Append("").Order(StringComparer.Ordinal)];
    }

    public static async Task<FunctionCalls> With(Sweep sweep)
    {
        var values = new HashSet<string>();
        foreach (var table in sweep.Tables)
        {
            values.UnionWith(await sweep.Catalog.Texts($"""
                select distinct v.value #>> '{"{}"}' from {table.Name} t cross join lateral jsonb_each(to_jsonb(t)) v
                where t.tenant_id = '{sweep.Theirs}' and jsonb_typeof(v.value) = 'string'
                """));
        }

        return new(sweep, values);
    }

    /// <summary>What functions told or did that belongs to the foreign company. Those named run without lasting effect.</summary>
    /// <param name="undone">Signatures of functions known to act for whichever tenant they are given.</param>
    /// <param name="which">Of which signatures; all when null.</param>
    public async Task<IReadOnlyList<Finding>> Run(IReadOnlyCollection<string> undone, Func<string, bool>? which = null)
    {
        var found = new List<Finding>();
        foreach (var function in (await _sweep.Catalog.Functions()).Where(function => which?.Invoke(function.Signature) ?? true))
        {
            foreach (var (scope, tenant) in _sweep.Scopes)
            {
                var before = await _sweep.Catalog.Fingerprint(_sweep.Tables, _sweep.Theirs);
                foreach (var call in Calls(function))
                {
                    var isUndone = undone.Contains(function.Signature);
                    var outcome = await _sweep.App.Run(tenant, call.Sql, keep: !isUndone);
                    if (_sweep.Marks.In(outcome.Text, call.Sql) is { } mark)
                        found.Add(new(function.Signature, scope, call.Sql, $"tells {mark}"));
                    if (isUndone && outcome.Refused is null && call.IsForThem)
                        found.Add(new(function.Signature, scope, call.Sql, "acts for the tenant it is given"));
                    if (await _sweep.App.Carried() is { Length: > 0 } carried)
                        found.Add(new(function.Signature, scope, call.Sql, $"leaves tenant {carried} on the connection"));
                }

                if (await _sweep.Catalog.Fingerprint(_sweep.Tables, _sweep.Theirs) != before)
                    found.Add(new(function.Signature, scope, function.Signature, "changes rows of the other company"));
            }
        }

        return found;
    }

    private IEnumerable<(string Sql, bool IsForThem)> Calls(Routine function)
    {
        var arguments = function.Types.Select((type, i) => IsTenant(function.Parameters[i]) ? [] : Values(type)).ToArray();
        var rounds = Math.Clamp(arguments.Select(values => values.Length).DefaultIfEmpty(1).Max(), 1, MostCalls);
        foreach (var tenant in function.Parameters.Any(IsTenant) ? new[] { _sweep.Theirs, _sweep.Ours } : [""])
        {
            for (var round = 0; round < rounds; round++)
            {
                var given = arguments.Select((values, i) => IsTenant(function.Parameters[i])
                    ? Literal(tenant, function.Types[i])
                    : values.Length == 0 ? "null" : Literal(values[round * (i + 1) % values.Length], function.Types[i]));
                yield return (Call(function, given), tenant == _sweep.Theirs);
            }
        }

        if (function.Types.Length > 0)
            yield return (Call(function, function.Types.Select(type => $"null::{type}")), IsForThem: false);
    }

    private static string Call(Routine function, IEnumerable<string> arguments) =>
        $"{(function.IsProcedure ? "call" : "select * from")} {function.Name}({string.Join(", ", arguments)})";

    private string[] Values(string type) => type.TrimEnd('[', ']') switch
    {
        "uuid" => _ids,
        "text" or "character varying" => _texts,
        "bytea" => _bytes,
        "bigint" or "integer" or "smallint" or "numeric" => ["30000", "1", "0", "7"],
        "boolean" => ["true", "false"],
        "interval" => ["0"],
        "jsonb" or "json" => ["{}"],
        "regclass" => [.. _sweep.Tables.Select(table => table.Name)],
        "timestamp with time zone" or "date" => ["now"],
        _ => [],
    };

    private static string Literal(string value, string type)
    {
        var quoted = $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
        return type.EndsWith("[]", StringComparison.Ordinal) ? $"array[{quoted}]::{type}" : $"{quoted}::{type}";
    }

    private static bool IsTenant(string parameter) => parameter.Contains("tenant", StringComparison.Ordinal);

    private static bool IsBytes(string value) => value.StartsWith("\\x", StringComparison.Ordinal);
}
