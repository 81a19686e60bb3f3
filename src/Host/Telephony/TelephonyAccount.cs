namespace SalesEngagement.Host.Telephony;

/// <summary>A tenant's place at the carrier: its own account, or the installation's.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="TenantKey">Stands for the tenant in webhook addresses.</param>
/// <param name="AccountSid">The account; null when neither the tenant nor the installation has one.</param>
/// <param name="AuthToken">Its token.</param>
/// <param name="PreviousAuthToken">The token before, good for signatures only.</param>
/// <param name="CallerId">The number that callees see.</param>
internal sealed record TelephonyAccount(
    string TenantId, string TenantKey, string? AccountSid, string? AuthToken, string? PreviousAuthToken, string? CallerId)
{
    /// <summary>Never the tokens.</summary>
    public override string ToString() => $"{nameof(TelephonyAccount)} of {TenantId}";
}
