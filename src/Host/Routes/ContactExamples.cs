using System.Text.Json;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.Routes;

/// <summary>What the documentation shows for contacts.</summary>
internal static class ContactExamples
{
    private static readonly DateTimeOffset AddedAt = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, JsonElement> Fields = new() { ["rank"] = JsonSerializer.SerializeToElement("O-7") };

    public static Guid OwnerId { get; } = Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310");

    public static Guid ContactId { get; } = Guid.Parse("0199a1d2-3b10-7a44-8f0e-6c1d2e3f4a5b");

    public static Guid CallId { get; } = Guid.Parse("0199a1d3-77c2-7c19-a3de-1b2c3d4e5f60");

    public static NewContact New { get; } = new(
        "Grace", "Hopper", "Rear Admiral", [new("+14155550100", "mobile")], [new("grace@navy.example", "work")],
        "America/New_York", OwnerId: null, ["navy"], Fields, "conference", Stage: "new");

    public static ContactView Contact { get; } = new(
        ContactId, Version: 1, "Grace", "Hopper", "Rear Admiral", [new("+14155550100", "mobile", PhoneState.Valid)],
        [new("grace@navy.example", "work", EmailState.Valid)], "America/New_York", OwnerId, ["navy"],
        Fields, "conference", AddedAt, AddedAt, DeletedAt: null,
        TimeZoneProvenance.Stated, "new");

    /// <summary>A patch shows only what it sends.</summary>
    public static object Patch { get; } = new { title = "VP Sales" };

    public static TimelineView Entry { get; } = new(
        Guid.Parse("0199a1d4-0a0b-7c0d-8e0f-102030405060"), TimelineKind.Call, AddedAt.AddMinutes(12),
        OwnerId.ToString(), "Outbound call, 3 min 20 s", Body: null, CallId);
}
