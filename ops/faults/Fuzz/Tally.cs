using System.Collections.Concurrent;
using System.Globalization;
using Spectre.Console;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>What came of the requests, route by route. Thread-safe.</summary>
internal sealed class Tally
{
    private const string Done = "2xx/302";
    private static readonly string[] Columns = [Done, "400", "401", "403", "404", "405", "409/412", "413/415", "422", "429", "other", "5xx"];
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> _routes = [];
    private readonly ConcurrentDictionary<string, Fault> _faults = [];

    /// <summary>All requests.</summary>
    public int Requests => _routes.Values.Sum(Total);

    /// <summary>What was wrong, each once.</summary>
    public IReadOnlyList<Fault> Faults => [.. _faults.Values.OrderByDescending(fault => fault.Times)];

    /// <summary>How many requests had answers of this kind, such as <c>5xx</c>.</summary>
    public int Of(string column) => _routes.Values.Sum(route => route.GetValueOrDefault(column));

    /// <summary>Whether a route ever answered with success.</summary>
    public bool Succeeded(string route) => _routes.TryGetValue(route, out var counts) && counts.ContainsKey(Done);

    /// <summary>Notes an answer and what was wrong with it.</summary>
    /// <returns>Faults that nobody had before.</returns>
    public IReadOnlyList<Fault> Add(string route, Draft draft, Answer answer, IReadOnlyList<string> faults)
    {
        var counts = _routes.GetOrAdd(route, _ => []);
        counts.AddOrUpdate(ColumnOf(answer.Status), 1, (_, times) => times + 1);
        if (faults.Count > 0)
            counts.AddOrUpdate("invalid", 1, (_, times) => times + 1);
        var news = new List<Fault>();
        foreach (var what in faults)
        {
            var made = new Fault(route, what, draft, answer);
            var known = _faults.GetOrAdd($"{route} {what}", made);
            known.Again();
            if (ReferenceEquals(known, made))
                news.Add(made);
        }

        return news;
    }

    /// <summary>Prints the table.</summary>
    public void Print()
    {
        var table = new Table().AddColumn("route").AddColumn(new TableColumn("requests").RightAligned());
        foreach (var column in Columns.Append("invalid"))
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (route, counts) in _routes.OrderBy(route => route.Key.Split(' ')[^1], StringComparer.Ordinal))
            table.AddRow([Markup.Escape(route), Show(Total(counts)), .. Columns.Append("invalid").Select(column => Show(counts.GetValueOrDefault(column)))]);
        table.AddRow(["all", Show(Requests), .. Columns.Append("invalid").Select(column => Show(Of(column)))]);
        AnsiConsole.Write(table);
        foreach (var fault in Faults)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{fault.Times} ×[/] {fault.Route} {fault.What}");
            AnsiConsole.MarkupLineInterpolated($"    [grey]{fault.Smallest.ToString()}[/]");
            AnsiConsole.MarkupLineInterpolated($"    [grey]{fault.Answer.Status} {Cut(fault.Answer.Body)}[/]");
        }
    }

    private static int Total(ConcurrentDictionary<string, int> counts) => Columns.Sum(column => counts.GetValueOrDefault(column));

    private static string ColumnOf(int status) => status switch
    {
        (>= 200 and < 300) or 302 => Done,
        409 or 412 => "409/412",
        413 or 415 => "413/415",
        >= 500 => "5xx",
        400 or 401 or 403 or 404 or 405 or 422 or 429 => status.ToString(CultureInfo.InvariantCulture),
        _ => "other",
    };

    private static string Show(int count) => count == 0 ? "" : count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Cut(string text) => text.Length <= 300 ? text : $"{text[..300]}…";
}

/// <summary>Something wrong with the answers of a route.</summary>
internal sealed class Fault(string route, string what, Draft draft, Answer answer)
{
    private int _times;

    /// <summary>Which route.</summary>
    public string Route => route;

    /// <summary>What.</summary>
    public string What => what;

    /// <summary>The first answer that had it.</summary>
    public Answer Answer => answer;

    /// <summary>How many answers had it.</summary>
    public int Times => _times;

    /// <summary>The smallest request known to bring it about.</summary>
    public Draft Smallest { get; set; } = draft;

    /// <summary>Counts one more.</summary>
    public void Again() => Interlocked.Increment(ref _times);
}
