import { describe, expect, test } from 'vitest'
import { startGame } from '../kit/index.ts'

describe('the tables over HTTP', () => {
  test('lists them with columns, rows and version, and serves their rows by pages', async () => {
    const { server } = await startGame({ web: { enabled: true } })
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${server.webPort}${path}`)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }
    const { body } = await get('/api/tables')
    expect(body).toMatchObject({ version: expect.any(Number), last: { ok: true } })
    const sign = (body.tables as { name: string }[]).find(table => table.name === 'sign')
    expect(sign).toMatchObject({ kind: 'table', key: ['day'], rows: expect.any(Number) })

    const page = await get('/api/tables/rows?table=sign&from=1&count=2')
    expect(page.body).toMatchObject({ table: 'sign', from: 1, rows: [{ day: 1 }, { day: 2 }] })
    expect(await get('/api/tables/rows?table=nope')).toMatchObject({
      status: 400,
      body: { error: 'there is no table "nope"' },
    })
    expect(await get('/api/tables/rows?table=sign&from=-1')).toMatchObject({
      status: 400,
      body: { error: 'from: expected a number, got "-1"' },
    })
  })
})
