using SalesEngagement.Domain.Users;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Something that may be done, and which roles may do it. This is the only place that says so: routes and the hub name
/// their permission, API keys are limited to some, and <c>docs/permissions.md</c> is written from here.
/// </summary>
/// <param name="Name">As API keys and the documentation write it.</param>
/// <param name="Meaning">What it lets one do.</param>
/// <param name="Roles">Who has it.</param>
internal sealed record Permission(string Name, string Meaning, IReadOnlyList<Role> Roles)
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    /// <summary>What everybody may do about themselves. Never given to an API key: it belongs to the person.</summary>
    public static readonly Permission OwnAccount = new(
        "account", "One's own account: who one is, sign-ins, password, second factor", Everybody);

    public static readonly Permission ReadContacts = new(
        "contacts:read", "Contacts and companies, their lists and timelines", [Role.Admin, Role.Manager, Role.Rep, Role.Compliance]);

    public static readonly Permission ChangeContacts = new(
        "contacts:write", "Add, change, put away and restore contacts and companies", [Role.Admin, Role.Manager, Role.Rep]);

    public static readonly Permission ChangeManyContacts = new(
        "contacts:bulk", "Change many contacts at once, and take that back", [Role.Admin, Role.Manager]);

    public static readonly Permission ScanDuplicates = new(
        "duplicates:scan", "Compare all contacts of the company for those that are there twice", [Role.Admin, Role.Manager]);

    public static readonly Permission MergeContacts = new(
        "contacts:merge", "Merge contacts that are one person, and take merges back", [Role.Admin, Role.Manager, Role.Rep]);

    public static readonly Permission ReadFields = new(
        "custom-fields:read", "Which fields the company keeps beside ours", Everybody);

    public static readonly Permission ManageFields = new(
        "custom-fields:write", "Define, change and retire custom fields", [Role.Admin]);

    public static readonly Permission ExportContacts = new(
        "contacts:export", "Contacts as files", [Role.Admin, Role.Manager, Role.Compliance]);

    public static readonly Permission ReadCalls = new(
        "calls:read", "Calls and the call log", [Role.Admin, Role.Manager, Role.Rep, Role.Compliance]);

    public static readonly Permission MakeCalls = new(
        "calls:write", "Call contacts and say how it went", [Role.Admin, Role.Manager, Role.Rep]);

    public static readonly Permission ReadNumbers = new(
        "analytics:read", "Numbers", [Role.Admin, Role.Manager, Role.Rep, Role.Analyst, Role.Compliance]);

    public static readonly Permission WatchLive = new(
        "live:watch", "Connect to the hub, receive one's own notifications; each channel asks for more", Everybody);

    public static readonly Permission ReadPeople = new(
        "people:read", "Colleagues and teams", Everybody);

    public static readonly Permission ManagePeople = new(
        "people:write", "Invite, change and deactivate users; teams", [Role.Admin]);

    public static readonly Permission ManageKeys = new(
        "keys:write", "API keys", [Role.Admin]);

    public static readonly Permission ManageProviders = new(
        "providers:write", "Identity providers that say who the company's people are", [Role.Admin]);

    public static readonly Permission ReadSecurity = new(
        "security:read", "Audit trail, contacts' histories, violations, isolation", [Role.Admin, Role.Compliance]);

    public static readonly Permission Operate = new(
        "operations:read", "How the installation is doing; also with the operator token", [Role.Ops, Role.Admin]);

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<Permission> All { get; } =
    [
        OwnAccount, ReadContacts, ChangeContacts, ChangeManyContacts, ScanDuplicates, MergeContacts, ExportContacts, ReadFields,
        ManageFields, ReadCalls, MakeCalls, ReadNumbers, WatchLive, ReadPeople, ManagePeople, ManageKeys, ManageProviders, ReadSecurity,
        Operate,
    ];

    /// <summary>
    /// Those that an API key may be given: work on records. Not the person's own account and connections, and nothing with
    /// which a key that was stolen could make users or keys, or see that it was noticed.
    /// </summary>
    public static IReadOnlyList<Permission> ForKeys { get; } =
        [ReadContacts, ChangeContacts, MergeContacts, ReadFields, ManageFields, ReadCalls, MakeCalls, ReadNumbers, ReadPeople, Operate];

    /// <summary>Whether an API key may be given it.</summary>
    public bool IsForKeys => ForKeys.Contains(this);

    /// <summary>The one of this name, or null.</summary>
    public static Permission? Named(string? name) => All.FirstOrDefault(permission => permission.Name == name);

    /// <summary>Whether somebody with these roles has it.</summary>
    public bool IsOf(IEnumerable<Role> roles) => roles.Any(Roles.Contains);
}
