namespace SalesEngagement.Integration.Http;

/// <summary>One Host for a class of tests. Each test makes companies of its own, so they do not meet.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private TestHost? _host;
    private HttpClient? _client;
    private Task<Company>? _company;

    /// <summary>Calls the Host without a credential.</summary>
    public HttpClient Client => _client ??= Host.CreateClient();

    internal TestHost Host => _host ?? throw new InvalidOperationException("The Host starts with the test class.");

    /// <summary>A company for tests that only need somebody signed in (hashing passwords is slow on purpose).</summary>
    internal Task<Company> Somebody() => _company ??= Company.Register(Client);

    public async ValueTask InitializeAsync() => _host = await TestHost.Start();

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
