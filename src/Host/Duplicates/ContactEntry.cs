using Npgsql;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Merges;
using SalesEngagement.Host.Routes;
using SalesEngagement.Projections.Duplicates;

namespace SalesEngagement.Host.Duplicates;

/// <summary>What to do with a contact who is likely there already.</summary>
internal enum OnDuplicate { Report, Refuse }

/// <summary>Adds and changes contacts, and says who they may be already.</summary>
internal sealed class ContactEntry(DuplicateHints hints, IEventStore store, AddressHashes hashes, TimeProvider clock)
{
    private const string Collection = "/api/v1/contacts";
    private const int Attempts = 4;

    private static readonly Rejection Refusal = Rejection.Because(
        "duplicate", "The contact is likely there already; see duplicates. Send it without onDuplicate=refuse to add it all the same.");

    /// <summary>Adds a contact. Whom it may be is looked up at the same time, and costs no more than the slower of both.</summary>
    public async Task<IResult> Add(AddContact command, Commands commands, HttpContext http, CancellationToken ct)
    {
        var looking = hints.TryOf(http.Tenant(), ProfileOf(command), http.Scope(), self: null, ct);
        var result = await commands.Start<Contact>(NewId(), now => AddContactHandler.Handle(command, now), ct);
        return await Created(result, await looking);
    }

    /// <summary>Adds a contact unless it is likely there already: whom one adds in the same moment, the other finds.</summary>
    public async Task<IResult> AddNew(AddContact command, Commands commands, HttpContext http, CancellationToken ct)
    {
        var profile = ProfileOf(command);
        for (var attempt = 1; ; attempt++)
        {
            var holders = await AddressHolders.Of(store.Query(http.Tenant()), await hashes.Of(http.Tenant(), ct), [profile], ct);
            var found = await hints.Of(http.Tenant(), profile, Task.FromResult(holders), http.Scope(), self: null, ct);
            DuplicateHint[] likely = [.. found.Where(hint => hint.Score >= DuplicateScore.Likely)];
            try
            {
                var result = await commands.Start<Contact>(
                    NewId(), now => likely.Length > 0 ? Refusal : AddContactHandler.Handle(command, now), ct,
                    (session, _) => AddressGuard.Keep(session, holders.Rare(profile), holders.Others(profile, self: null)));
                return result.Rejection?.Code == Refusal.Code
                    ? result.Refusal()! with { Duplicates = likely.Length > 0 ? likely : found }
                    : await Created(result, found);
            }
            catch (PostgresException e) when (AddressGuard.IsMoved(e) && attempt < Attempts)
            {
                // Somebody with one of these addresses was added in the same moment: look again.
            }
        }
    }

    /// <summary>Changes a contact; when what it may be recognised by is said anew, whom it may be is looked up.</summary>
    public async Task<IResult> Change(Guid id, ChangeContact command, Commands commands, HttpContext http, CancellationToken ct)
    {
        var result = await commands.On<Contact>(id, (contact, now) => ChangeContactHandler.Handle(command, contact, now), ct)
            .NamingSurvivor(store.Query(http.Tenant()), ct);
        var isAsked = command is not { FirstName: null, LastName: null, Phones: null, Emails: null, Company: null };
        var found = isAsked && result.State is { } contact
            ? await hints.TryOf(http.Tenant(), DuplicateHints.ProfileOf(contact), http.Scope(), id, ct)
            : null;
        return await Task.FromResult(result).ToHttp((_, state, version) => ContactView.Of(id, state, version) with { Duplicates = found });
    }

    private static Task<IResult> Created(CommandResult<Contact> result, IReadOnlyList<DuplicateHint>? found) => Task.FromResult(result)
        .ToCreated(Collection, (id, state, version) => ContactView.Of(id, state, version) with
        {
            // Those that were there before: ids grow with time. So a repeat under the same key answers the same, not itself.
            Duplicates = found is null ? null : [.. found.Where(hint => hint.ContactId.CompareTo(id) < 0)],
        });

    private static DuplicateProfile ProfileOf(AddContact command) => new(
        command.FirstName, command.LastName, command.Phones, command.Emails, command.Company?.Id, command.Company?.Name);

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
