using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Duplicates;
using SalesEngagement.Host.Merges;

namespace SalesEngagement.Host.Contacts;

/// <summary>What is kept about contacts beside their events, and who looks for those that are there twice.</summary>
internal static class ContactSetup
{
    public static void AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<AddressHashes>();
        services.AddSingleton<IInlinePart, ContactAddressRows>();
        services.AddSingleton<ContactAddresses>();
        services.AddMerges();
        services.AddSingleton<IErasurePart>(provider => provider.GetRequiredService<ContactAddresses>());
        services.AddDuplicates();
    }
}
