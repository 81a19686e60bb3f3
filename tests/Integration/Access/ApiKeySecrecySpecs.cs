using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>A key's secret is in one answer, and in no table, log or other answer.</summary>
public sealed class ApiKeySecrecySpecs : IAsyncLifetime
{
    private const string Contacts = "/api/v1/contacts";

    private const string Tables = """
        select c.oid::regclass::text from pg_class c
        where c.relkind in ('r', 'm') and c.relnamespace::regnamespace::text in ('public', 'engagement', 'read')
        """;

    private readonly Lines _log = new();
    private TestHost? _host;
    private TestUser? _admin;

    private TestHost Host => _host!;

    private TestUser Admin => _admin!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(services: services => services
            .AddSingleton<ILoggerProvider>(_log)
            .PostConfigure<LoggerFilterOptions>(filter =>
            {
                filter.Rules.Clear();
                filter.MinLevel = LogLevel.Trace;
            }));
        _admin = await _host.Register();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Fact]
    public async Task the_secret_is_in_no_table_log_or_later_answer()
    {
        var machine = await Machine.Of(Host, Admin, Admin, ["contacts:read"]);
        var answers = await Live(machine);
        var key = ApiKeyText.Parse(machine.Key)!;
        var stored = await Dump(Host.Database.Superuser) + await Dump(Keys(Host.Database.Superuser));

        // What is found here would be found if it were the secret: its hash among the rows, its user among the lines.
        stored.ShouldContain(Convert.ToHexStringLower(key.SecretHash));
        stored.ShouldContain("api_key_revoked");
        stored.ShouldContain("email-lookup");
        _log.Text.ShouldContain("ApiKey was successfully authenticated");
        _log.Text.ShouldContain("ApiKey was not authenticated");
        answers.ShouldContain(machine.Id.ToString());
        foreach (var form in Forms(machine.Key, key.Secret))
        {
            stored.ShouldNotContain(form, Case.Insensitive);
            _log.Text.ShouldNotContain(form, Case.Insensitive);
            answers.ShouldNotContain(form, Case.Insensitive);
        }
    }

    [Fact]
    public void nothing_that_holds_the_secret_tells_it_by_mistake()
    {
        var key = ApiKeyText.New(Guid.CreateVersion7().ToString(), DateTimeOffset.UnixEpoch);
        $"{key}".ShouldBe("ApiKeyText");
        $"{new NewApiKeyHolder(key)}".ShouldNotContain(key.Write()[50..]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task the_role_of_requests_reads_the_rows_of_its_tenant_alone(bool withTenant)
    {
        var (ours, theirs) = (await Machine.Of(Host, Admin, Admin, ["contacts:read"]), await Host.Register());
        await Machine.Of(Host, theirs, theirs, ["contacts:read"]);
        await using var source = NpgsqlDataSource.Create(Host.Database.Main);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new($"select set_config('app.tenant', '{(withTenant ? Admin.TenantId : "")}', true)"));
        batch.BatchCommands.Add(new("select string_agg(id::text, ' ') from engagement.api_keys"));
        if (!withTenant)
        {
            await Should.ThrowAsync<PostgresException>(() => batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            return;
        }

        await using var reader = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.NextResultAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        reader.GetString(0).ShouldBe(ours.Id.ToString());
    }

    /// <summary>The whole key, its opaque part, and the bare secret in the ways in which bytes are written down.</summary>
    private static string[] Forms(string key, byte[] secret) =>
        [key, key[4..], key[50..], Convert.ToHexString(secret), Convert.ToBase64String(secret)];

    /// <summary>A key's life, from its first use to its refusal.</summary>
    /// <returns>All that was answered.</returns>
    private async Task<string> Live(Machine machine)
    {
        Task<HttpResponseMessage>[] life =
        [
            machine.Client.Get(Contacts).ShouldBe(200),
            machine.Client.Get("/api/v1/auth/me").ShouldBe(403),
            Admin.Client.Get($"{Machine.Keys}/{machine.Id}").ShouldBe(200),
            Admin.Client.Get(Machine.Keys).ShouldBe(200),
            Admin.Client.Send(HttpMethod.Patch, $"{Machine.Keys}/{machine.Id}", new { name = "Other" }).ShouldBe(200),
        ];
        await Task.WhenAll(life);
        var revoked = await Admin.Client.Send(HttpMethod.Delete, $"{Machine.Keys}/{machine.Id}").ShouldBe(204);
        var refused = await machine.Client.Get(Contacts).ShouldBe(401);
        var text = "";
        foreach (var answer in (HttpResponseMessage[])[.. await Task.WhenAll(life), revoked, refused])
            text += answer.Headers + await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text;
    }

    private static string Keys(string main)
    {
        var keys = new NpgsqlConnectionStringBuilder(main);
        keys.Database += "_keys";
        return keys.ToString();
    }

    private static async Task<string> Dump(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        List<string> tables = [];
        await using (var command = source.CreateCommand(Tables))
        {
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                tables.Add(reader.GetString(0));
        }

        var text = "";
        foreach (var table in tables)
        {
            await using var rows = source.CreateCommand($"select string_agg(t::text, E'\\n') from {table} t");
            text += $"\n{table}\n" + await rows.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }

        return text;
    }

    /// <summary>A record that holds a key, as code may well do.</summary>
    private sealed record NewApiKeyHolder(ApiKeyText Key);

    /// <summary>Every line of every category.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            _lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
