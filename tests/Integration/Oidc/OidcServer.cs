using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace SalesEngagement.Integration.Oidc;

/// <summary>OpenID providers that somebody else wrote (<c>oidc-provider</c>), in a process of their own: as many issuers as tests want.</summary>
public sealed class OidcServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    private static readonly string Folder = Path.Combine(Root(), "tests", "Integration", "Oidc", "server");
    private readonly Process _process;
    private readonly HttpClient _control;

    private OidcServer(Process process, string address)
    {
        _process = process;
        _control = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(address) };
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts it, on a free port; what it needs is installed first where it is missing.</summary>
    public static async Task<OidcServer> Start()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")))
            await Install();
        var process = Process.Start(new ProcessStartInfo("node", ["server.mjs"])
        {
            WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        // What it warns of is not wanted, but somebody has to take it.
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(Patience);
        return await process.StandardOutput.ReadLineAsync(patience.Token) is { } address
            ? new(process, address)
            : throw new InvalidOperationException($"The OpenID provider did not start: {await error}");
    }

    /// <summary>A new issuer of nobody's.</summary>
    public async Task<OidcIssuer> Issuer()
    {
        var made = await Do("issuer", new { });
        return new(this, made.GetProperty("id").GetInt32(), made.GetProperty("issuer").GetString()!);
    }

    /// <summary>Has the server do something.</summary>
    internal async Task<JsonElement> Do(string task, object what)
    {
        using var answer = await _control.PostAsJsonAsync(task, what, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        // It ends with its input.
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task Install()
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) { WorkingDirectory = Folder })!;
        await npm.WaitForExitAsync(CancellationToken.None);
        npm.ExitCode.ShouldBe(0, $"npm could not install what {Folder}/package.json names.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SalesEngagement.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
