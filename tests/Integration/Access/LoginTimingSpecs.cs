using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>How long a refusal takes, and what was asked for it, does not tell which accounts there are.</summary>
[Collection(nameof(Alone))]
public sealed class LoginTimingSpecs
{
    private const int Tries = 15;

    private static readonly Dictionary<string, string> ManyTries = new()
    {
        ["Access:LoginTries"] = "100",
        ["Access:LoginTriesPerNetwork"] = "1000",
        ["Access:LoginTriesFromElsewhere"] = "1000",
        ["Access:PasswordIterations"] = "100000",
    };

    [Fact]
    public async Task known_unknown_disabled_and_cheaply_hashed_accounts_are_refused_after_the_same_time()
    {
        var medians = await Medians(ManyTries);
        foreach (var (kind, median) in medians)
            (median / medians["known"]).ShouldBeInRange(0.7, 1.4, $"{kind}: {string.Join(", ", medians)}");
    }

    [Fact]
    public async Task without_a_hash_for_nobody_the_difference_would_be_seen()
    {
        var medians = await Medians(ManyTries, services => services.AddSingleton<IPasswordHasher<Passwords>, Hasty>());
        (medians["unknown"] / medians["known"]).ShouldBeLessThan(0.5, string.Join(", ", medians));
        (medians["disabled"] / medians["known"]).ShouldBeLessThan(0.5, string.Join(", ", medians));
    }

    [Fact]
    public async Task the_database_is_asked_the_same_for_all()
    {
        await using var rig = await SignInRig.Start(ManyTries);
        var emails = await Accounts(rig);
        var client = rig.At("192.0.2.1");
        await SignInRig.Try(client, Company.NewEmail());
        using var statements = new Statements();
        var asked = new Dictionary<string, string[]>();
        foreach (var (kind, email) in emails)
            asked[kind] = UpToTheHash(await statements.Of(trace => client.Post(SignInRig.Login, new { email, password = SignInRig.Wrong }, token: null, trace)));

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", asked["known"]));
        asked["known"].Length.ShouldBeGreaterThanOrEqualTo(4);
        asked["known"].ShouldContain(sql => sql.Contains("take_login_try", StringComparison.Ordinal));
        foreach (var (kind, sql) in asked)
            sql.ShouldBe(asked["known"], kind);
        var right = await statements.Of(trace => client.Post(SignInRig.Login, new { email = emails["known"], password = SignInRig.Password }, token: null, trace));
        right.Length.ShouldBeGreaterThan(asked["known"].Length, "a statement more would be seen");
    }

    /// <summary>What follows is the entry in the audit trail, which is written after the answer.</summary>
    private static string[] UpToTheHash(string[] statements) =>
        [.. statements.Take(1 + Array.FindIndex(statements, sql => sql.Contains("password_hash", StringComparison.Ordinal)))];

    private static async Task<Dictionary<string, double>> Medians(
        Dictionary<string, string> settings, Action<IServiceCollection>? services = null)
    {
        await using var rig = await SignInRig.Start(settings, services);
        var emails = await Accounts(rig);
        var client = rig.At("192.0.2.1");
        var random = new Random(29);
        var taken = emails.Keys.ToDictionary(kind => kind, _ => new List<double>());
        for (var n = -1; n < Tries; n++)
        {
            // In turns, each in another order, so that whatever else the machine does falls on all alike; the first warms up.
            foreach (var (kind, email) in emails.OrderBy(_ => random.Next()))
            {
                var began = Stopwatch.GetTimestamp();
                await SignInRig.Try(client, email).ShouldBeRefused(401, "invalid-credentials");
                if (n >= 0)
                    taken[kind].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        var medians = taken.ToDictionary(kind => kind.Key, kind => kind.Value.Order().ElementAt(Tries / 2));
        TestContext.Current.TestOutputHelper?.WriteLine($"Medians in milliseconds: {string.Join(", ", medians)}");
        return medians;
    }

    private static async Task<Dictionary<string, string>> Accounts(SignInRig rig)
    {
        var (known, disabled, cheap) = (await rig.Register(), await rig.Register(), await rig.Register());
        await rig.Execute($"update engagement.credentials set disabled_at = now() where user_id = '{disabled.AdminId}'");
        var older = Passwords.Hasher(Options.Create(new AccessOptions { PasswordIterations = 25_000 })).HashPassword(null!, SignInRig.Password);
        await rig.Execute($"update engagement.credentials set password_hash = '{older}' where user_id = '{cheap.AdminId}'");
        return new() { ["known"] = known.Email, ["unknown"] = Company.NewEmail(), ["disabled"] = disabled.Email, ["cheap"] = cheap.Email };
    }

    /// <summary>Says at once that nobody's password does not fit.</summary>
    private sealed class Hasty(IOptions<AccessOptions> options) : IPasswordHasher<Passwords>
    {
        private readonly IPasswordHasher<Passwords> _real = Passwords.Hasher(options);
        private string? _nobodys;

        public string HashPassword(Passwords user, string password)
        {
            var hash = _real.HashPassword(user, password);
            _nobodys ??= hash; // The first that is made.
            return hash;
        }

        public PasswordVerificationResult VerifyHashedPassword(Passwords user, string hashedPassword, string providedPassword) =>
            hashedPassword == _nobodys
                ? PasswordVerificationResult.Failed
                : _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}

/// <summary>For tests that measure: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
