// What a message between two services costs, on one thread and across two. The peer does the same between two bare
// threads: calls as numbers in an array, as many in one postMessage as wait at the time, a promise for each.

import { Worker } from 'node:worker_threads'
import { pino } from 'pino'
import { Node } from '../../server/core/node.ts'
import type { Ref } from '../../server/core/ref.ts'
import { Adder, Caller } from './support/calls-services.ts'
import type { Figure } from './support/figure.ts'
import { judge, median, type Row } from './support/report.ts'

const ROUNDS = 7
const WORKER = new URL('./support/calls-worker.ts', import.meta.url)

interface Services {
  node: Node
  caller: Ref<Caller>
  here: number
  there: number
}

interface Bench extends Services {
  bare: BareCalls
}

type Measure = (bench: Bench) => Promise<number>

const FIGURES: Record<string, Measure> = {
  here: b => b.caller.call.call(b.here, 400_000, 1),
  here64: b => b.caller.call.call(b.here, 400_000, 64),
  send: b => b.caller.call.send(b.here, 400_000, 100),
  there1: b => b.caller.call.call(b.there, 6_000, 1),
  there64: b => b.caller.call.call(b.there, 256_000, 64),
  sendThere: b => b.caller.call.send(b.there, 256_000, 100),
  bare1: b => b.bare.measure(6_000, 1),
  bare64: b => b.bare.measure(256_000, 64),
}

/** `count`: calls that take some ms. */
const figure = (name: string, count: number, measure: (s: Services, count: number) => unknown): Figure => ({
  name,
  unit: '/s',
  better: 'more',
  slice: 50,
  async open() {
    const services = await startServices()
    return {
      measure: ms => rateOf(ms, count, () => measure(services, count)),
      close: async () => void (await services.node.stop()),
    }
  },
})

export const figures: readonly Figure[] = [
  figure('one thread, one after the other', 16_000, (s, n) => s.caller.call.call(s.here, n, 1)),
  figure('one thread, sends', 16_000, (s, n) => s.caller.call.send(s.here, n, 100)),
  figure('two threads, one after the other', 200, (s, n) => s.caller.call.call(s.there, n, 1)),
  figure('two threads, 64 waiting', 6400, (s, n) => s.caller.call.call(s.there, n, 64)),
]

async function rateOf(ms: number, count: number, work: () => unknown): Promise<number> {
  const start = performance.now()
  let done = 0
  for (; performance.now() < start + ms; done += count) await work()
  return (done / (performance.now() - start)) * 1000
}

export async function run(): Promise<Row[]> {
  const services = await startServices()
  const bare = new BareCalls()
  const found = await alternate({ ...services, bare })
  await bare.close()
  await services.node.stop()
  return report(found)
}

async function startServices(): Promise<Services> {
  const node = await Node.start({
    id: 1,
    log: pino({ level: 'silent' }),
    services: { Adder, Caller },
    development: false,
  })
  await node.startWorkers({ url: WORKER, count: 1, data: undefined })
  const caller = (await node.launch(Caller, undefined)).within(60_000)
  const here = (await node.launch(Adder, undefined)).address
  const there = (await node.launchOn<Adder>(1, 'Adder', undefined)).address
  return { node, caller, here, there }
}

async function alternate(bench: Bench): Promise<Record<string, number>> {
  const values: Record<string, number[]> = {}
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, measure] of Object.entries(FIGURES)) {
      const value = await measure(bench)
      if (round > 0) values[name] = [...(values[name] ?? []), value]
    }
  }
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, median(all)]))
}

function report(f: Record<string, number>): Row[] {
  const unit = 'calls/s'
  const million = (n: number) => n / 1e6
  return [
    judge({
      name: 'one thread, one after the other',
      value: million(f.here!),
      unit: 'M calls/s',
      goal: '>= 2',
    }),
    judge({ name: 'one thread, 64 waiting', value: million(f.here64!), unit: 'M calls/s' }),
    judge({ name: 'one thread, sends', value: million(f.send!), unit: 'M sends/s' }),
    judge({
      name: 'two threads, one after the other',
      value: f.there1!,
      unit,
      peer: 'bare threads',
      peerValue: f.bare1!,
    }),
    judge({ name: 'two threads, 64 waiting', value: million(f.there64!), unit: 'M calls/s', goal: '>= 0.8' }),
    judge({
      name: 'two threads, 64 waiting, against bare',
      ...{ value: f.there64!, unit, peer: 'bare threads', peerValue: f.bare64! },
    }),
    judge({ name: 'two threads, sends', value: million(f.sendThere!), unit: 'M sends/s' }),
  ]
}

/** Calls in batches between two bare threads. */
class BareCalls {
  readonly #worker = new Worker(WORKER, { workerData: 'bare' })
  readonly #waiting = new Map<number, (sum: number) => void>()
  #out: number[] = []
  #lastId = 0

  constructor() {
    this.#worker.on('message', (batch: number[]) => {
      for (let i = 0; i < batch.length; i += 2) {
        this.#waiting.get(batch[i]!)!(batch[i + 1]!)
        this.#waiting.delete(batch[i]!)
      }
    })
  }

  async measure(count: number, waiting: number): Promise<number> {
    const start = performance.now()
    const chain = async () => {
      for (let i = count / waiting; i > 0; i--) await this.#call(1)
    }
    await Promise.all(Array.from({ length: waiting }, chain))
    return (count / (performance.now() - start)) * 1000
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #call(n: number): Promise<number> {
    return new Promise(resolve => {
      const id = ++this.#lastId
      this.#waiting.set(id, resolve)
      if (this.#out.length === 0) setImmediate(() => this.#flush())
      this.#out.push(id, n)
    })
  }

  #flush(): void {
    this.#worker.postMessage(this.#out)
    this.#out = []
  }
}
