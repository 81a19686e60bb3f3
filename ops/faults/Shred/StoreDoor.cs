using System.Collections;
using System.Text;
using System.Text.Json;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Faults.Shred;

/// <summary>Writes canaries into every type of fact that can hold a personal value, whether or not a command makes it today.</summary>
internal sealed class StoreDoor(IEventStore store, StoreOptions options, Canaries canaries)
{
    /// <summary>The types of fact that can.</summary>
    public IReadOnlyList<Type> Types { get; } =
        [.. options.EventTypes.OrderBy(known => known.Key, StringComparer.Ordinal).Select(known => known.Value)
            .Where(type => PersonalTypes.Within(type, options.IsPersonalData).Count > 0)];

    /// <summary>One event of each type: those that name their person in streams of their own, the others in the person's.</summary>
    public async Task<(string Person, Guid[] Streams)> WriteAll(string tenantId, CancellationToken ct)
    {
        var person = Guid.CreateVersion7();
        var naming = Types.ToLookup(type => type.GetConstructors()[0].GetParameters().Any(options.IsDataSubject));
        var session = store.Open(tenantId, new("shred"));
        session.Start<Contact>(person, [.. naming[false].Select(type => Make(type, $"{person}", person))]);
        var streams = new List<Guid> { person };
        foreach (var type in naming[true])
        {
            streams.Add(Guid.CreateVersion7());
            session.Start<Call>(streams[^1], [Make(type, $"{person}", person)]);
        }

        await session.Save(ct);
        return ($"{person}", [.. streams]);
    }

    /// <summary>Everything that the store can read of these streams, as text.</summary>
    public async Task<string> ReadAll(string tenantId, IEnumerable<Guid> streams, CancellationToken ct)
    {
        var text = new StringBuilder();
        var session = store.Open(tenantId, new("shred"));
        foreach (var stream in streams)
        {
            foreach (var read in await session.Read(stream, ct))
                text.AppendLine(JsonSerializer.Serialize(read.Body, read.Body.GetType()));
        }

        return text.ToString();
    }

    private object? Value(Type type, string person, Guid subject)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (options.IsPersonalData(type))
            return Activator.CreateInstance(type, type == typeof(PhoneNumber) ? canaries.Number(person) : canaries.Word(person));
        if (type == typeof(string))
            return "plain";
        if (type == typeof(Guid))
            return subject;
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.UnixEpoch;
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        return typeof(IEnumerable).IsAssignableFrom(type) ? List(type, person, subject) : Make(type, person, subject);
    }

    private Array List(Type type, string person, Guid subject)
    {
        var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        var list = Array.CreateInstance(element, 1);
        list.SetValue(Value(element, person, subject), 0);
        return list;
    }

    private object Make(Type type, string person, Guid subject)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType, person, subject))]);
    }
}
