using Microsoft.Extensions.Primitives;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.Routes;

/// <summary>
/// What one custom field must say, as clients write it: in a query <c>field.region=EMEA</c> (again for one of several),
/// <c>field.employees[gte]=10</c>, <c>field.employees[exists]=false</c>; in a saved search as an object of these members.
/// </summary>
internal sealed record FieldQuery(
    IReadOnlyList<string?>? In = null, string? Gte = null, string? Gt = null, string? Lte = null, string? Lt = null, bool? Exists = null)
{
    /// <summary>What a saved filter says.</summary>
    public static FieldQuery Of(FieldFilter filter) => new(
        filter.OneOf.Count > 0 ? filter.OneOf : null,
        filter.From is { IsWithin: true } ? filter.From.Value : null,
        filter.From is { IsWithin: false } ? filter.From.Value : null,
        filter.To is { IsWithin: true } ? filter.To.Value : null,
        filter.To is { IsWithin: false } ? filter.To.Value : null,
        filter.Exists);
}

/// <summary>Reads filters by custom fields, each by its field's definition.</summary>
internal static class FieldFilters
{
    private const string Prefix = "field.";
    private const int Most = 10;

    /// <summary>The filters of a query; none when it has none.</summary>
    /// <exception cref="RefusedRequestException">One that its definition does not allow: 400, with a pointer to it.</exception>
    public static async Task<IReadOnlyList<FieldFilter>> Read(HttpContext http, FieldTarget target, IQuerySession session, CancellationToken ct)
    {
        var asked = http.Request.Query.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToArray();
        if (asked.Length == 0)
            return [];

        var check = new Validation();
        var queries = new Dictionary<string, FieldQuery>();
        foreach (var (key, values) in asked)
            Add(queries, key[Prefix.Length..], values, check);
        var filters = await Read(queries, target, "/field.", check, session, ct);
        return check.Refusal is { } refusal
            ? throw new RefusedRequestException(refusal with { Status = 400, Code = "invalid-filter", Detail = "Some filters are not valid; see errors." })
            : filters;
    }

    /// <summary>The filters of a body, to be used only when <paramref name="check"/> has no refusal afterwards.</summary>
    public static async Task<IReadOnlyList<FieldFilter>> Read(
        IReadOnlyDictionary<string, FieldQuery> queries, FieldTarget target, string prefix, Validation check, IQuerySession session, CancellationToken ct)
    {
        if (!check.Require(queries.Count <= Most, prefix.TrimEnd('.', '/'), $"must be at most {Most} fields"))
            return [];

        var defined = queries.Count == 0 ? [] : await CustomFieldCard.Of(session, target, ct);
        var filters = new List<FieldFilter>();
        foreach (var (name, query) in queries.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var pointer = prefix + FieldValues.Escaped(name);
            var field = defined.FirstOrDefault(known => known.Name == name);
            if (check.Require(field is not null, pointer, "is no field that is defined"))
                filters.Add(new FieldFilterParts(check, field!, pointer, isBody: prefix.EndsWith('/')).Read(query ?? new()));
        }

        return filters;
    }

    private static void Add(Dictionary<string, FieldQuery> queries, string key, StringValues values, Validation check)
    {
        var bracket = key.IndexOf('[', StringComparison.Ordinal);
        var name = bracket < 0 ? key : key[..bracket];
        var query = queries.GetValueOrDefault(name, new());
        var isOne = bracket < 0 || check.Require(values.Count == 1, $"/{Prefix}{FieldValues.Escaped(key)}", "is given twice");
        queries[name] = (bracket < 0 ? "" : key[bracket..]) switch
        {
            "" => query with { In = [.. values] },
            _ when !isOne => query,
            "[gte]" => query with { Gte = values[0] },
            "[gt]" => query with { Gt = values[0] },
            "[lte]" => query with { Lte = values[0] },
            "[lt]" => query with { Lt = values[0] },
            "[exists]" when bool.TryParse(values[0], out var exists) => query with { Exists = exists },
            "[exists]" => Wrong(query, check, key, "must be true or false"),
            _ => Wrong(query, check, key, "must be one of [gte], [gt], [lte], [lt] and [exists]"),
        };
    }

    private static FieldQuery Wrong(FieldQuery query, Validation check, string key, string message)
    {
        check.Require(condition: false, $"/{Prefix}{FieldValues.Escaped(key)}", message);
        return query;
    }
}
