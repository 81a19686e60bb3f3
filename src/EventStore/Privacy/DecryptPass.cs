using System.Text.Json;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>Turns every encrypted value of an event into a marked clear one, or an erased one.</summary>
internal sealed class DecryptPass(StoredEvent row, IReadOnlyDictionary<SubjectId, SubjectKey> keys) : JsonPass
{
    protected override bool TryReplace(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        if (SealedValue.TryRead(ref reader) is not { } found)
            return false;
        if (!keys.TryGetValue(new(row.TenantId, found.Subject), out var key))
            throw new SubjectKeyMissingException(found.Subject);

        writer.WriteStartObject();
        if (key.IsErased)
        {
            writer.WriteBoolean(PersonalJson.Erased, true);
        }
        else
        {
            var place = SubjectCipher.Place(row.TenantId, row.StreamId, row.Id, Path);
            writer.WritePropertyName(PersonalJson.Clear);
            writer.WriteRawValue(SubjectCipher.Decrypt(key.Bytes, found.Cipher, place), skipInputValidation: true);
        }

        writer.WriteEndObject();
        return true;
    }
}
