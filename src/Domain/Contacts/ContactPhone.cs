using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Contacts;

/// <summary>A number of a contact.</summary>
/// <param name="Number">E.164.</param>
/// <param name="Label">What it is for: <c>work</c>, <c>mobile</c>, or any word of the tenant's. In commands empty keeps what was said.</param>
/// <param name="State">What is known of it; null in events: valid. In commands null keeps what was known.</param>
public sealed record ContactPhone(PhoneNumber Number, string Label, PhoneState? State = null)
{
    /// <summary>Whether it is the same number, whatever its label and state.</summary>
    public bool IsSame(ContactPhone other) => Number == other.Number;
}
