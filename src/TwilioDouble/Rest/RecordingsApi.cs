using SalesEngagement.TwilioDouble.Calls;
using SalesEngagement.TwilioDouble.Media;

namespace SalesEngagement.TwilioDouble.Rest;

/// <summary>Recordings: list, read, delete, and their media.</summary>
internal static class RecordingsApi
{
    public static void MapRecordings(this IEndpointRouteBuilder account)
    {
        account.MapGet("/Calls/{callSid}/Recordings.json", (string accountSid, string callSid, HttpRequest request, CallBook book) =>
            List(accountSid, request, [.. book.Recordings.Where(recording => recording.CallSid == callSid)]));
        account.MapGet("/Recordings.json", (string accountSid, HttpRequest request, CallBook book) =>
            List(accountSid, request, book.Recordings));
        account.MapGet("/Recordings/{sid}.json", (string accountSid, string sid, HttpRequest request, CallBook book) =>
            Found(accountSid, sid, request, book, recording => Results.Json(CallResource.Of(recording))));
        account.MapDelete("/Recordings/{sid}.json", (string accountSid, string sid, HttpRequest request, CallBook book) =>
            Found(accountSid, sid, request, book, recording => Delete(recording, book)));
        account.MapGet("/Recordings/{sid}.wav", (string accountSid, string sid, HttpRequest request, CallBook book) =>
            Found(accountSid, sid, request, book, recording =>
                Results.Bytes(Tone.Wav(recording.Duration, recording.Channels), "audio/x-wav", enableRangeProcessing: true)));
        account.MapGet("/Recordings/{sid}.mp3", (string accountSid, string sid, HttpRequest request, CallBook book) =>
            Found(accountSid, sid, request, book, recording =>
                Results.Bytes(Tone.Mp3(recording.Duration), "audio/mpeg", enableRangeProcessing: true)));
    }

    private static IResult List(string accountSid, HttpRequest request, IReadOnlyList<CarrierRecording> recordings) =>
        Results.Json(Page.Of(
            "recordings", [.. recordings.Where(recording => recording.AccountSid == accountSid).Select(CallResource.Of)], request));

    private static IResult Found(
        string accountSid, string sid, HttpRequest request, CallBook book, Func<CarrierRecording, IResult> answer) =>
        book.FindRecording(sid) is { } recording && recording.AccountSid == accountSid
            ? answer(recording)
            : TwilioError.NoSuch(request.Path).ToResult();

    private static IResult Delete(CarrierRecording recording, CallBook book)
    {
        book.Put(recording with { Deleted = true });
        return Results.NoContent();
    }
}
