using System.Buffers;
using System.Text.Json;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>Copies JSON and lets a cipher replace single objects in it, knowing where in the document it stands.</summary>
internal abstract class JsonPass
{
    private readonly Stack<Level> _levels = new();

    /// <summary>Where the value now read stands, as a JSON pointer such as <c>/Phones/0/Number</c>.</summary>
    protected string Path => string.Concat(_levels.Reverse().Select(level => level.Step));

    /// <summary>The document with the replacements.</summary>
    public ReadOnlyMemory<byte> Run(ReadOnlySpan<byte> json)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(json.Length * 2, 64));
        using (var writer = new Utf8JsonWriter(buffer, new() { SkipValidation = true }))
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
                Copy(json, ref reader, writer);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>
    /// Replaces the object at whose start the reader stands: writes something else and leaves the reader at its end.
    /// False leaves both untouched.
    /// </summary>
    protected abstract bool TryReplace(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, Utf8JsonWriter writer);

    /// <summary>Sees every property name that is copied.</summary>
    protected virtual void Check(string property)
    {
    }

    private void Copy(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _levels.Peek().Name = reader.GetString()!;
                Check(_levels.Peek().Name!);
                writer.WritePropertyName(_levels.Peek().Name!);
                return;
            case JsonTokenType.EndObject:
                _levels.Pop();
                writer.WriteEndObject();
                return;
            case JsonTokenType.EndArray:
                _levels.Pop();
                writer.WriteEndArray();
                return;
        }

        if (_levels.TryPeek(out var around))
            around.Index++;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when TryReplace(json, ref reader, writer):
                return;
            case JsonTokenType.StartObject:
                _levels.Push(new());
                writer.WriteStartObject();
                return;
            case JsonTokenType.StartArray:
                _levels.Push(new());
                writer.WriteStartArray();
                return;
            default:
                writer.WriteRawValue(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], skipInputValidation: true);
                return;
        }
    }

    /// <summary>An object or array that is open: the property, or the item, that is being read.</summary>
    private sealed class Level
    {
        public string? Name { get; set; }

        public int Index { get; set; } = -1;

        public string Step => Name is null
            ? $"/{Index}"
            : $"/{Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
    }
}
