// For a small host (one core, 256 MB): everything on one thread, plain logs, no tester page, smaller caches and buffers.
// Say who may log in (docs/en/accounts.md): as long as anybody may, it starts on 127.0.0.1 only.

import { defineConfig } from '../server/config.ts'

export default defineConfig({
  threads: 0,
  development: false,
  gate: { maxClients: 1000, maxBuffered: 33_554_432 },
  web: { page: false },
  table: { cacheBytes: 1_048_576, keep: 3 },
  room: { maxRooms: 2000, history: 50 },
  log: { pretty: false },
})
