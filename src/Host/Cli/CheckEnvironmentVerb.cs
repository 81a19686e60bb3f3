using System.CommandLine;
using Npgsql;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Embedded;
using SalesEngagement.Host.Mail;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>check-env</c>: every setting and dependency, whether it is fit, and what to do when not.</summary>
internal static class CheckEnvironmentVerb
{
    private static readonly string[] Servers = ["Main", "Daemon", "Keys"];

    public static Command Create()
    {
        var check = new Command("check-env", "Check settings and dependencies, and say what to do.");
        check.SetAction((_, ct) => Check(HostBuilding.Begin([]), ct));
        return check;
    }

    private static async Task<int> Check(WebApplicationBuilder builder, CancellationToken ct)
    {
        var (configuration, environment) = (builder.Configuration, builder.Environment);
        var checks = new List<(string What, Func<Task<string>> Look)>
        {
            ("environment", () => Task.FromResult(environment.EnvironmentName)),
            (".NET", () => Task.FromResult(Environment.Version.ToString())),
            ("access", () => Task.FromResult(Access(Settings.Read<AccessOptions>(configuration, AccessOptions.Section)))),
            ("edge", () => Task.FromResult(Edge(Settings.Read<EdgeOptions>(configuration, EdgeOptions.Section)))),
        };
        if (Installation.IsPrivate(configuration, environment))
        {
            checks.Add(("PostgreSQL programs", () => Task.FromResult(PostgresBinaries.Find(configuration["Database:BinFolder"]))));
            checks.Add(("private PostgreSQL", () => Private(configuration, environment, ct)));
        }
        else
        {
            foreach (var name in Servers)
                checks.Add(($"ConnectionStrings:{name}", () => Reach(configuration, name, ct)));
            checks.Add(("schema", () => SchemaOf(configuration, ct)));
            checks.Add(("master keys", () => Task.FromResult($"current: {MasterKeys.From(configuration, privateFolder: null).CurrentId}")));
        }

        checks.Add(("mail", () => MailServerCheck.Look(configuration, ct)));
        var table = new Table().AddColumns("what", "", "found, or what to do");
        var failed = 0;
        foreach (var (what, look) in checks)
        {
            var (fit, text) = await Outcome(look);
            failed += fit ? 0 : 1;
            table.AddRow(what, fit ? "[green]ok[/]" : "[red]FAIL[/]", Markup.Escape(text));
        }

        AnsiConsole.Write(table);
        return failed == 0 ? 0 : 1;
    }

    private static async Task<(bool Fit, string Text)> Outcome(Func<Task<string>> look)
    {
        try
        {
            return (true, await look());
        }
        catch (Exception e) when (e is SettingMissingException or InvalidSettingException or SchemaException
            or PostgresMissingException or ClusterException or NpgsqlException or ArgumentException)
        {
            return (false, e.Message);
        }
    }

    private static string Access(AccessOptions access) =>
        $"companies {(access.RegistrationOpen ? "may" : "may not")} sign up by themselves; a signing key signs for {access.SigningKeyDays} days";

    private static string Edge(EdgeOptions edge) =>
        $"trusted proxies: {Or(edge.TrustedProxies, "none")}; other origins: {Or(edge.CorsOrigins, "none")}; https required: "
        + Or(edge.RequireHttps?.ToString().ToLowerInvariant(), "where it is listened on");

    private static string Or(string? setting, string otherwise) => string.IsNullOrWhiteSpace(setting) ? otherwise : setting;

    private static async Task<string> Private(IConfiguration configuration, IHostEnvironment environment, CancellationToken ct)
    {
        await using var installation = await Installation.Open(configuration, environment, ct);
        return $"runs in {installation.PrivateFolder}, schema applied";
    }

    private static async Task<string> Reach(IConfiguration configuration, string name, CancellationToken ct)
    {
        SettingMissingException.ThrowIfAny(configuration, [$"ConnectionStrings:{name}"]);
        await using var source = NpgsqlDataSource.Create(configuration.GetConnectionString(name)!);
        await using var ask = source.CreateCommand("select current_user || ' on PostgreSQL ' || current_setting('server_version')");
        return (string)(await ask.ExecuteScalarAsync(ct))!;
    }

    private static async Task<string> SchemaOf(IConfiguration configuration, CancellationToken ct)
    {
        await Schema.AssertAsDaemon(Connections.From(configuration), ct);
        return "as this program needs it";
    }
}
