using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>What changing contacts and changing them back have in common.</summary>
internal static class BulkItems
{
    /// <summary>The reason of what broke on our side.</summary>
    public const string Broke = "internal-error";

    private const int Attempts = 6;
    private const string Moved = "RF001";

    /// <summary>Why a contact is not to be touched by somebody with this reach; null when it is.</summary>
    public static string? Objection(Contact? contact, RecordScope? reach) => contact switch
    {
        _ when reach is null => "not-permitted",
        null => "gone",
        _ when !reach.Covers(contact) => "out-of-reach",
        _ when contact.FirstName == PersonName.Erased => "erased",
        _ => null,
    };

    /// <summary>A refusal as an item tells it.</summary>
    public static string ReasonOf(Rejection rejection, Contact contact) =>
        rejection.Code == Rejection.NotFoundCode && contact.IsDeleted ? "deleted" : rejection.Code;

    /// <summary>
    /// Saves a batch. What others changed in the same moment is looked at again; when the batch fails all the same, each item
    /// is saved by itself, and those that fail even so are noted as failed.
    /// </summary>
    /// <exception cref="JobMovedException">Somebody else has it by now, or stopped it. Nothing was done.</exception>
    public static async Task Save<T>(Job job, IReadOnlyList<T> items, Func<IReadOnlyList<T>, Task> save, Func<T, Task> fail)
    {
        try
        {
            await Persist(job, () => save(items));
        }
        catch (Exception e) when (IsOfItems(e) && items.Count > 1)
        {
            foreach (var item in items)
                await Save(job, [item], save, fail);
        }
        catch (Exception e) when (IsOfItems(e))
        {
            await Persist(job, () => fail(items[0]));
        }
    }

    /// <summary>Saves what is about the whole.</summary>
    /// <exception cref="JobMovedException">Likewise.</exception>
    public static async Task Persist(Job job, Func<Task> save)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await save();
                return;
            }
            catch (Exception e) when (e is StreamConflictException or SubjectErasedException && attempt < Attempts)
            {
                // Somebody changed one of these contacts, or was erased, in the same moment: look again and decide again.
            }
            catch (PostgresException e) when (e.SqlState == Moved)
            {
                throw new JobMovedException(job.Id);
            }
        }
    }

    private static bool IsOfItems(Exception failure) =>
        failure is not (OperationCanceledException or JobMovedException or InlineModelChangedException or NpgsqlException { IsTransient: true });
}
