using System.Diagnostics;
using System.Globalization;

namespace SalesEngagement.Faults.Children;

/// <summary>Unix signals.</summary>
internal static class Signals
{
    /// <summary>Sends one to processes; those that have ended meanwhile are passed over.</summary>
    public static async Task Send(string signal, IEnumerable<int> pids, CancellationToken ct)
    {
        string[] numbers = [.. pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture))];
        if (numbers.Length == 0)
            return;
        var start = new ProcessStartInfo("kill", [$"-{signal}", .. numbers]) { RedirectStandardError = true };
        using var kill = Process.Start(start) ?? throw new InvalidOperationException("There is no `kill`.");
        await kill.StandardError.ReadToEndAsync(ct);
        await kill.WaitForExitAsync(ct);
    }

    /// <summary>The processes that a process has started.</summary>
    public static IReadOnlyList<int> ChildrenOf(int pid) =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0 && ParentOf(number) == pid),
    ];

    private static int ParentOf(int pid)
    {
        try
        {
            // "pid (name) state parent …", and the name may hold anything.
            var line = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(line[(line.LastIndexOf(')') + 4)..].Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
