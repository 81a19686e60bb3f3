using System.Diagnostics;

namespace SalesEngagement.Proof;

/// <summary>So many times a second on average: who falls behind catches up, whoever is ahead waits.</summary>
/// <param name="perSecond">How often.</param>
internal sealed class Beat(double perSecond)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _beats;

    /// <summary>Returns when the next one is due.</summary>
    public Task Next()
    {
        var ahead = TimeSpan.FromSeconds(++_beats / perSecond) - Stopwatch.GetElapsedTime(_began);
        return ahead > TimeSpan.Zero ? Task.Delay(ahead) : Task.CompletedTask;
    }
}
