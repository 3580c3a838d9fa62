// All that the page holds while it is open: the schema, the connections, the log, what is being written. Views read
// it and call it; it knows no view.

import type { Settings } from '../ui/settings.ts'
import { keep, recallJson } from '../ui/storage.ts'
import { Store } from '../ui/store.ts'
import { ChatSession } from './model/chat-session.ts'
import { Connection, type ConnectionSettings } from './model/connection.ts'
import { DraftStore } from './model/draft-store.ts'
import { History } from './model/history.ts'
import { Log } from './model/log.ts'
import { LoginDesk } from './model/login-desk.ts'
import type { Message, Protocols } from './model/protocols.ts'
import { ScenarioStore } from './script/scenario-store.ts'

export const VIEWS = ['messages', 'scenarios', 'chat', 'boards', 'tables'] as const
export type View = (typeof VIEWS)[number]

export class Workspace extends Store {
  readonly settings: Settings
  readonly protocols: Protocols
  readonly log = new Log()
  readonly history = new History()
  readonly draft = new DraftStore()
  readonly scenarios = new ScenarioStore()
  /** Where players have accounts. */
  readonly login: LoginDesk | undefined
  readonly #chats = new WeakMap<Connection, ChatSession>()
  #connections: Connection[] = []
  #selected = 0
  #message: Message | undefined
  #view: View = viewOf(location.hash)
  #count = 0

  constructor(settings: Settings, protocols: Protocols) {
    super()
    this.settings = settings
    this.protocols = protocols
    const { loginUrl, canLogin } = protocols
    this.login = loginUrl !== undefined && canLogin ? new LoginDesk(loginUrl) : undefined
    for (const kept of recallJson('connections', isSettings) ?? [this.#blank()]) this.#add(kept)
    const first = protocols.messages.find(message => !message.isPush)
    if (first) this.choose(first)
    window.addEventListener('hashchange', () => this.show(viewOf(location.hash)))
  }

  get connections(): readonly Connection[] {
    return this.#connections
  }

  /** The one that messages are sent with. */
  get connection(): Connection {
    return this.#connections[this.#selected]!
  }

  get message(): Message | undefined {
    return this.#message
  }

  get view(): View {
    return this.#view
  }

  show(view: View): void {
    this.#view = view
    if (viewOf(location.hash) !== view) history.pushState(undefined, '', `#${view}`)
    this.changed()
  }

  select(connection: Connection): void {
    this.#selected = this.#connections.indexOf(connection)
    this.changed()
  }

  addConnection(): void {
    this.#add(this.#blank())
    this.#selected = this.#connections.length - 1
    this.#keep()
  }

  /** The last one stays: there is always one to send with. */
  removeConnection(connection: Connection): void {
    if (this.#connections.length === 1) return
    connection.close()
    this.#connections = this.#connections.filter(each => each !== connection)
    this.#selected = Math.min(this.#selected, this.#connections.length - 1)
    this.#keep()
  }

  /** Begins to write this message: with `text`, else with what was sent last, else with every field left out. */
  choose(message: Message, text?: string): void {
    this.#message = message
    this.draft.start(message.request, text ?? this.history.lastOf(message.name))
    this.changed()
  }

  /** Writes what was sent earlier again. */
  reuse(name: string, text: string): void {
    const message = this.protocols.find(name)
    if (message) this.choose(message, text)
    this.show('messages')
  }

  /** The connection's chat; it goes on while other views are shown. */
  chatOf(connection: Connection): ChatSession {
    const chat = this.#chats.get(connection) ?? new ChatSession(connection)
    this.#chats.set(connection, chat)
    return chat
  }

  #add(settings: ConnectionSettings): void {
    this.#count += 1
    const connection = new Connection(this.#count, settings, this)
    connection.onSettings = () => this.#keep()
    this.#connections = [...this.#connections, connection]
  }

  #blank(): ConnectionSettings {
    const account = this.#connections.length === 0 ? '' : `player${this.#count + 1}`
    const way = this.login ? { way: 'name' } : {}
    return { url: this.protocols.gateUrl, account, format: 'binary', ...way }
  }

  #keep(): void {
    keep('connections', JSON.stringify(this.#connections.map(each => each.settings)))
    this.changed()
  }
}

const viewOf = (hash: string): View => VIEWS.find(view => `#${view}` === hash) ?? 'messages'

const isSettings = (value: unknown): value is ConnectionSettings[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(each => typeof each?.url === 'string' && typeof each.account === 'string')
