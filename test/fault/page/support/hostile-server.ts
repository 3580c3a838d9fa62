// A server that means harm: every text that it says, in whatever place, is the one that a test gives it. It has the kit's own
// messages, answers each with a body of that text, and serves tables, boards and comments of it.

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Field, SchemaFile, StructType } from '../../../../protocol/sproto/index.ts'
import type { WebRoutes } from '../../../../server/setup/routes.ts'
import { type Asked, type Client, PageServer } from '../../../web/support/page-server.ts'
import { beginningOf } from './hostile-texts.ts'

const FOLDER = resolve(import.meta.dirname, '../../../../protocol')

const schema = (): SchemaFile[] =>
  readdirSync(FOLDER)
    .filter(name => name.endsWith('.sproto'))
    .map(name => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }))

export class HostileServer extends PageServer {
  #text = ''
  #isRefusing = false
  /** How the tables were replaced last: with changes, or refused. */
  isReplaced = false

  constructor() {
    super(schema())
  }

  /** From now on everything is `text`: comments, too. */
  speak(text: string): void {
    this.#text = text
    this.#isRefusing = false
    this.isReplaced = false
    const line = text.replaceAll(/[\n\r]/g, ' ')
    const comment = (text: string) => text.replaceAll(/#(?![!?]).*/g, () => `# ${line}`)
    this.runMessages(schema().map(({ name, text }) => ({ name, text: comment(text) })))
  }

  /** Whether requests are answered with errors. */
  refuse(isRefusing: boolean): void {
    this.#isRefusing = isRefusing
  }

  /** To everybody. */
  push(name: string): void {
    const { tag, request, definition } = this.protocol.byName.get(name)!
    const body = this.#bodyOf(definition.request)
    for (const client of this.clients) client.send(this.writer.push(tag, request, body), true)
  }

  /** With a code that no catalogue has, and the beginning of the text: a close has room for 123 bytes. */
  closeAll(): void {
    for (const client of [...this.clients]) client.end(4777, beginningOf(this.#text))
  }

  protected override get routes(): WebRoutes {
    return {
      'GET /api/rooms': () => Response.json({ nameLength: 40, textLength: 500 }),
      'GET /api/boards': () => Response.json([this.#text]),
      'GET /api/tables': () => Response.json(this.#tables),
      'GET /api/tables/rows': () => Response.json({ version: 1, rows: [this.#row] }),
    }
  }

  protected override asked(client: Client, { name, session }: Asked): void {
    if (session === undefined) return
    const { response, hasResponse, definition } = this.protocol.byName.get(name)!
    const reply =
      this.#isRefusing && name !== 'heartbeat'
        ? this.writer.error(session, this.#text, this.#text, hasResponse)
        : this.writer.response(session, response, this.#bodyOf(definition.response))
    client.send(reply, true)
  }

  #bodyOf(type: StructType | undefined): Record<string, unknown> {
    return Object.fromEntries(type?.fields.map(field => [field.name, this.#valueOf(field)]) ?? [])
  }

  #valueOf(field: Field): unknown {
    const { kind, type, isArray } = field
    if (isArray) return this.#itemsOf({ ...field, isArray: false })
    if (kind === 'struct') return this.#bodyOf(type)
    if (kind === 'string') return this.#text
    return kind === 'boolean' ? false : 1
  }

  /** Of texts two: there are players on both sides of a duel. */
  #itemsOf(field: Field): unknown[] {
    const item = this.#valueOf(field)
    return typeof item === 'string' ? [item, `${item}2`] : [item]
  }

  get #row(): Record<string, unknown> {
    return Object.fromEntries([
      [this.#text, this.#text],
      [`${this.#text}2`, [{ text: this.#text }]],
    ])
  }

  get #tables(): object {
    const text = this.#text
    const columns = Object.keys(this.#row).map(name => ({ name, kind: text }))
    const tables = [{ name: text, kind: 'table', rows: 1, key: [text], columns }]
    const fields = Object.fromEntries([[text, { before: text, after: text }]])
    const rows = (['added', 'removed', 'changed'] as const).map(kind => ({ kind, key: [text], fields }))
    const diff = [{ table: text, added: 1, removed: 1, changed: 1, rows }]
    const problem = {
      table: text,
      file: text,
      sheet: text,
      row: 1,
      column: text,
      value: text,
      expected: text,
    }
    const last = { time: 1, version: 1, ok: this.isReplaced, diff, problems: [problem], problemCount: 1 }
    return { version: 1, tables, last }
  }
}
