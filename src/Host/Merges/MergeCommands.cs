using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Merges;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Merges;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Projections.Merges;

namespace SalesEngagement.Host.Merges;

/// <summary>
/// Merges and what takes them back: one decision over the merge's stream and those of its two contacts, appended together at the
/// versions that were read. Of two at once that meet in a contact one decides again.
/// </summary>
internal static class MergeCommands
{
    /// <summary>Merges two contacts that the caller reaches. <c>If-Match</c> speaks of the winner.</summary>
    public static Task<CommandResult<ContactMerge>> Merge(Commands commands, MergeContacts command, CancellationToken ct) => commands
        .Jointly<ContactMerge>(
            command.MergeId,
            async (session, scope, now) =>
            {
                var stream = await session.Fetch<ContactMerge>(command.MergeId, ct);
                if (await Both(session, scope, command.WinnerId, command.LoserId, ct) is not var (winner, loser))
                    return null;
                return new(
                    stream, MergeContactsHandler.Handle(command, winner.State!, loser.State!, now),
                    joint =>
                    {
                        MergeRules.KeepMerging(joint, command.WinnerId, command.LoserId);
                        joint.Append(command.WinnerId, MergeFacts.OfWinner(command, winner.State!, loser.State!, now), winner.Version);
                        joint.Append(command.LoserId, MergeFacts.OfLoser(command, now), loser.Version);
                    },
                    winner.Version);
            },
            ct)
        .Within(MergeRules.Refusals, command.MergeId);

    /// <summary>Takes a merge of two contacts back that the caller reaches.</summary>
    public static Task<CommandResult<ContactMerge>> Undo(Commands commands, Guid mergeId, CancellationToken ct) => commands
        .Jointly<ContactMerge>(
            mergeId,
            async (session, scope, now) =>
            {
                var stream = await session.Fetch<ContactMerge>(mergeId, ct);
                if (stream.State is not { } merge || await Both(session, scope, merge.WinnerId, merge.LoserId, ct) is not var (winner, loser))
                    return null;
                object[] past = [.. (await session.Read(merge.WinnerId, ct)).Select(e => e.Body)];
                return new(
                    stream, UnmergeContactsHandler.Handle(new(mergeId), merge, winner.State!, loser.State!, now),
                    joint =>
                    {
                        MergeRules.KeepUnmerging(joint, merge.WinnerId, merge.LoserId);
                        joint.Append(
                            merge.WinnerId, UnmergeFacts.OfWinner(mergeId, past, winner.State!, loser.State!, merge, now), winner.Version);
                        joint.Append(merge.LoserId, UnmergeFacts.OfLoser(mergeId, winner.State!, loser.State!, merge, now), loser.Version);
                    });
            },
            ct)
        .Within(MergeRules.Refusals, mergeId);

    /// <summary>A refusal because a contact was merged names who stands for it by now, however many merges there were since.</summary>
    public static async Task<CommandResult<T>> NamingSurvivor<T>(
        this Task<CommandResult<T>> running, IQuerySession session, CancellationToken ct)
        where T : class
    {
        var result = await running;
        return result.Rejection is { Code: ContactUse.MergedCode, Reasons: [var reason, ..] } && Guid.TryParse(reason.Detail, out var into)
            ? result with { Rejection = ContactUse.Merged(await MergedContacts.SurvivorOf(session, into, ct)) }
            : result;
    }

    private static async Task<(StreamState<Contact> Winner, StreamState<Contact> Loser)?> Both(
        IEventSession session, RecordScope scope, Guid winnerId, Guid loserId, CancellationToken ct)
    {
        var found = await session.FetchMany<Contact>([winnerId, loserId], ct);
        return found.GetValueOrDefault(winnerId) is { State: { } winner } first && scope.Covers(winner)
            && found.GetValueOrDefault(loserId) is { State: { } loser } second && scope.Covers(loser)
                ? (first, second)
                : null;
    }
}
