using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SalesEngagement.Integration.Daemon;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace SalesEngagement.Integration.Mail;

/// <summary>A real SMTP server in this process, with the mails that it took. It can go away and come back.</summary>
internal sealed class MailServer : MessageStore, IMailboxFilter, IUserAuthenticator, IAsyncDisposable
{
    /// <summary>Nobody has this address here.</summary>
    public const string Unknown = "nobody@people.example";

    private readonly X509Certificate2? _certificate;
    private readonly bool _isEncryptedAtOnce;
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    public MailServer(X509Certificate2? certificate = null, bool isEncryptedAtOnce = false) =>
        (_certificate, _isEncryptedAtOnce) = (certificate, isEncryptedAtOnce);

    /// <summary>Where it listens, when it does.</summary>
    public int Port { get; } = FreePort();

    /// <summary>What it took, in the order of its coming.</summary>
    public ConcurrentQueue<MimeMessage> Taken { get; } = [];

    /// <summary>How often it was asked to deliver to an address, successful or not.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Whether each mail came over an encrypted connection.</summary>
    public ConcurrentQueue<bool> Encrypted { get; } = [];

    /// <summary>What happens before a mail is taken.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whom it takes mails from when it wants to know; null: from everybody.</summary>
    public (string User, string Password)? Wants { get; init; }

    /// <summary>The settings of a Host that sends by it.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Mail:Host"] = "localhost",
        ["Mail:Port"] = $"{Port}",
        ["Mail:Security"] = _certificate is null ? "none" : _isEncryptedAtOnce ? "tls" : "starttls",
        ["Mail:From"] = "Sales Engagement <no-reply@sales.example>",
        ["Mail:PublicUrl"] = "https://sales.example/",
        ["Mail:RetrySeconds"] = "60, 600",
    };

    public MailServer Start()
    {
        _stop = new();
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).IsSecure(_isEncryptedAtOnce)
                    .AuthenticationRequired(Wants is not null).AllowUnsecureAuthentication(false);
                if (_certificate is not null)
                    endpoint.Certificate(_certificate);
            })
            .Build();
        var services = new ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        services.Add((IUserAuthenticator)this);
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
        return this;
    }

    /// <summary>Goes away; <see cref="Start"/> brings it back to the same port.</summary>
    public async Task Stop()
    {
        if (_stop is null)
            return;
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _stop = null;
    }

    /// <summary>The mail to an address, as soon as it is there.</summary>
    public async Task<MimeMessage> To(string address)
    {
        await Eventually.True(() => Taken.Any(IsTo));
        return Taken.Last(IsTo);

        bool IsTo(MimeMessage mail) => mail.To.Mailboxes.Single().Address == address;
    }

    /// <summary>The token of the link in the mail to an address.</summary>
    public async Task<string> TokenTo(string address) => TokenIn(await To(address));

    /// <summary>The token of the link in a mail.</summary>
    public static string TokenIn(MimeMessage mail) => mail.TextBody!.Split('\n')
        .Single(line => line.StartsWith("https://sales.example/", StringComparison.Ordinal)).Trim().Split('/')[^1];

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        await Before(cancellationToken);
        using var bytes = new MemoryStream(buffer.ToArray());
        Taken.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
        Encrypted.Enqueue(context.Pipe.IsSecure);
        return SmtpResponse.Ok;
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken)
    {
        Asked.Enqueue($"{to.User}@{to.Host}");
        return Task.FromResult($"{to.User}@{to.Host}" != Unknown);
    }

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
        Task.FromResult(Wants == (user, password));

    public ValueTask DisposeAsync() => new(Stop());

    private static int FreePort()
    {
        while (true)
        {
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 32_000));
                probe.Start();
                return ((IPEndPoint)probe.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody has that one.
            }
        }
    }
}
