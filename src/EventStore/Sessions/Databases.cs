using Npgsql;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>The pools of the store. Connections keep their prepared statements: nothing is ever set on a session.</summary>
internal sealed class Databases(StoreOptions options) : IAsyncDisposable
{
    // Requests read by key, or in an index's order: a table that grew a hundredfold since the planner looked at it would be
    // read whole and sorted for each page. Functions that want other plans say so themselves.
    private const string AppPlans = "-c enable_seqscan=off -c enable_bitmapscan=off -c jit=off";

    /// <summary>Main database as the app: what requests use.</summary>
    public NpgsqlDataSource App { get; } = Pool(options.AppConnection, "engagement-app", AppPlans);

    /// <summary>Key database.</summary>
    public NpgsqlDataSource Keys { get; } = Pool(options.KeysConnection, "engagement-keys", plans: null);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Keys.DisposeAsync();
    }

    private static NpgsqlDataSource Pool(string connection, string name, string? plans)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection)
        {
            ApplicationName = name,
            NoResetOnClose = true,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
        };
        // What an operator sets there comes last and so wins.
        settings.Options = string.Join(' ', new[] { plans, settings.Options }.OfType<string>());
        return NpgsqlDataSource.Create(settings.ConnectionString);
    }
}
