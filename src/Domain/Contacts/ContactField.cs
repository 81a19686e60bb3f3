using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Contacts;

/// <summary>A field that the tenant keeps about its contacts beside ours.</summary>
/// <param name="Name">The tenant's name for it.</param>
/// <param name="Value">What it says about this person.</param>
public sealed record ContactField(string Name, FreeText Value);
