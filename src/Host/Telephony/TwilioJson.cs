using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesEngagement.Application.Calls;

namespace SalesEngagement.Host.Telephony;

/// <summary>The part of Twilio's JSON that we read.</summary>
internal static class TwilioJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    public sealed record CallList(IReadOnlyList<Call> Calls);

    public sealed record Error(int? Code);

    /// <summary>A call; dates are RFC 2822.</summary>
    public sealed record Call(
        string Sid, string Status, string? StartTime, string? EndTime, int? Duration, string? AnsweredBy)
    {
        /// <summary>Null when Twilio uses a status that we do not know.</summary>
        public CarrierCall? ToCarrierCall() => TwilioWords.StatusOf(Status) is { } status
            ? new(Sid, status, Date(StartTime), Date(EndTime), Duration, AnsweredBy)
            : null;
    }

    /// <summary>Dates as Twilio writes them; null when there is none.</summary>
    public static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.ToUniversalTime()
            : null;
}
