using System.Text.Json;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Isolation;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Duplicates;

/// <summary>One Host for a class of tests, that looks often and at few contacts at once.</summary>
public sealed class DuplicateHost : IAsyncLifetime
{
    public static readonly Dictionary<string, string> Settings = new()
    {
        ["Duplicates:PollMilliseconds"] = "20",
        ["Duplicates:RestPercent"] = "0",
        ["Duplicates:BatchContacts"] = "3",
        ["Duplicates:LeaseSeconds"] = "2",
        ["Imports:PollMilliseconds"] = "50",
    };

    private TestHost? _host;

    public TestHost Host => _host!;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start(Settings);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Somebody of a company that has just signed up.</summary>
    public async Task<TestUser> Stranger(string role = "manager") => await Host.AddUser(await Host.Register(), role);

    /// <summary>Rows of a table that are the user's company's.</summary>
    public async Task<int> Rows(TestUser user, string table, string which = "true")
    {
        await using var catalog = new Catalog(Host.Database.Superuser);
        return (await catalog.Texts($"select '' from engagement.{table} where tenant_id = '{user.TenantId}' and {which}")).Count;
    }

    /// <summary>Runs a statement past row-level security.</summary>
    public async Task Execute(string sql)
    {
        await using var catalog = new Catalog(Host.Database.Superuser);
        await catalog.Execute(sql);
    }

    /// <summary>Waits until everything that happened in the user's company has been compared.</summary>
    public Task Settled(TestUser user) => Eventually.True(async () =>
    {
        await using var catalog = new Catalog(Host.Database.Superuser);
        var behind = await catalog.Texts($"""
            select '' where
              coalesce((select position from engagement.duplicate_work where tenant_id = '{user.TenantId}'), 0)
                < coalesce((select max(e.seq_id) from public.mt_events e
                  where e.tenant_id = '{user.TenantId}' and e.type ~ '^contact_(added|renamed|phones|emails|details|time|stage|company|clear|owner|tags|deleted|restored)'), 0)
              or exists (select from engagement.duplicate_scans where tenant_id = '{user.TenantId}' and status = 'running')
              or exists (select from engagement.duplicate_work where tenant_id = '{user.TenantId}' and runner_until > now())
            """);
        return behind.Count == 0;
    });
}

/// <summary>How tests enter people and read the queue.</summary>
internal static class DuplicateRig
{
    public static object Person(string first, string last, string? phone = null, string? email = null, string? companyId = null) => new
    {
        firstName = first,
        lastName = last,
        phones = phone is null ? [] : new[] { new { number = phone, label = "mobile" } },
        emails = email is null ? [] : new[] { new { address = email, label = "work" } },
        companyId,
    };

    public static async Task<string> Enter(this TestUser user, string first, string last, string? phone = null, string? email = null, string? companyId = null) =>
        (await user.Send(Post, "/contacts", Person(first, last, phone, email, companyId))).Expect(201).Id;

    public static async Task<string> Company(this TestUser user, string name) => (await user.Send(Post, "/companies", new { name })).Expect(201).Id;

    /// <summary>The pairs that are shown, with a query of one's own.</summary>
    public static async Task<JsonElement[]> Queue(this TestUser user, string query = "limit=200") =>
        [.. (await user.Send(Get, $"/contacts/duplicates?{query}")).Expect(200).Items];

    /// <summary>The contacts of each, the smaller id first.</summary>
    public static (string One, string Other) Contacts(this JsonElement pair) =>
        (pair.GetProperty("contacts")[0].Text("id"), pair.GetProperty("contacts")[1].Text("id"));

    public static string[] Reasons(this JsonElement one) => [.. one.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)];

    /// <summary>Whom an answer says that somebody may be.</summary>
    public static string[] Hints(this JsonElement answer) =>
        [.. answer.GetProperty("duplicates").EnumerateArray().Select(hint => hint.Text("contactId"))];
}
