using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.Integration.Edge;
using SalesEngagement.Integration.EventStore;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Two nodes on one database, with one clock that stands still, and clients at addresses of their own.</summary>
internal sealed class SignInRig : IAsyncDisposable
{
    public const string Login = "/api/v1/auth/login";
    public const string Password = Company.Password;
    public const string Wrong = "not the password";

    private readonly List<HttpClient> _clients = [];
    private int _addresses;

    private SignInRig(TestHost one, TestHost other, ManualTime time) => (One, Other, Time) = (one, other, time);

    public TestHost One { get; }

    public TestHost Other { get; }

    public ManualTime Time { get; }

    public static async Task<SignInRig> Start(
        Dictionary<string, string>? settings = null, Action<IServiceCollection>? services = null)
    {
        var time = new ManualTime();
        void Replace(IServiceCollection all)
        {
            PretendedAddress.Use(all);
            all.AddSingleton<TimeProvider>(time);
            services?.Invoke(all);
        }

        var one = await TestHost.Start(settings, Replace);
        return new(one, one.Twin(settings ?? [], Replace), time);
    }

    /// <summary>A company whose admin has signed in from the server's own network.</summary>
    public Task<Company> Register() => Company.Register(At(address: null));

    /// <summary>An address that nobody has used yet.</summary>
    public string NewAddress() => $"198.18.{++_addresses / 250}.{(_addresses % 250) + 1}";

    /// <summary>A client at this address that keeps its cookies, or does not.</summary>
    public HttpClient At(string? address, bool keepsCookies = false, TestHost? node = null)
    {
        var client = (node ?? One).CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = keepsCookies });
        if (address is not null && PretendedAddress.From(address) is var (name, value))
            client.DefaultRequestHeaders.Add(name, value);
        _clients.Add(client);
        return client;
    }

    public static Task<HttpResponseMessage> Try(HttpClient client, string email, string password = Wrong, string? totp = null) =>
        client.Post(Login, totp is null ? new { email, password } : new { email, password, totp });

    /// <summary>So many wrong passwords; gives the answers as <c>401 invalid-credentials</c>, or with the time to wait.</summary>
    public static async Task<string[]> TryWrong(HttpClient client, string email, int times)
    {
        var answers = new string[times];
        for (var n = 0; n < times; n++)
            answers[n] = await Told(await Try(client, email));
        return answers;
    }

    public static async Task<string> Told(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (status == 200)
            return "200";
        var code = (await answer.Json()).Text("code");
        return answer.Headers.RetryAfter is { Delta: { } wait } ? $"{status} {code} {wait.TotalSeconds}" : $"{status} {code}";
    }

    /// <summary>Looks into the database, past every policy.</summary>
    public async Task<T> Scalar<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(One.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Changes the database, past every policy.</summary>
    public async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(One.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await Other.DisposeAsync();
        await One.DisposeAsync();
    }
}

/// <summary>The rig of a class of tests. Each takes companies and addresses of its own; the clock only goes on.</summary>
public abstract class SignInFixture(Dictionary<string, string>? settings = null) : IAsyncLifetime
{
    internal SignInRig Rig { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Rig = await SignInRig.Start(settings);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Rig.DisposeAsync();
    }
}
