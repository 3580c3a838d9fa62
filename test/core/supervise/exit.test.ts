import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type ExitOptions, Service } from '../../../server/core/service/service.ts'
import { createDeferred } from '../../../server/lib/deferred.ts'
import { failure, startNode } from '../support/start-node.ts'

interface Behaviour {
  seen: string[]
  hooks?: Record<string, () => unknown>
  onExit?(): unknown
}

const never = () => new Promise(() => undefined)

/** A service with hooks. */
class Hooked extends Service<Behaviour> {
  protected override onStart(): void {
    const { hooks = {}, seen } = this.options
    for (const [name, run] of Object.entries(hooks))
      this.onEnd(() => {
        seen.push(name)
        return run()
      })
  }

  protected override onExit(): unknown {
    this.options.seen.push('onExit')
    return this.options.onExit?.()
  }

  quit(options?: ExitOptions): void {
    this.exit(options)
  }

  echo(value: unknown): unknown {
    return value
  }
}

test('hooks of onEnd run before onExit, the last registered first; one that fails is logged', async () => {
  const { node, logs } = await startNode(0)
  const seen: string[] = []
  const fails = () => Promise.reject(new Error('disk full'))
  const it = await node.launch(Hooked, {
    seen,
    hooks: { first: () => undefined, fails, last: () => nextTurn() },
  })
  await node.end(it)
  expect(seen).toEqual(['last', 'fails', 'first', 'onExit'])
  await logs.wait('a hook of onEnd failed')
})

test('a hook that does not end in its time is given up, and onExit runs', async () => {
  const { node, logs } = await startNode(0)
  const seen: string[] = []
  const it = await node.launch(
    Hooked,
    { seen, hooks: { behind: () => undefined, hangs: never } },
    { name: '.it' },
  )
  await it.call.quit({ hooks: 20 })
  await node.end(it)
  expect(seen).toEqual(['hangs', 'onExit'])
  await logs.wait('hooks of onEnd have not ended in time; onExit runs without them', { service: '.it' })
  await node.launch(Hooked, { seen }, { name: '.it' })
})

test('after an onExit that does not end in its time the name is free, and listeners are told', async () => {
  const { node, logs } = await startNode(0)
  const it = await node.launch(Hooked, { seen: [], onExit: never }, { name: '.it' })
  const told = new Promise(resolve => node.onEnded(it, resolve))
  await it.call.quit({ end: 20 })
  expect(await told).toBe('ended')
  await logs.wait('a service has not ended in time; its name is free', { service: '.it', command: 'onExit' })
  await node.launch(Hooked, { seen: [] }, { name: '.it' })
  expect((await node.stop(300)).problems).toHaveLength(1)
})

test('a service that exits after a wait goes on until then', async () => {
  const { node } = await startNode(0)
  const it = await node.launch(Hooked, { seen: [] })
  const ended = new Promise(resolve => node.onEnded(it, resolve))
  const quitting = it.call.quit({ wait: 30 })
  const echoed = it.call.echo('still there')
  await quitting
  expect(await echoed).toBe('still there')
  await ended
  await expect(it.call.echo(1)).rejects.toEqual(failure('SERVICE_DEAD'))
})

test('at a stop hooks and onExit have what is left of its time, and others have theirs', async () => {
  const { node } = await startNode(0)
  const [seen, others]: string[][] = [[], []]
  await node.launch(Hooked, { seen: others!, hooks: { saves: () => nextTurn() } })
  await node.launch(Hooked, { seen: seen!, hooks: { hangs: never }, onExit: never }, { name: '.hangs' })
  const { problems } = await node.stop(500)
  expect(seen).toEqual(['hangs', 'onExit'])
  expect(others).toEqual(['saves', 'onExit'])
  expect(problems).toEqual(['.hangs had not ended at the deadline'])
})

test('at a stop one that takes more than its share, but less than there is, ends in order', async () => {
  const { node } = await startNode(0)
  const seen: string[] = []
  const first = createDeferred<void>()
  await node.launch(Hooked, { seen, onExit: () => first.resolve() })
  await node.launch(Hooked, { seen, onExit: () => first.promise.then(() => nextTurn()) }, { name: '.slow' })
  expect(await node.stop(1000)).toEqual({ problems: [], stuck: [] })
  expect(seen).toEqual(['onExit', 'onExit'])
})
