namespace SalesEngagement.Integration.Daemon;

/// <summary>Waits for a condition, as short as possible and never for ever.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task True(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            patience.IsCancellationRequested.ShouldBeFalse("The condition never came true.");
            await Task.Delay(10, CancellationToken.None);
        }
    }

    public static Task True(Func<bool> condition) => True(() => Task.FromResult(condition()));
}
