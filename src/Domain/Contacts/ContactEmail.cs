using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Contacts;

/// <summary>An e-mail address of a contact.</summary>
/// <param name="Address">As the person writes it.</param>
/// <param name="Label">What it is for: <c>work</c>, <c>private</c>, or any word of the tenant's. In commands empty keeps what was said.</param>
/// <param name="State">What is known of it; null in events: valid. In commands null keeps what was known.</param>
public sealed record ContactEmail(EmailAddress Address, string Label, EmailState? State = null)
{
    /// <summary>Whether mail to it reaches the same box, whatever its label and state: however it is written.</summary>
    public bool IsSame(ContactEmail other) => string.Equals(Address.Value, other.Address.Value, StringComparison.OrdinalIgnoreCase);
}
