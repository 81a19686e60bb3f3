// What a provider keeps: in memory, by kind and id; clients are whoever the tests have named.
export function storage(clients) {
  const kept = new Map();
  const uids = new Map();
  return class {
    constructor(kind) {
      this.kind = kind;
    }

    key(id) {
      return `${this.kind}/${id}`;
    }

    async upsert(id, payload) {
      kept.set(this.key(id), payload);
      if (payload.uid) uids.set(payload.uid, id);
    }

    async find(id) {
      return this.kind === 'Client' ? clients.get(id) : kept.get(this.key(id));
    }

    async findByUid(uid) {
      return this.find(uids.get(uid));
    }

    async findByUserCode() {
      return undefined;
    }

    async destroy(id) {
      kept.delete(this.key(id));
    }

    async consume(id) {
      kept.get(this.key(id)).consumed = Math.floor(Date.now() / 1000);
    }

    async revokeByGrantId(grantId) {
      for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
    }
  };
}
