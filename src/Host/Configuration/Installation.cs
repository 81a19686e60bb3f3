using SalesEngagement.Host.Embedded;

namespace SalesEngagement.Host.Configuration;

/// <summary>The databases this process works on: those of the configuration, or in Development a private PostgreSQL.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Installation(Connections connections, EmbeddedPostgres? embedded = null) =>
        (Connections, _embedded) = (connections, embedded);

    public Connections Connections { get; }

    /// <summary>Whether no server is configured, so that this process has to have a PostgreSQL of its own.</summary>
    public static bool IsPrivate(IConfiguration configuration, IHostEnvironment environment) =>
        environment.IsDevelopment() && !Connections.AreConfigured(configuration);

    /// <summary>What may change the schema.</summary>
    /// <exception cref="SettingMissingException">A configured server's owner is not configured.</exception>
    public OwnerConnections Owners(IConfiguration configuration) =>
        !OperatingSystem.IsWindows() && _embedded is { } embedded
            ? EmbeddedDatabases.Owners(embedded)
            : OwnerConnections.From(configuration);

    /// <summary>Folder of the private PostgreSQL, in which the demo keeps its things too; null with a configured server.</summary>
    public string? PrivateFolder => OperatingSystem.IsWindows() ? null : _embedded?.Folder;

    /// <summary>Starts or attaches to the private PostgreSQL when no server is configured.</summary>
    /// <exception cref="SettingMissingException">A server is needed and not, or not wholly, configured.</exception>
    /// <exception cref="PostgresMissingException">No server is configured and there is no PostgreSQL to start.</exception>
    /// <exception cref="ClusterException">The private PostgreSQL does not start.</exception>
    public static async Task<Installation> Open(
        IConfiguration configuration, IHostEnvironment environment, CancellationToken ct)
    {
        if (!IsPrivate(configuration, environment))
            return new(Connections.From(configuration));

        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new();
        if (OperatingSystem.IsWindows())
            throw new PostgresMissingException(options.BinFolder);
        var folder = string.IsNullOrEmpty(options.Folder) ? ClusterFolder.Default() : options.Folder;
        var embedded = await EmbeddedPostgres.Start(folder, options.BinFolder, new Dictionary<string, string>(), ct);
        await EmbeddedDatabases.Ensure(embedded, ct);
        await Schema.Apply(EmbeddedDatabases.Owners(embedded), progress: null, ct);
        return new(EmbeddedDatabases.Connections(embedded), embedded);
    }

    public async ValueTask DisposeAsync()
    {
        if (!OperatingSystem.IsWindows() && _embedded is { } embedded)
            await embedded.DisposeAsync();
    }
}
