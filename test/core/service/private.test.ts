import { describe, expect, test } from 'vitest'
import type { CommandName } from '../../../server/core/service/ref.ts'
import { Service } from '../../../server/core/service/service.ts'
import { failure, startNode } from '../support/start-node.ts'

/** As design.md has it. */
class Counter extends Service<{ start: number }> {
  private n = this.options.start

  add(by: number) {
    // biome-ignore lint/suspicious/noAssignInExpressions: as the design writes it
    return (this.n += by)
  }
}

/** What only the class itself calls. */
class Vault extends Service {
  private _opened = 0

  open(): number {
    this._note()
    return this._opened
  }

  private _note(): void {
    this._opened++
  }

  _inside(): string {
    return 'gold'
  }
}

type Untyped = { [kind in 'call' | 'send']: Record<string, (...args: unknown[]) => Promise<unknown>> }

test('the counter of the design works as it stands', async () => {
  const { node } = await startNode(0)
  const counter = await node.launch(Counter, { start: 1 }, { name: '.counter' })
  counter.send.add(2)
  expect(await counter.call.add(2)).toBe(5)
  await expect((counter as unknown as Untyped).call.n!()).rejects.toEqual(failure('UNKNOWN_COMMAND'))
})

describe('methods whose names begin with _', () => {
  test('are no commands, whether they are private or not', async () => {
    const { node, logs } = await startNode(0)
    const vault = await node.launch(Vault, undefined, { name: '.vault' })
    const open = vault as unknown as Untyped
    for (const name of ['_note', '_inside'])
      await expect(open.call[name]!()).rejects.toEqual(failure('UNKNOWN_COMMAND'))
    open.send._note!()
    await logs.wait('a message was not delivered', { command: '_note', code: 'UNKNOWN_COMMAND' })
    expect(await vault.call.open()).toBe(1)
  })

  test('do not compile as commands, nor does what is private', async () => {
    const { node } = await startNode(0)
    const vault = await node.launch(Vault, undefined)
    const only: CommandName<Vault> = 'open'
    // @ts-expect-error: it begins with _
    const inside: CommandName<Vault> = '_inside'
    // @ts-expect-error: it is private
    const note: CommandName<Vault> = '_note'
    // @ts-expect-error: it begins with _
    await expect(vault.call._inside()).rejects.toThrow()
    // @ts-expect-error: it is private
    await expect(vault.call._note()).rejects.toThrow()
    // @ts-expect-error: it is private
    const count: CommandName<Counter> = 'n'
    expect([only, inside, note, count]).toHaveLength(4)
  })
})
