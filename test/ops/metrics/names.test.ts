// The manual, the dashboard and the alert rules name the metrics that are served, and Prometheus' own tool accepts them.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { MetricDescription } from '../../../server/core/metrics/metric-book.ts'
import { THREAD_UP } from '../../../server/ops/metrics/gathering.ts'
import type { MetricsService } from '../../../server/ops/metrics/metrics-service.ts'
import { DEMO } from '../../kit/game-server.ts'
import { ROOT } from '../../support/server/process.ts'
import { type Scraped, scrape } from '../../support/server/scrape.ts'
import { startTestServer } from '../../support/server/server.ts'

let metrics: MetricDescription[]
let scraped: Scraped

/** With everything that a metric can be about: tables, rooms, boards, a worker. */
beforeAll(async () => {
  const server = await startTestServer({ game: DEMO, threads: 1, web: { enabled: true } })
  try {
    const client = await server.connect()
    await client.login('ann')
    await client.ask('cs_sign')
    scraped = await scrape(server)
    const listed = new Map<string, MetricDescription>([[THREAD_UP.name, THREAD_UP]])
    for (const slot of [0, 1]) {
      const { call } = await server.server.node.query<MetricsService>(`.metrics/${slot}`)
      for (const each of await call.list()) listed.set(each.name, each)
    }
    metrics = [...listed.values()]
  } finally {
    await server.stop()
  }
})

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort()

test('what is served is what is listed', () => {
  expect(sorted(scraped.types.keys())).toEqual(sorted(metrics.map(({ name }) => name)))
})

test('every series has the labels of its metric, and no others', () => {
  const labels = new Map(metrics.map(each => [each.name, each.labels]))
  const wrong = scraped.series.filter(({ name, labels: given }) => {
    const known = labels.get(name) ?? labels.get(name.replace(/_(bucket|sum|count)$/, ''))
    return sorted(Object.keys(given).filter(label => label !== 'le')).join() !== sorted(known ?? ['?']).join()
  })
  expect(wrong).toEqual([])
})

test.each(['en', 'zh'])('docs/%s/metrics.md has all of them, with type and labels', language => {
  const rows = read(`docs/${language}/metrics.md`).matchAll(/^\| `(gatehouse_\w+)` \| (\w+) \| (.*?) \|/gm)
  const told = [...rows].map(([, name, type, labels]) => `${name} ${type} ${labels!.replaceAll('`', '')}`)
  const served = metrics.map(({ name, type, labels }) => `${name} ${type} ${labels.join(', ')}`)
  expect(told.toSorted()).toEqual(served.toSorted())
})

test('the English page says of each what Prometheus is told', () => {
  const page = read('docs/en/metrics.md')
  expect(metrics.filter(({ help }) => !page.includes(`| ${help} |`)).map(({ name }) => name)).toEqual([])
})

describe.each(['etc/grafana/dashboard.json', 'etc/grafana/alerts.yml'])('%s', file => {
  test('names metrics that are served', () => {
    const named = [...read(file).matchAll(/\bgatehouse_\w+/g)].map(([name]) => name)
    const known = new Set(metrics.map(({ name }) => name))
    expect(named.length).toBeGreaterThan(10)
    expect(sorted(named.filter(name => !known.has(name.replace(/_(bucket|sum|count)$/, ''))))).toEqual([])
  })
})

/** The tool of Debian's package prometheus; CI has it. */
function promtool(args: readonly string[], input?: string): string | undefined {
  const { error, stdout, stderr, status } = spawnSync('promtool', args, { encoding: 'utf8', input })
  if (error && process.env.REQUIRE_SERVERS !== '1') return undefined
  if (error) throw new Error('no promtool on PATH: apt-get install prometheus')
  return status === 0 ? stderr.trim() : `${stdout}${stderr}`
}

test('promtool finds nothing wrong with the metrics and the rules', ({ skip }) => {
  const ofMetrics = promtool(['check', 'metrics'], scraped.text)
  if (ofMetrics === undefined) {
    process.stderr.write('promtool: skipped, there is none on PATH\n')
    return skip()
  }
  expect(ofMetrics).toBe('')
  expect(promtool(['check', 'rules', join(ROOT, 'etc/grafana/alerts.yml')])).toBe('')
})
