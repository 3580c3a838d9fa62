// All that the page holds while it is open: the server, the connections, the log, what is being written. Views read it
// and call it; it knows no view. After a reload the same is shown, and who was connected is so again.

import type { Settings } from '../ui/settings.ts'
import { keep, recallJson } from '../ui/storage.ts'
import { Store } from '../ui/store.ts'
import { Toasts } from '../ui/toasts.tsx'
import { Connection } from './model/connection.ts'
import type { ConnectionSettings } from './model/connection-settings.ts'
import { DraftStore } from './model/draft-store.ts'
import { History } from './model/history.ts'
import { Log } from './model/log.ts'
import type { LoginDesk } from './model/login/login-desk.ts'
import type { Message, Protocols } from './model/protocols.ts'
import { Sending } from './model/sending.ts'
import type { ServerInfo } from './model/server-info.ts'
import { keepTab, recallTab } from './model/tab/tab.ts'
import type { Sockets } from './model/wire/sockets.ts'
import { hashOf, placeOf, type View } from './place.ts'
import { ScenarioStore } from './script/scenario-store.ts'
import type { TableStore } from './table/table-store.ts'

type PanelClass<P extends object = object> = new (connection: Connection) => P

/** What the page talks to. */
interface Outside {
  server: ServerInfo
  sockets: Sockets
  /** Where players have accounts. */
  login: LoginDesk | undefined
}

export class Workspace extends Store {
  readonly settings: Settings
  readonly server: ServerInfo
  readonly sockets: Sockets
  readonly log = new Log()
  readonly history = new History()
  readonly draft = new DraftStore()
  readonly scenarios = new ScenarioStore()
  readonly toasts = new Toasts()
  readonly sending = new Sending(this)
  /** Whether what this tab keeps is its own. */
  readonly isOwnTab = import('./model/tab/tab-lock.ts').then(({ isOwnTab }) => isOwnTab())
  /** Where players have accounts. */
  readonly login: LoginDesk | undefined
  /** uid -> what a player is called, of those whom players of this page have met. */
  readonly names = new Map<string, string>()
  /** Where the game has such, once they are loaded. */
  tables: TableStore | undefined
  /** Whose settings are to be shown. */
  opened: Connection | undefined
  /** Connection -> player of a crowd. */
  readonly #extras = new Map<number, number>()
  readonly #panels = new WeakMap<Connection, Map<PanelClass, object>>()
  readonly #drafts = new Map<string, string>(recallJson('drafts', isPairs, 'tab') ?? [])
  #connections: readonly Connection[] = []
  #selected = 0
  #message: Message | undefined
  #view: View
  #count = 0

