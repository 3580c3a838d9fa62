// The server under load, as a child process: etc/bench.ts with free ports, a store of its own, and the settings that follow.
// Its parent asks for a collection in every thread and for what the heaps and the process hold after it, for the time of the
// processor, or for new code.

import { readFileSync } from 'node:fs'
import type { CodeService, Replaced } from '../../../server/code/code-service.ts'
import { startServer } from '../../../server/server.ts'
import { loadConfig } from '../../../server/settings/load.ts'
import type { Collector } from './collector.ts'

const [path = '', threads = '1', ...sets] = process.argv.slice(2)
const config = await loadConfig('etc/bench.ts', [
  'gate.port=0',
  'web.enabled=false',
  `threads=${threads}`,
  `store.path=${path}`,
  'game=test/bench/support/game.ts',
  ...sets,
])
const server = await startServer(config)
const collectors = await Promise.all(
  [...new Set([0, ...server.node.slots])].map(slot =>
    server.node.launchOn<Collector>(slot, 'collector', undefined),
  ),
)

async function replaceCode(): Promise<Replaced> {
  const code = await server.node.query<CodeService>('.code')
  return code.within(60_000).call.replace({ by: 'bench', types: 'none' })
}

/** KB of memory that is not backed by a file. */
function anonymous(): number {
  const rollup = readFileSync('/proc/self/smaps_rollup', 'utf8')
  return Number(rollup.match(/^Anonymous:\s+(\d+) kB/m)?.[1])
}

process.on('message', async ask => {
  if (ask === 'cpu') return void process.send?.({ cpu: process.cpuUsage() })
  if (ask === 'replace') return void process.send?.({ changed: (await replaceCode()).changed })
  let heap = 0
  for (const collector of collectors) heap += await collector.within(60_000).call.collect()
  process.send?.({ anonymous: anonymous(), heap })
})
process.once('disconnect', () => void server.stop().then(() => process.exit(0)))
process.send?.({ port: server.gatePort, login: 'loginPort' in server ? server.loginPort : undefined })
