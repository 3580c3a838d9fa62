// For a server that players reach: JSON logs, no development checks, and of the web server only what supervisors and
// other programs need (/healthz; /rank/* where board.http.token is set), no tester page. Data lasts in var/store, or in
// MongoDB: `npm start -- etc/production.ts --set store.url=mongodb://…`. Better: a file of your own beside this one, which
// reads passwords from the environment, so that they are in no list of processes.
// Say in it who may log in (docs/en/accounts.md): as long as anybody may, it starts on 127.0.0.1 only.

import { defineConfig } from '../server/config.ts'

export default defineConfig({
  development: false,
  web: { page: false },
  log: { pretty: false },
})
