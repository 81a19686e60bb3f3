namespace SalesEngagement.TwilioDouble.Calls;

/// <summary>A call as the carrier keeps it. Statuses are Twilio's words.</summary>
public sealed record CarrierCall
{
    public required string Sid { get; init; }

    public required string AccountSid { get; init; }

    public required string To { get; init; }

    public required string From { get; init; }

    /// <summary><c>outbound-api</c> or <c>inbound</c>.</summary>
    public required string Direction { get; init; }

    public string Status { get; init; } = "queued";

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whole seconds, from the answer to the end; known when it is over.</summary>
    public int? Duration { get; init; }

    /// <summary>Who answered, when detection was asked for.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>What the TwiML made of the call after the answer; null until it was fetched.</summary>
    public Instructions? Instructions { get; init; }

    /// <summary>Number of the next status callback.</summary>
    public int NextSequence { get; init; }

    /// <summary>What was asked for when it was created.</summary>
    public required CallOrder Order { get; init; }

    public bool IsOver => Status is "completed" or "busy" or "failed" or "no-answer" or "canceled";
}

/// <summary>The parameters of a create that matter later.</summary>
public sealed record CallOrder
{
    public string? Url { get; init; }

    /// <summary>TwiML given in place of <see cref="Url"/>.</summary>
    public string? Twiml { get; init; }

    public string? StatusCallback { get; init; }

    /// <summary>Of <c>initiated</c>, <c>ringing</c>, <c>answered</c>, <c>completed</c>; only the last unless asked.</summary>
    public IReadOnlyList<string> StatusCallbackEvents { get; init; } = ["completed"];

    public bool Record { get; init; }

    public int RecordingChannels { get; init; } = 1;

    public string? RecordingStatusCallback { get; init; }

    public bool DetectMachine { get; init; }
}

/// <summary>What the TwiML says: how long the call lasts (scripted seconds) and whether it is recorded on the way.</summary>
public sealed record Instructions(double Seconds, bool Record, string? RecordingStatusCallback, string RecordingSource);

/// <summary>A recording as the carrier keeps it.</summary>
public sealed record CarrierRecording(
    string Sid,
    string AccountSid,
    string CallSid,
    int Duration,
    int Channels,
    string Source,
    DateTimeOffset StartedAt,
    string? StatusCallback,
    string Status = "processing",
    bool Deleted = false);
