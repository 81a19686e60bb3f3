using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Calls;

/// <summary>The carrier, as calling needs it. Each tenant has its own account there.</summary>
public interface ITelephony
{
    /// <summary>
    /// Asks the carrier to dial. Never asks twice when the first time may have worked: then the answer is
    /// <see cref="Placing.Unclear"/>, and <see cref="FindCalls"/> tells.
    /// </summary>
    Task<Placing> PlaceCall(CallToPlace call, CancellationToken ct);

    /// <summary>Calls from and to these numbers that the carrier began at or after <paramref name="since"/>, oldest first.</summary>
    Task<IReadOnlyList<CarrierCall>> FindCalls(CallToPlace call, DateTimeOffset since, CancellationToken ct);

    /// <summary>A call as the carrier has it; null when it does not know it.</summary>
    Task<CarrierCall?> FetchCall(string tenantId, string callSid, CancellationToken ct);
}

/// <summary>What to dial, for whom.</summary>
/// <param name="TenantId">Whose account.</param>
/// <param name="CallId">Ours; in the addresses at which the carrier reports.</param>
/// <param name="To">Whom to call.</param>
/// <param name="CallerId">The number to show; empty: the account's own.</param>
public sealed record CallToPlace(string TenantId, Guid CallId, PhoneNumber To, string CallerId);

/// <summary>How asking the carrier went.</summary>
public abstract record Placing
{
    private Placing()
    {
    }

    /// <summary>It dials, under this id.</summary>
    public sealed record Placed(string CallSid) : Placing;

    /// <summary>It will not, and nothing rang.</summary>
    public sealed record Refused(int? Code, CallFailureKind Kind) : Placing;

    /// <summary>No answer, or none that tells whether it rings now.</summary>
    public sealed record Unclear : Placing;
}

/// <summary>A call as the carrier has it when asked.</summary>
/// <param name="CallSid">The carrier's id.</param>
/// <param name="Status">Where it is.</param>
/// <param name="StartedAt">When it was answered, or begun if nobody has.</param>
/// <param name="EndedAt">When it was over.</param>
/// <param name="DurationSeconds">From the answer to the end.</param>
/// <param name="AnsweredBy">Who the carrier believes picked up.</param>
public sealed record CarrierCall(
    string CallSid,
    CallStatus Status,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    int? DurationSeconds,
    string? AnsweredBy);
