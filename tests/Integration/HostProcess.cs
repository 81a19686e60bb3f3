using System.Diagnostics;
using SalesEngagement.Host.Embedded;

namespace SalesEngagement.Integration;

/// <summary>The Host as a process of its own, as users run it: for what only the end of a process can show.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    /// <summary>Where it listens; null before it does.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> Run(
        IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Begin(settings, arguments);
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>
    /// Starts one on a free port and waits until it says where it listens: a private installation does, others with
    /// <c>Logging__LogLevel__Microsoft.Hosting.Lifetime=Information</c>.
    /// </summary>
    public static async Task<HostProcess> Serve(IReadOnlyDictionary<string, string> settings)
    {
        var host = new HostProcess(Begin(settings, ["--urls=http://127.0.0.1:0"]));
        using var patience = new CancellationTokenSource(Patience);
        while (await host._process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (TellsAddress(line) && line.IndexOf("http", StringComparison.Ordinal) is > 0 and var at)
            {
                host.Address = new(line[at..].TrimEnd(' ', '│', '|'));
                return host;
            }
        }

        throw new InvalidOperationException(await host._process.StandardError.ReadToEndAsync(patience.Token));
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    private static Process Begin(IReadOnlyDictionary<string, string> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(EmbeddedPostgres).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToArray())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        // As the tests themselves run: see Integration.csproj.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    private static bool TellsAddress(string line) =>
        line.Contains("address", StringComparison.Ordinal) || line.Contains("Now listening on", StringComparison.Ordinal);

    private static bool IsSetting(string variable) =>
        variable.Contains("__", StringComparison.Ordinal) || variable.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || variable == "DOTNET_ENVIRONMENT";
}
