using System.Collections.Concurrent;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>Who sends: a user of each role, another company's admin, nobody, and who only pretends.</summary>
internal sealed class Actors(Keeper keeper, World world) : IDisposable
{
    /// <summary>The company's admin.</summary>
    public const string Admin = "admin";

    private const string Nobody = "nobody";
    private const string Stranger = "stranger";
    private const string Pretender = "pretender";
    private static readonly string[] Roles = [Admin, "manager", "rep", "compliance", "analyst", "ops"];

    // Admins reach furthest, so they are drawn more often.
    private static readonly string[] Drawn =
        [Admin, Admin, Admin, Admin, Admin, Admin, .. Roles, "rep", "rep", Stranger, Nobody, Pretender];

    private static readonly string[] Pretences =
    [
        "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic YWRtaW46YWRtaW4=", "bearer null", "Digest username=\"x\"", "Bearer  two words",
        "Bearer eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiIwMTk5YTFkMC1jMWY2LTdlMmItOWM0MS01MmQ2YTdmOGUzMTAifQ.",
        $"Bearer {new string('a', 4000)}", "Bearer ....", "Bearer eyJhbGciOiJFUzI1NiJ9..AAAA", "Bearer \u00e9\u4e2d", "Token x", "Bearer {}",
    ];

    private readonly ConcurrentDictionary<string, string> _emails = [];
    private readonly ConcurrentDictionary<string, string> _tokens = [];
    private readonly SemaphoreSlim _renewing = new(1, 1);
    private string _keeperEmail = "";

    /// <summary>How often a sign-in had ended and was begun anew.</summary>
    public int Renewed { get; private set; }

    /// <summary>The company whose users ask.</summary>
    public string TenantId { get; private set; } = "";

    /// <summary>Signs up the companies, and a user of each role. The first admin is drawn by no request.</summary>
    public async Task Start(CancellationToken ct)
    {
        (TenantId, _keeperEmail, _) = await keeper.Company(ct);
        foreach (var actor in Roles.Append(Stranger))
            _tokens[actor] = await Begin(actor, ct);
        var account = await keeper.User("rep", await keeper.Token(_keeperEmail, ct), ct);
        world.Account = Keeper.Account(account);
        for (var i = 0; i < 20; i++)
            world.RefreshTokens.Enqueue(await keeper.RefreshToken(account, ct));
    }

    /// <summary>Somebody.</summary>
    public static string Draw(Random chance) => Drawn[chance.Next(Drawn.Length)];

    /// <summary>The header Authorization of an actor; null for none.</summary>
    public string? Credential(string actor, Random chance) => actor switch
    {
        Nobody => null,
        Pretender => Pretences[chance.Next(Pretences.Length)],
        _ => $"Bearer {_tokens[actor]}",
    };

    /// <summary>Begins an actor's sign-in anew, unless somebody else just did: requests may end it, and time does.</summary>
    public async Task Renew(string actor, string? refused, CancellationToken ct)
    {
        if (actor is Nobody or Pretender)
            return;
        await _renewing.WaitAsync(ct);
        try
        {
            if ($"Bearer {_tokens[actor]}" != refused)
                return;
            Renewed++;
            _tokens[actor] = await Begin(actor, ct);
        }
        finally
        {
            _renewing.Release();
        }
    }

    public void Dispose() => _renewing.Dispose();

    /// <summary>Signs in again, as somebody new when requests have changed who it was.</summary>
    private async Task<string> Begin(string actor, CancellationToken ct)
    {
        var token = _emails.TryGetValue(actor, out var known) ? await keeper.TokenAgain(known, ct) : null;
        if (token is null && actor == Stranger)
            (_, _emails[actor], token) = await keeper.Company(ct);
        if (token is null)
        {
            _emails[actor] = await keeper.User(actor, await keeper.Token(_keeperEmail, ct), ct);
            token = await keeper.Token(_emails[actor], ct);
        }

        world.Learn(actor, Keeper.SignInOf(token));
        return token;
    }
}
