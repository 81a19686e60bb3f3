namespace SalesEngagement.TwilioDouble.Rest;

/// <summary>The part of Twilio's REST API that we use.</summary>
internal static class TwilioApi
{
    public static void MapTwilioApi(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/2010-04-01/Accounts/{accountSid}").AddEndpointFilter<BasicAuthentication>();
        account.MapCalls();
        account.MapRecordings();
        account.Map("/{**rest}", (HttpRequest request) => TwilioError.NoSuch(request.Path).ToResult());
    }
}
