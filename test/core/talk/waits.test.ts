// Waiting inside of a service: for an event, for a key, for room.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Service } from '../../../server/core/service/service.ts'
import { Latch, type Probe } from '../support/services.ts'
import { failure, shareNode } from '../support/start-node.ts'

const shared = shareNode(1)

class Door extends Service<{ seen: unknown[] }> {
  /** Waits in a fork, so that the door goes on. */
  waitFor(event: string, ms?: number): void {
    this.fork(async () => {
      this.options.seen.push(await this.until(event, ms).catch(error => error.code))
    })
  }

  waitHere(event: string, ms: number): Promise<void> {
    return this.until(event, ms)
  }

  tell(event: string, value?: unknown): number {
    return this.emit(event, value)
  }

  quit(): void {
    this.exit()
  }
}

class ConcurrentDoor extends Door {
  static concurrent = true
}

describe('waiting for an event', () => {
  test('ends when the service emits it, for all who wait, and for nobody who comes later', async () => {
    const seen: unknown[] = []
    const door = await shared().node.launch(Door, { seen })
    await door.call.waitFor('opened')
    await door.call.waitFor('opened')
    await door.call.waitFor('closed')
    expect(await door.call.tell('opened', 'by Ann')).toBe(2)
    await expect.poll(() => seen).toEqual(['by Ann', 'by Ann'])
    expect(await door.call.tell('opened')).toBe(0)
    expect(await door.call.tell('closed')).toBe(1)
  })

  test('ends at its deadline, and at once when the service ends', async () => {
    const seen: unknown[] = []
    const door = await shared().node.launch(Door, { seen })
    await door.call.waitFor('never', 10)
    await expect.poll(() => seen).toEqual(['TIMEOUT'])
    await door.call.waitFor('never', 60_000)
    await door.call.quit()
    await expect.poll(() => seen).toEqual(['TIMEOUT', 'SERVICE_DEAD'])
  })

  test('lets the other messages of a concurrent service go on, and says so where they can not', async () => {
    const both = await shared().node.launch(ConcurrentDoor, { seen: [] })
    const waits = both.call.waitHere('opened', 60_000)
    await both.call.tell('opened')
    await waits
    const one = await shared().node.launch(Door, { seen: [] })
    await expect(one.call.waitHere('opened', 10)).rejects.toMatchObject({
      code: 'TIMEOUT',
      cause: expect.stringContaining('this.fork()'),
    })
  })

  test('for no time at all is refused', async () => {
    const both = await shared().node.launch(ConcurrentDoor, { seen: [] })
    await expect(both.call.waitHere('opened', -1)).rejects.toEqual(failure('INTERNAL'))
  })
})

interface Bank {
  seen: string[]
  latch: number
}

class Vault extends Service<Bank> {
  static concurrent = true
  readonly #two = this.limit(2)

  /** Notes its begin and end; waits at the latch in between. */
  take(key: string, what: string, ms?: number): Promise<string> {
    return this.exclusive(key, () => this.#pass(what), ms)
  }

  few(what: string, ms?: number): Promise<string> {
    return this.#two(() => this.#pass(what), ms)
  }

  nested(key: string): Promise<number> {
    return this.exclusive(key, () => this.exclusive(key, () => 1))
  }

  both(key: string): Promise<number[]> {
    return Promise.all([this.exclusive(key, () => 1), this.exclusive(key, () => 2)])
  }

  /** Calls another service while it has the key. */
  takeAndForward(key: string, address: number, ...target: [number, string, ...unknown[]]): Promise<unknown> {
    return this.exclusive(key, () => this.node.ref<Probe>(address).call.forward(target))
  }

  fails(key: string): Promise<never> {
    return this.exclusive(key, () => Promise.reject(new Error('inside')))
  }

  echo(value: unknown): unknown {
    return value
  }

  quit(): void {
    this.exit()
  }

  async #pass(what: string): Promise<string> {
    this.options.seen.push(`begin ${what}`)
    await this.node.ref<Latch>(this.options.latch).within(60_000).call.pass()
    this.options.seen.push(`end ${what}`)
    return what
  }
}

async function openVault() {
  const { node } = shared()
  const latch = await node.launch(Latch, undefined)
  const seen: string[] = []
  return { latch, seen, vault: await node.launch(Vault, { seen, latch: latch.address }) }
}

describe('exclusive work', () => {
  test('of one key runs one after the other, in the order of the calls; that of others beside it', async () => {
    const { latch, seen, vault } = await openVault()
    const all = ['a', 'b', 'c'].map(what => vault.call.take('gold', what))
    all.push(vault.call.take('wood', 'x'))
    await latch.call.arrived(2)
    expect(seen).toEqual(['begin a', 'begin x'])
    await latch.call.open()
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'x'])
    const gold = seen.filter(line => !line.endsWith('x'))
    expect(gold).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c'])
  })

  test('that fails lets the next begin', async () => {
    const { latch, vault } = await openVault()
    await latch.call.open()
    await expect(vault.call.fails('gold')).rejects.toEqual(failure('INTERNAL'))
    expect(await vault.call.take('gold', 'next')).toBe('next')
  })

  test('waits until its deadline, and no longer than the service is there', async () => {
    const { latch, seen, vault } = await openVault()
    const first = vault.call.take('gold', 'a')
    await expect(vault.call.take('gold', 'b', 10)).rejects.toEqual(failure('TIMEOUT'))
    const waits = expect(vault.call.take('gold', 'c')).rejects.toEqual(failure('SERVICE_DEAD'))
    await vault.call.quit()
    await waits
    await latch.call.open()
    expect(await first).toBe('a')
    expect(seen).toEqual(['begin a', 'end a'])
  })

  test('that would wait for itself is refused at once, over other services too', async () => {
    const { vault } = await openVault()
    await expect(vault.call.nested('gold')).rejects.toEqual(failure('CALL_CYCLE'))
    expect(await vault.call.both('gold')).toEqual([1, 2])
    for (const slot of [0, 1]) {
      const probe = await shared().node.launchOn<Probe>(slot, 'Probe', undefined)
      const back = (command: string, ...args: unknown[]) =>
        vault.call.takeAndForward('gold', probe.address, vault.address, command, ...args)
      await expect(back('take', 'gold', 'a')).rejects.toEqual(failure('CALL_CYCLE'))
      expect(await back('echo', 'free')).toBe('free')
      // The second has waited for the key before it calls.
      const two = [back('echo', 1), back('take', 'gold', 'b').catch(error => error.code)]
      expect(await Promise.all(two)).toEqual([1, 'CALL_CYCLE'])
    }
  })
})

describe('limited work', () => {
  test('runs so much at a time', async () => {
    const { latch, seen, vault } = await openVault()
    const all = ['a', 'b', 'c', 'd'].map(what => vault.call.few(what))
    await expect(vault.call.few('late', 10)).rejects.toEqual(failure('TIMEOUT'))
    expect(seen).toEqual(['begin a', 'begin b'])
    await latch.call.open()
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
    let running = 0
    for (const line of seen) {
      running += line.startsWith('begin') ? 1 : -1
      expect(running).toBeLessThanOrEqual(2)
    }
  })

  test('needs room for at least one', async () => {
    class Empty extends Service<void> {
      readonly none = this.limit(0)
    }
    await expect(shared().node.launch(Empty, undefined)).rejects.toThrow(RangeError)
    await nextTurn()
  })
})
