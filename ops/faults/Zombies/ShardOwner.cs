using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Faults.Children;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Zombies;

/// <summary>A node with the real daemon in a process of its own, to be frozen and killed.</summary>
internal static class ShardOwner
{
    /// <summary>Name of the role.</summary>
    public const string Role = "owner";

    public static async Task Play(ProofDatabase database)
    {
        await using var echo = new Echo(database);
        await using var node = await ProofNode.Start(
            database, CancellationToken.None, store => store.ReadModels = [typeof(LedgerBalance)], _ => { },
            services => services.AddSingleton<ISubscription>(echo));
        await ChildRole.UntilTheEnd();
    }
}
