import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Receive } from '../../server/document/outbox/deliverer.ts'
import type { OutboxNote } from '../../server/document/outbox/outbox.ts'
import { applyUnsaved, writeUnsaved } from '../../server/document/save/unsaved-file.ts'
import { defineRole } from '../../server/role/define-role.ts'
import type { OutboxMessage } from '../../server/store/outbox-store.ts'
import type { RoleStore } from '../../server/store/role-store.ts'
import { createRoles, openEmbeddedStore, TestOwner } from '../support/store/role-harness.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

const definition = defineRole({ schema: z.object({ gold: z.int().default(0) }) })

/** Takes each number of a sender once, as receivers do; away while `isAway`. */
class Mailbox {
  isAway = false
  /** How often something was brought, also in vain. */
  visits = 0
  readonly taken: string[] = []
  readonly #last = new Map<string, number>()

  receive: Receive = async (name, body, { sender, number }) => {
    this.visits++
    if (this.isAway) throw new Error('away')
    if (body === 'poison') return 'it is poison'
    if (number <= (this.#last.get(sender + name) ?? 0)) return undefined
    this.#last.set(sender + name, number)
    this.taken.push(body)
    return undefined
  }
}

/** A thread with roles whose edits send messages; `edit` of a role adds 1 to its gold. */
function startThread(store: RoleStore, receivers: Record<string, Receive>, log = pino({ level: 'silent' })) {
  const { roles, outbox, clock } = createRoles(definition, { store, receivers, log })
  return {
    outbox,
    clock,
    stop: async () => {
      outbox.stop()
      await roles.stop(1000)
    },
    claim: async (acc = 'hanxi') => {
      const role = await roles.claim(acc, new TestOwner())
      const edit = (...bodies: (string | OutboxNote)[]) =>
        roles.edit(role, undefined, async plain => ({
          fields: { gold: (plain as { gold: number }).gold + 1 },
          notes: bodies.map(body => (typeof body === 'string' ? { to: 'mail/box', body } : body)),
        }))
      return { role, edit, close: () => roles.close(role) }
    },
  }
}

async function waitingIn(store: RoleStore, acc = 'hanxi'): Promise<OutboxMessage[]> {
  const { _id } = (await store.find({ acc }))!
  return (await store.outboxes([_id])).get(_id) ?? []
}

async function owing(store: RoleStore): Promise<string[]> {
  const ids = []
  for await (const id of store.owing()) ids.push(id)
  return ids
}

describe('what an edit sends on', () => {
  test('is stored with the change, delivered, and then removed', async () => {
    const [store, mail] = [openEmbeddedStore(), new Mailbox()]
    mail.isAway = true
    const { claim, outbox } = startThread(store, { mail: mail.receive })
    const { edit, role } = await claim()
    await edit('a', 'b')
    await edit('c')
    expect((await store.find({ uid: role.uid }))!.gold).toBe(2)
    expect((await waitingIn(store)).map(({ body }) => body)).toEqual(['a', 'b', 'c'])
    expect(await owing(store)).toEqual([role.uid])
    mail.isAway = false
    await until(
      () => owing(store),
      ids => ids.length === 0,
    )
    expect(mail.taken).toEqual(['a', 'b', 'c'])
    expect(await waitingIn(store)).toEqual([])
    expect(outbox.receivers).toBe(0)
  })

  test('is numbered upwards, also when the clock is set back', async () => {
    const [store, mail] = [openEmbeddedStore(), new Mailbox()]
    mail.isAway = true
    const { claim, clock } = startThread(store, { mail: mail.receive })
    const { edit, close } = await claim()
    await edit('a', 'b')
    clock.advance(-86_400_000)
    await edit('c')
    await close()
    await (await claim()).edit('d')
    clock.advance(2 * 86_400_000)
    await (await claim()).edit('e')
    const numbers = (await waitingIn(store)).map(({ n }) => n)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
    expect(numbers.at(-1)).toBe(clock.now())
  })

  test('is not stored when the edit throws', async () => {
    const store = openEmbeddedStore()
    const { roles, outbox } = createRoles(definition, { store })
    const role = await roles.claim('hanxi', new TestOwner())
    await expect(roles.edit(role, 'x', () => Promise.reject(new Error('halfway')))).rejects.toThrow('halfway')
    await role.save()
    expect([await waitingIn(store), await outbox.count(role.uid)]).toEqual([[], 0])
  })

  test('reaches one receiver while another is away, and that one in order when it is back', async () => {
    const [store, away, here] = [openEmbeddedStore(), new Mailbox(), new Mailbox()]
    away.isAway = true
    const { claim } = startThread(store, { away: away.receive, here: here.receive })
    const players = await Promise.all(Array.from({ length: 300 }, (_, i) => claim(`p${i}`)))
    for (const round of [1, 2])
      await Promise.all(
        players.map(({ edit }, i) =>
          edit({ to: 'away/x', body: `${i} ${round}` }, { to: 'here/y', body: `${i} ${round}` }),
        ),
      )
    await until(
      () => here.taken.length,
      count => count === 600,
    )
    expect(away.taken).toEqual([])
    away.isAway = false
    await until(
      () => owing(store),
      ids => ids.length === 0,
    )
    expect(away.taken).toHaveLength(600)
    for (const { taken } of [away, here])
      for (let i = 0; i < 300; i++) expect(taken.indexOf(`${i} 1`)).toBeLessThan(taken.indexOf(`${i} 2`))
  })

  test('is removed when its receiver has it, though another receiver takes its time', async () => {
    const [store, mail] = [openEmbeddedStore(), new Mailbox()]
    let answer = (): void => undefined
    const slow: Receive = () =>
      new Promise(resolve => {
        answer = () => resolve(undefined)
      })
    const { claim } = startThread(store, { mail: mail.receive, slow })
    const { edit } = await claim()
    await edit({ to: 'slow/one', body: 'a' }, { to: 'mail/box', body: 'b' })
    const bodies = async () => (await waitingIn(store)).map(({ body }) => body)
    await until(bodies, left => left.length === 1)
    expect(await bodies()).toEqual(['a'])
    answer()
    await until(bodies, left => left.length === 0)
    expect(mail.taken).toEqual(['b'])
  })

  test('a receiver that is away is not asked for each document again and again', async () => {
    const [store, mail] = [openEmbeddedStore(), new Mailbox()]
    mail.isAway = true
    const { claim } = startThread(store, { mail: mail.receive })
    const players = await Promise.all(Array.from({ length: 1000 }, (_, i) => claim(`p${i}`)))
    await Promise.all(players.map(({ edit }) => edit('x')))
    await until(
      () => mail.visits,
      visits => visits > 210,
    )
    expect(mail.visits).toBeLessThan(500)
  })

  test('is said to be away once, and to be back', async () => {
    const [store, mail, lines] = [openEmbeddedStore(), new Mailbox(), [] as string[]]
    const log = pino({}, { write: line => lines.push(JSON.parse(line).msg) })
    mail.isAway = true
    const { claim } = startThread(store, { mail: mail.receive }, log)
    const players = await Promise.all(Array.from({ length: 40 }, (_, i) => claim(`p${i}`)))
    await Promise.all(players.map(({ edit }) => edit('a')))
    await until(
      () => lines.length,
      count => count > 0,
    )
    mail.isAway = false
    await until(
      () => lines.length,
      count => count > 1,
    )
    await until(
      () => mail.taken.length,
      count => count === 40,
    )
    expect(lines).toEqual([
      'messages cannot be delivered; they are kept, retrying',
      'messages are delivered again',
    ])
  })

  test('is dropped and logged as a whole when its receiver can never take it, or there is none', async () => {
    const [store, mail, lines] = [openEmbeddedStore(), new Mailbox(), [] as object[]]
    const log = pino({}, { write: line => lines.push(JSON.parse(line)) })
    const { claim } = startThread(store, { mail: mail.receive }, log)
    const { edit, role } = await claim()
    await edit('a', 'poison', { to: 'nobody/x', body: 'lost' }, 'b')
    await until(
      () => owing(store),
      ids => ids.length === 0,
    )
    expect(mail.taken).toEqual(['a', 'b'])
    expect(lines).toHaveLength(2)
    const msg = 'a message that can never be delivered was dropped'
    expect(lines).toContainEqual(
      expect.objectContaining({ msg, uid: role.uid, body: 'poison', why: 'it is poison' }),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({ msg, body: 'lost', why: 'nothing receives "nobody"' }),
    )
  })

  test('may pile up to 1000 messages; then edits that send are refused, others are made', async () => {
    const [store, mail] = [openEmbeddedStore(), new Mailbox()]
    mail.isAway = true
    const { claim } = startThread(store, { mail: mail.receive })
    const { edit, role } = await claim()
    await edit(...Array.from({ length: 1000 }, (_, i) => String(i)))
    await expect(edit('one more')).rejects.toMatchObject({ code: 'TRY_AGAIN' })
    expect([await edit(), role.gold]).toEqual([true, 2])
    mail.isAway = false
    await until(
      () => owing(store),
      ids => ids.length === 0,
    )
    expect(await edit('one more')).toBe(true)
    expect(mail.taken.slice(0, 1000)).toEqual(Array.from({ length: 1000 }, (_, i) => String(i)))
  })
})

describe('what a lost thread has left', () => {
  async function leave(store: RoleStore) {
    const mail = new Mailbox()
    mail.isAway = true
    const lost = startThread(store, { mail: mail.receive })
    const { edit } = await lost.claim()
    await edit('a', 'b')
    await lost.stop()
  }

  test('is delivered when the document is claimed again, before what comes after it', async () => {
    const [store, mail] = [openEmbeddedStore(), new Mailbox()]
    await leave(store)
    const { claim } = startThread(store, { mail: mail.receive })
    await (await claim()).edit('c')
    await until(
      () => mail.taken.length,
      count => count === 3,
    )
    expect(mail.taken).toEqual(['a', 'b', 'c'])
  })

  test('is found and delivered though nobody claims the document, and changes no owner', async () => {
    const [store, mail] = [openEmbeddedStore(), new Mailbox()]
    await leave(store)
    const { epoch, rev } = (await store.find({ acc: 'hanxi' }))!
    const { outbox } = startThread(store, { mail: mail.receive })
    await outbox.sweep()
    await until(
      () => owing(store),
      ids => ids.length === 0,
    )
    expect(mail.taken).toEqual(['a', 'b'])
    expect(await store.find({ acc: 'hanxi' })).toMatchObject({ epoch, rev, outbox: { waiting: [] } })
  })

  test('is delivered once though several threads are at it', async () => {
    const [store, mail] = [openEmbeddedStore(), new Mailbox()]
    await leave(store)
    const threads = [1, 2, 3].map(() => startThread(store, { mail: mail.receive }))
    await Promise.all(threads.map(({ outbox }) => outbox.sweep()))
    await (await threads[0]!.claim()).edit('c')
    await until(
      () => owing(store),
      ids => ids.length === 0,
    )
    expect(mail.taken).toEqual(['a', 'b', 'c'])
  })

  test('and could not even store, is found after the next start has applied it', async () => {
    const [store, mail] = [openEmbeddedStore(), new Mailbox()]
    let isAway = false
    const unreachable = new Proxy(store, {
      get: (target, name) => (name === 'commit' && isAway ? fail : Reflect.get(target, name).bind(target)),
    })
    const fail = () => Promise.reject(new Error('the store is away'))
    const { roles } = createRoles(definition, { store: unreachable })
    const role = await roles.claim('hanxi', new TestOwner())
    isAway = true
    const note = { to: 'mail/box', body: 'a' }
    const edited = roles.edit(role, 'mail-1', async () => ({ fields: { gold: 7 }, notes: [note] }))
    const told = expect(edited).rejects.toMatchObject({ code: 'ROLE_CLOSED' })
    await until(
      () => role.gold,
      gold => gold === 7,
    )
    const unsaved = await roles.stop(50)
    expect(unsaved).toHaveLength(1)
    await told
    const [folder, log] = [temporaryFolder(), pino({ level: 'silent' })]
    writeUnsaved(folder, unsaved)
    await applyUnsaved(folder, async () => store, log)
    const { outbox } = startThread(store, { mail: mail.receive })
    await outbox.sweep()
    await until(
      () => owing(store),
      ids => ids.length === 0,
    )
    expect(mail.taken).toEqual(['a'])
    const { edits } = (await store.find({ acc: 'hanxi' }))!
    expect(Object.keys(edits as object)).toEqual(['mail-1'])
  })
})
