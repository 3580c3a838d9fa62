// What is kept for sessions is forgotten when all have it, and not before: streams, logs and the sweep, without sockets.

import { expect, test } from 'vitest'
import type { Connection } from '../../../server/gate/connection.ts'
import { BufferBudget, createBufferMemory } from '../../../server/gate/limit/buffer-budget.ts'
import { SessionSweep } from '../../../server/gate/session/session-sweep.ts'
import { Stream } from '../../../server/gate/session/stream.ts'
import { TopicLogs } from '../../../server/gate/session/topic-logs.ts'
import { cases } from '../../support/cases.ts'
import { createRandom, type Random } from '../../support/client/hostile-frames.ts'

const MUCH = 1_000_000
const TOPICS = ['r1', 'r2', 'r3']

/** A session whose client has `has` of the frames that went to it. */
class Listener {
  readonly stream: Stream
  readonly sent: string[] = []
  readonly topics = new Set<string>()
  has = 0
  readonly isBinary: boolean

  constructor(host: { logs: TopicLogs; maxKept: number }, id: number) {
    this.stream = new Stream(host, id)
    this.isBinary = id % 2 === 0
  }
}

function open(random: Random) {
  const logs = new TopicLogs(MUCH)
  const host = { logs, maxKept: MUCH }
  const all = Array.from({ length: 4 }, (_, i) => new Listener(host, i + 1))
  const connections = new Map(
    all.map(({ stream }) => [stream.id, { session: { stream }, isAway: false } as unknown as Connection]),
  )
  const budget = () => new BufferBudget(createBufferMemory(), MUCH, 0)
  const sweep = new SessionSweep({ connections, grace: 60_000, away: budget(), kept: budget(), now: 0 })
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  let [serial, now] = [0, 0]
  return {
    all,
    logs,
    pick,
    sweep(): void {
      now += 1000
      sweep.tick(now)
    },
    get keptBytes() {
      return sweep.keptBytes
    },
    publish(topic: string): void {
      const text = `${topic} ${serial++}`
      for (const each of all) if (each.topics.has(topic)) each.sent.push(text)
      logs.publish(topic, { text, binary: Buffer.from(text) }, undefined)
    },
    push(to: Listener): void {
      const text = `push ${serial++}`
      to.sent.push(text)
      to.stream.keep(to.isBinary ? Buffer.from(text) : text, to.isBinary)
    },
    join(who: Listener, topic: string): void {
      if (who.topics.has(topic)) return
      who.topics.add(topic)
      who.stream.join(logs.enter(topic, who.isBinary))
    },
    leave(who: Listener, topic: string): void {
      if (!who.topics.delete(topic)) return
      const log = who.stream.leave(topic)
      if (log) logs.exit(log)
    },
    /** It has some more of what has gone to it, or all. */
    read(who: Listener, isAll: boolean): void {
      who.has = isAll ? who.sent.length : who.has + Math.floor(random() * (who.sent.length - who.has + 1))
    },
    /** Its connection was lost. Returns what it is sent again. */
    comeBack: ({ stream, has }: Listener) =>
      stream.resume(has)?.map(({ frame }) => String(Buffer.from(frame as string))),
  }
}

test('whatever clients confirm, who comes back is sent all that it lacks, and nothing is kept that all have', () => {
  for (let seed = 1; seed <= cases(60, 2000); seed++) {
    const random = createRandom(seed)
    const field = open(random)
    for (let step = 0; step < 300; step++) {
      const [who, topic, k] = [field.pick(field.all), field.pick(TOPICS), random()]
      if (k < 0.35) field.publish(topic)
      else if (k < 0.5) field.push(who)
      else if (k < 0.6) field.join(who, topic)
      else if (k < 0.65) field.leave(who, topic)
      else if (k < 0.75) field.read(who, false)
      else if (k < 0.87) expect(who.stream.confirm(who.has)).toBe(true)
      else if (k < 0.97) field.sweep()
      else
        expect({ seed, step, again: field.comeBack(who) }).toEqual({
          seed,
          step,
          again: who.sent.slice(who.has),
        })
    }
    for (const who of field.all) {
      field.read(who, true)
      who.stream.confirm(who.has)
    }
    // The first notes what has gone out, which has been confirmed; the second forgets that.
    field.sweep()
    field.sweep()
    const kept = field.all.map(({ stream }) => stream.kept)
    expect({ seed, bytes: field.keptBytes, kept }).toEqual({
      seed,
      bytes: 0,
      kept: kept.map(() => undefined),
    })
  }
})
