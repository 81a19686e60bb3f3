namespace SalesEngagement.Host.Live;

/// <summary>What one can subscribe to. A channel belongs to the subscriber's tenant; its name does not say which.</summary>
internal sealed record Channel
{
    private Channel(string name) => Name = name;

    /// <summary>As written on the wire, ids in lower case: <c>contact:&lt;id&gt;:calls</c>.</summary>
    public string Name { get; }

    /// <summary>Whose contact channel it is; null for others.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>Whose user channel it is; null for others.</summary>
    public Guid? UserId { get; private init; }

    public static Channel Activities { get; } = new("activities");

    public static Channel Contacts { get; } = new("contacts");

    public static Channel Calls { get; } = new("calls");

    public static Channel Broadcast { get; } = new("tenant:broadcast");

    /// <summary>A contact's <c>activities</c>, <c>calls</c> or <c>updates</c>.</summary>
    public static Channel OfContact(Guid id, string topic) => new($"contact:{id}:{topic}") { ContactId = id };

    /// <summary>A user's <c>activities</c>, <c>calls</c> or <c>notifications</c>.</summary>
    public static Channel OfUser(Guid id, string topic) => new($"user:{id}:{topic}") { UserId = id };

    /// <summary>The channel of that name, or null when there is none.</summary>
    public static Channel? Parse(string? name) => name?.Split(':') switch
    {
        ["activities"] => Activities,
        ["contacts"] => Contacts,
        ["calls"] => Calls,
        ["tenant", "broadcast"] => Broadcast,
        ["contact", var id, "activities" or "calls" or "updates"] parts when Guid.TryParseExact(id, "D", out var contact) =>
            OfContact(contact, parts[2]),
        ["user", var id, "activities" or "calls" or "notifications"] parts when Guid.TryParseExact(id, "D", out var user) =>
            OfUser(user, parts[2]),
        _ => null,
    };

    public override string ToString() => Name;
}
