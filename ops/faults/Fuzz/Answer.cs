namespace SalesEngagement.Faults.Fuzz;

/// <summary>What came back.</summary>
/// <param name="Status">Its status; 0 when nothing came.</param>
/// <param name="Media">Its media type, without parameters.</param>
/// <param name="Body">Its body as text.</param>
/// <param name="Headers">Its headers, by name whatever the case.</param>
internal sealed record Answer(int Status, string? Media, string Body, IReadOnlyDictionary<string, string> Headers)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>None: the connection broke, or it took too long.</summary>
    public static Answer None(string why) => new(0, Media: null, why, NoHeaders);

    /// <summary>Whether the request was done.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether a header is there.</summary>
    public bool Has(string header) => Headers.ContainsKey(header);
}
