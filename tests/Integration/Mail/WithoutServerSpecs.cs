using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Mail;

/// <summary>Where no mail server is: files for developers, and links that admins hand over.</summary>
public sealed class WithoutServerSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("se-mail-");
    private readonly SaidLog _log = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task in_development_a_mail_is_a_file_for_its_maker_alone_and_the_log_tells_where_not_what()
    {
        await using var host = await Start(new() { ["Mail:Folder"] = _folder.FullName, ["Mail:PublicUrl"] = "https://sales.example" });
        var email = MailRig.NewEmail();
        await MailRig.Invite(await host.Register(), email);
        await Eventually.True(() => _log.Said.Any(line => line.Contains(".eml", StringComparison.Ordinal)));

        var file = _folder.EnumerateFiles("*.eml").Single();
        var mail = await MimeMessage.LoadAsync(file.FullName, Ct);
        mail.To.Mailboxes.Single().Address.ShouldBe(email);
        var token = MailServer.TokenIn(mail);
        await host.CreateClient().Get($"/api/v1/auth/invitations/{token}").ShouldBe(200);
        file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _log.Said.ShouldContain(line => line.Contains(file.FullName, StringComparison.Ordinal));
        foreach (var secret in new[] { email, token })
            _log.Said.ShouldNotContain(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task without_any_place_for_it_a_mail_is_dropped_and_said_to_be()
    {
        await using var host = await Start([]);
        await MailRig.Invite(await host.Register(), MailRig.NewEmail());
        await Eventually.True(() => _log.Said.Any(line => line.Contains("Mail:Host", StringComparison.Ordinal)));
        var messages = host.Services.GetRequiredService<ScheduledMessages>();
        await Eventually.True(async () => (await messages.Status(Ct)) is { Pending: 0, Parked: 0 });
    }

    [Theory]
    [InlineData("Mail:From", "Mail:Host", "localhost")]
    [InlineData("Mail:From", "Mail:From", "nobody at all")]
    [InlineData("Mail:User", "Mail:User", "sender")]
    [InlineData("Mail:RetrySeconds", "Mail:RetrySeconds", "10, soon")]
    [InlineData("Mail:AuthorityFile", "Mail:AuthorityFile", "/nowhere.pem")]
    [InlineData("Mail:Port", "Mail:Port", "70000")]
    public async Task a_setting_that_cannot_be_used_ends_the_start_with_its_name(string named, string setting, string value)
    {
        var (code, _, error) = await HostProcess.Run(new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Main"] = "Host=/nowhere", ["ConnectionStrings__Daemon"] = "Host=/nowhere", ["ConnectionStrings__Keys"] = "Host=/nowhere",
            ["Privacy__MasterKeys"] = TestHost.MasterKey,
            [setting.Replace(":", "__", StringComparison.Ordinal)] = value,
        });
        code.ShouldBe(1);
        error.ShouldContain(named);
        error.ShouldNotContain("   at ");
    }

    private Task<TestHost> Start(Dictionary<string, string> settings) =>
        TestHost.Start(settings, services => services.AddSingleton<ILoggerProvider>(_log));

    private sealed class SaidLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
