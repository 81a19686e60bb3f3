namespace SalesEngagement.Integration.Live;

/// <summary>One Host with two companies for a class of tests.</summary>
public sealed class HubFixture : IAsyncLifetime
{
    private TestHost? _host;
    private TestUser? _ours;
    private TestUser? _theirs;
    private TestUser? _rep;

    public TestHost Host => Started(_host);

    /// <summary>The admin of one company.</summary>
    public TestUser Ours => Started(_ours);

    /// <summary>The admin of another company.</summary>
    public TestUser Theirs => Started(_theirs);

    /// <summary>A rep of the first company.</summary>
    public TestUser Rep => Started(_rep);

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start();
        _ours = await _host.Register();
        _theirs = await _host.Register();
        _rep = await _host.AddUser(_ours, "rep");
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    private static T Started<T>(T? part)
        where T : class =>
        part ?? throw new InvalidOperationException("The Host starts with the test class.");
}
