using System.Globalization;
using SalesEngagement.TwilioDouble.Calls;
using SalesEngagement.TwilioDouble.Control;

namespace SalesEngagement.TwilioDouble.Rest;

/// <summary>Calls: create, list, read, hang up.</summary>
internal static class CallsApi
{
    public static void MapCalls(this IEndpointRouteBuilder account)
    {
        account.MapPost("/Calls.json", Create);
        account.MapGet("/Calls.json", List);
        account.MapGet("/Calls/{sid}.json", Read);
        account.MapPost("/Calls/{sid}.json", Update);
    }

    private static async Task<IResult> Create(
        string accountSid, HttpContext http, CallLife life, Chaos chaos, TwilioDoubleOptions options, TimeProvider clock)
    {
        if (chaos.DrawRefusal() is { } status)
            return (status == 429 ? TwilioError.TooManyRequests : TwilioError.ServerError(status)).ToResult();

        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : FormCollection.Empty;
        var (order, error) = CreateCallForm.Read(form);
        if (order is null)
            return error!.ToResult();

        var now = clock.GetUtcNow();
        var call = new CarrierCall
        {
            Sid = $"CA{Guid.CreateVersion7():N}",
            AccountSid = accountSid,
            To = form["To"].ToString(),
            From = form["From"].ToString(),
            Direction = "outbound-api",
            CreatedAt = now,
            UpdatedAt = now,
            StartedAt = now,
            Order = order,
        };
        life.Begin(call);
        if (chaos.DrawHold())
            await Task.Delay(options.HeldReply, clock, http.RequestAborted);
        return Results.Json(CallResource.Of(call), statusCode: StatusCodes.Status201Created);
    }

    private static IResult List(string accountSid, HttpRequest request, CallBook book)
    {
        var query = request.Query;
        return Results.Json(Page.Of("calls", [.. book.Calls.Where(Matches).Select(CallResource.Of)], request));

        bool Matches(CarrierCall call) =>
            call.AccountSid == accountSid
            && Is("To", call.To) && Is("From", call.From) && Is("Status", call.Status)
            && (Date("StartTime") is not { } day || call.StartedAt?.UtcDateTime.Date == day.Date)
            && (Date("StartTime>") is not { } since || call.StartedAt >= since)
            && (Date("StartTime<") is not { } until || call.StartedAt <= until);

        bool Is(string field, string value) => !query.TryGetValue(field, out var wanted) || wanted == value;

        DateTime? Date(string field) =>
            DateTime.TryParse(
                query[field], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
                ? date
                : null;
    }

    private static IResult Read(string accountSid, string sid, HttpRequest request, CallBook book) =>
        book.Find(sid) is { } call && call.AccountSid == accountSid
            ? Results.Json(CallResource.Of(call))
            : TwilioError.NoSuch(request.Path).ToResult();

    private static async Task<IResult> Update(
        string accountSid, string sid, HttpRequest request, CallBook book, CallLife life)
    {
        if (book.Find(sid) is not { } call || call.AccountSid != accountSid)
            return TwilioError.NoSuch(request.Path).ToResult();

        var status = request.HasFormContentType ? (await request.ReadFormAsync())["Status"].ToString() : "";
        if (status is not ("canceled" or "completed"))
            return TwilioError.Invalid(20001, "Status must be one of: canceled, completed").ToResult();
        if (status == "canceled" && call.Status == "in-progress")
            return Results.Json(CallResource.Of(call));

        return life.HangUp(sid, status) is { } ended
            ? Results.Json(CallResource.Of(ended))
            : TwilioError.Invalid(21220, "Call is not in-progress. Cannot redirect.").ToResult();
    }
}
