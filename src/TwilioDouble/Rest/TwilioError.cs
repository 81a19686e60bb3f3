namespace SalesEngagement.TwilioDouble.Rest;

/// <summary>An error as Twilio's API answers it.</summary>
internal sealed record TwilioError(int Code, string Message, int Status)
{
    public IResult ToResult() => Results.Json(
        new { code = Code, message = Message, more_info = $"https://www.twilio.com/docs/errors/{Code}", status = Status },
        statusCode: Status);

    public static TwilioError Authenticate { get; } = new(20003, "Authenticate", 401);

    public static TwilioError NoSuch(PathString path) => new(20404, $"The requested resource {path} was not found", 404);

    public static TwilioError TooManyRequests { get; } = new(20429, "Too Many Requests", 429);

    public static TwilioError ServerError(int status) => new(20500, "An internal server error has occurred", status);

    public static TwilioError Invalid(int code, string message) => new(code, message, 400);
}
