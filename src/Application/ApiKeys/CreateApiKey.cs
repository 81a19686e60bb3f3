using SalesEngagement.Domain;
using SalesEngagement.Domain.ApiKeys;

namespace SalesEngagement.Application.ApiKeys;

/// <summary>An admin lets a program act for a user.</summary>
/// <param name="Name">As the company calls it.</param>
/// <param name="Scopes">What it may do at most.</param>
/// <param name="UserId">For whom.</param>
/// <param name="ExpiresAt">Until when; null: without end.</param>
/// <param name="Addresses">From where; none: from anywhere.</param>
public sealed record CreateApiKey(
    string Name, IReadOnlyList<string> Scopes, Guid UserId, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Addresses);

public static class CreateApiKeyHandler
{
    public static Decision Handle(CreateApiKey command, DateTimeOffset now) => command.ExpiresAt <= now
        ? KeyExpiry.HasPassed
        : [new ApiKeyCreated(command.Name, command.Scopes, command.UserId, command.ExpiresAt, command.Addresses, now)];
}
