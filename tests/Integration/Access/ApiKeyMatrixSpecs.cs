using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Every role × every scope × every closed route: a key does what both allow, and nothing that one of them does not.</summary>
public sealed class ApiKeyMatrixSpecs(MatrixFixture fixture) : IClassFixture<MatrixFixture>
{
    private static readonly string[] Every = [.. Permission.ForKeys.Select(permission => permission.Name)];
    private readonly Staff _staff = fixture.Ours;

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Rep)]
    [InlineData(Role.Compliance)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Ops)]
    public async Task a_key_does_what_its_scopes_and_its_user_s_role_allow(Role role)
    {
        foreach (var scopes in Every.Select(scope => new[] { scope }).Append(Every))
        {
            var machine = await Machine.Of(_staff.Host, _staff.Admin, _staff.With(role), scopes);
            (await Surprises(machine, role, scopes)).ShouldBeEmpty($"{role}, {string.Join(' ', scopes)}");
        }
    }

    [Fact]
    public void no_key_is_ever_given_power_over_accounts_people_keys_or_the_trail() =>
        Every.Intersect(["account", "people:write", "keys:write", "security:read", "live:watch"]).ShouldBeEmpty();

    [Fact]
    public async Task the_matrix_covers_every_permission_that_a_key_can_have_and_some_that_it_cannot()
    {
        var asked = RouteTable.Closed(_staff.Host).Select(route => route.Permission).Distinct().ToList();
        Permission.ForKeys.Except(asked).ShouldBeEmpty();
        asked.ShouldContain(Permission.ManageKeys);
        var machine = await Machine.Of(_staff.Host, _staff.Admin, _staff.Admin, Every);
        await machine.Client.Get("/api/v1/auth/me").ShouldBeRefused(403, "forbidden");
        await machine.Client.Get(Machine.Keys).ShouldBeRefused(403, "forbidden");
        await machine.Client.Post("/hubs/engagement/negotiate", body: null).ShouldBeRefused(403, "forbidden");
    }

    [Theory]
    [InlineData(true, "contacts:read", Role.Rep, "POST /api/v1/contacts")]
    [InlineData(false, "contacts:write", Role.Analyst, "POST /api/v1/contacts")]
    public async Task a_host_that_overlooks_scopes_or_roles_would_be_seen(
        bool overlooksScopes, string scope, Role role, string wrong)
    {
        // The negative control: the same key where everybody has every scope, or every role.
        var machine = await Machine.Of(_staff.Host, _staff.Admin, _staff.With(role), [scope]);
        await using var careless = _staff.Host.Twin(new Dictionary<string, string>(), services =>
            services.AddSingleton<ApiKeyRows>(provider => new Careless(provider.GetRequiredService<IEventStore>(), overlooksScopes)));
        (await Surprises(machine.At(careless), role, [scope])).ShouldContain(surprise => surprise.StartsWith(wrong, StringComparison.Ordinal));
    }

    /// <summary>The routes whose answer is not what scope and role say.</summary>
    private async Task<List<string>> Surprises(Machine machine, Role role, string[] scopes)
    {
        List<string> surprises = [];
        foreach (var route in RouteTable.Closed(_staff.Host))
        {
            var isAllowed = scopes.Contains(route.Permission.Name) && route.Permission.Roles.Contains(role);
            var status = (int)(await route.Try(machine.Client, Guid.CreateVersion7())).StatusCode;
            if (status is 401 or 429 or >= 500 || (status == 403) == isAllowed)
                surprises.Add($"{route.Name} answered {status}");
        }

        return surprises;
    }

    private sealed class Careless(IEventStore store, bool overlooksScopes) : ApiKeyRows(store)
    {
        public override async Task<KeyHolder?> Find(ApiKeyText key, IPAddress? from, DateTimeOffset now, CancellationToken ct) =>
            await base.Find(key, from, now, ct) switch
            {
                null => null,
                { } holder when overlooksScopes => holder with { Scopes = Every },
                { } holder => holder with { Roles = Enum.GetValues<Role>() },
            };
    }
}
