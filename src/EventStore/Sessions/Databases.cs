using Npgsql;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>The pools of the store. Connections keep their prepared statements: nothing is ever set on a session.</summary>
internal sealed class Databases(StoreOptions options) : IAsyncDisposable
{
    /// <summary>Main database as the app: what requests use.</summary>
    public NpgsqlDataSource App { get; } = Pool(options.AppConnection, "engagement-app");

    /// <summary>Key database.</summary>
    public NpgsqlDataSource Keys { get; } = Pool(options.KeysConnection, "engagement-keys");

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Keys.DisposeAsync();
    }

    private static NpgsqlDataSource Pool(string connection, string name) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection)
        {
            ApplicationName = name,
            NoResetOnClose = true,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
        });
}
