// Reads what GET /metrics of a test's server says.

import type { TestServer } from './server.ts'

export interface Series {
  name: string
  labels: Record<string, string>
  value: number
}

export interface Scraped {
  text: string
  /** Of every family, with or without series. */
  types: Map<string, string>
  series: Series[]
}

export async function scrape(server: TestServer): Promise<Scraped> {
  const answer = await fetch(`http://127.0.0.1:${server.server.webPort}/metrics`)
  if (answer.status !== 200) throw new Error(`/metrics said ${answer.status}: ${await answer.text()}`)
  return readMetrics(await answer.text())
}

export function readMetrics(text: string): Scraped {
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name!, type!]))
  const series = [...text.matchAll(/^([a-z_]+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name, labels, value]) => ({
    name: name!,
    labels: labelsOf(labels ?? ''),
    value: Number(value!.replace('+Inf', 'Infinity')),
  }))
  return { text, types, series }
}

const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name, value]) => [name!, value!]),
  )

/** The sum of the series that have `labels`; 0 when there is none. */
export const sumOf = ({ series }: Scraped, name: string, labels: Record<string, string> = {}): number =>
  series
    .filter(
      each =>
        each.name === name && Object.entries(labels).every(([key, value]) => each.labels[key] === value),
    )
    .reduce((sum, { value }) => sum + value, 0)
