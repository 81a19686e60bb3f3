using SalesEngagement.Host.Access;

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

    /// <summary>Whose team channel it is; null for others.</summary>
    public Guid? TeamId { get; private init; }

    /// <summary>What one must be permitted to subscribe.</summary>
    public Permission Permission { get; private init; } = Permission.WatchLive;

    /// <summary>Whether it is about records, of which a subscriber receives those within reach only.</summary>
    public bool IsAboutRecords => Permission != Permission.WatchLive;

    public static Channel Activities { get; } = new("activities") { Permission = Permission.ReadContacts };

    public static Channel Contacts { get; } = new("contacts") { Permission = Permission.ReadContacts };

    public static Channel Calls { get; } = new("calls") { Permission = Permission.ReadCalls };

    public static Channel Broadcast { get; } = new("tenant:broadcast");

    /// <summary>A contact's <c>activities</c>, <c>calls</c> or <c>updates</c>.</summary>
    public static Channel OfContact(Guid id, string topic) => new($"contact:{id}:{topic}")
    {
        ContactId = id,
        Permission = topic == "calls" ? Permission.ReadCalls : Permission.ReadContacts,
    };

    /// <summary>A user's <c>activities</c>, <c>calls</c> or <c>notifications</c>.</summary>
    public static Channel OfUser(Guid id, string topic) => new($"user:{id}:{topic}")
    {
        UserId = id,
        Permission = topic == "notifications" ? Permission.WatchLive : Permission.ReadCalls,
    };

    /// <summary>The calls of a team's users.</summary>
    public static Channel OfTeam(Guid id) => new($"team:{id}:calls") { TeamId = id, Permission = Permission.ReadCalls };

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
        ["team", var id, "calls"] when Guid.TryParseExact(id, "D", out var team) => OfTeam(team),
        _ => null,
    };

    public override string ToString() => Name;
}
