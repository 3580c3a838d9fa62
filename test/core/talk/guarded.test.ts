import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { AppError } from '../../../server/core/errors.ts'
import { Service } from '../../../server/core/service/service.ts'
import { failure, shareNode } from '../support/start-node.ts'

const shared = shareNode(0)

/** Fails as long as a test says so. */
class Shop extends Service<{ fails: number; code?: 'NOT_ALLOWED' | 'TRY_AGAIN' }> {
  #asked = 0
  #left = this.options.fails

  price(): number {
    this.#asked++
    if (this.#left-- <= 0) return 7
    throw this.options.code ? new AppError(this.options.code) : new Error('out of order')
  }

  repair(): void {
    this.#left = 0
  }

  asked(): number {
    return this.#asked
  }
}

describe('a guarded ref', () => {
  test('calls again what has failed', async () => {
    const shop = await shared().node.launch(Shop, { fails: 2, code: 'TRY_AGAIN' })
    expect(await shop.guarded().call.price()).toBe(7)
    expect(await shop.call.asked()).toBe(3)
  })

  test('gives up after so many times, with the error', async () => {
    const shop = await shared().node.launch(Shop, { fails: 100 })
    await expect(shop.guarded({ retry: 1 }).call.price()).rejects.toEqual(failure('INTERNAL'))
    expect(await shop.call.asked()).toBe(2)
  })

  test('passes on what is an answer, and sends', async () => {
    const shop = await shared().node.launch(Shop, { fails: 1, code: 'NOT_ALLOWED' })
    const guarded = shop.guarded()
    await expect(guarded.call.price()).rejects.toEqual(failure('NOT_ALLOWED'))
    guarded.send.price()
    expect(await guarded.within(1000).call.asked()).toBe(2)
    expect(await guarded.urgent.call.asked()).toBe(2)
  })

  test('leaves a service alone that keeps failing, tries it once after a while, and goes on when it answers', async () => {
    const shop = await shared().node.launch(Shop, { fails: 1000 })
    const guarded = shop.guarded({ retry: 0 })
    const call = () => guarded.call.price().catch(error => error.code)
    const start = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    onTestFinished(() => void vi.useRealTimers())
    for (let n = 0; n < 5; n++) expect(await call()).toBe('INTERNAL')
    expect(await call()).toBe('TRY_AGAIN')
    vi.setSystemTime(start + 59_999)
    expect(await call()).toBe('TRY_AGAIN')
    expect(await shop.call.asked()).toBe(5)
    // Half-open: one call gets through and fails, and what has waited for it is refused.
    vi.setSystemTime(start + 60_000)
    expect(await Promise.all([call(), call()])).toEqual(['INTERNAL', 'TRY_AGAIN'])
    expect(await shop.call.asked()).toBe(6)
    await shop.call.repair()
    expect(await call()).toBe('TRY_AGAIN')
    vi.setSystemTime(start + 120_000)
    expect(await Promise.all([call(), call()])).toEqual([7, 7])
    expect(await shop.call.asked()).toBe(8)
  })
})
