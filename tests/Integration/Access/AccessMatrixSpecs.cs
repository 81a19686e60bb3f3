using System.Text.Json.Nodes;
using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>
/// Every route × every role × own company, other team, other company × no credential and every forged one. The routes come
/// from the Host itself: one that the matrix cannot try fails it.
/// </summary>
public sealed class AccessMatrixSpecs(MatrixFixture fixture) : IClassFixture<MatrixFixture>
{
    private readonly Staff _ours = fixture.Ours;
    private readonly Staff _theirs = fixture.Theirs;
    private readonly IReadOnlyList<ClosedRoute> _routes = RouteTable.Closed(fixture.Host);

    [Fact]
    public void every_route_with_an_id_can_be_tried_with_the_id_of_somebody_else()
    {
        _routes.Count.ShouldBeGreaterThan(20);
        _routes.Where(route => route.Collection is { } ids && !Belongings.Kinds.Contains(ids)).Select(route => route.Name).ShouldBeEmpty();
    }

    [Fact]
    public async Task nobody_and_no_forger_gets_in_anywhere()
    {
        var forgeries = await Forgeries.Of(fixture.Host, _ours.Admin.Token);
        var good = forgeries.Forge("nothing");
        string?[] bad = [null, "", "rubbish", .. Forgeries.Kinds.Select(forgeries.Forge)];
        using var client = fixture.Host.CreateClient();
        List<string> leaks = [];
        foreach (var route in _routes)
        {
            foreach (var token in bad)
            {
                var answer = await route.Try(client, Guid.CreateVersion7(), token);
                if ((int)answer.StatusCode != 401)
                    leaks.Add($"{route.Name} with token {Array.IndexOf(bad, token)}: {(int)answer.StatusCode}");
            }
        }

        leaks.ShouldBeEmpty();
        // The control: the token that all forgeries start from gets in.
        await client.Get("/api/v1/auth/me", good).ShouldBe(200);
    }

    [Fact]
    public async Task each_role_gets_into_what_it_may_and_into_nothing_else()
    {
        List<string> wrong = [];
        foreach (var role in Enum.GetValues<Role>())
        {
            // Routes about one's own account may end the sign-in that they are called with, and all others of the user.
            var spare = await fixture.Host.AddUser(_ours.Admin, role.Name());
            foreach (var route in _routes)
            {
                var caller = route.Permission == Permission.OwnAccount ? await fixture.Host.Again(spare) : _ours.With(role);
                var answer = await route.Try(caller.Client, Guid.CreateVersion7());
                var isIn = (int)answer.StatusCode is not (401 or 403);
                if (isIn != route.Permission.Roles.Contains(role))
                    wrong.Add($"{route.Name} as {role}: {(int)answer.StatusCode}");
                if ((int)answer.StatusCode >= 500 && (int)answer.StatusCode != 503)
                    wrong.Add($"{route.Name} as {role}: {(int)answer.StatusCode}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("other company")]
    [InlineData("other team")]
    public async Task the_ids_of_others_answer_exactly_like_ids_that_never_were(string whose)
    {
        var isOtherCompany = whose == "other company";
        List<string> leaks = [];
        foreach (var route in _routes.Where(route => route.Collection is not null))
        {
            // Colleagues and teams are known to the whole company.
            if (!isOtherCompany && !Belongings.AreRecords(route.Collection!))
                continue;
            var owner = isOtherCompany ? _theirs["east rep"] : _ours["east rep"];
            var foreign = await Belongings.Make(route.Collection!, owner, isOtherCompany ? _theirs : _ours);
            foreach (var caller in isOtherCompany ? _ours.Everybody : [_ours["west rep"], _ours["west manager"]])
            {
                var of = await Answer(route, caller, foreign);
                var unknown = await Answer(route, caller, Guid.CreateVersion7());
                if (of != unknown)
                    leaks.Add($"{route.Name} as {caller.Email}: {of} instead of {unknown}");
            }
        }

        leaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task lists_show_nothing_of_another_company()
    {
        List<Guid> foreign = [_theirs.Admin.UserId, _theirs.Admin.TenantId, _theirs.East];
        foreach (var kind in Belongings.Kinds)
            foreign.Add(await Belongings.Make(kind, _theirs["east rep"], _theirs));

        List<string> leaks = [];
        foreach (var route in _routes.Where(route => route is { Method: "GET", Collection: null }))
        {
            foreach (var caller in _ours.Everybody)
            {
                var text = await (await route.Try(caller.Client, default)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (foreign.Any(id => text.Contains($"{id}", StringComparison.OrdinalIgnoreCase)))
                    leaks.Add($"{route.Name} as {caller.Email}");
            }
        }

        leaks.ShouldBeEmpty();
    }

    /// <summary>Status and body, without what is different in every answer.</summary>
    private static async Task<string> Answer(ClosedRoute route, TestUser caller, Guid id)
    {
        var answer = await route.Try(caller.Client, id);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var body = text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject();
        body?.Remove("traceId");
        return $"{(int)answer.StatusCode} {body?.ToJsonString()}".Replace($"{id}", "<id>", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>One Host with two companies that have people in every role.</summary>
public sealed class MatrixFixture : IAsyncLifetime
{
    private TestHost? _host;
    private Staff? _ours;
    private Staff? _theirs;

    internal TestHost Host => _host!;

    internal Staff Ours => _ours!;

    internal Staff Theirs => _theirs!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start();
        _ours = await Staff.Of(_host);
        _theirs = await Staff.Of(_host);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
