namespace SalesEngagement.Domain.Calls;

/// <summary>Why a call could not be placed, and so who has to act (TWILIO.md §7).</summary>
public enum CallFailureKind
{
    /// <summary>The number is bad.</summary>
    Contact,

    /// <summary>A rule forbids it; never retry.</summary>
    Policy,

    /// <summary>The tenant's telephony settings are wrong; an admin must act.</summary>
    Configuration,

    /// <summary>The carrier was busy or away for longer than the retry budget.</summary>
    Transient,
}
