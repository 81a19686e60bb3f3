using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Host.Mail;

/// <summary>How people reach this installation: what links in mails begin with.</summary>
internal sealed class LinkAddress(IOptions<MailOptions> options, IServer server, IHostEnvironment environment)
{
    /// <summary>The address of a path that begins with a slash; null when nobody has said how people reach us.</summary>
    public string? Of(string path) => Base is { } start ? start + path : null;

    private string? Base => options.Value.PublicUrl?.TrimEnd('/')
        ?? (environment.IsDevelopment() ? ListeningAddress.Of(server) ?? ListeningAddress.Usual : null);
}
