using System.Reflection;
using System.Text.Json;

namespace SalesEngagement.EventStore.Events;

/// <summary>What the store knows of a type of fact.</summary>
internal abstract class FactType(string name, Type type, bool isPersonal, MethodInfo? subject)
{
    /// <summary>The name under which it is stored.</summary>
    public string Name { get; } = name;

    public Type Type { get; } = type;

    /// <summary>As Marten writes it in <c>mt_dotnet_type</c>.</summary>
    public string ClrName { get; } = $"{type.FullName}, {type.Assembly.GetName().Name}";

    /// <summary>Whether it can hold personal data; if not, its JSON is stored as it is.</summary>
    public bool IsPersonal { get; } = isPersonal;

    /// <summary>Id of the person a fact is about: its data subject, else its stream's.</summary>
    public string SubjectOf(object fact, Guid streamId) =>
        subject?.Invoke(fact, null)?.ToString() ?? streamId.ToString();

    public abstract Event Read(StoredEvent row, ReadOnlySpan<byte> json, JsonSerializerOptions options);
}

/// <inheritdoc/>
internal sealed class FactType<T>(string name, bool isPersonal, MethodInfo? subject)
    : FactType(name, typeof(T), isPersonal, subject)
    where T : class
{
    public override Event Read(StoredEvent row, ReadOnlySpan<byte> json, JsonSerializerOptions options) =>
        Wrap(row, JsonSerializer.Deserialize<T>(json, options)
            ?? throw new JsonException($"Event {row.Id} holds no {Name}."));

    public static Event Wrap(StoredEvent row, T fact) => new Event<T>(fact)
    {
        Id = row.Id,
        TenantId = row.TenantId,
        StreamId = row.StreamId,
        Version = row.Version,
        Sequence = row.Sequence,
        Timestamp = row.Timestamp,
        UserName = row.UserName,
        CorrelationId = row.CorrelationId,
        CausationId = row.CausationId,
        Headers = row.Headers is { } headers ? JsonSerializer.Deserialize<Dictionary<string, string>>(headers) : null,
    };
}
