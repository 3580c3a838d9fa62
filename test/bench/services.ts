// What services do besides calls (see calls.ts): publish to many subscribers on two threads; open their documents.

import { pino } from 'pino'
import { Node } from '../../server/core/node/node.ts'
import type { Ref } from '../../server/core/service/ref.ts'
import type { Figure } from './support/figure.ts'
import { openDocuments } from './support/open-documents.ts'
import { Publisher, Subscribers } from './support/publish-services.ts'
import { judge, median, type Row } from './support/report.ts'

const ROUNDS = 7
/** Servers that open all documents. */
const OPENINGS = 3
const SUBSCRIBERS = 1000
/** A round of `run`, and of a slice of a comparison. */
const MESSAGES = 1000
const FEW = 20
const WORKER = new URL('./support/publish-worker.ts', import.meta.url)

interface Opened {
  node: Node
  publisher: Ref<Publisher>
}

/** Half of the subscribers are on the publisher's thread. */
async function open(): Promise<Opened> {
  const services = { Publisher, Subscribers }
  const log = pino({ level: 'silent' })
  const node = await Node.start({ id: 1, log, services, development: false })
  await node.startWorkers({ url: WORKER, count: 1, data: undefined })
  const addresses: number[] = []
  for (const slot of [0, 1]) {
    const subscribers = await node.launchOn<Subscribers>(slot, 'Subscribers', SUBSCRIBERS / 2)
    addresses.push(subscribers.address)
  }
  const publisher = await node.launch(Publisher, addresses)
  return { node, publisher: publisher.within(60_000) }
}

export const figures: readonly Figure[] = [
  {
    name: 'publish to 1000 subscribers on 2 threads',
    unit: '/s',
    better: 'more',
    slice: 50,
    async open() {
      const { node, publisher } = await open()
      return {
        async measure(ms) {
          const start = performance.now()
          let sent = 0
          for (; performance.now() < start + ms; sent += FEW) await publisher.call.publish(FEW)
          return ((sent * SUBSCRIBERS) / (performance.now() - start)) * 1000
        },
        close: async () => void (await node.stop()),
      }
    },
  },
]

export async function run(): Promise<Row[]> {
  return [await publishRow(), await openRow()]
}

async function openRow(): Promise<Row> {
  const name = '10 000 documents opened, LMDB'
  const seconds: number[] = []
  for (let run = 0; run < OPENINGS; run++) seconds.push(await openDocuments(10_000))
  return judge({ name, value: median(seconds), unit: 's', goal: '<= 2' })
}

async function publishRow(): Promise<Row> {
  const { node, publisher } = await open()
  const rates: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now()
    await publisher.call.publish(MESSAGES)
    if (round > 0) rates.push((MESSAGES * SUBSCRIBERS) / (performance.now() - start))
  }
  await node.stop()
  return judge({
    name: 'publish to 1000 subscribers on 2 threads',
    value: median(rates) / 1000,
    unit: 'M deliveries/s',
    goal: '>= 0.5',
  })
}
