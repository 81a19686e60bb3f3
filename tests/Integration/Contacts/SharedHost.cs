namespace SalesEngagement.Integration.Contacts;

/// <summary>One Host for the specs of a class; each spec takes a company of its own.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private TestHost _host = null!;

    public IServiceProvider Services => _host.Services;

    /// <summary>Its main database, past row-level security.</summary>
    public string Superuser => _host.Database.Superuser;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>Somebody of a company that has just signed up.</summary>
    public async Task<TestUser> Stranger(string role = "rep") => await _host.AddUser(await _host.Register(), role);
}
