using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>
/// A company with a tree of teams: West with a manager, a rep and the team Far West below with a rep of its own; East with
/// a manager and a rep; in no team an admin, a manager, a compliance officer, an analyst and an operator.
/// </summary>
internal sealed class Staff
{
    private readonly Dictionary<string, TestUser> _members = [];

    private Staff(TestHost host, TestUser admin) => (Host, Admin) = (host, admin);

    public TestHost Host { get; }

    public TestUser Admin { get; }

    public Guid West { get; private set; }

    public Guid FarWest { get; private set; }

    public Guid East { get; private set; }

    /// <summary>Such as <c>west manager</c>, <c>far west rep</c>, <c>compliance</c>.</summary>
    public TestUser this[string who] => _members[who];

    /// <summary>All of them.</summary>
    public IEnumerable<TestUser> Everybody => _members.Values.Prepend(Admin);

    /// <summary>Somebody with this role alone.</summary>
    public TestUser With(Role role) => role switch
    {
        Role.Admin => Admin,
        Role.Rep => this["west rep"],
        _ => this[role.Name()],
    };

    public static async Task<Staff> Of(TestHost host)
    {
        var staff = new Staff(host, await host.Register());
        staff.West = await staff.Team("West");
        staff.FarWest = await staff.Team("Far West", staff.West);
        staff.East = await staff.Team("East");
        (string Name, string Role, Guid? Team)[] people =
        [
            ("west manager", "manager", staff.West), ("west rep", "rep", staff.West), ("far west rep", "rep", staff.FarWest),
            ("east manager", "manager", staff.East), ("east rep", "rep", staff.East), ("manager", "manager", null),
            ("compliance", "compliance", null), ("analyst", "analyst", null), ("ops", "ops", null),
        ];
        foreach (var (name, role, team) in people)
            staff._members[name] = await host.AddUser(staff.Admin, role, team);
        return staff;
    }

    public async Task<Guid> Team(string name, Guid? parentId = null) =>
        (await Admin.Client.Post("/api/v1/teams", new { name, parentId }).ShouldBe(201).Json()).GetProperty("id").GetGuid();

    /// <summary>Changes a user as the admin.</summary>
    public Task<HttpResponseMessage> Change(TestUser user, object patch) =>
        Admin.Client.Send(HttpMethod.Patch, $"/api/v1/users/{user.UserId}", patch);

    /// <summary>A contact of a user's own.</summary>
    public static async Task<OwnContact> Contact(TestUser owner)
    {
        var body = new { firstName = "Grace", lastName = "Hopper", phones = new[] { new { number = "+14155550100", label = "work" } } };
        var added = await owner.Client.Post("/api/v1/contacts", body).ShouldBe(201);
        return new((await added.Json()).GetProperty("id").GetGuid(), added.Headers.GetValues("X-Position").Single());
    }

    /// <summary>A call of a user's own that is over: appended, for no carrier is there to end it.</summary>
    public async Task<Guid> EndedCall(TestUser owner, Guid contactId)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var session = Host.Services.GetRequiredService<IEventStore>().Open(owner.TenantId.ToString(), new("test"));
        session.Start<Call>(
            id,
            [
                new CallRequested(contactId, owner.UserId, new("+14155550100"), "", CallDirection.Outbound, now),
                new CallPlaced("CA1", now),
                new CallStatusReported("CA1", CallStatus.Completed, 1, now, DurationSeconds: 7, "human"),
                new CallEnded(contactId, owner.UserId, CallDirection.Outbound, CallStatus.Completed, now, now, TalkSeconds: 7),
            ]);
        await session.Save(TestContext.Current.CancellationToken);
        return id;
    }
}

/// <summary>A contact that was just added.</summary>
internal sealed record OwnContact(Guid Id, string Position);
