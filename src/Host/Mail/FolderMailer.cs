using MimeKit;

namespace SalesEngagement.Host.Mail;

/// <summary>For development: writes mails as files that any mail program opens, for their maker's eyes only.</summary>
internal sealed partial class FolderMailer(string folder, TimeProvider clock, ILogger<FolderMailer> log) : IMailer
{
    private static readonly MailboxAddress Nobody = new("Sales Engagement", "no-reply@localhost.localdomain");

    /// <inheritdoc/>
    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{mail.Id:n}.eml");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var message = mail.Written(Nobody, clock.GetUtcNow());
        await using (var file = new FileStream(path, options))
            await message.WriteToAsync(file, ct);
        LogWritten(path);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No mail server is configured: a mail was written to {Path}.")]
    private partial void LogWritten(string path);
}
