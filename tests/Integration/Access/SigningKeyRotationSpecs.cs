using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Scheduling;

namespace SalesEngagement.Integration.Access;

/// <summary>What clients notice when keys change: nothing, or in an emergency that they have to refresh.</summary>
public sealed class SigningKeyRotationSpecs : IAsyncLifetime
{
    private const string Me = "/api/v1/auth/me";
    private static readonly Dictionary<string, string> Daily = new() { ["Access:SigningKeyDays"] = "1" };
    private readonly TravellingTime _clock = new();
    private TestHost _host = null!;
    private TestHost _other = null!;
    private HttpClient _here = null!;
    private HttpClient _there = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(Daily, UseClock);
        _other = _host.Twin(Daily, UseClock);
        (_here, _there) = (_host.CreateClient(), _other.CreateClient());
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task a_token_of_the_key_before_is_good_to_its_end()
    {
        var company = await Company.Register(_here);
        var first = KidOf(company.AccessToken);
        _clock.Advance(TimeSpan.FromDays(1));
        (await Published(_there)).Length.ShouldBe(2, "the next is announced, by whoever looks first");

        _clock.Advance(SigningKeyDuties.Announced - TimeSpan.FromMinutes(1));
        var before = (await Company.SignIn(_here, company.Email)).Text("accessToken");
        KidOf(before).ShouldBe(first);
        _clock.Advance(TimeSpan.FromMinutes(2));
        var after = (await Company.SignIn(_here, company.Email)).Text("accessToken");
        KidOf(after).ShouldNotBe(first);
        foreach (var node in new[] { _here, _there })
        {
            await node.Get(Me, before).ShouldBe(200);
            await node.Get(Me, after).ShouldBe(200);
        }

        _clock.Advance(SigningKeyDuties.Overlap);
        (await Published(_here)).ShouldBe([KidOf(after)]);
        (await Published(_there)).ShouldBe([KidOf(after)]);
    }

    [Fact]
    public async Task a_revoked_key_s_tokens_die_within_a_minute_on_every_node_and_a_refresh_helps()
    {
        var company = await Company.Register(_here);
        await _there.Get(Me, company.AccessToken).ShouldBe(200);
        await _host.Services.GetRequiredService<SigningKeys>().Rotate(revokeOlder: true, TestContext.Current.CancellationToken);
        await _there.Get(Me, company.AccessToken).ShouldBe(200);

        _clock.Advance(SigningKeys.Fresh);
        foreach (var node in new[] { _here, _there })
            await node.Get(Me, company.AccessToken).ShouldBeRefused(401, "unauthenticated");
        var refreshed = await (await _here.Post("/api/v1/auth/refresh", new { refreshToken = company.RefreshToken }).ShouldBe(200)).Json();
        await _here.Get(Me, refreshed.Text("accessToken")).ShouldBe(200);
        await _there.Get(Me, refreshed.Text("accessToken")).ShouldBe(200);
    }

    private void UseClock(IServiceCollection services) => services.AddSingleton<TimeProvider>(_clock);

    private static string KidOf(string token) => new JsonWebToken(token).Kid;

    private static async Task<string[]> Published(HttpClient node)
    {
        var answer = await node.Get("/.well-known/jwks.json").ShouldBe(200);
        answer.Headers.CacheControl!.MaxAge.ShouldBe(SigningKeyDuties.Published);
        return [.. (await answer.Json()).GetProperty("keys").EnumerateArray().Select(key => key.Text("kid"))];
    }
}
