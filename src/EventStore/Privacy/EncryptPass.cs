using System.Text.Json;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>Turns every marked clear value into its encrypted form, under one person's key.</summary>
internal sealed class EncryptPass(string tenantId, Guid streamId, Guid eventId, string subject, SubjectKey key) : JsonPass
{
    protected override bool TryReplace(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        var ahead = reader;
        ahead.Read();
        if (ahead.TokenType != JsonTokenType.PropertyName || !ahead.ValueTextEquals(PersonalJson.Clear))
            return false;
        ahead.Read();
        var from = (int)ahead.TokenStartIndex;
        ahead.Skip();
        var plain = json[from..(int)ahead.BytesConsumed];
        ahead.Read();
        if (ahead.TokenType != JsonTokenType.EndObject)
            return false;

        var place = SubjectCipher.Place(tenantId, streamId, eventId, Path);
        new SealedValue(subject, key.Version, SubjectCipher.Encrypt(key.Bytes, plain, place)).Write(writer);
        reader = ahead;
        return true;
    }

    /// <summary>Only this pass may make what the other one believes.</summary>
    protected override void Check(string property)
    {
        if (property == SealedValue.Name)
            throw new ArgumentException($"A fact has a property {SealedValue.Name}, which is reserved: refuse it at the door.");
    }
}
