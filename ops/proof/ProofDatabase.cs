using System.Globalization;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Host.Embedded;

namespace SalesEngagement.Proof;

/// <summary>A main and a key database with the product's schema; gone after the proof.</summary>
internal sealed class ProofDatabase : IAsyncDisposable
{
    private const int Connections = 100;
    private readonly NpgsqlConnectionStringBuilder _superuser;
    private readonly EmbeddedPostgres? _cluster;
    private readonly DirectoryInfo? _folder;
    private readonly List<ProofDatabase> _more = [];
    private string _name = $"proof_{Guid.CreateVersion7():n}";

    private ProofDatabase(string superuser, EmbeddedPostgres? cluster, DirectoryInfo? folder) =>
        (_superuser, _cluster, _folder) = (new(superuser), cluster, folder);

    /// <summary>Main database as requests use it.</summary>
    public string Main => For(_name, "engagement_app");

    /// <summary>Main database as the daemon uses it.</summary>
    public string Daemon => For(_name, "engagement_daemon");

    /// <summary>Main database as what changes the schema.</summary>
    public string Owner => For(_name, EmbeddedDatabases.Owner);

    /// <summary>Key database.</summary>
    public string Keys => For(_name + "_keys", "engagement_keys");

    /// <summary>Key database as what changes the schema.</summary>
    public string KeysOwner => For(_name + "_keys", EmbeddedDatabases.Owner);

    /// <summary>Main database past all policies: for checks.</summary>
    public string Superuser => For(_name, _superuser.Username!);

    /// <summary>Folder of the own cluster, with <c>data</c> inside.</summary>
    /// <exception cref="InvalidOperationException">The proof was given a server that is not its own to kill.</exception>
    public string Folder => _cluster?.Folder
        ?? throw new InvalidOperationException("This proof kills or copies its server: run it without --database.");

    /// <summary>Process id of the own cluster's postmaster.</summary>
    public int PostmasterPid => int.Parse(
        File.ReadLines(Path.Combine(Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Starts a cluster of its own, as durable as the product's.</summary>
    public static async Task<ProofDatabase> Start(IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("proof-");
        // A temporary folder is its maker's alone; PostgreSQL's account must be able to enter it.
        File.SetUnixFileMode(folder.FullName, folder.UnixFileMode | UnixFileMode.OtherExecute);
        var cluster = await EmbeddedPostgres.Start(Path.Combine(folder.FullName, "pg"), binFolder: null, settings, ct);
        await EmbeddedDatabases.EnsureRoles(cluster, ct);
        return await new ProofDatabase(cluster.ConnectionString("postgres", "postgres"), cluster, folder).Make(ct);
    }

    /// <summary>Uses a server that runs: a scratch one, on which every role logs in as the given superuser does.</summary>
    public static async Task<ProofDatabase> Attach(string superuser, CancellationToken ct)
    {
        var attached = new ProofDatabase(superuser, cluster: null, folder: null);
        await attached.Execute(EmbeddedSql.Beside(typeof(EmbeddedDatabases), "roles.sql"), ct);
        return await attached.Make(ct);
    }

    /// <summary>The databases of a proof as a child process of it sees them; the child does not dispose of them.</summary>
    /// <param name="superuser">What the proof calls <see cref="Superuser"/>.</param>
    public static ProofDatabase OfParent(string superuser) =>
        new(superuser, cluster: null, folder: null) { _name = new NpgsqlConnectionStringBuilder(superuser).Database! };

    /// <summary>Another migrated pair on the same server.</summary>
    public async Task<ProofDatabase> Fresh(CancellationToken ct)
    {
        var another = await new ProofDatabase(_superuser.ConnectionString, _cluster, folder: null).Make(ct);
        _more.Add(another);
        return another;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await _cluster!.DisposeAsync();
            _folder.Delete(recursive: true);
        }
        else if (_cluster is null)
        {
            foreach (var another in _more)
                await another.Drop();
            await Drop();
        }
    }

    private async Task<ProofDatabase> Make(CancellationToken ct)
    {
        await Execute($"create database {_name} owner {EmbeddedDatabases.Owner}", ct);
        await Execute($"create database {_name}_keys owner {EmbeddedDatabases.Owner}", ct);
        await Schema.Apply(new(Owner, KeysOwner), progress: null, ct);
        return this;
    }

    private async Task Drop()
    {
        NpgsqlConnection.ClearAllPools();
        await Execute($"drop database if exists {_name} with (force)", default);
        await Execute($"drop database if exists {_name}_keys with (force)", default);
    }

    private async Task Execute(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_superuser.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private string For(string database, string role) => new NpgsqlConnectionStringBuilder(_superuser.ConnectionString)
    {
        Database = database, Username = role, NoResetOnClose = true, MaxAutoPrepare = 100, MaxPoolSize = Connections,
    }.ConnectionString;
}
