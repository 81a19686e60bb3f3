using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Host.Mail;

/// <summary>
/// Mails leave by the configured server. Without one, Development writes them into a folder of the private installation;
/// elsewhere they are dropped.
/// </summary>
internal static class MailSetup
{
    /// <param name="builder">The Host.</param>
    /// <param name="privateFolder">Folder of the private installation; null when there is none.</param>
    public static void AddMail(this WebApplicationBuilder builder, string? privateFolder)
    {
        var services = builder.Services;
        var development = builder.Environment.IsDevelopment();
        services.AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => development || options.Host is null || options.PublicUrl is not null,
                "Mail:PublicUrl is missing: links in mails need an address to begin with.")
            .Validate(
                options => development || options.Folder is null,
                "Mail:Folder is for Development: what it holds opens accounts. Set Mail:Host.")
            .ValidateOnStart();
        services.AddSingleton<LinkAddress>();
        services.AddSingleton<ServerTrust>();
        services.AddSingleton<SmtpMailer>();

        var options = Settings.Read<MailOptions>(builder.Configuration, MailOptions.Section);
        if (options.Host is not null)
            services.AddSingleton<IMailer>(provider => provider.GetRequiredService<SmtpMailer>());
        else if ((options.Folder ?? Beside(privateFolder)) is { } folder)
            services.AddSingleton<IMailer>(provider => ActivatorUtilities.CreateInstance<FolderMailer>(provider, folder));
        else
            services.AddSingleton<IMailer, NoMailer>();
    }

    private static string? Beside(string? privateFolder) => privateFolder is null ? null : Path.Combine(privateFolder, "mail");
}
