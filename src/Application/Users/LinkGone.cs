using SalesEngagement.Domain;

namespace SalesEngagement.Application.Users;

/// <summary>What a link answers that opens nothing: whether it was never one, was used, replaced or withdrawn, or has expired.</summary>
public static class LinkGone
{
    /// <summary>One refusal for all of these, so that a link tells nothing by being dead.</summary>
    public static Rejection Rejection { get; } = Rejection.Because(
        "link-gone", "This link opens nothing: it is unknown, used, replaced or expired. Ask for a new one.");
}
