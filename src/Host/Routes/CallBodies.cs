using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Host.Routes;

/// <summary>A call to make: to the contact's first number unless another is given.</summary>
internal sealed record NewCall(Guid? ContactId, string? Phone = null, string? CallerId = null);

/// <summary>How a call went.</summary>
internal sealed record CallDispositionBody(
    Disposition? Disposition, string? Note = null, DateTimeOffset? FollowUpAt = null);
