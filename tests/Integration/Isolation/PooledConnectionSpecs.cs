using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Isolation;

/// <summary>Requests of many companies over few connections, many of them cut in the middle: no company is met by another.</summary>
public sealed class PooledConnectionSpecs : IAsyncLifetime
{
    private const int Requests = 10_000;
    private const int Companies = 8;
    private const int Pooled = 4;
    private const int AtOnce = 12;

    private TestHost _home = null!;
    private TestHost _host = null!;
    private HttpClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _home = await TestHost.Start();
        _host = _home.Twin(new Dictionary<string, string>
        {
            ["ConnectionStrings:Main"] = $"{_home.Database.Main};Maximum Pool Size={Pooled}",
            ["ConnectionStrings:Keys"] = $"{_home.Database.Keys};Maximum Pool Size={Pooled}",
            ["Edge:RateWindowSeconds"] = "1",
        });
        _client = _host.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        await _home.DisposeAsync();
    }

    [Fact]
    public async Task no_answer_is_another_companys_and_no_connection_keeps_a_company()
    {
        var companies = new List<Somebody>();
        for (var i = 0; i < Companies; i++)
            companies.Add(await Somebody.Of(_client));
        var chance = new Random(11);
        var plans = Enumerable.Range(0, Requests)
            .Select(_ => new Plan(chance.Next(Companies), chance.Next(10), chance.Next(4) == 0 ? chance.Next(0, 4000) : null)).ToArray();

        var (answered, cut) = (0, 0);
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct }, async (plan, ct) =>
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(ct);
            if (plan.CutAfterMicroseconds is { } after)
                cancel.CancelAfter(TimeSpan.FromMicroseconds(after));
            try
            {
                if (await companies[plan.Company].Try(_client, plan.What, companies[(plan.Company + 1) % Companies], cancel.Token) is { } fault)
                    wrong.Add(fault);
                Interlocked.Increment(ref answered);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cut);
            }
        });

        wrong.ShouldBeEmpty();
        answered.ShouldBeGreaterThan(Requests / 2);
        cut.ShouldBeGreaterThan(Requests / 20);
        (await ForeignFacts()).ShouldBe(0);
        var databases = _host.Services.GetRequiredService<Databases>();
        (await Carried(databases.App)).ShouldBe(Enumerable.Repeat("", Pooled));
        (await Carried(databases.Keys)).ShouldBe(Enumerable.Repeat("", Pooled));
    }

    [Fact]
    public async Task a_company_kept_by_a_session_would_be_seen()
    {
        var source = _host.Services.GetRequiredService<Databases>().App;
        await using (var careless = source.CreateCommand("select set_config('app.tenant', 'somebody', false)"))
            await careless.ExecuteNonQueryAsync(Ct);
        (await Carried(source)).Where(tenant => tenant.Length > 0).ShouldBe(["somebody"]);
    }

    /// <summary>What each connection of the pool carries, all of them taken at once so that none is asked twice.</summary>
    private static async Task<IReadOnlyList<string>> Carried(NpgsqlDataSource pool)
    {
        var taken = new List<NpgsqlConnection>();
        try
        {
            while (taken.Count < Pooled)
                taken.Add(await pool.OpenConnectionAsync(Ct));
            taken.Select(connection => connection.ProcessID).Distinct().Count().ShouldBe(Pooled);
            var carried = new List<string>();
            foreach (var connection in taken)
            {
                await using var ask = new NpgsqlCommand("select coalesce(current_setting('app.tenant', true), '')", connection);
                carried.Add((string)(await ask.ExecuteScalarAsync(Ct))!);
            }

            return carried;
        }
        finally
        {
            foreach (var connection in taken)
                await connection.DisposeAsync();
        }
    }

    /// <summary>Events that stand in another company than the one of who made them.</summary>
    private async Task<long> ForeignFacts()
    {
        await using var superuser = NpgsqlDataSource.Create(_home.Database.Superuser);
        await using var count = superuser.CreateCommand("""
            select count(*) from public.mt_events e
            where e.user_name <> 'registration' and not exists (
              select from engagement.credentials c where c.tenant_id = e.tenant_id and c.user_id::text = e.user_name)
              and exists (select from engagement.credentials c where c.user_id::text = e.user_name)
            """);
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>One request: whose, which, and after what time it is cut, if at all.</summary>
    private sealed record Plan(int Company, int What, int? CutAfterMicroseconds);

    /// <summary>A company, and how its answers are known.</summary>
    private sealed record Somebody(Company Company, string Mark, string Contact)
    {
        public static async Task<Somebody> Of(HttpClient client)
        {
            var company = await Company.Register(client);
            var mark = $"mark-{company.TenantId:n}";
            var contact = await client.Post("/api/v1/contacts", NewContact(mark), company.AccessToken).ShouldBe(201);
            var position = contact.Headers.GetValues("X-Position").Single();
            await client.Get($"/api/v1/contacts?minPosition={position}", company.AccessToken).ShouldBe(200);
            return new(company, mark, (await contact.Json()).Text("id"));
        }

        /// <summary>What is wrong with the answer; null when it is ours.</summary>
        public async Task<string?> Try(HttpClient client, int what, Somebody other, CancellationToken ct)
        {
            using var request = what switch
            {
                0 or 1 => Ask(HttpMethod.Get, "auth/me"),
                2 or 3 or 4 => Ask(HttpMethod.Get, "contacts?limit=5"),
                5 or 6 => Ask(HttpMethod.Get, $"contacts/{Contact}"),
                7 => Ask(HttpMethod.Get, $"contacts/{other.Contact}"),
                8 => Ask(HttpMethod.Patch, $"contacts/{Contact}", new { title = Mark }),
                _ => Ask(HttpMethod.Post, "contacts", NewContact(Mark)),
            };
            using var answer = await client.SendAsync(request, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            var status = (int)answer.StatusCode;
            return what switch
            {
                0 or 1 when status == 200 && text.Contains($"{Company.TenantId}", StringComparison.Ordinal) => null,
                7 when status == 404 => null,
                8 when status is 200 or 409 && IsOurs(text, status) => null,
                2 or 3 or 4 or 5 or 6 when status == 200 && IsOurs(text, status) => null,
                9 when status == 201 && IsOurs(text, status) => null,
                _ => $"{request.Method} {request.RequestUri} of {Mark} answered {status}: {text}",
            };
        }

        private static object NewContact(string mark) => new { firstName = "Some", lastName = "Body", tags = new[] { mark } };

        /// <summary>Whether every mark in the answer is ours, and there is one.</summary>
        private bool IsOurs(string text, int status) =>
            status >= 400 || (text.Contains(Mark, StringComparison.Ordinal) && text.Split("mark-").Length == text.Split(Mark).Length);

        private HttpRequestMessage Ask(HttpMethod method, string path, object? body = null) => new(method, $"/api/v1/{path}")
        {
            Headers = { Authorization = new("Bearer", Company.AccessToken) },
            Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body),
        };
    }
}
