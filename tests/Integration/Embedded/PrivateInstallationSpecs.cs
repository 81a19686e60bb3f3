using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace SalesEngagement.Integration.Embedded;

/// <summary>The Host with nothing configured, started as users start it and ended as machines end it.</summary>
public sealed class PrivateInstallationSpecs : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("se-");

    public PrivateInstallationSpecs() =>
        File.SetUnixFileMode(_temporary.FullName, _temporary.UnixFileMode | UnixFileMode.OtherExecute);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Dictionary<string, string> Settings => new()
    {
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["Database__Folder"] = Path.Combine(_temporary.FullName, "pg"),
        ["Demo__Contacts"] = "2",
    };

    public void Dispose() => _temporary.Delete(recursive: true);

    [Fact(Timeout = 240_000)]
    public async Task hosts_share_a_database_that_survives_the_first_ends_with_the_last_and_keeps_what_was_written()
    {
        int postmaster;
        await using (var first = await HostProcess.Serve(Settings))
        await using (var second = await HostProcess.Serve(Settings))
        {
            postmaster = Postmaster();
            (await SignIn(first)).ShouldBe(HttpStatusCode.OK);
            await first.Kill();
            (await SignIn(second)).ShouldBe(HttpStatusCode.OK);
            Postmaster().ShouldBe(postmaster);
            await second.Kill();
            await HasGone(postmaster);
        }

        await using var again = await HostProcess.Serve(Settings);
        Postmaster().ShouldNotBe(postmaster);
        (await SignIn(again)).ShouldBe(HttpStatusCode.OK);
        postmaster = Postmaster();
        await again.Kill();
        await HasGone(postmaster);
    }

    private static async Task<HttpStatusCode> SignIn(HostProcess host)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/auth/login", new { email = "rep@demo.example", password = "demo-password-2026" }, Ct);
        return answer.StatusCode;
    }

    private int Postmaster() => int.Parse(
        File.ReadLines(Path.Combine(_temporary.FullName, "pg/data/postmaster.pid")).First(), CultureInfo.InvariantCulture);

    // A process that nobody has buried yet still has its number, but no command line.
    private static async Task HasGone(int pid)
    {
        while (File.Exists($"/proc/{pid}/cmdline") && (await File.ReadAllTextAsync($"/proc/{pid}/cmdline", Ct)).Length > 0)
            await Task.Delay(20, Ct);
    }
}
