// Issuers for the tests: real OpenID providers, as many as the tests ask for, in one process. What they are told to do
// comes to the address that is printed first, as POSTs of JSON. Ends when its standard input does.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { Issuer } from './issuer.mjs';

const issuers = [];

const tasks = {
  // A new issuer on a port of its own.
  async issuer() {
    const issuer = await Issuer.start();
    issuers.push(issuer);
    return { id: issuers.length - 1, issuer: issuer.address };
  },
  client(issuer, client) {
    const said = Object.fromEntries(Object.entries(client).filter(([, value]) => value !== null));
    issuer.clients.set(client.client_id, said);
  },
  person(issuer, person) {
    issuer.people.set(person.sub, person);
  },
  sign: async (issuer, wanted) => ({ token: await issuer.sign(wanted) }),
  rotate: (issuer) => issuer.rotate(),
  lie: (issuer, lies) => { issuer.lies = lies; },
  stop: (issuer) => issuer.stop(),
  resume: (issuer) => issuer.resume(),
  asked: (issuer) => issuer.asked,
};

const control = createServer(async (request, response) => {
  try {
    const [, task, id] = request.url.split('/');
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = text ? JSON.parse(text) : {};
    const answer = await (task === 'issuer' ? tasks.issuer() : tasks[task](issuers[Number(id)], body));
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(answer ?? {}));
  } catch (failure) {
    response.statusCode = 500;
    response.end(String(failure?.stack));
  }
});

control.listen(0, '127.0.0.1');
await once(control, 'listening');
console.log(`http://127.0.0.1:${control.address().port}`);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
