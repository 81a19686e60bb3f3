using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SalesEngagement.Host.Embedded;

namespace SalesEngagement.Integration.Embedded;

/// <summary>The life of a private cluster, with PostgreSQL itself.</summary>
public sealed class ClusterSpecs : IDisposable
{
    private static readonly Dictionary<string, string> Fast = new() { ["fsync"] = "off" };

    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("se-");

    public ClusterSpecs() =>
        File.SetUnixFileMode(_temporary.FullName, _temporary.UnixFileMode | UnixFileMode.OtherExecute);

    private string Folder => Path.Combine(_temporary.FullName, "pg");

    private string PidFile => Path.Combine(Folder, "data", "postmaster.pid");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Delete(recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task it_is_stopped_with_its_last_host_and_not_before()
    {
        var first = await Start();
        var second = await Start();
        var postmaster = Postmaster().Id;
        await first.DisposeAsync();
        (await Ask(second, "select 1")).ShouldBe(1);
        Postmaster().Id.ShouldBe(postmaster);
        await second.DisposeAsync();
        File.Exists(PidFile).ShouldBeFalse();
        await HasGone(postmaster);
    }

    [Fact(Timeout = 60_000)]
    public async Task what_was_written_is_there_after_a_restart()
    {
        await using (var first = await Start())
            await Ask(first, "create table kept as select 7 as n");
        await using var again = await Start();
        (await Ask(again, "select n from kept")).ShouldBe(7);
    }

    [Fact(Timeout = 60_000)]
    public async Task two_hosts_that_start_at_the_same_time_share_one()
    {
        var both = await Task.WhenAll(Start(), Start());
        (await Ask(both[0], "select 1")).ShouldBe(1);
        (await Ask(both[1], "select 1")).ShouldBe(1);
        await both[0].DisposeAsync();
        await both[1].DisposeAsync();
        File.Exists(PidFile).ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task it_starts_although_the_number_in_a_left_over_pid_file_belongs_to_a_stranger()
    {
        string[] lines;
        await using (await Start())
            lines = await File.ReadAllLinesAsync(PidFile, Ct);
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(PidFile, lines, Ct);
        await using var again = await Start();
        (await Ask(again, "select 1")).ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task it_starts_again_after_postgres_was_killed_with_its_guard()
    {
        var first = await Start();
        await Ask(first, "create table kept as select 7 as n");
        Guard().Kill();
        Postmaster().Kill();
        await using var again = await Start();
        (await Ask(again, "select n from kept")).ShouldBe(7);
        await first.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task a_cluster_that_lost_its_guard_gets_one_from_the_next_host()
    {
        var first = await Start();
        Guard().Kill();
        var second = await Start();
        var postmaster = Postmaster().Id;
        await first.DisposeAsync();
        (await Ask(second, "select 1")).ShouldBe(1);
        await second.DisposeAsync();
        await HasGone(postmaster);
    }

    [Fact(Timeout = 60_000)]
    public async Task it_is_durable_and_listens_to_nobody_else()
    {
        await using var postgres = await EmbeddedPostgres.Start(Folder, binFolder: null, new Dictionary<string, string>(), Ct);
        (await Ask(postgres, "select current_setting('fsync') || ' ' || current_setting('synchronous_commit')")).ShouldBe("on on");
        (await Ask(postgres, "select current_setting('listen_addresses')")).ShouldBe("");
        File.GetUnixFileMode(Path.Combine(Folder, "s")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_path_too_long_for_a_socket_is_refused_by_its_setting()
    {
        var refusal = await Should.ThrowAsync<ClusterException>(
            () => EmbeddedPostgres.Start(Path.Combine(Folder, new string('x', 100)), null, Fast, Ct));
        refusal.Message.ShouldContain("Database:Folder");
    }

    [Fact]
    public void without_postgresql_the_message_says_how_to_get_it_and_how_to_do_without()
    {
        var refusal = Should.Throw<PostgresMissingException>(() => PostgresBinaries.Find(Folder));
        foreach (var part in new[] { "apt-get install postgresql", "brew install", "winget install", "ConnectionStrings__Main" })
            refusal.Message.ShouldContain(part);
    }

    private Task<EmbeddedPostgres> Start() => EmbeddedPostgres.Start(Folder, binFolder: null, Fast, Ct);

    private Process Postmaster() =>
        Process.GetProcessById(int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture));

    // A process that nobody has buried yet still has its number, but no command line.
    private static async Task HasGone(int pid)
    {
        while (File.Exists($"/proc/{pid}/cmdline") && (await File.ReadAllTextAsync($"/proc/{pid}/cmdline", Ct)).Length > 0)
            await Task.Delay(20, Ct);
    }

    private Process Guard() => Process.GetProcesses().Single(process => process.ProcessName == "sh"
        && File.ReadAllText($"/proc/{process.Id}/cmdline").Contains($"\0{Folder}\0", StringComparison.Ordinal));

    private static async Task<object?> Ask(EmbeddedPostgres postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("postgres", "postgres") + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct);
    }
}
