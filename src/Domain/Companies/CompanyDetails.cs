namespace SalesEngagement.Domain.Companies;

/// <summary>
/// What is known about a company beside its name. Clear: it speaks of an organisation and of nobody. What is a person's own,
/// such as a direct line, belongs to the contact.
/// </summary>
/// <param name="Domain">Where its web and mail are: <c>acme.example</c>, in small letters.</param>
/// <param name="Phone">Its switchboard, E.164.</param>
/// <param name="Street">Street and number.</param>
/// <param name="City">City.</param>
/// <param name="Region">State, province or county.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Country">ISO 3166-1, two letters.</param>
/// <param name="Industry">In the tenant's word.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record CompanyDetails(
    string? Domain = null,
    string? Phone = null,
    string? Street = null,
    string? City = null,
    string? Region = null,
    string? PostalCode = null,
    string? Country = null,
    string? Industry = null,
    string? TimeZone = null);
