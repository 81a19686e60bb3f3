using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Contacts;

/// <summary>What is kept about contacts beside their events.</summary>
internal static class ContactSetup
{
    public static void AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<AddressHashes>();
        services.AddSingleton<IInlinePart, ContactAddressRows>();
        services.AddSingleton<ContactAddresses>();
        services.AddSingleton<IErasurePart>(provider => provider.GetRequiredService<ContactAddresses>());
    }
}
