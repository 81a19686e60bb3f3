using System.Diagnostics;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Children;

/// <summary>A process of this program that a proof freezes and kills. It ends when its proof does, however that ends.</summary>
internal sealed class Child : IAsyncDisposable
{
    /// <summary>First argument of a call that is a child's.</summary>
    public const string Verb = "child";

    private readonly Process _process;

    private Child(Process process) => _process = process;

    /// <summary>Its process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Starts one and waits until it says that it is ready.</summary>
    public static async Task<Child> Start(string role, ProofDatabase database, CancellationToken ct)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        var start = new ProcessStartInfo(program, [.. self, Verb, role, database.Superuser])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        var child = new Child(Process.Start(start) ?? throw new InvalidOperationException("The child did not start."));
        if (await child.Hear(ct) != ChildRole.Ready)
            throw new InvalidOperationException($"The child `{role}` ended before it was ready.");
        return child;
    }

    /// <summary>Its next line; null when it has ended.</summary>
    public async Task<string?> Hear(CancellationToken ct) => await _process.StandardOutput.ReadLineAsync(ct);

    /// <summary>Says a line to it. A child that has just ended does not hear it.</summary>
    public async Task Say(string line, CancellationToken ct)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), ct);
        await _process.StandardInput.FlushAsync(ct);
    }

    /// <summary>Stops it in the middle of whatever it does.</summary>
    public Task Freeze(CancellationToken ct) => Signals.Send("STOP", [Pid], ct);

    /// <summary>Lets it go on as if nothing had been.</summary>
    public Task Thaw(CancellationToken ct) => Signals.Send("CONT", [Pid], ct);

    /// <summary>Ends it without a word.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
