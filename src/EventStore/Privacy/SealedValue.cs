using System.Text.Json;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>An encrypted value as it is stored: <c>{"$e":1,"s":subject,"k":key version,"c":base64}</c>.</summary>
internal readonly record struct SealedValue(string Subject, int KeyVersion, byte[] Cipher)
{
    /// <summary>The property that tells the form apart; its value is the form's version.</summary>
    public const string Name = "$e";

    /// <summary>A quick look: false means that a document surely holds none.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> json) => json.IndexOf("\"$e\""u8) >= 0;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Name, 1);
        writer.WriteString("s"u8, Subject);
        writer.WriteNumber("k"u8, KeyVersion);
        writer.WriteBase64String("c"u8, Cipher);
        writer.WriteEndObject();
    }

    /// <summary>Reads the object at whose start the reader stands, and leaves it at its end; untouched if it is another kind.</summary>
    public static SealedValue? TryRead(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        var form = 0;
        string? subject = null;
        var version = 0;
        byte[]? cipher = null;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var property = ahead.GetString();
            ahead.Read();
            switch (property, ahead.TokenType)
            {
                case (Name, JsonTokenType.Number) when ahead.TryGetInt32(out form):
                case ("k", JsonTokenType.Number) when ahead.TryGetInt32(out version):
                    break;
                case ("s", JsonTokenType.String):
                    subject = ahead.GetString();
                    break;
                case ("c", JsonTokenType.String) when ahead.TryGetBytesFromBase64(out cipher):
                    break;
                default:
                    return null;
            }
        }

        if (form != 1 || subject is null || cipher is null)
            return null;
        reader = ahead;
        return new(subject, version, cipher);
    }

    /// <summary>The people whose values a document holds.</summary>
    public static void CollectSubjects(ReadOnlySpan<byte> json, Action<string> collect)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject && TryRead(ref reader) is { } found)
                collect(found.Subject);
        }
    }
}
