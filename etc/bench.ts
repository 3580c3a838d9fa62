// For benchmarks: the default with its limits out of reach (they are still checked) and quiet logs.

import { defineConfig } from '../server/config.ts'

export default defineConfig({
  gate: {
    maxClients: 20_000,
    maxPerAddress: 1_000_000,
    maxUpgrades: 1_000_000_000,
    messageRate: 1_000_000_000,
    messageBurst: 1_000_000_000,
    inputRate: 1_000_000_000,
    inputBurst: 1_000_000_000,
    messageRatePerAddress: 1_000_000_000,
    idleTimeout: 3_600_000,
    loginTimeout: 600_000,
  },
  session: { maxAway: 1_000_000, maxKeptAll: 1_000_000_000 },
  web: { maxConnections: 1_000_000, maxPerAddress: 1_000_000 },
  console: { port: 0 },
  heap: { leaveAt: 1 },
  watch: { errors: 1_000_000_000 },
  auth: { newRolesPerAddress: 1_000_000_000, newRoleRate: 1_000_000_000, newRoleBurst: 1_000_000_000 },
  table: { maxFile: 1_000_000_000 },
  store: { minFree: 0 },
  room: {
    createRate: 1_000_000_000,
    createBurst: 1_000_000_000,
    historyRate: 1_000_000_000,
    strangerRate: 1_000_000_000,
    strangerBurst: 1_000_000_000,
  },
  compute: { queue: 100_000 },
  operation: { most: 100_000, perPlayer: 1000 },
  login: {
    wrongPerAccount: 1_000_000_000,
    wrongPerAddress: 1_000_000_000,
    registrationsPerAddress: 1_000_000_000,
    guestsPerAddress: 1_000_000_000,
  },
  log: { level: 'warn', pretty: false },
})