  constructor(settings: Settings, { server, sockets, login }: Outside) {
    super()
    this.settings = settings
    this.server = server
    this.sockets = sockets
    this.login = login
    if (server.protocols.answer.hasTables) void this.#openTables()
    for (const kept of recallJson('connections', isSettings) ?? [this.#blank()]) this.#add(kept)
    const { view, name } = placeOf(location.hash)
    this.#view = view
    this.#follow()
    this.choose(this.#find(name ?? recallJson('message', isText, 'tab')))
    void this.#comeBack()
  }

  get protocols(): Protocols {
    return this.server.protocols
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
    this.#note('push')
    this.changed()
  }

  select(connection: Connection): void {
    this.#selected = this.#connections.indexOf(connection)
    this.#keepTab()
    this.changed()
  }

  /** Shows the settings of a connection; undefined: of none. */
  openSettings(connection: Connection | undefined): void {
    this.opened = connection
    this.changed()
  }

  /** Connects it; what it lacks for that is asked for. */
  async connect(connection: Connection): Promise<void> {
    await connection.open()
    if (connection.login.wants) this.openSettings(connection)
  }

  /** A guest says who plays: that is asked before one is connected. */
  logIn(connection: Connection): void {
    connection.close()
    this.openSettings(connection)
  }

  /** `account`: of who is to play; a name that is free without it. */
  addConnection(account?: string): Connection {
    const added = this.#add({ ...this.#blank(), ...(account !== undefined && { account }) })
    this.#selected = this.#connections.length - 1
    this.#keep()
    return added
  }

  /** The last one stays: there is always one to send with. The returned function takes it back. */
  removeConnection(connection: Connection): () => void {
    const place = this.#connections.indexOf(connection)
    const wasOpen = connection.state !== 'closed'
    if (this.#connections.length === 1) return () => undefined
    connection.close()
    this.#connections = this.#connections.filter(each => each !== connection)
    this.#selected = Math.min(this.#selected, this.#connections.length - 1)
    this.#keep()
    return () => {
      this.#connections = this.#connections.toSpliced(place, 0, connection)
      this.#keep()
      if (wasOpen) void connection.open()
    }
  }

  /** A connection that is not on the page, for player `number` of a crowd; where players have accounts, a guest. */
  extraConnection(account: string, number: number): Connection {
    this.#count += 1
    this.#extras.set(this.#count, number)
    const { url, format } = this.connection.settings
    const way = this.login ? { way: 'device' } : {}
    return new Connection(this.#count, { url, account, format, ...way }, this)
  }

  /** What a player is called: where the server knows an account by its number, players of this page have a name all the same. */
  nameOf(who: { uid: string; acc: string }): string {
    return this.#connections.find(each => each.isPlayer(who))?.player ?? this.names.get(who.uid) ?? who.acc
  }

  /** Which player of a crowd the connection of this id is; undefined: it is one of the page. */
  numberOfExtra(id: number): number | undefined {
    return this.#extras.get(id)
  }

  /** Begins to write this message: with `text`, else with what was being written, else with what was sent last. */
  choose(message: Message | undefined, text?: string): void {
    this.#message = message
    if (message) {
      const { name, request } = message
      this.draft.start(request, text ?? this.#drafts.get(name) ?? this.history.lastOf(name))
      keep('message', JSON.stringify(name), 'tab')
    }
    this.#note('replace')
    this.changed()
  }

  /** Writes what was sent earlier again. */
  reuse(name: string, text: string): void {
    const message = this.protocols.find(name)
    if (message) this.choose(message, text)
    this.show('messages')
  }

  /** Sends what is being written. */
  send(): void {
    const { message, draft, connection } = this
    if (!message || message.isPush || !draft.isSendable) return
    if (!connection.canSend && connection.state !== 'closed') return
    void this.sending.send({ name: message.name, text: draft.text, connection })
  }

  /** What a panel knows of a connection, made at the first look; it goes on while other views are shown. */
  panelOf<P extends object>(connection: Connection, Panel: PanelClass<P>): P {
    const panels = this.#panels.get(connection) ?? new Map<PanelClass, object>()
    this.#panels.set(connection, panels)
    const panel = panels.get(Panel) ?? new Panel(connection)
    panels.set(Panel, panel)
    return panel as P
  }

  #add(settings: ConnectionSettings): Connection {
    this.#count += 1
    const connection = new Connection(this.#count, settings, this)
    connection.onSettings = () => this.#keep()
    connection.memory.onChange = () => this.#keepTab()
    connection.onLoss = () => {
      if (settings.url === this.protocols.gateUrl) this.server.lookForIt()
    }
    connection.onBack = () => void this.server.refresh()
    this.#connections = [...this.#connections, connection]
    return connection
  }

  #blank(): ConnectionSettings {
    const account = this.#connections.length === 0 ? '' : `player${this.#count + 1}`
    const way = this.login ? { way: 'name' } : {}
    return { url: this.protocols.gateUrl, account, format: 'binary', ...way }
  }

  /** The message of this name, else the first that can be sent. */
  #find(name: string | undefined): Message | undefined {
    const { messages } = this.protocols
    return (name && this.protocols.find(name)) || messages.find(message => !message.isPush)
  }

  /** Hears what changes by itself: the address, the server, the draft. */
  #follow(): void {
    window.addEventListener('hashchange', () => this.#went())
    this.server.onMessages = () => this.#takeMessages()
    this.server.onBack = () => this.#reconnect(connection => connection.state === 'waiting')
    this.draft.onText = text => {
      if (this.#message) this.#drafts.set(this.#message.name, text)
      keep('drafts', JSON.stringify([...this.#drafts]), 'tab')
    }
  }

  #went(): void {
    const { view, name } = placeOf(location.hash)
    this.#view = view
    if (name !== undefined && name !== this.#message?.name) this.choose(this.#find(name))
    this.changed()
  }

  /** Everything stays; what is written is checked against the new messages, and who is connected comes again. */
  #takeMessages(): void {
    this.#message = this.#find(this.#message?.name)
    this.draft.retype(this.#message?.request)
    this.#reconnect(connection => connection.state !== 'closed' && connection.isOutdated)
    this.changed()
  }

  #reconnect(isMeant: (connection: Connection) => boolean): void {
    for (const each of this.#connections) if (isMeant(each)) void each.reconnect()
  }

  async #openTables(): Promise<void> {
    const { TableStore } = await import('./table/table-store.ts')
    this.tables = new TableStore()
    this.tables.watch(this.#view === 'tables')
    this.changed()
  }

  async #comeBack(): Promise<void> {
    const { open, selected, sessions } = recallTab()
    // Whoever is connected in the tab that this one was copied from stays so.
    if (!(await this.isOwnTab)) return this.#keepTab()
    void import('./model/tab/tab-log.ts').then(({ keepLog }) => keepLog(this))
    if (this.#connections[selected]) this.#selected = selected
    await Promise.all(open.map(place => this.#connections[place]?.comeBack(sessions[place] ?? undefined)))
  }

  /** In the address, so that it can be linked to, and in the title. */
  #note(way: 'push' | 'replace'): void {
    const name = this.#view === 'messages' ? this.#message?.name : undefined
    const hash = hashOf({ view: this.#view, name })
    if (location.hash !== hash) history[`${way}State`](undefined, '', hash)
    document.title = name === undefined ? 'Gatehouse' : `${name} · Gatehouse`
  }

  #keep(): void {
    keep('connections', JSON.stringify(this.#connections.map(each => each.settings)))
    this.#keepTab()
    this.changed()
  }

  #keepTab(): void {
    const open = [...this.#connections.keys()].filter(place => this.#connections[place]!.state !== 'closed')
    const sessions = this.#connections.map(({ memory }) => memory.kept)
    keepTab({ open, selected: this.#selected, sessions })
  }
}

const isSettings = (value: unknown): value is ConnectionSettings[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(each => typeof each?.url === 'string' && typeof each.account === 'string')

const isText = (value: unknown): value is string => typeof value === 'string'

const isPairs = (value: unknown): value is [string, string][] =>
  Array.isArray(value) && value.every(each => Array.isArray(each) && each.length === 2 && each.every(isText))
