using SalesEngagement.Domain.ApiKeys;
using SalesEngagement.Projections.ApiKeys;

namespace SalesEngagement.Specs.ApiKeys;

public sealed class ApiKeyCardSpecs
{
    private static readonly Guid User = Some.Id();
    private static readonly ApiKeyCreated Created = new("CRM", ["contacts:read"], User, Now.AddDays(30), ["10.0.0.0/8"], Now);

    [Fact]
    public void a_new_key_shows_what_it_was_made_with()
    {
        var past = Given(Created);
        past.Shows<ApiKeyCard>().ShouldBe(new ApiKeyCard(
            past.StreamId, 1, "CRM", Created.Scopes, User, Now.AddDays(30), Created.Addresses, Now, RevokedAt: null));
    }

    [Fact]
    public void a_changed_key_shows_the_last_change_and_keeps_its_user()
    {
        var changed = new ApiKeyChanged("ERP", ["calls:read"], ExpiresAt: null, [], Now.AddDays(1));
        var past = Given(Created, changed);
        past.Shows<ApiKeyCard>().ShouldBe(new ApiKeyCard(
            past.StreamId, 2, "ERP", changed.Scopes, User, ExpiresAt: null, changed.Addresses, Now, RevokedAt: null));
    }

    [Fact]
    public void a_revoked_key_says_since_when()
    {
        var card = Given(Created, new ApiKeyRevoked(Now.AddDays(2))).Shows<ApiKeyCard>();
        (card.Version, card.RevokedAt, card.Name).ShouldBe((2, Now.AddDays(2), "CRM"));
    }
}
