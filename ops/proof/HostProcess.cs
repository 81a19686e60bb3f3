using System.Diagnostics;
using System.Text;
using SalesEngagement.Host.Embedded;

namespace SalesEngagement.Proof;

/// <summary>The product as users run it, beside a double of Twilio, with everything it says kept.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The Host did not start: {Said}"));
    }

    /// <summary>Everything it has said so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts one that talks more than usual, and waits until it listens.</summary>
    /// <param name="database">Its databases.</param>
    /// <param name="carrier">Where the double of Twilio is, and its token; null: there is none.</param>
    /// <param name="masterKey">The master key.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="settings">Instead of those it has otherwise, or beside them.</param>
    public static async Task<HostProcess> Start(
        ProofDatabase database, (string Url, string Token)? carrier, string masterKey, CancellationToken ct,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EmbeddedPostgres).Assembly.Location, "--urls=http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["ConnectionStrings__Main"] = database.Main,
                ["ConnectionStrings__Daemon"] = database.Daemon,
                ["ConnectionStrings__Keys"] = database.Keys,
                ["Privacy__MasterKeys"] = masterKey,
                ["Edge__TenantRateLimit"] = "100000",
                ["Edge__UserRateLimit"] = "100000",
                ["Edge__AddressRateLimit"] = "100000",
                ["Edge__SignInRateLimit"] = "100000",
                ["Access__PasswordIterations"] = "100000",
                ["Logging__LogLevel__Default"] = "Information",
                ["Logging__LogLevel__SalesEngagement"] = "Information",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
            },
        };
        if (carrier is var (url, token))
        {
            start.Environment["Telephony__ApiBaseUrl"] = url;
            start.Environment["Telephony__AccountSid"] = "AC00000000000000000000000000000000";
            start.Environment["Telephony__AuthToken"] = token;
            start.Environment["Telephony__CallerId"] = "+14155550000";
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var host = new HostProcess(new() { StartInfo = start, EnableRaisingEvents = true });
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        host.Address = await host._address.Task.WaitAsync(Patience, ct);
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.AppendLine(line);
        const string Listening = "Now listening on: ";
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(new(line[(at + Listening.Length)..].Trim()));
    }
}
