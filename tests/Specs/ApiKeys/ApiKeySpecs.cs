using SalesEngagement.Application.ApiKeys;
using SalesEngagement.Domain;
using SalesEngagement.Domain.ApiKeys;

namespace SalesEngagement.Specs.ApiKeys;

public sealed class ApiKeySpecs
{
    private static readonly Guid User = Some.Id();
    private static readonly ApiKeyCreated Created = new("CRM", ["contacts:read"], User, Now.AddDays(30), ["10.0.0.0/8"], Now);

    [Fact]
    public void a_key_is_what_was_made() =>
        CreateApiKeyHandler.Handle(new("CRM", ["contacts:read"], User, Now.AddDays(30), ["10.0.0.0/8"]), Now).Then(Created);

    [Fact]
    public void a_key_may_live_without_end() =>
        CreateApiKeyHandler.Handle(new("CRM", ["contacts:read"], User, ExpiresAt: null, []), Now)
            .Then(new ApiKeyCreated("CRM", ["contacts:read"], User, ExpiresAt: null, [], Now));

    [Fact]
    public void a_key_that_would_be_dead_from_the_start_is_refused()
    {
        CreateApiKeyHandler.Handle(new("CRM", ["contacts:read"], User, Now, []), Now).ThenRejected("already-expired");
        Changing(new(Expiry: new(Now))).ThenRejected("already-expired");
    }

    [Fact]
    public void what_is_not_named_stays_as_it_is()
    {
        Changing(new(Name: "ERP")).Then(new ApiKeyChanged("ERP", ["contacts:read"], Now.AddDays(30), ["10.0.0.0/8"], Now));
        Changing(new(Scopes: ["calls:read"])).Then(new ApiKeyChanged("CRM", ["calls:read"], Now.AddDays(30), ["10.0.0.0/8"], Now));
        Changing(new(Addresses: [])).Then(new ApiKeyChanged("CRM", ["contacts:read"], Now.AddDays(30), [], Now));
        Changing(new(Expiry: new(Now.AddDays(60))))
            .Then(new ApiKeyChanged("CRM", ["contacts:read"], Now.AddDays(60), ["10.0.0.0/8"], Now));
        Changing(new(Expiry: new(At: null))).Then(new ApiKeyChanged("CRM", ["contacts:read"], ExpiresAt: null, ["10.0.0.0/8"], Now));
    }

    [Fact]
    public void an_expired_key_can_be_renamed_and_be_given_a_new_end()
    {
        var expired = Given(Created with { ExpiresAt = Now.AddDays(-1) });
        expired.When<ApiKey>((key, now) => ChangeApiKeyHandler.Handle(new(Name: "old"), key, now))
            .Then(new ApiKeyChanged("old", ["contacts:read"], Now.AddDays(-1), ["10.0.0.0/8"], Now));
        expired.When<ApiKey>((key, now) => ChangeApiKeyHandler.Handle(new(Expiry: new(Now.AddDays(1))), key, now))
            .Then(new ApiKeyChanged("CRM", ["contacts:read"], Now.AddDays(1), ["10.0.0.0/8"], Now));
    }

    [Fact]
    public void the_same_again_changes_nothing()
    {
        Changing(new("CRM", ["contacts:read"], new(Now.AddDays(30)), ["10.0.0.0/8"])).ThenNothing();
        Changing(new()).ThenNothing();
        Revoking(Created, new ApiKeyRevoked(Now)).ThenNothing();
    }

    [Fact]
    public void a_key_is_revoked_once_and_for_good()
    {
        Revoking(Created).Then(new ApiKeyRevoked(Now));
        Given(Created, new ApiKeyRevoked(Now))
            .When<ApiKey>((key, now) => ChangeApiKeyHandler.Handle(new(Name: "ERP"), key, now)).ThenRejected("key-revoked");
    }

    private static Decision Changing(ChangeApiKey command) =>
        Given(Created).When<ApiKey>((key, now) => ChangeApiKeyHandler.Handle(command, key, now));

    private static Decision Revoking(params object[] past) =>
        Given(past).When<ApiKey>((key, now) => RevokeApiKeyHandler.Handle(new(), key, now));
}
