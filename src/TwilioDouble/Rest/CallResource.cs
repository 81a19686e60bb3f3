using System.Globalization;
using SalesEngagement.TwilioDouble.Calls;

namespace SalesEngagement.TwilioDouble.Rest;

/// <summary>Calls and recordings in the JSON of Twilio's API.</summary>
internal static class CallResource
{
    public static object Of(CarrierCall call) => new
    {
        sid = call.Sid,
        account_sid = call.AccountSid,
        api_version = "2010-04-01",
        to = call.To,
        to_formatted = call.To,
        from = call.From,
        from_formatted = call.From,
        direction = call.Direction,
        status = call.Status,
        answered_by = call.AnsweredBy is null ? null : call.AnsweredBy.StartsWith("machine", StringComparison.Ordinal) ? "machine" : "human",
        date_created = Rfc2822.Of(call.CreatedAt),
        date_updated = Rfc2822.Of(call.UpdatedAt),
        start_time = Date(call.AnsweredAt ?? call.StartedAt),
        end_time = Date(call.EndedAt),
        duration = call.Duration?.ToString(CultureInfo.InvariantCulture),
        price = (string?)null,
        price_unit = "USD",
        parent_call_sid = (string?)null,
        caller_name = (string?)null,
        forwarded_from = (string?)null,
        phone_number_sid = "",
        uri = $"/2010-04-01/Accounts/{call.AccountSid}/Calls/{call.Sid}.json",
        subresource_uris = new { recordings = $"/2010-04-01/Accounts/{call.AccountSid}/Calls/{call.Sid}/Recordings.json" },
    };

    public static object Of(CarrierRecording recording) => new
    {
        sid = recording.Sid,
        account_sid = recording.AccountSid,
        call_sid = recording.CallSid,
        conference_sid = (string?)null,
        api_version = "2010-04-01",
        status = recording.Status,
        duration = recording.Status == "completed" ? recording.Duration.ToString(CultureInfo.InvariantCulture) : "-1",
        channels = recording.Channels,
        source = recording.Source,
        error_code = (int?)null,
        price = (string?)null,
        price_unit = "USD",
        start_time = Rfc2822.Of(recording.StartedAt),
        date_created = Rfc2822.Of(recording.StartedAt),
        date_updated = Rfc2822.Of(recording.StartedAt),
        uri = $"/2010-04-01/Accounts/{recording.AccountSid}/Recordings/{recording.Sid}.json",
    };

    private static string? Date(DateTimeOffset? at) => at is { } known ? Rfc2822.Of(known) : null;
}
