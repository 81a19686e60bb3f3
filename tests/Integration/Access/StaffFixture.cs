namespace SalesEngagement.Integration.Access;

/// <summary>One Host with a company of people in teams, for a class of tests that change nobody.</summary>
public sealed class StaffFixture : IAsyncLifetime
{
    private Staff? _staff;

    internal Staff Staff => _staff ?? throw new InvalidOperationException("The Host starts with the test class.");

    public async ValueTask InitializeAsync() => _staff = await Staff.Of(await TestHost.Start());

    public async ValueTask DisposeAsync()
    {
        if (_staff is not null)
            await _staff.Host.DisposeAsync();
    }
}
