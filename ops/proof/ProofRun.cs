using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;

namespace SalesEngagement.Proof;

/// <summary>One run of a proof: what was asked for, its database and its report.</summary>
/// <param name="isLong">Whether the figures of the issue are wanted, or those of a minute.</param>
/// <param name="database">Superuser connection string of a server to use; null to start one.</param>
/// <param name="seed">Of everything random, so that a run can be repeated.</param>
/// <param name="call">The whole call, for options of the proof's own.</param>
internal sealed class ProofRun(bool isLong, string? database, int seed, ParseResult call) : IAsyncDisposable
{
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly List<ProofDatabase> _databases = [];

    /// <summary>Whether this is the long form.</summary>
    public bool IsLong => isLong;

    /// <summary>Of everything random.</summary>
    public int Seed => seed;

    /// <summary>What was said for an option of the proof's own.</summary>
    public T? Value<T>(Option<T> option) => call.GetValue(option);

    /// <summary>The figures, and whether they are good enough.</summary>
    public Report Report { get; } = new();

    /// <summary>A migrated pair of databases, on a server of its own unless one was named.</summary>
    /// <param name="settings">PostgreSQL settings beyond the product's, for a server of its own.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<ProofDatabase> StartDatabase(IReadOnlyDictionary<string, string>? settings, CancellationToken ct)
    {
        Say("starting a database");
        var started = database is null
            ? await ProofDatabase.Start(settings ?? new Dictionary<string, string>(), ct)
            : await ProofDatabase.Attach(database, ct);
        _databases.Add(started);
        return started;
    }

    /// <summary>Tells whoever waits what is being done.</summary>
    public void Say(string what) => AnsiConsole.MarkupLineInterpolated($"[grey]{_since.Elapsed:mm\\:ss}[/] {what}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var started in _databases)
            await started.DisposeAsync();
    }
}
