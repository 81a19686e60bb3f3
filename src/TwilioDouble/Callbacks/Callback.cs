namespace SalesEngagement.TwilioDouble.Callbacks;

/// <summary>One event that the account asked to be told, and how that went.</summary>
/// <param name="Id">Shared by all retries, sent as <c>I-Twilio-Idempotency-Token</c>.</param>
/// <param name="AccountSid">Whose token signs it.</param>
/// <param name="CallSid">The call it is about.</param>
/// <param name="Kind"><c>status</c>, <c>recording</c> or <c>twiml</c>.</param>
/// <param name="Url">Where to, with the fragment that overrides the retry policy.</param>
/// <param name="Parameters">The form.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Answered">HTTP status of the last attempt; null when there was no answer.</param>
/// <param name="SentAt">When the last attempt left.</param>
/// <param name="Lost">Chaos swallowed it.</param>
public sealed record Callback(
    string Id,
    string AccountSid,
    string CallSid,
    string Kind,
    string Url,
    SortedDictionary<string, string> Parameters,
    int Attempts = 0,
    int? Answered = null,
    DateTimeOffset? SentAt = null,
    bool Lost = false);
