using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Scheduling;

namespace SalesEngagement.Integration.Mail;

/// <summary>A Host that sends its mails by a server of the test's, and whose time can be sent ahead.</summary>
internal sealed class MailRig : IAsyncDisposable
{
    private MailRig(TestHost host, MailServer server, TravellingTime time) => (Host, Server, Time) = (host, server, time);

    public TestHost Host { get; }

    public MailServer Server { get; }

    public TravellingTime Time { get; }

    public ScheduledMessages Messages => Host.Services.GetRequiredService<ScheduledMessages>();

    private static readonly string[] Rep = ["rep"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts a Host beside a server, which may be away.</summary>
    public static async Task<MailRig> Start(MailServer? server = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var (used, time) = (server ?? new MailServer().Start(), new TravellingTime());
        var all = used.Settings;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            all[name] = value;
        return new(await TestHost.Start(all, services => services.AddSingleton<TimeProvider>(time)), used, time);
    }

    /// <summary>Invites a person of this address as the admin.</summary>
    /// <returns>The id of the invitation.</returns>
    public static async Task<Guid> Invite(TestUser admin, string email)
    {
        var invited = await admin.Client.Post("/api/v1/invitations", Invitation(email)).ShouldBe(201).Json();
        return invited.GetProperty("id").GetGuid();
    }

    /// <summary>What to send for an invitation as a rep.</summary>
    public static object Invitation(string email) => new { email, roles = Rep };

    /// <summary>A new address of nobody's.</summary>
    public static string NewEmail() => $"u{Guid.CreateVersion7():n}@people.example";

    /// <summary>Until every mail that is to be sent was tried this often without success.</summary>
    public Task Failed(int times) => Eventually.True(async () => await Scalar<int>(
        "select coalesce(min(attempts), 0) from engagement.scheduled_messages where name = 'send_account_link'") == times);

    /// <summary>Until nothing is left to be sent.</summary>
    public Task Quiet() => Eventually.True(async () => (await Messages.Status(Ct)).Pending == 0);

    /// <summary>What a statement finds that sees everything.</summary>
    public Task<T> Scalar<T>(string sql) => Scalar<T>(Host.Database, sql);

    /// <inheritdoc cref="Scalar{T}(string)"/>
    public static async Task<T> Scalar<T>(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Server.DisposeAsync();
    }
}
