// One thread's side of a replacement: what is looked at, dropped and committed.

import { expect, test } from 'vitest'
import { CodeSwitch } from '../../server/code/code-switch.ts'
import type { ModuleSet } from '../../server/code/modules.ts'
import { CodeHooks } from '../../server/core/code/code-hooks.ts'
import type { Logger } from '../../server/core/log/log.ts'
import type { Thread } from '../../server/core/thread/thread.ts'
import { createDeferred } from '../../server/lib/deferred.ts'

const modules = (hash: string): ModuleSet => ({
  hash,
  entry: 'file:///switched/index.ts',
  urls: new Map(),
  sources: new Map(),
})

/** `hold`: what the thread's only part waits for before it agrees. */
async function start(hold: () => Promise<void> = async () => {}) {
  const committed: string[] = []
  const code = new CodeHooks(undefined as unknown as Logger)
  code.add('part', async ({ hash }: { hash: string }) => {
    await hold()
    return () => committed.push(hash)
  })
  const thread = { code, cells: { followCode: () => undefined } } as unknown as Thread
  const current = { version: 1, modules: modules('first') }
  const own = await CodeSwitch.open({ thread, current, open: async ({ hash }) => ({ hash }) })
  return { own, code, committed }
}

test('a version is committed once, when all parts have agreed to it; another hash changes nothing', async () => {
  const { own, committed } = await start()
  await own.prepare(modules('second'))
  own.commit({ version: 9, hash: 'other' })
  expect([committed, own.current.version]).toEqual([[], 1])
  for (let i = 0; i < 2; i++) own.commit({ version: 2, hash: 'second' })
  expect([committed, own.current.version]).toEqual([['second'], 2])
})

test('who waits for the switch goes on when the version is committed, or dropped', async () => {
  const { own, code } = await start()
  for (const end of [() => own.commit({ version: 2, hash: 'second' }), () => own.drop()]) {
    await own.prepare(modules('second'))
    const waiting = code.untilSwitched()
    end()
    await waiting
  }
})

test('a version that is dropped while a part still looks at it is not committed, and nobody waits for it', async () => {
  const held = createDeferred<void>()
  const { own, code, committed } = await start(() => held.promise)
  const looking = own.prepare(modules('second'))
  // So that the part looks at it.
  await new Promise(setImmediate)
  own.drop()
  held.resolve()
  await expect(looking).rejects.toThrow('dropped')
  own.commit({ version: 2, hash: 'second' })
  expect(committed).toEqual([])
  await code.untilSwitched()
})
