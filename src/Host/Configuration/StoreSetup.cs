using System.Reflection;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Access;
using SalesEngagement.Domain.ApiKeys;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.Domain.Exports;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.Domain.Imports;
using SalesEngagement.Domain.Lists;
using SalesEngagement.Domain.Merges;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Relationships;
using SalesEngagement.Domain.Teams;
using SalesEngagement.Domain.Tenants;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Host.Configuration;

/// <summary>Opens the installation and tells the store what the house has: events, read models, personal data.</summary>
internal static class StoreSetup
{
    private static readonly Assembly Facts = typeof(Decision).Assembly;
    private static readonly Assembly ReadModels = Assembly.Load("SalesEngagement.Projections");

    /// <summary>The events of the house by their stored name.</summary>
    public static IReadOnlyDictionary<string, Type> EventTypes { get; } = Facts.GetTypes()
        .Where(type => type.IsDefined(typeof(EventTypeAttribute)))
        .ToDictionary(type => type.GetCustomAttribute<EventTypeAttribute>()!.Name, StringComparer.Ordinal);

    /// <summary>The read models of the house.</summary>
    public static IReadOnlyCollection<Type> Models { get; } =
        [.. ReadModels.GetTypes().Where(type => type.IsDefined(typeof(ReadModelAttribute)))];

    /// <summary>The installation is closed with the application.</summary>
    public static async Task<Installation> AddStore(this WebApplicationBuilder builder, CancellationToken ct)
    {
        var installation = await Installation.Open(builder.Configuration, builder.Environment, ct);
        builder.Services.AddSingleton(_ => installation);
        builder.Services.AddEventStore(Options(
            installation.Connections, MasterKeys.From(builder.Configuration, installation.PrivateFolder)));
        return installation;
    }

    /// <summary>The house, for a store on these databases.</summary>
    public static StoreOptions Options(Connections connections, IMasterKeyProvider masterKeys) => new()
    {
        AppConnection = connections.Main,
        DaemonConnection = connections.Daemon,
        KeysConnection = connections.Keys,
        EventTypes = EventTypes,
        ReadModels = Models,
        Aggregates =
        [
            typeof(AccessLog), typeof(ApiKey), typeof(BulkChange), typeof(Call), typeof(Company), typeof(Contact), typeof(ContactExport),
            typeof(ContactImport), typeof(ContactList), typeof(ContactMerge), typeof(CustomField), typeof(DuplicatePair), typeof(DuplicateScan),
            typeof(IdentityProvider), typeof(ListMember), typeof(Relationship),
            typeof(SecurityAlert), typeof(SignIn), typeof(Team), typeof(Tenant), typeof(User),
        ],
        IsPersonalData = type => type.IsDefined(typeof(PersonalDataAttribute), inherit: false),
        IsDataSubject = parameter => parameter.IsDefined(typeof(DataSubjectAttribute), inherit: false),
        MasterKeys = masterKeys,
    };
}
