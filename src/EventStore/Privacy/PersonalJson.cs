using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Facts as JSON: property names as in C#, enums as strings, and every personal value in a marker that the ciphers
/// look for: <c>{"$p":value}</c> in clear, <c>{"$x":true}</c> erased.
/// </summary>
internal static class PersonalJson
{
    public static ReadOnlySpan<byte> Clear => "$p"u8;

    public static ReadOnlySpan<byte> Erased => "$x"u8;

    /// <summary>How a fact with a marked value begins that value, if it has any.</summary>
    public static ReadOnlySpan<byte> ClearStart => "{\"$p\":"u8;

    public static JsonSerializerOptions Options(Func<Type, bool> isPersonal) => new()
    {
        Converters = { new JsonStringEnumConverter(), new PersonalValueConverters(isPersonal) },
        MaxDepth = 64,
    };

    private sealed class PersonalValueConverters(Func<Type, bool> isPersonal) : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => isPersonal(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(PersonalValueConverter<>).MakeGenericType(typeToConvert))!;
    }
}
