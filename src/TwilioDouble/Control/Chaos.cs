using SalesEngagement.TwilioDouble.Callbacks;

namespace SalesEngagement.TwilioDouble.Control;

/// <summary>What goes wrong from now on. All off by default.</summary>
public sealed record ChaosSettings
{
    /// <summary>Milliseconds before each callback leaves.</summary>
    public int DelayMs { get; init; }

    /// <summary>Each callback is sent this often more.</summary>
    public int Duplicates { get; init; }

    /// <summary>A call's status callbacks leave after its end, newest first.</summary>
    public bool Reorder { get; init; }

    /// <summary>Callbacks of these kinds are never sent: <c>status</c>, <c>recording</c>.</summary>
    public IReadOnlyList<string> Lose { get; init; } = [];

    /// <summary>The next creates are answered so: 429, or a 5xx. The call is not made.</summary>
    public int? RefuseCreatesWith { get; init; }

    /// <summary>How many creates to refuse.</summary>
    public int RefuseCreates { get; init; }

    /// <summary>So many creates are accepted, the call is made, but the reply does not come in time.</summary>
    public int HoldReplies { get; init; }

    internal TimeSpan Delay => TimeSpan.FromMilliseconds(DelayMs);

    internal int Copies => Duplicates + 1;

    internal bool Loses(Callback callback) => Lose.Contains(callback.Kind);
}

/// <summary>The switches, as they stand.</summary>
internal sealed class Chaos
{
    private readonly Lock _changing = new();

    public ChaosSettings Now { get; private set; } = new();

    public void Set(ChaosSettings settings)
    {
        lock (_changing)
            Now = settings;
    }

    /// <summary>The status with which this create is to be refused, or null; counts down.</summary>
    public int? DrawRefusal()
    {
        lock (_changing)
        {
            if (Now is not { RefuseCreates: > 0, RefuseCreatesWith: { } status })
                return null;
            Now = Now with { RefuseCreates = Now.RefuseCreates - 1 };
            return status;
        }
    }

    /// <summary>Whether the reply to this create is to be held; counts down.</summary>
    public bool DrawHold()
    {
        lock (_changing)
        {
            if (Now.HoldReplies <= 0)
                return false;
            Now = Now with { HoldReplies = Now.HoldReplies - 1 };
            return true;
        }
    }
}
