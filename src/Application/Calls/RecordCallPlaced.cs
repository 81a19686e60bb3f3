using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Application.Calls;

/// <summary>The carrier accepted the call. A webhook that was faster has said so already.</summary>
public sealed record RecordCallPlaced(string CallSid);

public static class RecordCallPlacedHandler
{
    public static Decision Handle(RecordCallPlaced command, Call call, DateTimeOffset now) =>
        call.CallSid is null && !call.IsOver ? [new CallPlaced(command.CallSid, now)] : [];
}
