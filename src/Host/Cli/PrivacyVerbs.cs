using System.CommandLine;

namespace SalesEngagement.Host.Cli;

/// <summary><c>privacy …</c>: what the installation owes to those whose data it keeps.</summary>
internal static class PrivacyVerbs
{
    public static Command Create(Composition compose) => new("privacy", "Sealed history and personal data.")
    {
        PrivacySubjectVerbs.State(compose),
        PrivacySubjectVerbs.Erase(compose),
        PrivacySubjectVerbs.Hold(compose),
        PrivacySubjectVerbs.Release(compose),
        PrivacySubjectVerbs.Merge(compose),
        PrivacyKeyVerbs.Rotate(compose),
        PrivacyKeyVerbs.OffBoard(compose),
        PrivacyVerifyVerb.Create(compose),
        HistoryVerbs.Export(compose),
        HistoryVerbs.PublicKeys(compose),
        HistoryVerbs.Prove(compose),
    };
}
