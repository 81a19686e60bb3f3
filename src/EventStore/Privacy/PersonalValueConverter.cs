using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>Writes a personal value inside its marker, and reads it from there; a wrapper of one string as that string.</summary>
internal sealed class PersonalValueConverter<T> : JsonConverter<T>
    where T : notnull
{
    private static readonly JsonSerializerOptions Inner = new() { Converters = { new JsonStringEnumConverter() } };
    private static readonly T ErasedValue = (T)PersonalTypes.ErasedOf(typeof(T));
    private static readonly ConstructorInfo? OfString =
        typeof(T).GetConstructor([typeof(string)]) is { } only && only.GetParameters() is [{ Name: "Value" }] ? only : null;

    private static readonly Func<string, T>? Wrap = OfString is null ? null : CompileWrap(OfString);
    private static readonly Func<T, string>? Unwrap = OfString is null ? null : CompileUnwrap();

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return ReadInner(ref reader);
        var ahead = reader;
        ahead.Read();
        if (ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals(PersonalJson.Erased))
        {
            reader.Skip();
            return ErasedValue;
        }

        if (ahead.TokenType != JsonTokenType.PropertyName || !ahead.ValueTextEquals(PersonalJson.Clear))
            return ReadInner(ref reader);
        reader.Read();
        reader.Read();
        var value = ReadInner(ref reader);
        reader.Read();
        return value;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(PersonalJson.Clear);
        if (Unwrap is not null)
            writer.WriteStringValue(Unwrap(value));
        else
            JsonSerializer.Serialize(writer, value, Inner);
        writer.WriteEndObject();
    }

    private static T ReadInner(ref Utf8JsonReader reader) =>
        Wrap is not null && reader.TokenType == JsonTokenType.String
            ? Wrap(reader.GetString()!)
            : JsonSerializer.Deserialize<T>(ref reader, Inner) ?? throw new JsonException($"A {typeof(T).Name} is null.");

    private static Func<string, T> CompileWrap(ConstructorInfo constructor)
    {
        var text = Expression.Parameter(typeof(string));
        return Expression.Lambda<Func<string, T>>(Expression.New(constructor, text), text).Compile();
    }

    private static Func<T, string> CompileUnwrap()
    {
        var value = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, string>>(Expression.Property(value, "Value"), value).Compile();
    }
}
