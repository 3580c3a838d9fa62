// npm run weak: a weak network before a server that runs, to try a game by hand. Point the client at its port.

import { parseArgs } from 'node:util'
import type { Weakness } from './weak-line.ts'
import { WeakNetwork } from './weak-network.ts'

const USAGE = `usage: npm run weak -- [--port 9888] [--to 8888] [--delay 80] [--jitter 30] [--stall 2%] [--rate 100000]
                       [--cut 1%] [--half-open 1%] [--swallow 1%] [--seed 1]

  delay, jitter   ms that everything takes, one way, and up to how many more
  stall           of packets that are lost, which holds up all behind them for 200 to 400 ms
  rate            bytes a second, one way
  cut, half-open, swallow   of packets that end their connection: both sides hear it, only the client, nobody`

const text = { type: 'string' } as const

function read(): { port: number; to: number; seed: number; weakness: Partial<Weakness> } {
  const { values } = parseArgs({
    options: {
      port: { ...text, default: '9888' },
      to: { ...text, default: '8888' },
      seed: { ...text, default: '1' },
      delay: text,
      jitter: text,
      stall: text,
      rate: text,
      cut: text,
      'half-open': text,
      swallow: text,
    },
  })
  const { port, to, seed, ...rest } = values
  const weakness = Object.entries(rest).map(([name, value]) => [
    name === 'half-open' ? 'halfOpen' : name,
    numberOf(name, value as string),
  ])
  return {
    port: numberOf('port', port),
    to: numberOf('to', to),
    seed: numberOf('seed', seed),
    weakness: Object.fromEntries(weakness) as Partial<Weakness>,
  }
}

/** `2%` is 0.02. */
function numberOf(name: string, value: string): number {
  const number = value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value)
  if (value === '' || !(number >= 0)) throw new Error(`${name}: expected a number, got ${value}`)
  return number
}

try {
  const { port, to, seed, weakness } = read()
  const network = await WeakNetwork.open(to, weakness, { port, seed })
  const what = Object.entries(weakness).map(([name, value]) => `${name} ${value}`)
  console.log(
    `a weak network from port ${network.port} to ${to}: ${what.join(', ') || 'sound'}; Ctrl+C ends it`,
  )
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`)
  process.exitCode = 1
}
