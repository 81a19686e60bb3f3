import { createServer } from 'node:http';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import * as jose from 'jose';
import { Provider } from 'oidc-provider';
import { storage } from './storage.mjs';

const ALGORITHM = 'RS256';

// An issuer: its keys, people and clients, and what it is told to lie about.
export class Issuer {
  clients = new Map();
  people = new Map();
  lies = {};
  asked = {};

  static async start() {
    const issuer = new Issuer();
    await issuer.listen(0);
    issuer.address = `http://127.0.0.1:${issuer.port}`;
    issuer.storage = storage(issuer.clients);
    await issuer.rotate();
    return issuer;
  }

  async listen(port) {
    this.server = createServer((request, response) => this.answer(request, response));
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = this.server.address().port;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  async resume() {
    await this.listen(this.port);
  }

  // Another key from now on: the one before is neither used nor shown any more.
  async rotate() {
    const { privateKey } = await jose.generateKeyPair(ALGORITHM, { extractable: true });
    const kid = randomBytes(8).toString('hex');
    this.key = { ...(await jose.exportJWK(privateKey)), kid, alg: ALGORITHM, use: 'sig' };
    this.provider = new Provider(this.address, this.configuration());
    this.provider.use((context, next) => this.lie(context, next));
    this.callback = this.provider.callback();
  }

  configuration() {
    return {
      adapter: this.storage,
      jwks: { keys: [this.key] },
      cookies: { keys: [randomBytes(16).toString('hex')] },
      pkce: { required: () => true },
      claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email', 'email_verified'] },
      scopes: ['openid', 'profile', 'email'],
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_context, sub) => this.people.has(sub) && { accountId: sub, claims: () => this.people.get(sub) },
      extraTokenClaims: (_context, token) => {
        const { sub: _, ...claims } = this.people.get(token.accountId) ?? {};
        return claims;
      },
      features: {
        devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true,
          useGrantedResource: () => true,
          getResourceServerInfo: (_context, resource) => ({
            scope: 'api', audience: resource, accessTokenFormat: 'jwt', jwt: { sign: { alg: ALGORITHM } },
          }),
        },
      },
    };
  }

  async answer(request, response) {
    const path = request.url.split('?')[0];
    this.asked[path] = (this.asked[path] ?? 0) + 1;
    if (this.lies.redirect?.[path]) {
      response.writeHead(302, { Location: this.lies.redirect[path] }).end();
    } else if (this.lies.bytes?.[path]) {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('x'.repeat(this.lies.bytes[path]));
    } else if (path.startsWith('/interaction/')) {
      await this.interact(request, response);
    } else {
      this.callback(request, response);
    }
  }

  // Whom the browser says it is signs in and agrees to everything.
  async interact(request, response) {
    const { provider } = this;
    const { params } = await provider.interactionDetails(request, response);
    const accountId = request.headers['x-person'];
    if (!this.people.has(accountId)) {
      await provider.interactionFinished(request, response, { error: 'access_denied' }, { mergeWithLastSubmission: false });
      return;
    }
    const grant = new provider.Grant({ accountId, clientId: params.client_id });
    grant.addOIDCScope('openid profile email');
    if (params.resource) grant.addResourceScope(params.resource, 'api');
    const grantId = await grant.save();
    await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } }, { mergeWithLastSubmission: false });
  }

  // A token of this issuer's key with whatever in it.
  async sign({ header, claims, how }) {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.address, iat: now, exp: now + 300, ...claims };
    const head = { alg: ALGORITHM, kid: this.key.kid, typ: 'at+jwt', ...header };
    const publicKey = JSON.stringify({ kty: this.key.kty, n: this.key.n, e: this.key.e });
    if (how === 'none') return `${jose.base64url.encode(JSON.stringify({ ...head, alg: 'none' }))}.${jose.base64url.encode(JSON.stringify(payload))}.`;
    if (how === 'secret') return new jose.SignJWT(payload).setProtectedHeader({ ...head, alg: 'HS256' }).sign(new TextEncoder().encode(publicKey));
    const key = how === 'stranger' ? (await jose.generateKeyPair(ALGORITHM)).privateKey : await jose.importJWK(this.key, ALGORITHM);
    return new jose.SignJWT(payload).setProtectedHeader(head).sign(key);
  }

  async lie(context, next) {
    await next();
    const { idToken, userinfo, discovery } = this.lies;
    if (context.path === '/token' && context.body?.id_token && idToken) {
      const { header, how, ...claims } = idToken;
      const said = jose.decodeJwt(context.body.id_token);
      context.body.id_token = await this.sign({ header: { typ: 'JWT', ...header }, claims: { ...said, ...claims }, how });
    }
    if (context.path === '/me' && userinfo) context.body = { ...context.body, ...userinfo };
    if (context.path === '/.well-known/openid-configuration' && discovery) context.body = { ...context.body, ...discovery };
  }
}
