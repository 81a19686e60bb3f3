using System.Globalization;
using System.Text.Json;

namespace SalesEngagement.Host.Http;

/// <summary>One page of a list; <c>next</c> is absent on the last.</summary>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next) : IListPage
{
    int IListPage.Count => Items.Count;
}

/// <summary>A page of whatever list.</summary>
internal interface IListPage
{
    /// <summary>Items on it.</summary>
    int Count { get; }
}

/// <summary>
/// What a list was asked for: <c>limit</c> (1–200, default 50) and <c>cursor</c>. Taken as a parameter by list routes.
/// A cursor holds the sort key of the last item and fits only the list, filters and order that it came from.
/// </summary>
internal sealed class Paging
{
    private const int MaxLimit = 200;
    private const int DefaultLimit = 50;
    private static readonly string[] NotPartOfTheList = ["limit", "cursor", "minPosition"];
    private readonly Cursors _cursors;
    private readonly string _tenant;
    private readonly string _purpose;
    private readonly string? _cursor;

    private Paging(HttpContext context)
    {
        _cursors = context.RequestServices.GetRequiredService<Cursors>();
        _tenant = context.Tenant();
        _purpose = PurposeOf(context.Request);
        _cursor = context.Request.Query["cursor"];
        Limit = LimitOf(context.Request.Query["limit"]);
    }

    /// <summary>Items wanted. Ask the database for one more: it tells whether there is a next page.</summary>
    public int Limit { get; }

    /// <summary>Binds the parameter (found by the framework by its name).</summary>
    public static ValueTask<Paging?> BindAsync(HttpContext context) => new(new Paging(context));

    /// <summary>The key after which the page starts; null for the first page.</summary>
    /// <exception cref="RefusedRequestException">Not a cursor of this list (400 <c>invalid-cursor</c>).</exception>
    public TKey? After<TKey>()
        where TKey : class
    {
        if (string.IsNullOrEmpty(_cursor))
            return null;

        return _cursors.Reveal(_tenant, _purpose, _cursor) is { } content
            ? JsonSerializer.Deserialize<TKey>(content, JsonFormat.Options)
            : throw new RefusedRequestException(
                new(400, "invalid-cursor", "The cursor is not one of this list. Start again without it."));
    }

    /// <summary>Makes the page from the rows found (up to <see cref="Limit"/> + 1).</summary>
    /// <param name="rows">In the order of the list.</param>
    /// <param name="keyOf">The sort key of a row; its last part must be unique.</param>
    public ListPage<T> Of<T, TKey>(IReadOnlyList<T> rows, Func<T, TKey> keyOf)
        where TKey : class
    {
        if (rows.Count <= Limit)
            return new(rows, Next: null);

        var key = JsonSerializer.SerializeToUtf8Bytes(keyOf(rows[Limit - 1]), JsonFormat.Options);
        return new([.. rows.Take(Limit)], _cursors.Hide(_tenant, _purpose, key));
    }

    private static string PurposeOf(HttpRequest request) =>
        "list " + request.Path + "?" + string.Join('&', request.Query
            .Where(part => !NotPartOfTheList.Contains(part.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => $"{part.Key}={part.Value}"));

    private static int LimitOf(string? text) => text switch
    {
        null or "" => DefaultLimit,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MaxLimit => limit,
        _ => throw new RefusedRequestException(
            new(400, "invalid-limit", $"limit must be a whole number from 1 to {MaxLimit}.")),
    };
}
