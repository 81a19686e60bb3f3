namespace SalesEngagement.TwilioDouble;

/// <summary>How a double runs. The times are those of a demo: short, but long enough to watch.</summary>
public sealed record TwilioDoubleOptions
{
    /// <summary>Account that may call the API, beside <see cref="Accounts"/>.</summary>
    public string AccountSid { get; init; } = "AC00000000000000000000000000000000";

    /// <summary>Its token: password of the API and key of the signatures.</summary>
    public required string AuthToken { get; init; }

    /// <summary>Further accounts: sid → token.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();

    /// <summary>Where to listen. The control API is open to whoever reaches it: keep it on the loopback address.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>Journal in which calls survive a kill; null: they live in memory.</summary>
    public string? StatePath { get; init; }

    /// <summary>Multiplies every wait; 0.01 makes a call last 45 ms. What is reported (seconds talked) stays as scripted.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>From the create to the first ring.</summary>
    public TimeSpan Queue { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>How long it rings before somebody, or something, answers.</summary>
    public TimeSpan Ring { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a person talks.</summary>
    public TimeSpan Talk { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From the end of a call to its recording being ready.</summary>
    public TimeSpan Processing { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Wait before the first retry of a callback; doubles each time. Not scaled.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>How long a create whose reply is to time out is held. Not scaled.</summary>
    public TimeSpan HeldReply { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The token of an account, or null when it is unknown.</summary>
    internal string? TokenOf(string accountSid) =>
        accountSid == AccountSid ? AuthToken : Accounts.GetValueOrDefault(accountSid);
}
