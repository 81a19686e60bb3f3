using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Scheduling;

namespace SalesEngagement.Integration.Access;

/// <summary>When and from where a key was last used: known to the minute, and nobody waits for it.</summary>
public sealed class ApiKeyUseSpecs : IAsyncLifetime
{
    private const string Contacts = "/api/v1/contacts";

    // Counts each write of one row, also those that change nothing.
    private const string CountWrites = """
        create sequence public.writes;
        create function public.count_write() returns trigger language plpgsql security definer as $$
        begin
          perform nextval('public.writes');
          return new;
        end $$;
        create trigger count_write before update on engagement.api_keys
          for each row when (new.id = '$KEY') execute function public.count_write();
        """;

    private readonly TravellingTime _clock = new();
    private TestHost? _host;
    private TestUser? _admin;

    private TestHost Host => _host!;

    private TestUser Admin => _admin!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(services: services => services.AddSingleton<TimeProvider>(_clock));
        _admin = await _host.Register();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Fact]
    public async Task the_last_use_shows_when_and_from_where_wherever_the_key_is_shown()
    {
        var (used, unused) = (await Make(), await Make());
        await Use(used, "::ffff:203.0.113.9");

        var shown = await Shown(used);
        shown.Text("lastUsedAddress").ShouldBe("203.0.113.9");
        shown.GetProperty("lastUsedAt").GetDateTimeOffset().ShouldBe(_clock.GetUtcNow(), TimeSpan.FromMinutes(1));
        var listed = (await Admin.Client.Get(Machine.Keys).ShouldBe(200).Json()).GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("id").GetGuid() == used.Id);
        listed.GetRawText().ShouldBe(shown.GetRawText());
        (await Shown(unused)).TryGetProperty("lastUsedAt", out _).ShouldBeFalse();

        var renamed = await Admin.Client.Send(HttpMethod.Patch, $"{Machine.Keys}/{used.Id}", new { name = "Other" }).ShouldBe(200).Json();
        renamed.Text("lastUsedAddress").ShouldBe("203.0.113.9");
    }

    [Fact]
    public async Task uses_within_a_minute_are_one()
    {
        var machine = await Make();
        await Use(machine, "203.0.113.1");
        await machine.GetFrom("203.0.113.2", Contacts);
        await Settle(Host);
        (await Shown(machine)).Text("lastUsedAddress").ShouldBe("203.0.113.1");

        _clock.Advance(TimeSpan.FromSeconds(61));
        await Use(machine, "203.0.113.3");
    }

    [Fact]
    public async Task many_uses_at_once_write_one_row_once()
    {
        var machine = await Make();
        await using var other = Host.Twin(new Dictionary<string, string>(), services => services.AddSingleton<TimeProvider>(_clock));
        // Up before the trigger is there: on a database with a function like it no node starts.
        await other.CreateClient().Get("/health/live").ShouldBe(200);
        await machine.Stored(CountWrites.Replace("$KEY", $"{machine.Id}", StringComparison.Ordinal));
        Machine[] nodes = [machine, machine.At(other)];
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => nodes[i % 2].GetFrom("203.0.113.1", Contacts)));
        await Settle(Host);
        await Settle(other);
        (await machine.Stored("select last_value || ' ' || is_called from public.writes")).ShouldBe("1 true");
    }

    [Fact]
    public async Task a_locked_row_keeps_nobody_waiting_neither_the_request_nor_the_uses_of_other_keys()
    {
        var machine = await Make();
        await using var source = NpgsqlDataSource.Create(Host.Database.Superuser);
        await using var locking = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using (var transaction = await locking.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var hold = new NpgsqlCommand($"select from engagement.api_keys where id = '{machine.Id}' for update", locking);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            (await machine.GetFrom("203.0.113.1", Contacts)).ShouldBe(200);
            await Settle(Host);
            (await Shown(machine)).TryGetProperty("lastUsedAt", out _).ShouldBeFalse();
        }

        await Use(machine, "203.0.113.2");
    }

    [Fact]
    public async Task a_refused_key_was_not_used()
    {
        var machine = await Machine.Of(Host, Admin, Admin, ["contacts:read"], expiresAt: null, "203.0.113.0/24");
        (await machine.GetFrom("198.51.100.1", Contacts)).ShouldBe(401);
        await Settle(Host);
        (await Shown(machine)).TryGetProperty("lastUsedAt", out _).ShouldBeFalse();
    }

    private Task<Machine> Make() => Machine.Of(Host, Admin, Admin, ["contacts:read"]);

    /// <summary>Uses a key and waits until that is known.</summary>
    private async Task Use(Machine machine, string from)
    {
        (await machine.GetFrom(from, Contacts)).ShouldBe(200);
        var seen = from.Replace("::ffff:", "", StringComparison.Ordinal);
        await Eventually.True(async () =>
            (await Shown(machine)).TryGetProperty("lastUsedAddress", out var address) && address.GetString() == seen);
    }

    /// <summary>Waits until a node's one writer has passed what was said to it before: it takes uses in their order.</summary>
    private async Task Settle(TestHost node) => await Use((await Make()).At(node), "192.0.2.1");

    private async Task<JsonElement> Shown(Machine machine) =>
        await Admin.Client.Get($"{Machine.Keys}/{machine.Id}").ShouldBe(200).Json();
}
