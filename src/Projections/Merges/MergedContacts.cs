using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Merges;

/// <summary>Which contacts are one person by now. Never behind.</summary>
public static class MergedContacts
{
    private static readonly string WithSql = EmbeddedSql.Beside<ContactMergeCard>("MergedWith.sql");
    private static readonly string SurvivorSql = EmbeddedSql.Beside<ContactMergeCard>("SurvivorOf.sql");
    private static readonly string FollowSql = EmbeddedSql.Beside<ContactMergeCard>("WhatFollows.sql");

    /// <summary>A contact and all that were merged into it, at once or through others.</summary>
    public static async Task<Guid[]> With(IQuerySession session, Guid contactId, CancellationToken ct) =>
        [.. (await session.Query<Found>(WithSql, ct, Parameter.Of(session.TenantId), Parameter.Of((Guid?)contactId))).Select(one => one.Id)];

    /// <summary>The contact that stands for this one: itself, unless it was merged into another.</summary>
    public static async Task<Guid> SurvivorOf(IQuerySession session, Guid contactId, CancellationToken ct) =>
        (await session.Query<Found>(SurvivorSql, ct, Parameter.Of((Guid?)contactId)))[0].Id;

    /// <summary>How much is seen with the winner once a contact is merged into it. Timeline and calls may be a moment behind.</summary>
    public static async Task<MergeFollows> Following(IQuerySession session, Guid contactId, CancellationToken ct) =>
        (await session.Query<MergeFollows>(FollowSql, ct, Parameter.Of(session.TenantId), Parameter.Of((Guid?)contactId)))[0];

    private sealed record Found(Guid Id);
}

/// <summary>What follows a contact that is merged into another.</summary>
/// <param name="Relationships">To other contacts.</param>
/// <param name="Calls">Of all reps.</param>
/// <param name="TimelineEntries">On its timeline.</param>
/// <param name="Lists">Static lists that it is on.</param>
public sealed record MergeFollows(int Relationships, int Calls, int TimelineEntries, int Lists);
