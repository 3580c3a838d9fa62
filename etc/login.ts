// A login server by itself, with a store of its own. The game's server has login.url, and in login.token what
// `npm run auth -- token --name game --scope cluster etc/login.ts` prints; see login-server.md.

import { defineConfig } from '../server/config.ts'

export default defineConfig({
  auth: { kind: 'accounts' },
  login: { alone: true },
  store: { path: 'var/login' },
  audit: { file: 'var/login-audit.jsonl' },
  web: { port: 8899 },
  console: { port: 8010 },
})
