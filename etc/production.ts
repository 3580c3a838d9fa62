// For a server that players reach: no tester page, no development checks. Set store.url to your MongoDB.

import { defineConfig } from '../server/config.ts'

export default defineConfig({
  development: false,
  log: { pretty: false },
})
