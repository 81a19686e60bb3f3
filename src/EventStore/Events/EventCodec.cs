using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Events;

/// <summary>Between facts and what is stored of them: JSON with every personal value encrypted.</summary>
internal sealed class EventCodec(FactTypes types, Upcasts upcasts, SubjectKeys keys, StoreOptions options)
{
    private static readonly Dictionary<SubjectId, SubjectKey> NoKeys = [];
    private readonly JsonSerializerOptions _json = PersonalJson.Options(options.IsPersonalData);

    /// <summary>Facts as they are to be stored.</summary>
    /// <exception cref="SubjectErasedException">One holds data about an erased person.</exception>
    public async ValueTask<EncodedEvent[]> Encode(string tenantId, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        var encoded = new EncodedEvent[events.Count];
        HashSet<string>? personal = null;
        for (var i = 0; i < encoded.Length; i++)
        {
            encoded[i] = Serialize(events[i]);
            if (encoded[i].Subject is { } subject)
                (personal ??= []).Add(subject);
        }

        if (personal is null)
            return encoded;
        var found = await keys.GetOrCreate(tenantId, personal, ct);
        return Array.ConvertAll(encoded, e => e.Subject is null ? e : Encrypt(e, tenantId, found[new(tenantId, e.Subject)]));
    }

    /// <summary>A fact as it will read once it is saved, but for its sequence and its time, which nobody knows yet.</summary>
    public Event Unsaved(string tenantId, NewEvent e, long version, EventMetadata by)
    {
        var type = types.Of(e.Fact);
        var json = JsonSerializer.SerializeToUtf8Bytes(e.Fact, type.Type, _json);
        var headers = by.Headers is null ? null : JsonSerializer.Serialize(by.Headers);
        var row = new StoredEvent(
            Event.NoSequence, e.Id, e.StreamId, version, json, type.Name, Event.NoTimestamp, tenantId,
            by.CorrelationId, by.CausationId, by.UserName, headers);
        return type.Read(row, json, _json);
    }

    /// <summary>Rows of any tenants as events, in their order; keys are loaded together. Tombstones are left out.</summary>
    /// <exception cref="EventUnreadableException">A row cannot be read.</exception>
    public async Task<IReadOnlyList<Event>> Decode(IReadOnlyList<StoredEvent> rows, CancellationToken ct) =>
        [.. (await TryDecode(rows, ct)).Select(read => read.Event ?? throw new EventUnreadableException(read.Row, read.Failure!))];

    /// <summary>The same for readers that go on past an event they cannot read.</summary>
    public async ValueTask<IReadOnlyList<DecodedEvent>> TryDecode(IReadOnlyList<StoredEvent> rows, CancellationToken ct)
    {
        var subjects = SubjectsIn(rows);
        var found = subjects.Count == 0 ? NoKeys : await keys.Find(subjects, ct);
        var decoded = new List<DecodedEvent>(rows.Count);
        foreach (var row in rows)
        {
            if (!row.IsTombstone)
                decoded.Add(TryRead(row, found));
        }

        return decoded;
    }

    private HashSet<SubjectId> SubjectsIn(IReadOnlyList<StoredEvent> rows)
    {
        var subjects = new HashSet<SubjectId>();
        foreach (var row in rows)
        {
            if (types.Find(row.Type) is { IsPersonal: true } && SealedValue.MayBeIn(row.Data.Span))
                CollectSubjects(row, subjects);
        }

        return subjects;
    }

    private static void CollectSubjects(StoredEvent row, HashSet<SubjectId> subjects) =>
        SealedValue.CollectSubjects(row.Data.Span, subject => subjects.Add(new(row.TenantId, subject)));

    private EncodedEvent Serialize(NewEvent e)
    {
        var type = types.Of(e.Fact);
        if (upcasts.IsRetired(type.Type))
            throw new ArgumentException($"{type.Name} is retired: append {upcasts.NewestOf(type.Type).Name} instead.");
        var json = JsonSerializer.SerializeToUtf8Bytes(e.Fact, type.Type, _json);
        var isPersonal = type.IsPersonal && json.AsSpan().IndexOf(PersonalJson.ClearStart) >= 0;
        return new(e.StreamId, e.Id, type, json, isPersonal ? type.SubjectOf(e.Fact, e.StreamId) : null);
    }

    private static EncodedEvent Encrypt(EncodedEvent e, string tenantId, SubjectKey key)
    {
        var encrypted = new EncryptPass(tenantId, e.StreamId, e.Id, e.Subject!, key).Run(e.Json);
        CryptographicOperations.ZeroMemory(e.Json);
        return e with { Json = encrypted.ToArray() };
    }

    private DecodedEvent TryRead(StoredEvent row, IReadOnlyDictionary<SubjectId, SubjectKey> found)
    {
        try
        {
            return new(row, Read(row, found), Failure: null);
        }
        catch (Exception failure) when (failure is JsonException or CryptographicException or SubjectKeyMissingException
            or ArgumentException or InvalidOperationException or FormatException)
        {
            return new(row, Event: null, failure);
        }
    }

    private Event Read(StoredEvent row, IReadOnlyDictionary<SubjectId, SubjectKey> found)
    {
        if (types.Find(row.Type) is not { } type)
            return Unknown(row);
        if (!type.IsPersonal || !SealedValue.MayBeIn(row.Data.Span))
            return upcasts.Newest(type.Read(row, row.Data.Span, _json));

        var clear = new DecryptPass(row, found).Run(row.Data.Span);
        return upcasts.Newest(type.Read(row, clear.Span, _json));
    }

    private static Event Unknown(StoredEvent row)
    {
        EventMetrics.Unknown.Add(1, new KeyValuePair<string, object?>("type", row.Type));
        return FactType<UnknownFact>.Wrap(row, new(row.Type, Encoding.UTF8.GetString(row.Data.Span)));
    }
}
