using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Isolation;

/// <summary>
/// Two companies that have worked through the API, in databases that nobody is connected to any more; each test takes a
/// copy. What the API does not fill has made-up rows of both.
/// </summary>
public sealed class TwoTenants : IAsyncLifetime
{
    private static readonly string[] Scopes = ["contacts:read"];
    private static readonly string[] Roles = ["rep"];
    private TestHost? _home;

    /// <summary>Who looks.</summary>
    public string Ours { get; private set; } = "";

    /// <summary>Who must not be seen.</summary>
    public string Theirs { get; private set; } = "";

    /// <summary>Tables in which the API alone left rows of both, of both databases.</summary>
    internal IReadOnlyList<string> FilledByWork { get; private set; } = [];

    private TestDatabase Database => _home!.Database;

    public async ValueTask InitializeAsync()
    {
        _home = await TestHost.Start();
        await using (var host = _home.Twin(new Dictionary<string, string>()))
        {
            using var client = host.CreateClient();
            (Ours, Theirs) = (await Work(host, client), await Work(host, client));
        }

        await using var main = new Catalog(Database.Superuser);
        await using var keys = new Catalog(Database.KeysSuperuser);
        FilledByWork = [.. await Filled(main), .. await Filled(keys)];
        foreach (var catalog in new[] { main, keys })
            await MadeUpRows.Add(catalog, Ours, Theirs);
    }

    public async ValueTask DisposeAsync()
    {
        if (_home is not null)
            await _home.DisposeAsync();
    }

    /// <summary>A copy to look at, and to break.</summary>
    internal async Task<Sweep> Sweep(HouseDatabase which)
    {
        var copy = await Database.Clone();
        return which == HouseDatabase.Main
            ? await Isolation.Sweep.Start(copy, copy.Main, copy.Superuser, Ours, Theirs)
            : await Isolation.Sweep.Start(copy, copy.Keys, copy.KeysSuperuser, Ours, Theirs);
    }

    private static async Task<string> Work(TestHost host, HttpClient client)
    {
        var company = await Company.Register(client);
        await client.Post("/api/v1/auth/refresh", new { refreshToken = company.RefreshToken }).ShouldBe(200);
        var rep = await company.SignedInAs("rep");
        await client.Post("/api/v1/custom-fields", new { name = "region", label = "Region", kind = "text" }, company.AccessToken).ShouldBe(201);
        await client.Post("/api/v1/companies", new { name = "Acme" }, rep).ShouldBe(201);
        var contact = await client.Post("/api/v1/contacts", Contacts.Api.Grace(), rep, ("Idempotency-Key", "the first")).ShouldBe(201);
        var id = (await contact.Json()).Text("id");
        await client.Send(HttpMethod.Patch, $"/api/v1/contacts/{id}", new { title = "Boss" }, rep).ShouldBe(200);
        var other = (await client.Post("/api/v1/contacts", Contacts.Api.Grace("Murray"), rep).ShouldBe(201).Json()).Text("id");
        await client.Post($"/api/v1/contacts/{id}/relationships", new { kind = "works-with", contactId = other }, rep).ShouldBe(201);
        var twin = (await client.Post("/api/v1/contacts", Contacts.Api.Grace("Brewster"), rep).ShouldBe(201).Json()).Text("id");
        await client.Post("/api/v1/contacts/merges", new { winnerId = other, loserId = twin }, rep).ShouldBe(201);
        var call = await client.Post("/api/v1/calls", new { contactId = id }, rep, ("Idempotency-Key", "the second")).ShouldBe(201);
        var friends = await client.Post("/api/v1/lists", new { name = $"Friends {id}" }, rep).ShouldBe(201).Json();
        await client.Send(HttpMethod.Put, $"/api/v1/lists/{friends.Text("id")}/contacts/{id}", body: null, rep).ShouldBe(204);
        await NoteAbout(host, company, Guid.Parse(id));
        var position = call.Headers.GetValues("X-Position").Single();
        foreach (var list in new[] { "contacts", "companies", "contacts/search?q=grace", "lists", $"contacts/{id}/timeline", "calls", "analytics/calls" })
            await client.Get($"/api/v1/{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}minPosition={position}", company.AccessToken).ShouldBe(200);
        await client.Post("/api/v1/teams", new { name = "West" }, company.AccessToken).ShouldBe(201);
        await client.Post("/api/v1/api-keys", new { name = "Sync", scopes = Scopes }, company.AccessToken).ShouldBe(201);
        var trusted = new { name = "Sign-in", issuer = "https://login.acme.example", clientId = "console", audience = $"urn:{company.TenantId}", defaultRoles = Roles };
        await client.Post("/api/v1/identity-providers", trusted, company.AccessToken).ShouldBe(201);
        return company.TenantId.ToString();
    }

    /// <summary>What a rep says of a call that is over: appended, for no carrier is there to end one.</summary>
    private static async Task NoteAbout(TestHost host, Company company, Guid contactId)
    {
        var now = TimeProvider.System.GetUtcNow();
        var note = new FreeText($"Asked for the price list {Guid.CreateVersion7()}");
        var session = host.Services.GetRequiredService<IEventStore>().Open(company.TenantId.ToString(), new("test"));
        session.Start<Call>(
            Guid.CreateVersion7(),
            [
                new CallRequested(contactId, company.AdminId, new("+14155550100"), "", CallDirection.Outbound, now),
                new CallEnded(contactId, company.AdminId, CallDirection.Outbound, CallStatus.Completed, now, now, TalkSeconds: 7),
                new CallDispositioned(contactId, company.AdminId, Disposition.Interested, note, FollowUpAt: null, now),
            ]);
        await session.Save(TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<string>> Filled(Catalog catalog)
    {
        var filled = new List<string>();
        foreach (var table in (await catalog.Relations()).Where(relation => relation.IsOfTenants))
        {
            if (await catalog.Count(table, Ours) > 0 && await catalog.Count(table, Theirs) > 0)
                filled.Add(table.Name);
        }

        return filled;
    }
}

/// <summary>The two databases of the house.</summary>
public enum HouseDatabase
{
    Main,
    Keys,
}
