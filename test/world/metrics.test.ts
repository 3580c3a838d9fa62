import { expect, onTestFinished, test } from 'vitest'
import { ARENA } from '../support/games/arena.ts'
import { askConsole } from '../support/server/console-client.ts'
import { scrape, sumOf } from '../support/server/scrape.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { Watcher } from '../support/world/watcher.ts'

test.each(workers(1))(
  'metrics say what worlds do, and keep what those have done that have ended, with %i worker threads',
  async threads => {
    const server = await serverForTest({ threads, game: ARENA, web: { enabled: true } })
    const [anna, bert] = [await Watcher.open(server.url, 'anna'), await Watcher.open(server.url, 'bert')]
    onTestFinished(() => [anna, bert].forEach(({ player }) => void player.close()))
    await anna.create('open', 3)
    await bert.join(anna.id, { is_spectator: true })
    await anna.until(({ patches }) => patches > 10)
    const seen = await scrape(server)
    const read = (name: string, of = seen) => sumOf(of, `gatehouse_world_${name}`, { kind: 'open' })
    expect([read('entities'), read('spectators')]).toEqual([4, 1])
    expect(read('ticks_total')).toBeGreaterThanOrEqual(10)
    expect(read('late_ticks_total')).toBeGreaterThanOrEqual(0)
    expect(read('tick_seconds_total')).toBeGreaterThan(0)
    expect(read('patch_bytes_total')).toBeGreaterThan(100)

    const port = server.server.consolePort!
    const { rows } = await askConsole<{ rows: { address: string }[] }>(port, 'rooms')
    await askConsole(port, `kill ${rows[0]!.address} --now`)
    const after = await until(
      () => scrape(server),
      scraped => read('entities', scraped) === 0,
    )
    for (const name of ['ticks_total', 'tick_seconds_total', 'patch_bytes_total'])
      expect(read(name, after)).toBeGreaterThanOrEqual(read(name))
  },
)
