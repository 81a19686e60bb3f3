using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Users;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>What the routes answer that links open.</summary>
internal static class LinkAnswers
{
    /// <summary>404, like everything that is not there; with a code of its own, so that people can be told to ask for another link.</summary>
    public static Problem Gone { get; } = new(StatusCodes.Status404NotFound, LinkGone.Rejection.Code, LinkGone.Rejection.Detail);

    /// <summary>The answer of a command that took a link, unless the link opened nothing.</summary>
    public static async Task<IResult> OrGone<T>(
        this Task<CommandResult<T>> running, Func<Task<CommandResult<T>>, Task<IResult>> answer)
        where T : class =>
        (await running).Rejection?.Code == Gone.Code ? Gone : await answer(running);
}
